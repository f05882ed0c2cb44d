import { describe, expect, test } from 'vitest';
import { compareWithProduction, isFinding } from '../../../src/catalog/drift.ts';

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
});
