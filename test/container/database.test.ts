import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/catalog/doctor/finding.ts';
import { messageOf } from '../../src/errors.ts';
import { runText } from '../../src/process.ts';
import { startDocker, type TestDocker } from '../support/docker.ts';
import { findServerPrograms } from '../support/postgres.ts';
import { type ActionRun, type RunActionOptions, runAction } from '../support/run-action.ts';
import { importPrograms, makePrepared, PROGRAMS } from './images.ts';

const IMAGE = 'pba-database:test';
const NAME = 'shop-db-1';
/** Rows enough for a dump to last some seconds. */
const ROWS = 400_000;

let docker: TestDocker;
let folder: string;
beforeAll(async () => {
  [docker, folder] = await Promise.all([startDocker(), mkdtemp(join(tmpdir(), 'pba-inside-'))]);
  const { major } = findServerPrograms();
  await importPrograms(docker, major);
  const init = `create database shop; \\connect shop
    create table orders (id int primary key, note text);
    insert into orders select n, md5(n::text) || md5((n + 1)::text) from generate_series(1, ${ROWS}) n;
    create table "::warning::small" (id int);
    select lo_from_bytea(0, 'abc');`;
  await makePrepared(docker, IMAGE, { major, programs: major, init });
  await startDatabase(NAME, 'db');
});
afterAll(async () => {
  await docker?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** No network, no published port, no password: as a container of compose that nobody outside can reach. */
async function startDatabase(name: string, service: string): Promise<void> {
  const label = `--label=com.docker.compose.service=${service}`;
  const method = '--env=POSTGRES_HOST_AUTH_METHOD=trust';
  await docker.run('run', '--detach', '--network=none', `--name=${name}`, label, method, IMAGE);
  const ready =
    'read -r name </proc/1/comm && echo "$name" && psql -U postgres -XAtc "select count(*) from orders" shop';
  let said = '';
  for (let waited = 0; waited < 120_000; waited += 250) {
    // Before the last server there is the entrypoint's own, with a shell as the first process.
    said = await inside(name, ready).catch(messageOf);
    if (said === `postgres\n${ROWS}`) return;
    await sleep(250);
  }
  throw new Error(`${name} did not start: ${said}\n${await docker.run('logs', name)}`);
}

const inside = (name: string, script: string): Promise<string> =>
  docker.run('exec', name, 'sh', '-c', script);
const query = (sql: string, database = 'shop'): Promise<string> =>
  docker.run('exec', NAME, 'psql', '-U', 'postgres', '-XAtc', sql, database);

function act(
  action: string,
  inputs: Record<string, string>,
  more: Partial<RunActionOptions> = {},
): Promise<ActionRun> {
  return runAction({
    action,
    inputs,
    env: { ...docker.env, PATH: `${docker.env['PATH']}` },
    timeoutMs: 120_000,
    ...more,
  });
}

/** What our programs would have left: processes in the container, sessions, files; and a server that took them for its own. */
async function leftInside(): Promise<string[]> {
  const processes = (await docker.run('top', NAME, '-eo', 'pid,args'))
    .split('\n')
    .slice(1)
    .map((line) => line.trim().replace(/^\d+ +/, ''))
    .filter((line) => !/^postgres(:.*)?$/.test(line));
  const files = (await inside(NAME, 'ls -d /tmp/pba-* /tmp/tmp.* 2>/dev/null || true'))
    .split('\n')
    .filter(Boolean);
  const sessions = await query(
    `select 'session ' || state from pg_stat_activity where application_name = 'postgres-backup-actions'`,
  );
  return [...processes, ...files, ...sessions.split('\n').filter(Boolean)];
}

/** An orphan that ends by a signal makes PostgreSQL, when it is the container's first process, throw everybody out. */
async function recoveries(): Promise<number> {
  const log = await runText('sh', ['-c', `docker logs ${NAME} 2>&1`], {
    env: docker.env,
    signal: AbortSignal.timeout(30_000),
  });
  return log.split('reinitializing').length - 1;
}

async function untilNothingIsLeft(): Promise<string[]> {
  let left: string[] = [];
  for (let waited = 0; waited < 20_000; waited += 500) {
    left = await leftInside();
    if (left.length === 0) break;
    await sleep(500);
  }
  return left;
}

test('a backup is taken out of a container, found by name and by compose service, and proven', async () => {
  const stores = join(folder, 'sets');
  const made = await act('backup', { container: NAME, database: 'shop', stores });
  expect(made.annotations.filter((one) => one.level === 'error')).toEqual([]);
  expect(made.outputs).toMatchObject({ verdict: 'ok', rows: String(ROWS) });
  expect(made.summary).toContain('PostgreSQL');
  const second = await act('backup', {
    container: 'db',
    database: 'shop',
    stores,
    tier: 'manual',
    content: 'schema',
  });
  expect(second.outputs['verdict']).toBe('ok');
  const tested = await act('restore-test', { stores, set: made.outputs['set-id'] ?? '' });
  expect(tested.outputs).toMatchObject({ verdict: 'proven', grade: 'full' });
  expect(await untilNothingIsLeft()).toEqual([]);
  expect(await recoveries()).toBe(0);
});

test('a set is restored beside the database in the container, proven there, and swapped in and back', async () => {
  const stores = join(folder, 'sets');
  const restored = await act('restore', {
    container: NAME,
    database: 'shop',
    stores,
    into: 'shop_restored_20261122T030405Z',
  });
  expect(restored.annotations.filter((one) => one.level === 'error')).toEqual([]);
  expect(restored.outputs['verdict']).toBe('proven');
  expect(await query('select count(*) from orders', 'shop_restored_20261122T030405Z')).toBe(String(ROWS));
  await query('delete from orders where id <= 10');
  const swapped = await act('swap', { container: NAME, database: 'shop', confirm: 'shop' });
  expect(swapped.annotations.filter((one) => one.level === 'error')).toEqual([]);
  expect(await query('select count(*) from orders')).toBe(String(ROWS));
  await query('create table since (id int)');
  const undone = await act('swap', { container: NAME, database: 'shop', undo: 'true', confirm: 'shop' });
  expect(undone.annotations.filter((one) => one.level === 'error')).toEqual([]);
  expect(await query('select count(*) from orders')).toBe(String(ROWS - 10));
  expect(await untilNothingIsLeft()).toEqual([]);
  expect(await recoveries()).toBe(0);
});

describe('a dump that is ended half way', () => {
  /** Until the rows of the large table are on their way. */
  async function copying(): Promise<void> {
    const sql = `select count(*) from pg_stat_activity where state = 'active' and query like 'COPY public.orders%'`;
    for (let waited = 0; waited < 30_000; waited += 20) {
      if ((await query(sql)) === '1') return;
      await sleep(20);
    }
    throw new Error('The dump never came to the rows of orders.');
  }

  test.each(['SIGKILL', 'SIGINT'] as const)(
    'by %s leaves no set, no process and no session',
    async (signal) => {
      const stores = await mkdtemp(join(folder, 'killed-'));
      const run = await act(
        'backup',
        { container: NAME, database: 'shop', stores, compression: 'gzip:9' },
        { signalOnce: { happened: copying, signal } },
      );
      expect(run.exitCode === 0).toBe(false);
      expect(
        (await readdir(stores, { recursive: true })).filter((path) => path.endsWith('manifest.json')),
      ).toEqual([]);
      expect(await untilNothingIsLeft()).toEqual([]);
      expect(run.leftInTemp).toEqual([]);
      expect(await recoveries()).toBe(0);
    },
  );

  test('by the end of its container fails', async () => {
    await startDatabase('doomed', 'doomed');
    const stores = await mkdtemp(join(folder, 'doomed-'));
    const run = act('backup', { container: 'doomed', database: 'shop', stores, compression: 'gzip:9' });
    for (let waited = 0; waited < 30_000; waited += 50) {
      const names = await inside('doomed', 'cat /proc/[0-9]*/comm 2>/dev/null || true').catch(() => 'gone');
      if (names.includes('pg_dump\n')) break;
      await sleep(50);
    }
    await docker.run('rm', '--force', '--volumes', 'doomed');
    const { outputs, exitCode } = await run;
    expect(outputs['verdict']).toBe('failed');
    expect(exitCode).not.toBe(0);
    await expect(access(join(stores, 'shop', 'daily'))).rejects.toThrow();
  });
});

test('what cannot be used is told with the names there are', async () => {
  const stores = join(folder, 'sets');
  const unknown = await act('backup', { container: 'shop-db', database: 'shop', stores });
  expect(unknown.outputs['error-code']).toBe('PBA-CONTAINER');
  expect(unknown.annotations[0]?.message).toContain(NAME);
  await docker.run('create', '--name=stopped', PROGRAMS, 'true');
  const stopped = await act('backup', { container: 'stopped', database: 'shop', stores });
  expect(stopped.annotations[0]?.message).toContain('docker start stopped');
  const twice = await act('backup', { container: NAME, database: 'shop', password: 'secret-word', stores });
  expect(twice.outputs['error-code']).toBe('PBA-INPUT');
});

test('discover and doctor look inside, by the policy', async () => {
  const policy = join(folder, 'backup-policy.yml');
  await writeFile(
    policy,
    `version: 1\ndatabases: { discover: every, container: db }\nstores: { local: { directory: ${folder}/sets } }\n`,
  );
  const found = await act('discover', { policy });
  expect(JSON.parse(found.outputs['databases'] ?? '')).toContain('shop');
  const looked = await act('doctor', { policy, 'fail-on': 'never' });
  const findings = JSON.parse(looked.outputs['findings'] ?? '[]') as Finding[];
  const good = (check: string): boolean =>
    findings.some((one) => one.check === check && one.severity === 'good');
  expect(good('database.rights')).toBe(true);
  expect(good('runner.container-engine')).toBe(true);
  expect(findings.find((one) => one.check === 'tools.client')?.sentence).toContain('of db');
});
