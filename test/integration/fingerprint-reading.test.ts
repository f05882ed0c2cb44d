import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../src/postgres/client.ts';
import { fingerprintTables, readProbe } from '../../src/postgres/fingerprint/fingerprint.ts';
import { readSchemaObjects } from '../../src/postgres/fingerprint/schema-objects.ts';
import { readSequences } from '../../src/postgres/fingerprint/sequences.ts';
import { listTables, lockTables } from '../../src/postgres/fingerprint/tables.ts';
import type { Session } from '../../src/postgres/session.ts';
import { closeAll, joinSnapshot, openSnapshot } from '../../src/postgres/snapshot.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { clientOf } from '../support/round-trip.ts';

const CONTENT = { depth: 'content', algorithm: 'hash64' } as const;

/** As md5 of these texts would be in any language: the sum of the first 64 bits, signed, of '(1)' to '(10)'. */
const first64Bits = (text: string): bigint =>
  BigInt.asIntN(64, BigInt(`0x${createHash('md5').update(text, 'utf8').digest('hex').slice(0, 16)}`));
const MD5_OF_TEN = String(
  Array.from({ length: 10 }, (_, index) => first64Bits(`(${index + 1})`)).reduce((a, b) => a + b),
);
const MD5_PROBE = String(first64Bits('UTF8 0123456789 abcdefghijklmnopqrstuvwxyz'));

let postgres: TestPostgres;
let databases = 0;

beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.psql('create role reader login; grant pg_read_all_data to reader; create role nobody login');
});
afterAll(() => postgres?.stop());

/** A new database with this content. */
async function databaseWith(sql: string): Promise<string> {
  databases += 1;
  const database = `reading_${databases}`;
  await postgres.createDatabase(database);
  await postgres.psql(sql, { database });
  return database;
}

const open = (database: string, user?: string): Promise<Session> =>
  openSession(clientOf(postgres, database, user));

describe('rows', () => {
  test('all sessions of a snapshot see the same, whatever is written meanwhile', async () => {
    const database = await databaseWith(`
      create table big as select i, md5(i::text) as t from generate_series(1, 50000) i;
      create table small as select 1 as x;`);
    const client = clientOf(postgres, database);
    await using snapshot = await openSnapshot(client, 5_000);
    const { tables } = await listTables(snapshot.session);
    expect(tables.map(({ name }) => name)).toEqual(['big', 'small']);
    const [before] = await fingerprintTables([snapshot.session], tables, CONTENT);
    await postgres.psql(
      'delete from big where i % 3 = 0; update small set x = 2; create table late (x int)',
      { database },
    );
    const sessions = await joinSnapshot(client, snapshot, 2, 5_000);
    try {
      const done: number[] = [];
      const after = await fingerprintTables(sessions, tables, { ...CONTENT, onTable: () => done.push(1) });
      expect(after[0]).toEqual(before);
      expect(after).toMatchObject([{ rows: '50000' }, { rows: '1' }]);
      expect(done).toHaveLength(2);
    } finally {
      await closeAll(sessions);
    }
    await using session = await open(database);
    const [now] = await fingerprintTables([session], tables, CONTENT);
    expect(now).toMatchObject({ rows: '33334' });
    expect(now?.digest).not.toBe(before?.digest);
  });

  test('counts alone have no digests; md5 and hash64 do', async () => {
    const database = await databaseWith('create table t as select generate_series(1, 10) as x');
    await using session = await open(database);
    const { tables } = await listTables(session);
    const digest = async (options: Parameters<typeof fingerprintTables>[2]): Promise<unknown> =>
      (await fingerprintTables([session], tables, options))[0];
    const counted = { schema: 'public', name: 't', kind: 'table', rows: '10', digest: null };
    expect(await digest({ depth: 'counts', algorithm: 'hash64' })).toEqual(counted);
    // Stored fingerprints are compared with later ones, so what a digest is must never change.
    expect(await digest({ depth: 'content', algorithm: 'md5' })).toMatchObject({ digest: MD5_OF_TEN });
    expect(await digest(CONTENT)).toMatchObject({ rows: '10', digest: expect.stringMatching(/^-?\d+$/) });
    expect(await readProbe(session, 'md5')).toBe(MD5_PROBE);
  });

  test('thousands of tables are read without keeping their locks', async () => {
    const database = await databaseWith(`do $$ begin for i in 1..300 loop
      execute format('create table t%s (id serial primary key, x text unique)', i); end loop; end $$`);
    const client = clientOf(postgres, database);
    await using snapshot = await openSnapshot(client, 5_000);
    const { tables } = await listTables(snapshot.session);
    const sessions = await joinSnapshot(client, snapshot, 1, 5_000);
    try {
      const locks = async (): Promise<number> =>
        Number(await postgres.psql(`select count(*) from pg_locks where locktype = 'relation'`));
      const before = await locks();
      await fingerprintTables(sessions, tables, CONTENT);
      await readSequences(snapshot.session);
      await readSchemaObjects(snapshot.session);
      expect(await locks()).toBeLessThan(before + 250);
      await lockTables(snapshot.session, tables);
      expect(await locks()).toBeGreaterThanOrEqual(before + 300);
    } finally {
      await closeAll(sessions);
    }
  });

  test('a locked table keeps others from changing it', async () => {
    const database = await databaseWith(
      'create table t (x int); create materialized view m as select 1 as x',
    );
    await using session = await open(database);
    const { tables } = await listTables(session);
    await session.execute('begin isolation level repeatable read read only');
    await lockTables(session, tables);
    await expect(postgres.psql("set lock_timeout = '200ms'; truncate t", { database })).rejects.toThrow(
      'lock timeout',
    );
  });

  test('without the right to read, or where row security hides rows, it fails', async () => {
    const database = await databaseWith(`
      create table secret (x int); create table hidden (x int); alter table hidden enable row level security;
      grant select on hidden to nobody;`);
    await using all = await open(database);
    const { tables } = await listTables(all);
    const only = (name: string): typeof tables => tables.filter((table) => table.name === name);
    await using first = await open(database, 'nobody');
    await expect(fingerprintTables([first], only('secret'), CONTENT)).rejects.toMatchObject({
      code: 'PBA-PG-PERMISSION',
    });
    await using second = await open(database, 'nobody');
    await expect(fingerprintTables([second], only('hidden'), CONTENT)).rejects.toMatchObject({
      code: 'PBA-PG-RLS',
    });
    await using reader = await open(database, 'reader');
    expect(await fingerprintTables([reader], only('secret'), CONTENT)).toMatchObject([{ rows: '0' }]);
  });

  test('of an extension only those that it marked for dumping', async () => {
    const database = await databaseWith(`
      create extension hstore;
      create table config (id int, mine boolean); insert into config values (1, true), (2, false), (3, true);
      create table internal (x int);
      create sequence marked; create sequence unmarked;
      alter extension hstore add table config; alter extension hstore add table internal;
      alter extension hstore add sequence marked; alter extension hstore add sequence unmarked;
      update pg_extension set extconfig = array['config'::regclass, 'marked'::regclass]::oid[], extcondition = array['WHERE mine', '']
      where extname = 'hstore';`);
    await using session = await open(database);
    const { tables, notHeld } = await listTables(session);
    expect(await fingerprintTables([session], tables, CONTENT)).toMatchObject([
      { name: 'config', rows: '2' },
    ]);
    expect(notHeld).toMatchObject([{ name: 'public.internal', reason: expect.stringContaining('hstore') }]);
    expect(await readSequences(session)).toMatchObject([{ name: 'marked' }]);
    const { objects } = await readSchemaObjects(session);
    expect(objects.filter(({ name }) => /config|internal/.test(name))).toEqual([]);
  });
});

