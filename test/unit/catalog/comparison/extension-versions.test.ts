import { expect, test } from 'vitest';
import { olderExtensions } from '../../../../src/catalog/comparison/extension-versions.ts';

const older = (was: string, is: string): boolean =>
  olderExtensions([{ name: 'postgis', version: was }], [{ name: 'postgis', version: is }]).length === 1;

test('only older versions are reported, by number and not by letter', () => {
  expect(older('3.10.1', '3.9.2')).toBe(true);
  expect(older('1.1', '1.0')).toBe(true);
  expect(older('2.0.1', '2.0')).toBe(true);
  expect(older('2.0', '2.0.1')).toBe(false);
  expect(older('3.4.0dev', '3.4.0')).toBe(false);
  expect(older('1.6', '1.6')).toBe(false);
  expect(older('unpackaged', '1.0')).toBe(false);
});

test('one that is not there at all is another matter: the comparison says so', () => {
  expect(olderExtensions([{ name: 'hstore', version: '1.8' }], [])).toEqual([]);
  expect(olderExtensions([{ name: 'hstore', version: '1.8' }], [{ name: 'hstore', version: '1.7' }])).toEqual(
    [expect.stringContaining('hstore is 1.7 here and was 1.8')],
  );
});
