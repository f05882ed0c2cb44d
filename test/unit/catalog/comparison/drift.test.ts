import { describe, expect, test } from 'vitest';
import { compareWithProduction, isFinding, isRemarkable } from '../../../../src/catalog/comparison/drift.ts';

const then = (name: string, rows: number) =>
  ({ schema: 'public', name, rows: String(rows), kind: 'table' }) as const;
const now = (name: string, rows: number) => ({ schema: 'public', name, rows: String(rows) });
const tolerance = {
  defaultPercent: 10,
  tables: [
    { pattern: 'sessions', percent: 100 },
    { pattern: 'public.audit_*', percent: 0 },
  ],
};

describe('drift of production since the set', () => {
  test('growth is none, shrinking within tolerance neither', () => {
    const drifts = compareWithProduction(
      [then('a', 100), then('b', 100)],
      [now('a', 5000), now('b', 90)],
      tolerance,
    );
    expect(drifts.filter(isFinding)).toEqual([]);
  });

  test('names what shrank, was emptied, vanished', () => {
    const drifts = compareWithProduction(
      [then('a', 100), then('b', 100), then('c', 100), then('d', 5)],
      [now('a', 100), now('b', 89), now('c', 0), now('e', 1)],
      tolerance,
    );
    expect(drifts.filter(isFinding).map((drift) => [drift.table, drift.verdict])).toEqual([
      ['public.c', 'emptied'],
      ['public.d', 'vanished'],
      ['public.b', 'shrank'],
    ]);
    expect(drifts.at(-1)).toMatchObject({ verdict: 'new', table: 'public.e' });
  });

  test('has a tolerance per table', () => {
    const drifts = compareWithProduction(
      [then('sessions', 10), then('audit_1', 10)],
      [now('sessions', 0), now('audit_1', 9)],
      tolerance,
    );
    expect(drifts.filter(isFinding).map((drift) => drift.table)).toEqual(['public.audit_1']);
  });

  test('of an empty table is none', () => {
    expect(compareWithProduction([then('a', 0)], [now('a', 0)], tolerance)).toMatchObject([
      { percent: null, verdict: 'within tolerance' },
    ]);
  });

  describe('a table that stopped growing', () => {
    const verdicts = (rows: { before: number; inSet: number; now: number }, hoursSince = 24): string[] =>
      compareWithProduction([then('a', rows.inSet)], [now('a', rows.now)], tolerance, {
        earlier: [now('a', rows.before)],
        hoursBefore: 24,
        hoursSince,
      }).map((drift) => drift.verdict);

    test('is shown and fails nothing', () => {
      expect(verdicts({ before: 90, inSet: 100, now: 100 })).toEqual(['stopped growing']);
      const drift = { table: 'a', inSet: '1', now: '1', percent: 0, verdict: 'stopped growing' } as const;
      expect([isFinding(drift), isRemarkable(drift)]).toEqual([false, true]);
    });
    test('is none when a row came', () =>
      expect(verdicts({ before: 90, inSet: 100, now: 101 })).toEqual(['within tolerance']));
    test('is none when fewer than ten rows were to be expected', () => {
      expect(verdicts({ before: 91, inSet: 100, now: 100 })).toEqual(['within tolerance']);
      expect(verdicts({ before: 90, inSet: 100, now: 100 }, 23)).toEqual(['within tolerance']);
    });
    test('is none when it did not grow before, or was not there', () => {
      expect(verdicts({ before: 200, inSet: 100, now: 100 })).toEqual(['within tolerance']);
      expect(
        compareWithProduction([then('a', 100)], [now('a', 100)], tolerance, {
          earlier: [],
          hoursBefore: 24,
          hoursSince: 24,
        })[0]?.verdict,
      ).toBe('within tolerance');
    });
    test('comes after what fails the run', () => {
      const drifts = compareWithProduction(
        [then('grew', 100), then('lost', 100), then('same', 100)],
        [now('grew', 100), now('lost', 0), now('same', 100)],
        tolerance,
        { earlier: [now('grew', 50), now('lost', 50), now('same', 100)], hoursBefore: 1, hoursSince: 1 },
      );
      expect(drifts.map((drift) => drift.verdict)).toEqual([
        'emptied',
        'stopped growing',
        'within tolerance',
      ]);
    });
  });
});
