import { describe, expect, test } from 'vitest';
import { TIERS } from '../../../src/catalog/keys.ts';
import { applyInputs } from '../../../src/policy/apply-inputs.ts';
import {
  databasesOf,
  type EffectivePolicy,
  isDiscovery,
  retentionRules,
} from '../../../src/policy/effective-policy.ts';
import type { PolicyInputs } from '../../../src/policy/policy-inputs.ts';
import { copiesFor } from '../../../src/policy/tier-copies.ts';
import { parse } from '../../support/policies.ts';

const BOTH: PolicyInputs = { database: 'shop', stores: ['/backups', 's3://bucket/pg'] };

const POLICY = parse(`version: 1
databases:
  - {name: shop, host: db1, user: backup, stores: [local, offsite]}
  - {name: billing, host: db2, tables: [invoices]}
stores:
  local: {directory: /backups}
  offsite: {s3: {uri: s3://bucket/pg, region: eu-central-1}, object-lock: true}
  ceph: {s3: {uri: s3://ceph-pg, endpoint: "https://ceph.example.com"}}
tiers:
  daily: {stores: [local, offsite], lock: {mode: governance, days: 7}}
  weekly: {stores: [offsite, ceph]}
objectives: {rpo: 1d}
encryption: {recipients: [age1policypolicypolicypolicy], required: true}
restore-test:
  assertions:
    - {name: a, sql: "select 1", expect: 5}
    - {name: b, sql: "select 1", expect: {max: 5}}
    - {name: c, sql: "select 1", expect: {newer-than: 1h}}
    - {name: d, command: [x, y], time-limit: 1m}
  drift: {tables: {public.b: 1, a_*: 2}}
`);

/** `tier: store class/transition/lock` for every copy. */
function copies(policy: EffectivePolicy, stores?: readonly string[]): string[] {
  return TIERS.map((tier) => {
    const places = copiesFor(policy, tier, { stores }).map((copy) => {
      const extras = [
        copy.storageClass,
        copy.transition && `${copy.transition.storageClass} after ${copy.transition.afterDays}`,
        copy.lock && `locked ${copy.lock.days}`,
      ].filter((extra) => extra !== undefined);
      return [copy.store.name, ...extras].join(' ');
    });
    return `${tier}: ${places.join(', ')}`;
  });
}

function problemOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    expect(error).toMatchObject({ code: 'PBA-INPUT' });
    return (error as Error).message;
  }
  return '';
}

describe('without a policy', () => {
  const policy = applyInputs(undefined, BOTH);

  test('the runbook’s retention table applies to the stores of the inputs', () => {
    expect(copies(policy)).toEqual([
      'daily: /backups, s3://bucket/pg',
      'weekly: s3://bucket/pg GLACIER_IR after 30',
      'monthly: s3://bucket/pg GLACIER_IR',
      'manual: /backups, s3://bucket/pg',
      'pre-migration: /backups, s3://bucket/pg',
    ]);
    expect(retentionRules(policy)).toEqual([
      { tier: 'daily', keepDays: 30, keepMinimum: 3 },
      { tier: 'weekly', keepDays: 90, keepMinimum: 3 },
      { tier: 'monthly', keepDays: 365, keepMinimum: 3 },
      { tier: 'manual', keepDays: 90, keepMinimum: 1 },
      { tier: 'pre-migration', keepDays: 30, keepMinimum: 1 },
    ]);
    expect(retentionRules(policy, ['weekly'])).toEqual([{ tier: 'weekly', keepDays: 90, keepMinimum: 3 }]);
  });

  test('a single directory keeps every tier', () => {
    const local = applyInputs(undefined, { stores: ['/backups'] });
    expect(copies(local)).toEqual(TIERS.map((tier) => `${tier}: /backups`));
    expect(local.databases).toEqual([]);
  });

  test.each([
    ['an input', { s3Endpoint: 'https://minio.example.com' }],
    ['the environment', { environmentEndpoint: 'http://127.0.0.1:9000' }],
    ['nonsense', { s3Endpoint: 'minio' }],
  ])('a service that is not Amazon’s (by %s) is asked for no classes', (_, endpoint) => {
    const other = applyInputs(undefined, { ...BOTH, ...endpoint });
    expect(copies(other).slice(1, 3)).toEqual(['weekly: s3://bucket/pg', 'monthly: s3://bucket/pg']);
  });

  test('Amazon’s own endpoints are Amazon', () => {
    const s3Endpoint = 'https://s3.eu-central-1.amazonaws.com';
    expect(copies(applyInputs(undefined, { ...BOTH, s3Endpoint }))[2]).toBe(
      'monthly: s3://bucket/pg GLACIER_IR',
    );
  });

  test('the database is the one of the inputs', () => {
    const inputs = { ...BOTH, host: 'db', port: 5433, tables: ['a'], excludeTables: [] };
    expect(applyInputs(undefined, inputs).databases).toEqual([
      {
        name: 'shop',
        host: 'db',
        port: 5433,
        user: undefined,
        sslmode: undefined,
        sslrootcert: undefined,
        tables: ['a'],
        excludeTables: [],
        production: false,
        stores: undefined,
      },
    ]);
  });

  test('there have to be stores', () => {
    expect(problemOf(() => applyInputs(undefined, { database: 'shop', stores: [] }))).toContain(
      'there is no store',
    );
  });
});

