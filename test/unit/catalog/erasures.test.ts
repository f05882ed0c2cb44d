import { describe, expect, test } from 'vitest';
import { type Erasure, erasuresOf, erasureTime, isInSnapshot } from '../../../src/catalog/erasures.ts';

const entry = (name: string, at: string, database = 'shop'): Erasure => ({
  name,
  at,
  database,
  sql: 'select 1 ',
  maxRows: 1,
});

describe('when an erasure was', () => {
  test.each([
    ['2026-11-20T09:30:00Z', '2026-11-20T09:30:00.000Z'],
    ['2026-11-20T09:30+01:00', '2026-11-20T08:30:00.000Z'],
    // Until it is tomorrow everywhere.
    ['2026-11-20', '2026-11-21T11:59:59.000Z'],
  ])('%s', (at, time) => expect(new Date(erasureTime(at) ?? 0).toISOString()).toBe(time));

  test.each(['2026-02-30', '2026-13-01', '2026-02-30T10:00:00Z', '2026-11-20T25:00:00Z'])(
    '%s is never',
    (at) => expect(erasureTime(at)).toBeUndefined(),
  );
});

test('of one database, by time and then as in the ledger', () => {
  const ledger = [
    entry('b', '2026-11-21T00:00:00Z'),
    entry('c', '2026-11-21T00:00:00Z'),
    entry('a', '2026-11-20T00:00:00Z'),
    entry('x', '2026-11-20T00:00:00Z', 'other'),
  ];
  expect(erasuresOf(ledger, 'shop').map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});

test.each([
  // A moment lasts as long as it is exact.
  ['2026-11-20T09:30:00Z', '2026-11-20T09:30:00.999Z', false],
  ['2026-11-20T09:30:00Z', '2026-11-20T09:30:01.000Z', true],
  ['2026-11-20T09:30:00.5Z', '2026-11-20T09:30:00.599Z', false],
  ['2026-11-20T09:30:00.5Z', '2026-11-20T09:30:00.600Z', true],
  ['2026-11-20T09:30:00.123456Z', '2026-11-20T09:30:00.124Z', true],
  ['2026-11-20T09:30:00Z', '2026-11-19T23:00:00.000Z', false],
  ['2026-11-20', '2026-11-21T11:00:00.000Z', false],
  ['2026-11-20', '2026-11-21T12:00:00.000Z', true],
])('an erasure of %s is in a snapshot of %s: %s', (at, snapshotAt, expected) =>
  expect(isInSnapshot(entry('a', at), snapshotAt)).toBe(expected),
);
