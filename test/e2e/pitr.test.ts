import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PitrEvidence } from '../../src/catalog/recovery/pitr-evidence.ts';
import { awaitArchived, readHeartbeat, writeHeartbeat } from '../../src/postgres/recovery/heartbeat.ts';
import { chooseServer, findInstallations } from '../../src/postgres/tools.ts';
import { runText } from '../../src/process.ts';
import { type PhysicalLab, STANZA, startPhysicalLab } from '../support/pgbackrest.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { silentLog } from '../support/silent-log.ts';

const FACTS = 'select count(*), md5(string_agg(l::text, chr(10) order by id)) from ledger l';

let lab: PhysicalLab;
let policy: string;
/** What the ledger holds before anything is deleted, and a moment between that and the deletion. */
let whole: string;
let before: string;
let afterDeletion: string;
let deletionLsn: string;
let deletionXid: string;

beforeAll(async () => {
  lab = await startPhysicalLab();
  policy = await lab.policy();
  const { postgres } = lab;
  const setup = await runAction({
    action: 'wal',
    inputs: { policy, mode: 'setup', apply: 'true' },
    env: lab.env,
  });
  expect(setup.outputs['verdict']).toBe('restart needed');
  await postgres.restart();
  const space = join(lab.directory, 'space');
  await mkdir(space, { mode: 0o700 });
  await own(space);
  await postgres.psql(`create tablespace vault location '${space}'`);
  await postgres.psql(
    `create table ledger (id int primary key, what text) tablespace vault;
     insert into ledger select g, 'first ' || g from generate_series(1, 1000) g;
     create table address (id int primary key, street text);
     insert into address select g, 'street ' || g from generate_series(1, 300) g`,
  );
  for (const repo of ['1', '2']) await lab.engine(`--repo=${repo}`, '--type=full', 'backup');
  await postgres.psql(`insert into ledger select g, 'second ' || g from generate_series(1001, 2003) g`);
  await postgres.psql(`select pg_create_restore_point('before the accident')`);
  whole = await postgres.psql(FACTS);
  before = await moment();
  deletionLsn = await postgres.psql('select pg_current_wal_insert_lsn()');
  deletionXid = await postgres.psql(
    'begin; delete from ledger where id > 17; select pg_current_xact_id(); commit',
  );
  await postgres.psql("delete from address where id % 3 = 0; update address set street = '?' where id < 6");
  afterDeletion = await moment();
  await postgres.psql("insert into ledger values (5000, 'after the accident')");
  await lab.archived();
}, 120_000);
afterAll(async () => lab?.[Symbol.asyncDispose]());

const pitr = (inputs: Record<string, string>, env: Record<string, string> = {}): Promise<ActionRun> =>
  runAction({
    action: 'pitr',
    inputs: { policy, ...inputs },
    env: { ...lab.env, ...env },
    timeoutMs: 110_000,
  });

const place = (name: string): string => join(lab.directory, name);

async function own(path: string): Promise<void> {
  const { osUser } = lab.postgres;
  if (osUser !== undefined) await runText('chown', [`${osUser.uid}:${osUser.gid}`, path], quiet());
}

const quiet = () => ({ env: { PATH: '/usr/bin:/bin' }, signal: AbortSignal.timeout(60_000) });

/** A moment of production that lies a little after everything before and a little before everything after it. */
async function moment(): Promise<string> {
  await pause(50);
  const now = await lab.postgres.psql(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  );
  await pause(50);
  return now;
}

/** Asks the recovered server. */
function ask(run: ActionRun, sql: string): Promise<string> {
  const { outputs } = run;
  return runText(
    join(lab.postgres.binDir, 'psql'),
    [
      '-XqAt',
      '-h',
      outputs['socket-directory'] ?? '',
      '-p',
      outputs['port'] ?? '',
      '-U',
      'postgres',
      '-d',
      'postgres',
      '-f',
      '-',
    ],
    { ...quiet(), input: sql },
  ).then((text) => text.trim());
}

async function postmastersIn(directory: string): Promise<boolean> {
  return await stat(join(directory, 'data/postmaster.pid')).then(
    () => true,
    () => false,
  );
}

/** Timelines that the repository knows of. */
async function histories(): Promise<string[]> {
  const names = await readdir(join(lab.repoDirectory, 'archive', STANZA, '15-1'), { recursive: true });
  return names.filter((name) => name.endsWith('.history'));
}