describe('with a policy', () => {
  test('nothing is overridden by inputs that were not given', () => {
    const policy = applyInputs(POLICY, { tables: [], recipients: [], stores: [], host: undefined });
    expect(policy).toEqual(applyInputs(POLICY, {}));
    expect(copies(policy)).toEqual([
      'daily: local, offsite locked 7',
      'weekly: offsite GLACIER_IR after 30, ceph',
      'monthly: offsite GLACIER_IR, ceph',
      'manual: local, offsite, ceph',
      'pre-migration: local, offsite, ceph',
    ]);
    expect(policy.objectives.rpo).toBe(86_400_000);
  });

  test('a database can be kept to some of the stores', () => {
    const policy = applyInputs(POLICY, {});
    expect(copies(policy, ['local', 'offsite']).slice(0, 3)).toEqual([
      'daily: local, offsite locked 7',
      'weekly: offsite GLACIER_IR after 30',
      'monthly: offsite GLACIER_IR',
    ]);
    // `s3` where a database has no S3 store is what it has.
    expect(copies(policy, ['local'])[2]).toBe('monthly: local');
  });

  test('what the policy writes itself is asked of every S3 store', () => {
    const written = parse(`version: 1
stores: {ceph: {s3: {uri: s3://ceph-pg, endpoint: "https://ceph.example.com"}}}
tiers:
  daily: {storage-class: STANDARD}
  weekly: {transition: {after-days: 40, storage-class: GLACIER}}
  monthly: {storage-class: GLACIER_IR}
`);
    expect(copies(applyInputs(written, {})).slice(0, 3)).toEqual([
      'daily: ceph STANDARD',
      'weekly: ceph GLACIER after 40',
      'monthly: ceph GLACIER_IR',
    ]);
  });

  test('a default transition is left out where it does not fit', () => {
    const weekly = (rules: string): string | undefined =>
      copies(
        applyInputs(
          parse(`version: 1\nstores: {s: {s3: {uri: s3://bucket}}}\ntiers: {weekly: {${rules}}}`),
          {},
        ),
      )[1];
    expect(weekly('keep-days: 31')).toBe('weekly: s GLACIER_IR after 30');
    expect(weekly('keep-days: 30')).toBe('weekly: s');
    expect(weekly('transition: none')).toBe('weekly: s');
    expect(weekly('storage-class: GLACIER_IR')).toBe('weekly: s GLACIER_IR');
    expect(weekly('storage-class: DEEP_ARCHIVE')).toBe('weekly: s DEEP_ARCHIVE');
  });

  test('inputs of the connection are for every database, the others stay as they are', () => {
    const { databases } = applyInputs(POLICY, { host: 'standby' });
    expect(isDiscovery(databases)).toBe(false);
    expect(databases).toMatchObject([
      { name: 'shop', host: 'standby', user: 'backup', tables: [], stores: ['local', 'offsite'] },
      { name: 'billing', host: 'standby', user: undefined, tables: ['invoices'], stores: undefined },
    ]);
  });

  test('a database of the inputs has what the policy says about it', () => {
    const one = (database: string): unknown => applyInputs(POLICY, { database, user: 'me' }).databases;
    expect(one('billing')).toMatchObject([
      { name: 'billing', host: 'db2', user: 'me', tables: ['invoices'] },
    ]);
    expect(one('other')).toMatchObject([{ name: 'other', host: undefined, user: 'me', tables: [] }]);
  });

  test('stores of the inputs are names or locations, and the only ones', () => {
    const of = (...stores: string[]): unknown[] =>
      [...applyInputs(POLICY, { stores }).stores.values()].map((store) => [
        store.name,
        store.location,
        store.kind,
        store.region,
        store.objectLock,
      ]);
    expect(of('offsite')).toEqual([['offsite', 's3://bucket/pg', 's3', 'eu-central-1', true]]);
    expect(of('s3://bucket/pg/', '/tmp/x')).toEqual([
      ['offsite', 's3://bucket/pg', 's3', 'eu-central-1', true],
      ['/tmp/x', '/tmp/x', 'directory', undefined, false],
    ]);
    expect(problemOf(() => of('ofsite', '/backups', 'local'))).toBe(
      'Policy and inputs do not fit together:\n- stores: "ofsite" is neither a store of the policy nor a location (the nearest is offsite)\n- stores: "local" is the store local, which is given twice',
    );
  });

  test('a tier whose stores the inputs replaced goes by its default', () => {
    expect(copies(applyInputs(POLICY, { stores: ['/tmp/x', 's3://elsewhere'] })).slice(0, 2)).toEqual([
      'daily: /tmp/x, s3://elsewhere',
      'weekly: s3://elsewhere GLACIER_IR after 30',
    ]);
    expect(copies(applyInputs(POLICY, { stores: ['local'] })).slice(0, 2)).toEqual([
      'daily: local',
      'weekly: local',
    ]);
    const elsewhere = applyInputs(POLICY, { stores: ['ceph'], database: 'shop' });
    expect(databasesOf(elsewhere, [])).toMatchObject([{ name: 'shop', stores: undefined }]);
  });

  test('S3 inputs are for every S3 store', () => {
    const { stores } = applyInputs(POLICY, {
      s3Endpoint: 'https://h',
      s3Region: 'r',
      s3ForcePathStyle: false,
      environmentEndpoint: 'https://environment',
    });
    const s3 = { endpoint: 'https://h', region: 'r', forcePathStyle: false };
    expect(stores.get('ceph')).toMatchObject(s3);
    expect(stores.get('offsite')).toMatchObject(s3);
    expect(stores.get('local')).toMatchObject({ endpoint: undefined, region: undefined });
    const environment = applyInputs(POLICY, { environmentEndpoint: 'https://environment' });
    expect(environment.stores.get('ceph')?.endpoint).toBe('https://ceph.example.com');
    expect(environment.stores.get('offsite')?.endpoint).toBe('https://environment');
  });

  test('single fields', () => {
    const policy = applyInputs(POLICY, {
      recipients: ['age1input'],
      fingerprint: 'counts',
      rto: 5,
      tier: 'weekly',
      keepDays: 10,
      keepMinimum: 7,
    });
    expect(policy.encryption).toEqual({ recipients: ['age1input'], required: true });
    expect(policy.restoreTest.fingerprint).toBe('counts');
    expect(policy.objectives).toMatchObject({ rto: 5, rpo: 86_400_000 });
    expect(policy.tiers.weekly).toMatchObject({ keepDays: 10, keepMinimum: 7, transition: undefined });
    expect(policy.tiers.daily).toMatchObject({ keepDays: 30, keepMinimum: 3 });
  });

  test('what does not fit together is refused, all of it', () => {
    const required = parse(`version: 1
stores: {s: {s3: {uri: s3://bucket}, object-lock: true}}
tiers: {daily: {lock: {mode: compliance, days: 20}}}`);
    expect(problemOf(() => applyInputs(required, { tier: 'daily', keepDays: 19 }))).toBe(
      'Policy and inputs do not fit together: keep-days: 19 is less than the 20 days for which the policy locks daily sets.',
    );
    expect(applyInputs(required, { tier: 'daily', keepDays: 20 }).tiers.daily.keepDays).toBe(20);
    expect(problemOf(() => applyInputs(POLICY, { keepDays: 5, stores: ['x'] }))).toBe(
      'Policy and inputs do not fit together:\n- stores: "x" is neither a store of the policy nor a location\n- keep-days and keep-minimum need tier: each tier has its own',
    );
  });

  test('assertions and tolerances are in the words of the catalog', () => {
    const { restoreTest } = applyInputs(POLICY, {});
    const sql = { sql: 'select 1', timeLimitMs: 300_000 };
    expect(restoreTest.assertions).toEqual([
      { ...sql, name: 'a', expect: { kind: 'equals', value: '5' } },
      { ...sql, name: 'b', expect: { kind: 'range', min: undefined, max: 5 } },
      { ...sql, name: 'c', expect: { kind: 'newer than', ageMs: 3_600_000 } },
      { name: 'd', command: ['x', 'y'], timeLimitMs: 60_000 },
    ]);
    expect(restoreTest.drift).toEqual({
      defaultPercent: 10,
      tables: [
        { pattern: 'public.b', percent: 1 },
        { pattern: 'a_*', percent: 2 },
      ],
    });
  });
});

