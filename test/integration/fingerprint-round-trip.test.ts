import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareFingerprints } from '../../src/catalog/comparison/compare.ts';
import { describeDifference } from '../../src/catalog/comparison/difference.ts';
import type { Fingerprint } from '../../src/catalog/fingerprint/fingerprint.ts';
import { parseFingerprint, serialiseFingerprint } from '../../src/catalog/fingerprint/json.ts';
import { EVERY_OBJECT_SQL, ROLES_SQL } from '../support/every-object.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { clientOf, dumpAndRestore, fingerprintOf } from '../support/round-trip.ts';

/** Everything that changes how PostgreSQL writes values and names, other than the source has it. */
const OTHER_SETTINGS = {
  timezone: 'Asia/Kathmandu',
  datestyle: 'German, DMY',
  intervalstyle: 'sql_standard',
  bytea_output: 'escape',
  extra_float_digits: '-5',
  xmloption: 'document',
  quote_all_identifiers: 'on',
  standard_conforming_strings: 'on',
  search_path: 'app, public',
  row_security: 'on',
  synchronize_seqscans: 'off',
  wal_level: 'logical',
};

let source: TestPostgres;
let target: TestPostgres;
let expected: Fingerprint;

beforeAll(async () => {
  [source, target] = await Promise.all([
    startPostgres({ settings: { wal_level: 'logical' } }),
    startPostgres({ settings: OTHER_SETTINGS }),
  ]);
  await Promise.all([source.psql(ROLES_SQL), target.psql(ROLES_SQL)]);
  await source.createDatabase('app');
  await source.psql(EVERY_OBJECT_SQL, { database: 'app' });
  expected = await fingerprintOf(clientOf(source, 'app'));
});
afterAll(() => Promise.all([source?.stop(), target?.stop()]));

function differences(one: Fingerprint, other: Fingerprint): string[] {
  const { differences, notCompared } = compareFingerprints(one, other);
  return [
    ...differences.map(describeDifference),
    ...notCompared.map((item) => `${item.name}: ${item.reason}`),
  ];
}

test('a restored copy equals its source to the byte, on a server with other settings', async () => {
  await dumpAndRestore(clientOf(source, 'app'), target, 'copy');
  const copy = await fingerprintOf(clientOf(target, 'copy'));
  expect(differences(expected, copy)).toEqual([]);
  expect(serialiseFingerprint(copy)).toBe(serialiseFingerprint(expected));
  expect(compareFingerprints(expected, copy)).toMatchObject({
    grade: 'full',
    compared: { largeObjects: '4' },
  });
});

test('a copy of the copy does, too: what a restore rewrites it rewrites only once', async () => {
  await dumpAndRestore(clientOf(target, 'copy'), source, 'second');
  expect(differences(expected, await fingerprintOf(clientOf(source, 'second')))).toEqual([]);
});

test('a role that may only read gets the same fingerprint and the same dump', async () => {
  const reader = clientOf(source, 'app', 'source_reader');
  expect(differences(expected, await fingerprintOf(reader))).toEqual([]);
  await dumpAndRestore(reader, target, 'from_reader');
  expect(differences(expected, await fingerprintOf(clientOf(target, 'from_reader')))).toEqual([]);
});

test('md5 digests are equal as well, and other than those of hash64', async () => {
  const md5 = await fingerprintOf(clientOf(source, 'app'), 'md5');
  expect(differences(md5, await fingerprintOf(clientOf(target, 'copy'), 'md5'))).toEqual([]);
  const customers = (one: Fingerprint): unknown =>
    one.tables.find(({ name }) => name === 'customers')?.digest;
  expect(customers(md5)).not.toBe(customers(expected));
});