describe('one recovery, from target to target', () => {
  test('to just before the accident: every row is back, and production is as it was', async () => {
    const run = await pitr({ directory: place('aside'), target: 'time', 'target-value': before });
    expect(run.log).toContain('recoverable: repository 1');
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({ verdict: 'recovered', repo: '1', timeline: '1' });
    expect(await ask(run, FACTS)).toBe(whole);
    expect(await ask(run, 'select pg_is_in_recovery()')).toBe('t');
    expect(Date.parse(run.outputs['last-commit'] ?? '')).toBeLessThanOrEqual(Date.parse(before));
    expect(run.summary).toMatch(/public\.ledger \| 2.003 \|/);
    expect(await lab.postgres.psql('select count(*) from ledger')).toBe('18');
    // The tablespace is the recovery's own, and production's is where it was.
    expect(
      await ask(run, "select pg_tablespace_location(oid) from pg_tablespace where spcname = 'vault'"),
    ).toContain(place('aside/tablespaces'));
    expect(await ask(run, 'show archive_mode')).toBe('off');
    expect(await ask(run, 'show listen_addresses')).toBe('');
  });

  test('it goes on to a later time, back to an LSN, and to a name out of the object store', async () => {
    const later = await pitr({
      mode: 'retarget',
      directory: place('aside'),
      target: 'time',
      'target-value': afterDeletion,
    });
    expect(later.exitCode).toBe(0);
    expect(await ask(later, 'select count(*) from ledger')).toBe('17');
    const lsn = await pitr({
      mode: 'retarget',
      directory: place('aside'),
      target: 'lsn',
      'target-value': deletionLsn,
    });
    expect(await ask(lsn, FACTS)).toBe(whole);
    const named = await pitr({
      mode: 'retarget',
      directory: place('aside'),
      target: 'name',
      'target-value': 'before the accident',
      repo: '2',
    });
    expect(named.outputs).toMatchObject({ verdict: 'recovered', repo: '2' });
    expect(await ask(named, FACTS)).toBe(whole);
  });

  test('to the end of the base backup, and to a transaction: with it, and just before it', async () => {
    const again = (inputs: Record<string, string>): Promise<ActionRun> =>
      pitr({ mode: 'retarget', directory: place('aside'), ...inputs });
    const rows = 'select count(*) from ledger';
    const immediate = await again({ target: 'immediate' });
    expect(immediate.exitCode, immediate.log).toBe(0);
    expect(await ask(immediate, rows)).toBe('1000');
    const xid = { target: 'xid', 'target-value': deletionXid };
    expect(await ask(await again(xid), rows)).toBe('17');
    expect(await ask(await again({ ...xid, exclusive: 'true' }), FACTS)).toBe(whole);
  });

  test('rows go from the recovery into production: missing ones come back, changed ones are as they were', async () => {
    const shown = await pitr({ mode: 'show', directory: place('aside') });
    expect(shown.log).toContain(
      `--source-host ${place('aside/socket')} --source-port 5432 --source-user postgres`,
    );
    const run = await runAction({
      action: 'rescue',
      inputs: {
        database: 'postgres',
        tables: 'public.address',
        'source-host': place('aside/socket'),
        'source-port': '5432',
        'source-user': 'postgres',
        'repair-file': join(lab.store, 'repair.sql'),
        apply: 'true',
        confirm: 'postgres',
      },
      env: lab.env,
    });
    expect(run.exitCode, run.log).toBe(0);
    expect(run.outputs).toMatchObject({ verdict: 'repaired', missing: '100', changed: '4', extra: '0' });
    const addresses = 'select count(*), md5(string_agg(a::text, chr(10) order by id)) from address a';
    expect(await lab.postgres.psql(addresses)).toBe(await ask(shown, addresses));
  });

  test('it is shown, promoted without anything reaching the repository, and discarded', async () => {
    const shown = await pitr({ mode: 'show', directory: place('aside') });
    expect(shown.outputs).toMatchObject({ verdict: 'shown', timeline: '1' });
    const promoted = await pitr({ mode: 'promote', directory: place('aside') });
    expect(promoted.outputs).toMatchObject({ verdict: 'promoted', timeline: '2' });
    await ask(
      promoted,
      "set default_transaction_read_only = off; insert into ledger values (7000, 'on the new timeline'); select pg_switch_wal()",
    );
    expect(await ask(promoted, 'select count(*) from ledger')).toBe('2004');
    await pause(500);
    expect(await histories()).toEqual([]);
    const gone = await pitr({ mode: 'discard', directory: place('aside') });
    expect(gone.outputs['verdict']).toBe('discarded');
    await expect(stat(place('aside'))).rejects.toThrow('ENOENT');
    expect((await pitr({ mode: 'show', directory: place('aside') })).outputs['error-code']).toBe(
      'PBA-PITR-STATE',
    );
  });

  test('the latest, from the object store alone and without production, thrown away at the end', async () => {
    const elsewhere = await lab.policy({ physical: { 'config-file': place('etc/none.conf') } });
    const run = await pitr(
      { policy: elsewhere, directory: place('latest'), target: 'latest', repo: '2', afterwards: 'discard' },
      { PGHOST: lab.directory },
    );
    expect(run.log).toContain('Production is not reached');
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({ verdict: 'discarded', repo: '2' });
    expect(run.summary).toMatch(/ledger[^\n]*\| 18 \|/);
    await expect(stat(place('latest'))).rejects.toThrow('ENOENT');
  });
});

