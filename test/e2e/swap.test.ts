import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markComment, markSettings } from '../../src/catalog/swap/restored-mark.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { runAction } from '../support/run-action.ts';
import { databaseNames, markedDatabase, runSwap, whoServes } from '../support/swaps.ts';

const RESTORED = 'shop_restored_20261122T030405Z';
const GO = { database: 'shop', confirm: 'shop' };
const OWNER = 'own';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres({
    tcp: true,
    settings: { max_prepared_transactions: '2', wal_level: 'logical', max_replication_slots: '3' },
  });
  await postgres.psql(`create role own login createdb password 'password of own'; grant pg_signal_backend to own;
    create role app login; create role guest; create role other login createdb`);
});
afterAll(() => postgres?.stop());

const mark = (at = new Date()) => ({
  set: '20261122T030405Z-a1b2c3',
  at: at.toISOString(),
  verdict: 'proven',
});

/** Two fresh databases; the restored one is proven, as `restore` notes it. */
async function freshPair(live = 'shop', restored = RESTORED, owner = OWNER): Promise<void> {
  await dropAll();
  await markedDatabase(postgres, live, 'old', owner);
  await markedDatabase(postgres, restored, 'new', owner);
  await postgres.psql(`comment on database ${quoted(restored)} is '${markComment(mark())}'`);
}

