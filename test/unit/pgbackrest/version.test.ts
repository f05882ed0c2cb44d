import { expect, test } from 'vitest';
import { compareVersions, parseVersion } from '../../../src/pgbackrest/program.ts';

test('versions are compared as numbers', () => {
  expect(compareVersions('2.9', '2.45')).toBeLessThan(0);
  expect(compareVersions('2.54.1', '2.54')).toBeGreaterThan(0);
  expect(compareVersions('2.45', '2.45.0')).toBe(0);
});

test('a version is read, or refused with a reason', () => {
  expect(parseVersion('pgBackRest 2.55.1\n', '/usr/bin/pgbackrest')).toBe('2.55.1');
  expect(() => parseVersion('bash: no', '/usr/bin/pgbackrest')).toThrow('does not tell its version');
  expect(() => parseVersion('pgBackRest 1.29\n', '/usr/bin/pgbackrest')).toThrow('or later is needed');
});
