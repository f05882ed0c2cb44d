import { describe, expect, it } from 'vitest';
import { closingLine, isGood } from '../../../scripts/counts.ts';

describe('closingLine', () => {
  it('is one plain line', () => {
    expect(closingLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped');
  });
});

describe('isGood', () => {
  it.each([
    [{ passed: 1, failed: 0, skipped: 0 }, true],
    [{ passed: 0, failed: 0, skipped: 0 }, false],
    [{ passed: 5, failed: 1, skipped: 0 }, false],
    [{ passed: 5, failed: 0, skipped: 1 }, false],
  ])('of %o is %s', (counts, expected) => {
    expect(isGood(counts)).toBe(expected);
  });
});
