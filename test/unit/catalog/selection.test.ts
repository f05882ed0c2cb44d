import { describe, expect, test } from 'vitest';
import { selectTables } from '../../../src/catalog/selection.ts';
import { UserError } from '../../../src/errors.ts';

const table = (schema: string, name: string, parents: { schema: string; name: string }[] = []) => ({
  schema,
  name,
  parents,
});
const audit = { schema: 'support', name: 'audit_log' };
const tables = [
  table('public', 'users'),
  table('public', 'user.notes'),
  table('public', 'Order "Items"'),
  table('support', 'users'),
  table('support', 'audit_log_2026_01', [audit]),
  table('support', 'audit_log_2026_02', [audit]),
];
const others = {
  partitioned: [audit, { schema: 'support', name: 'no_partition_yet' }],
  withoutRows: [{ schema: 'public', name: 'elsewhere' }],
};
const names = (include: string[], exclude: string[] = []): string[] =>
  selectTables(tables, include, exclude, others).selected.map((one) => `${one.schema}.${one.name}`);

describe('selecting tables', () => {
  test('without patterns means all', () => expect(names([])).toHaveLength(6));
  test('without a schema means every schema', () =>
    expect(names(['users'])).toEqual(['public.users', 'support.users']));
  test('with a schema means that one', () => expect(names(['support.users'])).toEqual(['support.users']));
  test('folds unquoted names to lower case', () => expect(names(['PUBLIC.Users'])).toEqual(['public.users']));
  test('takes quoted names as they are', () => {
    expect(names(['"Order ""Items"""'])).toEqual(['public.Order "Items"']);
    expect(names(['"user.notes"'])).toEqual(['public.user.notes']);
  });
  test('knows * and ?', () => expect(names(['support.audit_log_2026_0?', 'us*'])).toHaveLength(5));
  test('takes partitions with their parent', () => {
    expect(names(['audit_log'])).toEqual(['support.audit_log_2026_01', 'support.audit_log_2026_02']);
    expect(names([], ['audit_log'])).toHaveLength(4);
  });
  test('knows a partitioned table that has no partition yet', () => {
    expect(names(['no_partition_yet'])).toEqual([]);
    expect(names([], ['support.no_partition_yet'])).toHaveLength(6);
  });
  test('leaves out a table whose rows no dump holds, but never promises them', () => {
    expect(names([], ['elsewhere'])).toHaveLength(6);
    expect(() => names(['elsewhere'])).toThrow(/"elsewhere"/);
  });
  test('excluding wins', () => expect(names(['support.*'], ['support.users'])).toHaveLength(2));
  test('takes the characters of regular expressions as themselves', () => {
    expect(() => names(['user[s]'])).toThrow(UserError);
  });
  test('reports every pattern that matches nothing', () => {
    expect(() => names(['nosuch', 'users'], ['neither'])).toThrow(/"nosuch", "neither"/);
  });
});
