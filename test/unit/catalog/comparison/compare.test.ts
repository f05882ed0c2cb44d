import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareFingerprints } from '../../../../src/catalog/comparison/compare.ts';
import { describeDifference } from '../../../../src/catalog/comparison/difference.ts';
import {
  type Fingerprint,
  rowsNotHeld,
  type TableFingerprint,
} from '../../../../src/catalog/fingerprint/fingerprint.ts';
import { anyFingerprint, makeFingerprint } from '../../../support/fingerprints.ts';

const found = (expected: Fingerprint, actual: Fingerprint): string[] =>
  compareFingerprints(expected, actual).differences.map(
    (one) => `${one.severity}: ${describeDifference(one)}`,
  );

const tickets = { schema: 'public', name: 'tickets', kind: 'table', rows: '5', digest: '123' } as const;
const totals = {
  schema: 'public',
  name: 'totals',
  kind: 'materialized view',
  rows: '2',
  digest: '7',
} as const;

describe('any fingerprint', () => {
  test('equals itself, however its entries are ordered', () => {
    fc.assert(
      fc.property(anyFingerprint, (one) => {
        const other: Fingerprint = {
          ...one,
          tables: [...one.tables].reverse(),
          sequences: [...one.sequences].reverse(),
          objects: [...one.objects].reverse(),
        };
        expect(compareFingerprints(one, other).differences).toEqual([]);
      }),
    );
  });

  test('has a difference for every entry that is lost, and another for every one that is too many', () => {
    fc.assert(
      fc.property(anyFingerprint, fc.nat(), (one, at) => {
        for (const part of ['tables', 'sequences', 'objects'] as const) {
          if (one[part].length === 0) continue;
          const less: Fingerprint = {
            ...one,
            [part]: one[part].filter((_, index) => index !== at % one[part].length),
          };
          const asFull = { ...one, notHeld: [] };
          expect(compareFingerprints(asFull, { ...less, notHeld: [] }).differences).toHaveLength(1);
          expect(compareFingerprints({ ...less, notHeld: [] }, asFull).differences).toHaveLength(1);
        }
      }),
    );
  });

  test('has a difference for every value that is another one', () => {
    fc.assert(
      fc.property(anyFingerprint, fc.nat(), (one, at) => {
        const changed = <T>(items: readonly T[], change: (item: T) => T): T[] =>
          items.map((item, index) => (index === at % items.length ? change(item) : item));
        const plus = (value: string): string => String(BigInt(value) + 1n);
        const variants: Fingerprint[] = [
          {
            ...one,
            objects: changed(one.objects, (object) => ({
              ...object,
              digest: object.digest === '0'.repeat(32) ? '1'.repeat(32) : '0'.repeat(32),
            })),
          },
          { ...one, tables: changed(one.tables, (table) => ({ ...table, rows: plus(table.rows) })) },
          {
            ...one,
            sequences: changed(one.sequences, (sequence) => ({
              ...sequence,
              after: { ...sequence.after, lastValue: plus(sequence.after.lastValue) },
            })),
          },
        ];
        if (one.depth === 'content') {
          variants.push({
            ...one,
            tables: changed(one.tables, (table) => ({ ...table, digest: plus(table.digest ?? '0') })),
          });
        }
        const parts = ['objects', 'tables', 'sequences', 'tables'] as const;
        for (const [index, variant] of variants.entries()) {
          const part = parts[index] ?? 'tables';
          expect(compareFingerprints(one, variant).differences).toHaveLength(one[part].length === 0 ? 0 : 1);
        }
      }),
    );
  });
});

