import { expect, test } from 'vitest';
import { checkLineage, refuseProductionServer } from '../../../src/actions/shared/guards.ts';
import { applyInputs } from '../../../src/policy/apply-inputs.ts';
import { parse } from '../../support/policies.ts';

const policyOf = (databases: string) =>
  applyInputs(parse(`version: 1\ndatabases: ${databases}\nstores: {local: {directory: /backups}}\n`), {});
const LISTED = policyOf('[{name: shop, host: DB1, port: 5433, production: true}, {name: test, host: db2}]');

test('nothing is made for a while beside what the policy marks as production', () => {
  const refused = (host: string, port: number | undefined, policy = LISTED): boolean => {
    try {
      refuseProductionServer(policy, { host, port }, 'a restore test on it');
      return false;
    } catch (error) {
      expect(error).toMatchObject({ code: 'PBA-TARGET-PRODUCTION' });
      return true;
    }
  };
  expect(refused('db1', 5433)).toBe(true);
  expect(refused('db1', undefined)).toBe(false);
  expect(refused('db2', undefined)).toBe(false);
  const all = policyOf('{discover: every, host: db3, production: true}');
  expect(refused('db3', 5432, all)).toBe(true);
  expect(refused('db4', 5432, all)).toBe(false);
});

test('another lineage needs its own word, and no other', () => {
  const check = (same: boolean, allowed?: string) => () =>
    checkLineage('71/shop', 'the live database is 72/shop', same, allowed);
  expect(check(true)).not.toThrow();
  expect(check(false, '71/shop')).not.toThrow();
  expect(check(false)).toThrow('comes from 71/shop');
  expect(check(true, '73/shop')).toThrow('73/shop was allowed');
});