describe('discovery', () => {
  const discover = parse(`version: 1
databases: {discover: every, exclude: [postgres, '*_test', 'tmp?'], host: db, stores: [s]}
stores: {s: {directory: /s}}`);

  test('takes every database but the excluded ones', () => {
    const policy = applyInputs(discover, { user: 'me' });
    expect(isDiscovery(policy.databases)).toBe(true);
    const found = databasesOf(policy, [
      'postgres',
      'shop',
      'shop_test',
      'tmp1',
      'tmp10',
      'Postgres',
      'a.b_test',
    ]);
    expect(found.map((database) => database.name)).toEqual(['shop', 'tmp10', 'Postgres']);
    expect(found[0]).toMatchObject({ host: 'db', user: 'me', stores: ['s'], tables: [] });
  });

  test('one of them can be named', () => {
    const policy = applyInputs(discover, { database: 'shop' });
    expect(databasesOf(policy, ['ignored'])).toMatchObject([{ name: 'shop', host: 'db', stores: ['s'] }]);
  });

  test('in short', () => {
    const short = applyInputs(parse('version: 1\ndatabases: discover'), { stores: ['/s'], tables: ['t'] });
    expect(databasesOf(short, ['a', 'b'])).toMatchObject([
      { name: 'a', tables: ['t'] },
      { name: 'b', tables: ['t'] },
    ]);
  });
});