test('the fingerprint has objects of every kind and survives being stored', async () => {
  const kinds = new Set(expected.objects.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(KINDS);
  expect(serialiseFingerprint(parseFingerprint(serialiseFingerprint(expected)))).toBe(
    serialiseFingerprint(expected),
  );
  expect(expected.notHeld).toEqual([
    { kind: 'foreign table', name: 'app.remote', reason: expect.stringContaining('another server') },
  ]);
});

test('tables with nothing, with 1600 columns, and views over all system views', async () => {
  await source.createDatabase('wide');
  const columns = Array.from({ length: 1600 }, (_, index) => `"c ${index}" smallint`).join(', ');
  const values = Array.from({ length: 1600 }, (_, index) => index).join(', ');
  await source.psql(`create table wide (${columns}); insert into wide values (${values}); create schema v;`, {
    database: 'wide',
  });
  const views = await source.psql(SYSTEM_VIEWS, { database: 'wide' });
  await source.psql(views, { database: 'wide' });
  await dumpAndRestore(clientOf(source, 'wide'), target, 'wide');
  const wide = await fingerprintOf(clientOf(source, 'wide'));
  expect(differences(wide, await fingerprintOf(clientOf(target, 'wide')))).toEqual([]);
  expect(wide.objects.filter(({ kind }) => kind === 'view').length).toBeGreaterThan(100);
  expect(wide.tables).toMatchObject([{ name: 'wide', rows: '1' }]);
});

test('200 random expressions in constraints, indexes and a view stay the same', async () => {
  await source.createDatabase('expressions');
  const conditions = fc.sample(CONDITION, { numRuns: 200, seed: 20261122 });
  const sql = conditions.flatMap((condition, index) => [
    `alter table public.t add constraint c${index} check (${condition});`,
    ...(index % 10 === 0 ? [`create index i${index} on public.t (n) where ${condition};`] : []),
  ]);
  const view = conditions.map((condition, index) => `${condition} as v${index}`).join(', ');
  await source.psql(
    `create table public.t (n int, m numeric, s varchar(9), h cidr, b boolean, d date);
     ${sql.join('\n')} create view public.w as select ${view} from public.t where ${conditions[0]};`,
    { database: 'expressions' },
  );
  await dumpAndRestore(clientOf(source, 'expressions'), target, 'expressions');
  const [one, other] = await Promise.all([
    fingerprintOf(clientOf(source, 'expressions')),
    fingerprintOf(clientOf(target, 'expressions')),
  ]);
  expect(differences(one, other)).toEqual([]);
  const definitions =
    "select string_agg(pg_get_constraintdef(oid), ' ' order by conname) from pg_constraint where conrelid = 'public.t'::regclass";
  // The constraints are written differently now, so the comparison above has had something to overlook.
  expect(await source.psql(definitions, { database: 'expressions' })).not.toBe(
    await target.psql(definitions, { database: 'expressions' }),
  );
});

test('a schema public as it was before PostgreSQL 15, dropped, or with other rights', async () => {
  const variants = {
    before_15: 'alter schema public owner to postgres; grant create on schema public to public;',
    dropped: 'drop schema public;',
    closed:
      'revoke all on schema public from public; alter schema public owner to app_owner; comment on schema public is null;',
  };
  for (const [name, sql] of Object.entries(variants)) {
    await source.createDatabase(name);
    await source.psql(sql, { database: name });
    await dumpAndRestore(clientOf(source, name), target, name);
    const [one, other] = [
      await fingerprintOf(clientOf(source, name)),
      await fingerprintOf(clientOf(target, name)),
    ];
    expect(differences(one, other), name).toEqual([]);
  }
});

const SYSTEM_VIEWS = `
  select format('create view v.%I(%s) as %s', n.nspname || '_' || c.relname,
    (select string_agg(quote_ident(a.attname), ',' order by attnum) from pg_attribute a
      where a.attrelid = c.oid and attnum > 0 and not attisdropped), pg_get_viewdef(c.oid))
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where relkind = 'v' and nspname in ('pg_catalog', 'information_schema')
    and not exists (select from pg_attribute a where a.attrelid = c.oid and a.atttypid = 'anyarray'::regtype)`;

const LEAVES = [
  'n between 1 and 5',
  'n not between m and 9',
  'n is not null',
  'm in (1, 2, n)',
  "s in ('a', 'b')",
  "s not in ('it''s', 'a) and (b', 'x] or [y')",
  's in (s, lower(s), null)',
  "s like 'a%'",
  "coalesce(s, 'x') <> 'y'",
  "h in ('10.0.0.0/8', '::/0')",
  '(n, m) = (1, 2)',
  '(n, m) <> (1, 2)',
  'b',
  'b is not true',
  "d between '2024-01-01' and '2024-12-31'",
  "s = any (array['x', 'y']::varchar[])",
  'n = any (array[1, 2])',
  'm = any (array[[1, 2], [3, 4]])',
  "'{a,b}'::varchar[] @> array[s]",
  'n between symmetric 5 and m',
];

/** Boolean expressions nested up to five deep, as people and tools write them. */
const CONDITION = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'condition' },
    fc.constantFrom(...LEAVES),
    fc.tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any')).map((parts) => parts.join(' ')),
    fc.tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any')).map((parts) => `(${parts.join(' ')})`),
    tie('any').map((inner) => `not (${inner})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([a, b, c]) => `case when ${a} then ${b} else ${c} end`),
  ),
})).any;

const KINDS = [
  'aggregate',
  'base type',
  'cast',
  'collation',
  'collation version',
  'column',
  'comment',
  'composite type',
  'constraint',
  'conversion',
  'database',
  'default',
  'default privilege',
  'domain',
  'domain constraint',
  'enum',
  'event trigger',
  'extension',
  'extension dependency',
  'extension version',
  'foreign key',
  'foreign server',
  'foreign table',
  'function',
  'grant',
  'index',
  'materialized view',
  'operator',
  'operator class',
  'operator family',
  'owner',
  'policy',
  'procedure',
  'publication',
  'published schema',
  'published table',
  'range',
  'row security',
  'rule',
  'schema',
  'sequence',
  'statistics',
  'table',
  'text search configuration',
  'text search dictionary',
  'trigger',
  'user mapping',
  'view',
];