describe('targets that cannot be reached', () => {
  const refuse = async (
    inputs: Record<string, string>,
    env: Record<string, string> = {},
  ): Promise<ActionRun> => {
    const run = await pitr({ directory: place('refused'), ...inputs }, env);
    expect(run.exitCode).not.toBe(0);
    await expect(stat(place('refused'))).rejects.toThrow('ENOENT');
    expect(await postmastersIn(place('refused'))).toBe(false);
    return run;
  };

  test('a time without an offset, one in the future, one before the oldest backup: the range is told', async () => {
    const naked = await refuse({ target: 'time', 'target-value': '2026-11-22 14:05:00' });
    expect(naked.outputs['error-code']).toBe('PBA-INPUT');
    expect(naked.log).toContain('without an offset it could be meant anywhere');
    const future = await refuse({ target: 'time', 'target-value': '2199-01-01T00:00:00Z' });
    expect(future.outputs['error-code']).toBe('PBA-PITR-TARGET');
    expect(future.log).toContain('lies in the future');
    const early = await refuse({ target: 'time', 'target-value': '2020-01-01T00:00:00+01:00' });
    expect(early.outputs['error-code']).toBe('PBA-PITR-TARGET');
    expect(early.log).toContain('time 2019-12-31 23:00:00 UTC lies outside of what can be recovered');
    expect(early.log).toMatch(/- repository 1: from \d{4}-\d\d-\d\d/);
  });

  test('an LSN behind the log, and a restore point that is not in it', async () => {
    const lsn = await refuse({ target: 'lsn', 'target-value': 'F/0' });
    expect(lsn.outputs['error-code']).toBe('PBA-PITR-TARGET');
    const name = await refuse({ target: 'name', 'target-value': 'no such point' });
    expect(name.outputs['error-code']).toBe('PBA-PITR-TARGET');
    expect(name.log).toContain('is not in the WAL behind the base backup');
  });

  test('a time without a commit behind it: production makes one; without production that is told, or the end taken', async () => {
    const target = await moment();
    const down = { PGHOST: lab.directory };
    // The archive tells the time of a segment in whole seconds.
    await pause(1100);
    await lab.postgres.psql('select pg_create_restore_point($$x$$); select pg_switch_wal() \\g /dev/null');
    await lab.engine('check');
    const alone = await refuse({ target: 'time', 'target-value': target }, down);
    expect(alone.outputs['error-code']).toBe('PBA-PITR-TARGET');
    const end = await pitr(
      {
        directory: place('end'),
        target: 'time',
        'target-value': target,
        'accept-end': 'true',
        afterwards: 'discard',
      },
      down,
    );
    expect(end.exitCode).toBe(0);
    expect(end.log).toContain('As accept-end says, that is what was recovered.');
    const helped = await pitr({
      directory: place('helped'),
      target: 'time',
      'target-value': target,
      afterwards: 'discard',
    });
    expect(helped.exitCode).toBe(0);
    expect(helped.log).toContain('production makes one and archives it');
  });

  test('production’s own directories, and one that is there', async () => {
    const own = await pitr({ directory: join(lab.postgres.dataDir, 'sub'), target: 'latest' });
    expect(own.outputs['error-code']).toBe('PBA-TARGET-IS-SOURCE');
    const repository = await pitr({ directory: join(lab.repoDirectory, 'sub'), target: 'latest' });
    expect(repository.outputs['error-code']).toBe('PBA-TARGET-IS-SOURCE');
    const there = await pitr({ directory: place('log'), target: 'latest' });
    expect(there.outputs['error-code']).not.toBe('');
    expect(await readdir(place('log'))).toBeDefined();
  });

  test('a wrong key', async () => {
    const elsewhere = await lab.policy({ physical: { 'config-file': place('etc/none.conf') } });
    const run = await refuse(
      { policy: elsewhere, target: 'latest', repo: '1' },
      { LAB_CIPHER_LOCAL: 'wrong', LAB_CIPHER_REMOTE: 'wrong' },
    );
    expect(run.outputs['error-code']).toBe('PBA-REPO-KEY');
  });

  test('WAL missing in the middle: nothing behind it is promised, another repository has it', async () => {
    const name = await lab.archived();
    const target = await moment();
    await lab.archived();
    const directory = join(lab.repoDirectory, 'archive', STANZA, '15-1', '0000000100000000');
    const [file = ''] = (await readdir(directory)).filter((one) => one.startsWith(name));
    await rename(join(directory, file), place('segment'));
    const latest = await refuse({ target: 'latest', repo: '1' });
    expect(latest.outputs['error-code']).toBe('PBA-WAL-GAP');
    expect(latest.log).toContain(`WAL ${name} is missing`);
    const time = await refuse({ target: 'time', 'target-value': target, repo: '1' });
    expect(time.outputs['error-code']).toBe('PBA-PITR-TARGET');
    expect(time.log).toContain(`WAL ${name} is missing`);
    const other = await pitr({ directory: place('other'), target: 'latest', afterwards: 'discard' });
    expect(other.outputs).toMatchObject({ verdict: 'discarded', repo: '2' });
    // A segment that is there and cannot be read ends the recovery; it is not taken for the end of the log.
    await writeFile(join(directory, file), 'no WAL at all');
    await own(join(directory, file));
    const damaged = await refuse({ target: 'latest', repo: '1' });
    expect(damaged.outputs['error-code']).toBe('PBA-REPO-UNREACHABLE');
    await rename(place('segment'), join(directory, file));
  });

  test.runIf(process.getuid?.() === 0)('a disk that is too small, and one that fills up', async () => {
    const mount = place('small');
    await mkdir(mount);
    await runText('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', mount], quiet());
    try {
      const small = await pitr({ directory: join(mount, 'aside'), target: 'latest' });
      expect(small.outputs['error-code']).toBe('PBA-DISK-FULL');
      // Enough for the cluster, not for its log.
      await runText('mount', ['-o', 'remount,size=45m', mount], quiet());
      const full = await pitr({ directory: join(mount, 'aside'), target: 'latest' });
      expect(full.outputs['error-code']).toBe('PBA-DISK-FULL');
      expect(await readdir(mount)).toEqual([]);
    } finally {
      await runText('umount', [mount], quiet());
      await rm(mount, { recursive: true });
    }
  });
});