describe('sequences', () => {
  test('stand where they stand now, not at the snapshot', async () => {
    const database = await databaseWith(
      'create sequence s increment by 5; create sequence "Down" increment by -1 cycle',
    );
    await using snapshot = await openSnapshot(clientOf(postgres, database), 5_000);
    const read = () => readSequences(snapshot.session);
    expect(await read()).toEqual([
      {
        schema: 'public',
        name: 'Down',
        increment: '-1',
        cycle: true,
        state: { lastValue: '-1', isCalled: false },
      },
      {
        schema: 'public',
        name: 's',
        increment: '5',
        cycle: false,
        state: { lastValue: '1', isCalled: false },
      },
    ]);
    await postgres.psql("select nextval('s'), nextval('s')", { database });
    expect(await read()).toMatchObject([{}, { state: { lastValue: '6', isCalled: true } }]);
  });
});

describe('what a dump does not hold is said', () => {
  test('invalid indexes, foreign tables, subscriptions, tablespaces, temporary objects', async () => {
    const database = await databaseWith(`
      create table t (x int); insert into t values (1), (1);
      create index broken on t (x); update pg_index set indisvalid = false where indexrelid = 'broken'::regclass;
      create extension postgres_fdw; create server s foreign data wrapper postgres_fdw; create foreign table far (x int) server s;
      create subscription sub connection 'host=nowhere.invalid' publication p with (connect = false, slot_name = none);`);
    await using temporary = await open(database);
    await temporary.execute(
      'create temporary table gone (x int); comment on table gone is $$x$$; create temporary sequence gone_s',
    );
    await using session = await open(database);
    const { tables, notHeld } = await listTables(session);
    expect(tables.map(({ name }) => name)).toEqual(['t']);
    const schema = await readSchemaObjects(session);
    expect([...notHeld, ...schema.notHeld].map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'foreign table public.far',
      'index public.broken',
      'subscription sub',
    ]);
    expect(schema.objects.filter(({ name }) => /gone|broken/.test(name))).toEqual([]);
    expect((await readSequences(session)).map(({ name }) => name)).toEqual([]);
    await postgres.psql('drop subscription sub', { database });
  });
});

test('what the server notes among the options of a column for itself is no difference', async () => {
  const database = await databaseWith('create table t (x int); alter table t alter x set (n_distinct = 3)');
  const column = async (note: string): Promise<string | undefined> => {
    // Minor releases of 2026 write `pg_attver`; this server may be an older one, which keeps it all the same.
    await postgres.psql(
      `update pg_attribute set attoptions = array['n_distinct=3', '${note}'] where attrelid = 't'::regclass and attname = 'x'`,
      { database },
    );
    await using session = await open(database);
    const { objects } = await readSchemaObjects(session);
    return objects.find(({ kind, name }) => kind === 'column' && name === 'public.t.x')?.digest;
  };
  const first = await column('pg_attver=1');
  expect(first).toBeDefined();
  expect(await column('pg_attver=2')).toBe(first);
  expect(await column('n_distinct_inherited=2')).not.toBe(first);
});
