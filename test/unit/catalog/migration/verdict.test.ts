import { describe, expect, test } from 'vitest';
import type { MigrationRule } from '../../../../src/catalog/migration/rules.ts';
import type { SchemaChange } from '../../../../src/catalog/migration/schema-diff.ts';
import type { CommandEnd, LockHeld, TableEffect, Trial } from '../../../../src/catalog/migration/trial.ts';
import { judgeMigration } from '../../../../src/catalog/migration/verdict.ts';

const OK: CommandEnd = { outcome: 'succeeded', exitCode: 0, signal: null, seconds: 1, output: '' };
const COLUMN: SchemaChange = {
  ...{ change: 'added', kind: 'column', name: 'public.a.x', before: null, after: 'type text' },
  ...{ destructive: false, parts: 0 },
};
const TABLE: TableEffect = {
  ...{ name: 'public.a', nameAfter: 'public.a', rowsBefore: '10', rowsAfter: '10', content: 'same' },
  ...{ changedTypes: [], droppedColumns: [], bytes: 8192, rewritten: false, bookkeeping: false },
};
const LOCK: LockHeld = {
  ...{ table: 'public.a', mode: 'ShareLock', blocks: 'writes', seconds: 6, statement: 'create index' },
  ...{ rows: '10', bytes: 8192 },
};

const trial = (parts: Partial<Trial> = {}, tables: readonly Partial<TableEffect>[] = [{}]): Trial => ({
  command: 'migrate',
  end: OK,
  migration: { before: null, after: null },
  schema: [COLUMN],
  data: {
    tables: tables.map((table) => ({ ...TABLE, ...table })),
    largeObjects: { before: '2', after: '2' },
  },
  statements: [],
  locks: { locks: [], blindSeconds: 0.05, looks: 100 },
  wayBack: { state: 'tried', end: OK, differences: [] },
  ...parts,
});

const findings = (given: Trial): string[] =>
  judgeMigration(given, { block: [], longLockMs: 5_000 }, undefined).findings.map(
    ({ rule, text }) => `${rule}: ${text}`,
  );

describe('findings', () => {
  test('a harmless migration has none', () => {
    expect(findings(trial())).toEqual([]);
  });

  test.each<[string, Trial, string[]]>([
    [
      'a failure',
      trial({ end: { ...OK, outcome: 'failed', exitCode: 3 } }),
      ['failed: The migration ended with exit code 3.'],
    ],
    [
      'a time limit; nothing is said of a way back that was not needed',
      trial({
        end: { ...OK, outcome: 'timed out', exitCode: null, signal: 'SIGTERM', seconds: 60 },
        wayBack: { state: 'none', reason: 'none' },
      }),
      ['failed: The migration did not end within its time limit and was ended after 60.0 s.'],
    ],
    [
      'a dropped table',
      trial({}, [{ nameAfter: null, rowsAfter: null, content: 'gone' }]),
      ['data-loss: Table public.a is gone with 10 rows.'],
    ],
    ['a dropped empty table', trial({}, [{ nameAfter: null, rowsAfter: null, rowsBefore: '0' }]), []],
    [
      'fewer rows',
      trial({}, [{ rowsAfter: '7', content: 'changed' }]),
      ['data-loss: public.a has 7 rows instead of 10: 3 are gone.'],
    ],
    [
      'a dropped column with values, and one without',
      trial({}, [
        {
          droppedColumns: [
            { name: 'x', values: '4' },
            { name: 'y', values: '0' },
          ],
        },
      ]),
      ['data-loss: Column public.a.x is gone with 4 values.'],
    ],
    [
      'large objects',
      trial({
        data: { tables: [TABLE], largeObjects: { before: '5', after: '2' } },
      }),
      ['data-loss: 3 large objects are gone.'],
    ],
    [
      'other values',
      trial({}, [{ content: 'changed', changedTypes: ['n'] }]),
      [
        'data-change: public.a: the same number of rows, but not the same values.',
        'data-change: public.a.n: has another type, and its values read differently.',
      ],
    ],
    ['the books of the tool are nobody’s data', trial({}, [{ bookkeeping: true, rowsAfter: '1' }]), []],
    [
      'a dropped object',
      trial({ schema: [{ ...COLUMN, change: 'dropped', destructive: true }] }),
      ['destructive: Column public.a.x is dropped.'],
    ],
    [
      'a long lock, and not a short one',
      trial({ locks: { locks: [LOCK, { ...LOCK, seconds: 4.9 }], blindSeconds: 0, looks: 1 } }),
      ['long-lock: public.a (10 rows) could not be written for 6.0 s.'],
    ],
    ['a rewrite', trial({}, [{ rewritten: true }]), ['rewrite: public.a (10 rows) was written anew.']],
    [
      'no way back',
      trial({ wayBack: { state: 'none', reason: 'nobody gave one' } }),
      ['no-rollback: There is no way back: nobody gave one.'],
    ],
    [
      'a way back that fails',
      trial({
        wayBack: { state: 'tried', end: { ...OK, outcome: 'failed', exitCode: 1 }, differences: [] },
      }),
      ['no-rollback: The way back ended with exit code 1.'],
    ],
    [
      'a way back to somewhere else',
      trial({ wayBack: { state: 'tried', end: OK, differences: [COLUMN, COLUMN] } }),
      [
        'no-rollback: After the way back the schema is not as before: column public.a.x is added and in 1 more.',
      ],
    ],
    [
      'nothing happened',
      trial({ schema: [] }),
      [
        'no-effect: The migration succeeded and changed nothing: was it applied before, or did the command find nothing to do?',
      ],
    ],
    [
      'only the tool’s books changed: something was applied',
      trial({ schema: [] }, [{ rowsAfter: '11', bookkeeping: true }]),
      [],
    ],
  ])('%s', (_, given, expected) => {
    expect(findings(given)).toEqual(expected);
  });
});

describe('verdict', () => {
  const lossy = trial({}, [{ rowsAfter: '7' }]);
  const judge = (block: MigrationRule[], approval?: { by: string; how: string }) =>
    judgeMigration(lossy, { block, longLockMs: 5_000 }, approval);

  test('what the policy does not block is reported and passes', () => {
    expect(judge(['failed'])).toMatchObject({ verdict: 'passed', findings: [{ blocks: false }] });
  });

  test('one that did not come to its end blocks whatever the policy says: the rest of it was not tried', () => {
    const stopped = trial({ end: { ...OK, outcome: 'timed out', exitCode: null } });
    const rules = { block: [], longLockMs: 5_000 };
    expect(judgeMigration(stopped, rules, undefined).verdict).toBe('blocked');
    expect(judgeMigration(stopped, rules, { by: 'alice', how: 'label' }).verdict).toBe('approved');
  });

  test('what it blocks is blocked, until somebody named takes it on', () => {
    expect(judge(['data-loss']).verdict).toBe('blocked');
    const approval = { by: 'alice', how: 'label migration-approved' };
    expect(judge(['data-loss'], approval)).toMatchObject({ verdict: 'approved', approval });
  });

  test('an approval that nobody needed is not mentioned', () => {
    expect(judge([], { by: 'alice', how: 'label' })).toMatchObject({
      verdict: 'passed',
      approval: undefined,
    });
  });
});