describe('over timelines', () => {
  test('from a base backup of the first timeline to rows of the third, and to those of the first', async () => {
    const { postgres } = lab;
    for (const line of [2, 3]) {
      await postgres.psql(`insert into ledger values (${9000 + line}, 'before timeline ${line}')`);
      await writeFile(join(postgres.dataDir, 'standby.signal'), '');
      await own(join(postgres.dataDir, 'standby.signal'));
      await postgres.restart();
      await postgres.psql('select pg_promote()');
      await postgres.psql(`insert into ledger values (${9100 + line}, 'on timeline ${line}')`);
      await lab.archived();
    }
    expect(await histories()).toHaveLength(2);
    const latest = await pitr({ directory: place('third'), target: 'latest' });
    expect(latest.exitCode).toBe(0);
    expect(
      await ask(latest, 'select string_agg(id::text, $$ $$ order by id) from ledger where id > 9000'),
    ).toBe('9002 9003 9102 9103');
    expect(await ask(latest, FACTS)).toBe(await postgres.psql(FACTS));
    const first = await pitr({
      mode: 'retarget',
      directory: place('third'),
      target: 'time',
      'target-value': before,
    });
    expect(await ask(first, FACTS)).toBe(whole);
    expect((await pitr({ mode: 'discard', directory: place('third') })).exitCode).toBe(0);
  });
});