async function dropAll(): Promise<void> {
  const { open, closed } = await databaseNames(postgres);
  for (const name of [...open, ...closed]) {
    await postgres.psql(
      `alter database ${quoted(name)} is_template false; drop database ${quoted(name)} with (force)`,
    );
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** What belongs to the name of a database, as PostgreSQL stores it. */
function propertiesOf(name: string): Promise<string> {
  return postgres.psql(`
    select json_build_object('owner', datdba::regrole, 'limit', datconnlimit, 'template', datistemplate,
      'comment', shobj_description(d.oid, 'pg_database'),
      'grants', (select json_agg(a::text order by a::text) from (select grantee::regrole, privilege_type, is_grantable
                   from aclexplode(coalesce(datacl, acldefault('d', datdba)))) a),
      'settings', (select json_agg(json_build_array(setrole::regrole, setconfig) order by setrole)
                     from pg_db_role_setting where setdatabase = d.oid))
      from pg_database d where datname = '${name.replaceAll("'", "''")}'`);
}

test('on a runner, over TCP with a password: swapped, and told', async () => {
  await freshPair();
  const run = await runAction({
    action: 'swap',
    inputs: {
      ...GO,
      host: '127.0.0.1',
      port: String(postgres.port),
      user: OWNER,
      password: 'password of own',
    },
  });
  expect(run.exitCode).toBe(0);
  expect(run.outputs['verdict']).toBe('swapped');
  expect(Number(run.outputs['downtime-ms'])).toBeLessThan(5_000);
  expect(run.outputs['kept-database']).toMatch(/^shop_before_\d{8}T\d{6}Z$/);
  const system = await postgres.psql('select system_identifier from pg_control_system()');
  for (const told of [run.summary, run.log]) {
    expect(told).toContain(system);
    expect(told).toContain(`port ${postgres.port}`);
  }
  // The target is named before anything is done to it.
  expect(run.log.indexOf(system)).toBeLessThan(run.log.indexOf('Renaming'));
  expect(run.masks).toContain('password of own');
  expect(run.log).not.toContain('password of own');
  expect(await whoServes(postgres, 'shop', 'app')).toBe('new');
  await expect(whoServes(postgres, run.outputs['kept-database'] ?? '')).rejects.toThrow(
    'not currently accepting connections',
  );
});

test('without confirm, the plan is shown and nothing happens', async () => {
  await freshPair();
  for (const confirm of [{}, { confirm: 'Shop' }]) {
    const run = await runSwap(postgres, { database: 'shop', ...confirm });
    expect(run.exitCode).toBe(2);
    expect(run.json?.error?.code).toBe('PBA-CONFIRM');
  }
  expect(await whoServes(postgres, 'shop')).toBe('old');
});

test('what belongs to the name stays with the name; the mark of the restore goes', async () => {
  await freshPair();
  const settings = Object.entries(markSettings(mark())).map(([name, value]) => `set ${name} = '${value}'`);
  await postgres.psql(`
    alter database ${quoted(RESTORED)} owner to postgres;
    comment on database ${quoted(RESTORED)} is 'of the restore';
    ${settings.map((one) => `alter database ${quoted(RESTORED)} ${one};`).join('\n')}
    alter database ${quoted(RESTORED)} set work_mem = '1MB';
    alter role app in database ${quoted(RESTORED)} set jit = off;
    grant create on database ${quoted(RESTORED)} to guest;
    comment on database shop is 'It''s the shop';
    alter database shop set search_path = app, "My Schema";
    alter database shop set app.tenant = 'a=b, ''c''';
    alter role app in database shop set statement_timeout = '5s';
    alter database shop connection limit 30;
    alter database shop is_template true;
    revoke all on database shop from public;
    grant connect on database shop to app with grant option`);
  const before = await propertiesOf('shop');
  const run = await runSwap(postgres, GO);
  expect(run.json?.error).toBeUndefined();
  expect(await propertiesOf('shop')).toBe(before);
  expect(
    await postgres.psql(`select count(*) from pg_db_role_setting where setconfig::text like '%pba.%'`),
  ).toBe('0');
  expect((await runSwap(postgres, { ...GO, undo: 'true' })).json?.verdict).toBe('undone');
  expect(await propertiesOf('shop')).toBe(before);
  expect(await whoServes(postgres, 'shop')).toBe('old');
});

describe('names', () => {
  test.each(['UPPER Case', "we\"ird 'näme' $1", 'x'.repeat(63), `${'ü'.repeat(31)}x`, '-v'])(
    'database %s is swapped and undone by its owner, who is no superuser',
    async (live) => {
      const restored = `new ${live}`.slice(0, 20);
      await freshPair(live, restored);
      const inputs = { database: live, confirm: live };
      const swap = await runSwap(postgres, { ...inputs, restored }, { user: OWNER });
      expect(swap.json?.error).toBeUndefined();
      expect(await whoServes(postgres, live)).toBe('new');
      // The workflow that is run again finds that it is done.
      expect((await runSwap(postgres, { ...inputs, restored }, { user: OWNER })).json?.verdict).toBe(
        'already-swapped',
      );
      const undo = await runSwap(postgres, { ...inputs, undo: 'true' }, { user: OWNER });
      expect(undo.json?.verdict).toBe('undone');
      expect(await whoServes(postgres, live)).toBe('old');
      const twice = await runSwap(postgres, { ...inputs, undo: 'true' }, { user: OWNER });
      expect(twice.json?.verdict).toBe('already-undone');
      expect(await whoServes(postgres, live)).toBe('old');
    },
  );
});

test('what hangs on the live database is found at once, and nothing happens', async () => {
  await freshPair();
  await postgres.psql(
    `select pg_create_logical_replication_slot('idle', 'pgoutput');
     create subscription feed connection 'host=/nowhere' publication p with (connect = false, slot_name = none)`,
    { database: 'shop' },
  );
  await postgres.psql(`alter subscription feed set (slot_name = 's'); alter subscription feed enable`, {
    database: 'shop',
  });
  await postgres.psql(`begin; create table prepared (); prepare transaction 'left over'`, {
    database: 'shop',
  });
  await postgres.psql(`create schema cron; create table cron.job (jobid bigint, schedule text, database text);
    insert into cron.job values (7, '0 3 * * *', 'shop'), (8, '* * * * *', 'elsewhere')`);
  const visitor = postgres.psql('select pg_sleep(60)', { database: 'shop' }).catch(() => undefined);
  await expect
    .poll(() =>
      postgres.psql(
        `select count(*) from pg_stat_activity where query like '%pg_sleep(60)%' and datname = 'shop'`,
      ),
    )
    .toBe('1');
  try {
    const run = await runSwap(postgres, GO, { user: 'other' });
    expect(run.json?.error?.code).toBe('PBA-SWAP-REFUSED');
    const found = (run.json?.findings ?? []).map(({ severity, text }) => `${severity}: ${text}`);
    for (const words of [
      'blocker: Role other does not own shop,',
      `blocker: Role other does not own ${RESTORED},`,
      'blocker: shop has the prepared transaction left over',
      'note: The logical replication slot idle',
      'blocker: The subscription feed of shop is enabled',
      'blocker: Role other may not end 1 session(s) of postgres in shop (psql)',
      'note: Jobs of pg_cron could not be read',
    ]) {
      expect(found.filter((one) => one.startsWith(words))).toHaveLength(1);
    }
    const superuser = await runSwap(postgres, GO);
    expect(superuser.json?.findings?.filter(({ severity }) => severity === 'blocker')).toHaveLength(2);
    expect(superuser.json?.findings?.map(({ text }) => text)).toContain(
      'pg_cron runs job 7 (0 3 * * *) in shop: from the swap on, in the new one.',
    );
    expect((await databaseNames(postgres)).open).toEqual(['shop', RESTORED]);
  } finally {
    await postgres.psql('drop schema cron cascade');
    await postgres.psql(
      `rollback prepared 'left over'; select pg_drop_replication_slot('idle');
       alter subscription feed disable; alter subscription feed set (slot_name = none); drop subscription feed;
       select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()`,
      { database: 'shop' },
    );
    await visitor;
  }
});

test('a restored database without a fresh proof is refused', async () => {
  await freshPair();
  await postgres.psql(
    `comment on database ${quoted(RESTORED)} is '${markComment(mark(new Date('2026-01-01')))}'`,
  );
  const old = await runSwap(postgres, GO);
  expect(old.json?.error?.message).toContain('older than proof-max-age');
  await postgres.psql(`comment on database ${quoted(RESTORED)} is null`);
  expect((await runSwap(postgres, GO)).json?.error?.message).toContain('carries no proof');
  expect((await runSwap(postgres, { ...GO, 'allow-unproven': 'true' })).json?.verdict).toBe('swapped');
});

test('a property that the role may not carry over is found by the rehearsal, before anybody is disconnected', async () => {
  await freshPair();
  await postgres.psql(`alter database shop set log_statement = 'all'`);
  const run = await runSwap(postgres, GO, { user: OWNER });
  expect(run.json?.error?.code).toBe('PBA-SWAP-REFUSED');
  expect(run.json?.error?.message).toContain('setting log_statement cannot be carried over');
  await postgres.psql(`alter database ${quoted(RESTORED)} set log_statement = 'all'`);
  expect((await runSwap(postgres, GO, { user: OWNER })).json?.verdict).toBe('swapped');
});

test('an undo gives the name back when nothing has it any more, and a live database that was closed is opened', async () => {
  await freshPair();
  await postgres.psql('alter database shop allow_connections false');
  expect((await runSwap(postgres, GO)).json?.verdict).toBe('swapped');
  expect(await whoServes(postgres, 'shop')).toBe('new');
  await postgres.psql('alter database shop rename to "moved away"');
  const missing = await runSwap(postgres, GO);
  expect(missing.json?.error?.message).toContain('There is no database shop');
  expect((await runSwap(postgres, { ...GO, undo: 'true' })).json?.verdict).toBe('undone');
  expect(await whoServes(postgres, 'shop')).toBe('old');
});

test('a lock that somebody holds on the live database is waited for, and given up between attempts', async () => {
  await freshPair();
  const holder = postgres.psql(
    `begin; comment on database shop is 'being changed'; select pg_sleep(7); commit`,
  );
  const run = await runSwap(postgres, GO);
  await holder;
  expect(run.json?.error).toBeUndefined();
  expect(run.json?.result?.attempts).toBe(2);
  // Only the attempt that worked counts as downtime of the swap.
  expect(run.json?.result?.downtimeMs).toBeLessThan(5_000);
  expect(await whoServes(postgres, 'shop')).toBe('new');
}, 60_000);

describe('commands', () => {
  test('run around the swap, without a shell', async () => {
    await freshPair();
    const directory = await mkdtemp(join(tmpdir(), 'pba-swap-'));
    try {
      const log = join(directory, 'log');
      const script = join(directory, 'note');
      await writeFile(
        script,
        `#!/bin/sh\necho "$1 $(psql -XAtc 'select word from which' -d shop)" >> '${log}'\n`,
        {
          mode: 0o755,
        },
      );
      const inputs = {
        ...GO,
        'before-swap': `${script}\nbefore; rm -rf $HOME`,
        'after-swap': `${script}\nafter`,
      };
      expect((await runSwap(postgres, inputs)).json?.verdict).toBe('swapped');
      expect(await readFile(log, 'utf8')).toBe('before; rm -rf $HOME old\nafter new\n');

      const failing = {
        ...GO,
        undo: 'true',
        'before-swap': 'false',
        'after-swap': `${script}\nstarted again`,
      };
      const run = await runSwap(postgres, failing);
      expect(run.json?.error?.code).toBe('PBA-SWAP-COMMAND');
      expect(await readFile(log, 'utf8')).toContain('started again new\n');

      const late = await runSwap(postgres, { ...GO, undo: 'true', 'after-swap': 'false' });
      expect(late.json?.error?.code).toBe('PBA-SWAP-COMMAND');
      expect(late.exitCode).toBe(1);
      expect(await whoServes(postgres, 'shop')).toBe('old');
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