describe('tables', () => {
  const withTables = (...tables: TableFingerprint[]): Fingerprint => makeFingerprint({ tables });

  test.each([
    ['missing', withTables(totals), ['error: Table public.tickets (5 rows) is missing.']],
    [
      'with another number of rows',
      withTables({ ...tickets, rows: '4' }, totals),
      ['error: public.tickets has 4 rows instead of 5.'],
    ],
    [
      'with one row',
      withTables({ ...tickets, rows: '1' }, totals),
      ['error: public.tickets has 1 row instead of 5.'],
    ],
    [
      'with other rows',
      withTables({ ...tickets, digest: '124' }, totals),
      ['error: public.tickets has the right number of rows, but not the same rows.'],
    ],
    [
      'nobody knows',
      withTables(tickets, totals, {
        schema: 'app',
        name: 'New\nTable',
        kind: 'table',
        rows: '0',
        digest: '0',
      }),
      ['error: Table app."New\\nTable" (0 rows) is there although the backup has none of this name.'],
    ],
    [
      'as a materialized view that is computed otherwise',
      withTables(tickets, { ...totals, digest: '8' }),
      [
        'warning: public.totals has the right number of rows, but not the same rows (a restore computes materialized views anew from the restored tables).',
      ],
    ],
    [
      'as a materialized view with other rows',
      withTables(tickets, { ...totals, rows: '3' }),
      [
        'warning: public.totals has 3 rows instead of 2 (a restore computes materialized views anew from the restored tables).',
      ],
    ],
    [
      'as a materialized view without data',
      withTables(tickets, { ...totals, rows: '0', digest: null, populated: false }),
      ['error: Materialized view public.totals is not populated instead of populated.'],
    ],
    [
      'as a table where there was a materialized view',
      withTables(tickets, { ...totals, kind: 'table' }),
      [
        'error: Materialized view public.totals (2 rows) is missing.',
        'error: Table public.totals (2 rows) is there although the backup has none of this name.',
      ],
    ],
  ])('%s', (_, actual, sentences) => {
    expect(found(makeFingerprint(), actual)).toEqual(sentences);
  });

  test('whose rows were left out must be empty; views over them are computed from nothing', () => {
    const expected = makeFingerprint({
      tables: [],
      notHeld: [rowsNotHeld(tickets, 'left out'), rowsNotHeld(totals, 'left out')],
    });
    expect(found(expected, withTables({ ...tickets, rows: '0', digest: '0' }, totals))).toEqual([]);
    expect(found(expected, withTables(tickets))).toEqual([
      'error: public.tickets has 5 rows instead of 0 (its rows are not in the backup).',
    ]);
  });

  test('errors stand before warnings', () => {
    const actual = makeFingerprint({ tables: [tickets, { ...totals, digest: '8' }], sequences: [] });
    expect(compareFingerprints(makeFingerprint(), actual).differences.map((one) => one.severity)).toEqual([
      'error',
      'warning',
    ]);
  });
});

describe('digests', () => {
  const other = (change: Partial<Fingerprint>): Fingerprint =>
    makeFingerprint({ tables: [{ ...tickets, digest: '0' }, totals], ...change });

  test.each<[string, Partial<Fingerprint>, Partial<Fingerprint>]>([
    ['another algorithm', {}, { algorithm: 'md5' }],
    ['another major', {}, { serverMajor: 16 }],
    ['another CPU or encoding', {}, { probe: '43' }],
    ['another encoding, with md5', { algorithm: 'md5' }, { algorithm: 'md5', probe: '43' }],
    ['counts in the backup', { depth: 'counts' }, {}],
    ['counts in the copy', {}, { depth: 'counts' }],
  ])('are not compared with %s, which is said and lowers the grade', (_, expected, actual) => {
    const comparison = compareFingerprints(makeFingerprint(expected), other(actual));
    expect(comparison.differences).toEqual([]);
    expect(comparison.grade).toBe('counts');
    expect(comparison.notCompared).toEqual([
      { kind: 'content', name: 'all rows', reason: expect.any(String) },
    ]);
  });

  test('of md5 are compared across majors', () => {
    const md5 = { algorithm: 'md5', objects: [] } as const;
    const comparison = compareFingerprints(makeFingerprint(md5), other({ ...md5, serverMajor: 17 }));
    expect(comparison).toMatchObject({
      grade: 'full',
      differences: [{ kind: 'content', name: 'public.tickets' }],
    });
  });

  test('a backup without rows gives the grade schema', () => {
    const schema = { tables: [], sequences: [], largeObjects: null } as const;
    const comparison = compareFingerprints(makeFingerprint(schema), makeFingerprint(schema));
    expect(comparison).toMatchObject({ grade: 'schema', differences: [], notCompared: [] });
    expect(comparison.compared).toEqual({
      tables: '0',
      rows: '0',
      sequences: '0',
      largeObjects: '0',
      objects: '2',
    });
  });

  test('what was compared is counted', () => {
    const comparison = compareFingerprints(makeFingerprint(), makeFingerprint());
    expect(comparison).toEqual({
      grade: 'full',
      differences: [],
      notCompared: [],
      compared: { tables: '2', rows: '7', sequences: '1', largeObjects: '1', objects: '2' },
    });
  });
});

describe('large objects', () => {
  test.each([
    ['fewer', { count: '0', digest: '0' }, 'error: There are 0 large objects instead of 1.'],
    ['none at all', null, 'error: There are 0 large objects instead of 1.'],
    [
      'with another content',
      { count: '1', digest: '8' },
      'error: The large objects do not have the same content.',
    ],
  ])('%s', (_, largeObjects, sentence) => {
    expect(found(makeFingerprint(), makeFingerprint({ largeObjects }))).toEqual([sentence]);
  });
});