describe('restore-test, mode pitr', () => {
  const prove = (inputs: Record<string, string> = {}): Promise<ActionRun> =>
    runAction({
      action: 'restore-test',
      inputs: { policy, mode: 'pitr', directory: place('proof'), ...inputs },
      env: lab.env,
      timeoutMs: 110_000,
    });
  const archiveTimeout = (value: string): Promise<string> =>
    lab.postgres.psql(`alter system set archive_timeout = '${value}'; select pg_reload_conf() \\g /dev/null`);

  test('the row before the point is there, the one after it is not, and everything is read', async () => {
    await archiveTimeout('2s');
    const known = await histories();
    const run = await prove({ repo: '2', 'evidence-file': join(lab.store, 'proof.json') });
    expect(run.log).toContain('two rows with a restore point between them');
    expect(run.exitCode, run.log).toBe(0);
    expect(run.outputs['verdict']).toBe('proven');
    expect(Number(run.outputs['achieved-rpo-seconds'])).toBeGreaterThan(0);
    const evidence = JSON.parse(await readFile(join(lab.store, 'proof.json'), 'utf8')) as PitrEvidence;
    expect(evidence).toMatchObject({
      kind: 'pitr-test',
      repo: 2,
      rowBefore: true,
      rowAfter: false,
      checked: ['postgres'],
      dumped: ['postgres'],
      reason: null,
    });
    const stored = await readdir(join(lab.store, 'postgres/evidence/pitr-test'));
    expect(stored).toEqual([`${evidence.id}.json`]);
    await expect(stat(place('proof'))).rejects.toThrow('ENOENT');
    // On the newest timeline, as production is; nothing of the test's own has reached the repository.
    expect(await histories()).toEqual(known);
  });

  test('a commit that is not archived within the objective breaks the RPO', async () => {
    await archiveTimeout('0');
    const { signal } = new AbortController();
    const installation = chooseServer(await findInstallations({ env: {}, signal }), lab.postgres.major);
    const client = { installation, env: lab.postgres.env, signal, log: silentLog };
    const beat = await writeHeartbeat(client, 'by hand');
    expect(await readHeartbeat(client, beat)).toEqual({ before: true, after: true });
    await expect(awaitArchived(client, beat, 1000)).rejects.toMatchObject({ code: 'PBA-RPO-BROKEN' });
    await lab.archived();
    expect(await awaitArchived(client, beat, 1000)).toBeGreaterThan(1);
  });

  test('an index that lacks a row is found, and the evidence says so', async () => {
    await archiveTimeout('2s');
    const { postgres } = lab;
    // An index that lost an entry: its pages are sound, so that neither checksums nor the engine notice.
    await postgres.psql(
      `create table victim as select g as id from generate_series(1, 100) g;
       create index victim_id on victim (id);
       update pg_index set indisvalid = true, indisready = false where indexrelid = 'victim_id'::regclass;
       insert into victim values (101);
       update pg_index set indisready = true where indexrelid = 'victim_id'::regclass`,
    );
    const run = await prove();
    expect(run.log).toMatch(/PBA-PHYSICAL: .*postgres\.public\.victim_id.* lacks matching index tuple/);
    expect(run.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-PHYSICAL' });
    expect(run.log).toContain('lacks matching index tuple within index "victim_id"');
    const records = (await readdir(join(lab.store, 'postgres/evidence/pitr-test'))).toSorted();
    expect(records).toHaveLength(2);
    const newest = await readFile(
      join(lab.store, 'postgres/evidence/pitr-test', records.at(-1) ?? ''),
      'utf8',
    );
    expect(JSON.parse(newest)).toMatchObject({ verdict: 'failed', rowBefore: true, rowAfter: false });
    const judged = await runAction({
      action: 'status',
      inputs: { policy, 'fail-on': 'never' },
      env: lab.env,
    });
    expect(judged.log).toMatch(/The last test of a recovery to a moment, on \S+, failed: .*PBA-PHYSICAL/);
    await postgres.psql('drop table victim');
  });
});

/** Seconds of writing before the server is killed. */
const LOAD_SECONDS = 5;

test('a server that is killed while it writes: nothing that was committed and archived is lost', async () => {
  const { postgres } = lab;
  await postgres.psql(
    `create table tick (id bigserial primary key, at timestamptz default clock_timestamp());
     create table ack (tick bigint, lsn pg_lsn)`,
  );
  const script = join(lab.store, 'load.sql');
  await writeFile(
    script,
    'insert into tick default values returning id \\gset\ninsert into ack values (:id, pg_current_wal_insert_lsn());\n',
  );
  const load = runText(
    join(postgres.binDir, 'pgbench'),
    ['--no-vacuum', '--client=4', '--jobs=2', `--time=${LOAD_SECONDS + 30}`, `--file=${script}`, 'postgres'],
    { env: postgres.env, signal: AbortSignal.timeout(580_000) },
  ).catch(() => 'killed');
  await pause(LOAD_SECONDS * 1000);
  const [pid = ''] = (await readFile(join(postgres.dataDir, 'postmaster.pid'), 'utf8')).split('\n');
  await writeFile(join(postgres.socketDir, 'hold'), '');
  await writeFile(join(postgres.socketDir, 'again'), '');
  process.kill(Number(pid), 'SIGKILL');
  const killed = Date.now();
  expect(await load).toBe('killed');
  const run = await pitr({ directory: place('killed'), target: 'latest' });
  expect(run.log).toContain('Production is not reached');
  expect(run.exitCode).toBe(0);
  const end = await ask(run, 'select pg_last_wal_replay_lsn()');
  const recovered = new Set((await ask(run, 'select id from tick')).split('\n'));
  const rpo = (killed - Date.parse(run.outputs['last-commit'] ?? '')) / 1000;
  await rm(join(postgres.socketDir, 'hold'));
  await expect.poll(() => postgres.psql('select 1').catch(() => ''), { timeout: 60_000 }).toBe('1');
  const safe = (await postgres.psql(`select tick from ack where lsn <= '${end}'`)).split('\n');
  const all = await postgres.psql('select count(*) from tick');
  console.info(
    `killed after ${LOAD_SECONDS} s of writing: ${all} committed, ${recovered.size} recovered, ${safe.length} of them known to be archived; achieved RPO ${rpo} s`,
  );
  expect(safe.length).toBeGreaterThan(100);
  expect(safe.filter((id) => !recovered.has(id))).toEqual([]);
  expect(rpo).toBeLessThan(60);
  expect((await pitr({ mode: 'discard', directory: place('killed') })).exitCode).toBe(0);
});

test('in place: only when confirmed, the old directory is kept, and a new full backup is made', async () => {
  const { postgres } = lab;
  const { dataDir, socketDir } = postgres;
  await postgres.psql('drop table if exists tick, ack');
  await lab.archived();
  const good = await postgres.psql(FACTS);
  const timeline = Number(await postgres.psql('select timeline_id from pg_control_checkpoint()'));
  const target = await moment();
  await postgres.psql('delete from ledger where id > 17');
  await lab.archived();
  const stop = join(lab.store, 'stop.sh');
  await writeFile(
    stop,
    `#!/bin/sh\ntouch ${socketDir}/hold ${socketDir}/again\npid=$(head -1 ${dataDir}/postmaster.pid)\nkill -INT $pid\nwhile kill -0 $pid 2>/dev/null; do sleep 0.1; done\n`,
    { mode: 0o755 },
  );
  const inputs = {
    'in-place': 'true',
    target: 'time',
    'target-value': target,
    'stop-command': stop,
    'start-command': `rm\n${socketDir}/hold`,
  };
  const plan = await pitr(inputs);
  expect(plan.outputs['error-code']).toBe('PBA-CONFIRM');
  expect(await postgres.psql('select count(*) from ledger')).toBe('17');
  const run = await pitr({ ...inputs, confirm: STANZA });
  expect(run.log).toContain('New full backup into repository 2');
  expect(run.exitCode).toBe(0);
  expect(run.outputs).toMatchObject({
    verdict: 'recovered',
    timeline: String(timeline + 1),
    directory: dataDir,
  });
  expect(await postgres.psql(FACTS)).toBe(good);
  expect(await postgres.psql('select pg_is_in_recovery()')).toBe('f');
  expect((await stat(join(run.outputs['kept-directory'] ?? '', 'PG_VERSION'))).isFile()).toBe(true);
  await lab.archived();
  const health = await runAction({ action: 'wal', inputs: { policy }, env: lab.env });
  expect(health.outputs, health.log).toMatchObject({ verdict: 'ok' });
});
