import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/catalog/assertion.ts';

const at = '2026-11-22T03:04:05.678Z';

describe('an assertion', () => {
  test('that wants a value takes no other', () => {
    expect(judge({ kind: 'equals', value: '42' }, '42', at)).toBeUndefined();
    expect(judge({ kind: 'equals', value: '42' }, '42.0', at)).toContain('expected 42');
    expect(judge({ kind: 'equals', value: '42' }, null, at)).toContain('no value');
  });

  test.each([
    ['5', true],
    ['10', true],
    ['4.9', false],
    ['10.1', false],
    ['', false],
    ['many', false],
  ])('for 5 to 10 judges %j', (value, holds) => {
    expect(judge({ kind: 'range', min: 5, max: 10 }, value, at) === undefined).toBe(holds);
  });

  test('can have one end only', () => {
    expect(judge({ kind: 'range', min: 5, max: undefined }, '1e9', at)).toBeUndefined();
    expect(judge({ kind: 'range', min: 5, max: undefined }, '1', at)).toContain('at least 5');
    expect(judge({ kind: 'range', min: undefined, max: 5 }, '9', at)).toContain('at most 5');
  });

  test.each([
    ['2026-11-22 03:00:00+00', true],
    ['2026-11-21 02:00:00.5+00', true],
    ['2026-11-21 00:00:00+00', false],
    ['2026-11-22', true],
    ['2026-11-22 04:00:00', true],
    ['yesterday', false],
  ])('that wants a time of the last 26 hours judges %s', (value, holds) => {
    expect(judge({ kind: 'newer than', ageMs: 26 * 3_600_000 }, value, at) === undefined).toBe(holds);
  });
});
