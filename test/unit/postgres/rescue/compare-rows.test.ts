import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareKeys } from '../../../../src/postgres/rescue/compare-rows.ts';
import { copyValue } from '../../../../src/postgres/rescue/copy-out.ts';

test('keys are ordered by their bytes, as the servers order them, not by UTF-16', () => {
  expect(compareKeys(['\u{1F600}'], ['\uFF5E'])).toBeGreaterThan(0);
  expect('\u{1F600}' < '\uFF5E').toBe(true);
  expect(compareKeys(['a', '2'], ['a', '10'])).toBeGreaterThan(0);
  expect(compareKeys(['a', 'b'], ['a', 'b'])).toBe(0);
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 }),
      ([a = '', b = '']) => {
        expect(Math.sign(compareKeys([a], [b]))).toBe(
          Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))),
        );
      },
    ),
  );
});

test("COPY's escapes are read back", () => {
  expect(copyValue('a\\tb\\nc\\\\N')).toBe('a\tb\nc\\N');
  expect(copyValue('\\N')).toBeNull();
  expect(copyValue('')).toBe('');
});
