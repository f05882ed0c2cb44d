import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { watchDump } from '../../src/actions/backup/watch-dump.ts';
import { STALL_LIMITS } from '../../src/catalog/stall.ts';
import type { Client } from '../../src/postgres/client.ts';
import { APPLICATION } from '../../src/postgres/connection.ts';
import { dumpDatabase } from '../../src/postgres/dump.ts';
import { lockTables } from '../../src/postgres/fingerprint/tables.ts';
import { openSnapshot } from '../../src/postgres/snapshot.ts';
import { isAlive } from '../support/alive.ts';
import { clientOf } from '../support/round-trip.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';
import { silentLog } from '../support/silent-log.ts';

let scene: Scene;
let stores: string;
beforeAll(async () => {
  scene = await startScene({ scale: 0.05 });
  stores = await scene.newDirectory();
  const backup = await runAction({
    action: 'backup',
    inputs: { database: DATABASE, stores, tier: 'manual' },
    env: scene.env,
  });
  expect(backup.outputs['verdict']).toBe('ok');
});
afterAll(() => scene?.[Symbol.asyncDispose]());

/** Connections of ours on the source, and what of this run's own leftovers still exists. */
async function leftRunning(run: ActionRun): Promise<string[]> {
  const sessions = await scene.postgres.psql(
    `select count(*) from pg_stat_activity where application_name in ('postgres-backup-actions', 'pg_dump', 'pg_restore')`,
  );
  const remembered = Object.values(run.state).flatMap((text) =>
    [...text.matchAll(/"path":"([^"]+)"/g)].map((found) => found[1] ?? ''),
  );
  expect(remembered.length).toBeGreaterThan(0);
  return [
    ...(sessions === '0' ? [] : [`${sessions} sessions`]),
    ...remembered.filter((path) => existsSync(path)),
  ];
}

function expectCancelled(run: ActionRun): void {
  expect(run.exitCode).toBe(130);
  expect(run.outputs['error-code']).toBe('PBA-CANCELLED');
  expect(run.leftInTemp).toEqual([]);
}

test('a backup that is cancelled while it dumps stores nothing and leaves nothing', async () => {
  // The lock keeps pg_dump waiting, so that the run is in the middle of its work for certain.
  const holder = scene.postgres.psql(
    'begin; lock table public.messages in access exclusive mode; select pg_sleep(5)',
    {
      database: DATABASE,
    },
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  const before = await readdir(stores, { recursive: true });
  const run = await runAction({
    action: 'backup',
    inputs: { database: DATABASE, stores },
    env: scene.env,
    cancelAfter: /Dumping/,
  });
  expectCancelled(run);
  expect(run.durationMs).toBeLessThan(7_500);
  await holder;
  expect(await readdir(stores, { recursive: true })).toEqual(before);
  expect(await leftRunning(run)).toEqual([]);
});

test.each([/Making the target/, /Fetching/, /Restoring/, /Comparing/])(
  'a restore test that is cancelled at %s leaves no server, file or evidence',
  async (cancelAfter) => {
    const before = await readdir(stores, { recursive: true });
    const run = await runAction({ action: 'restore-test', inputs: { stores }, env: scene.env, cancelAfter });
    expectCancelled(run);
    expect(await readdir(stores, { recursive: true })).toEqual(before);
    expect(await leftRunning(run)).toEqual([]);
  },
);

test('a restore test that is killed outright is cleaned up by its post step', async () => {
  const run = await runAction({
    action: 'restore-test',
    inputs: { stores },
    env: scene.env,
    signalAfter: { pattern: /Restoring/, signals: ['SIGKILL'] },
  });
  expect(run.signal).toBe('SIGKILL');
  expect(run.post?.exitCode).toBe(0);
  expect(run.leftInTemp).toEqual([]);
  expect(await leftRunning(run)).toEqual([]);
});

test('a backup that takes longer than its limit is ended', async () => {
  const holder = scene.postgres.psql(
    'begin; lock table public.messages in access exclusive mode; select pg_sleep(5)',
    {
      database: DATABASE,
    },
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  const run = await runAction({
    action: 'backup',
    inputs: { database: DATABASE, stores, 'time-limit': '2s' },
    env: scene.env,
  });
  expect(run.outputs['error-code']).toBe('PBA-TOOL-TIMEOUT');
  await holder;
  expect(await leftRunning(run)).toEqual([]);
});

describe('a dump that stands still', () => {
  const SOON = { ...STALL_LIMITS, firstMs: 100, againMs: [100] };
  const MESSAGES = { schema: 'public', name: 'messages', kind: 'table' } as const;

  /** A transaction that keeps everybody off a table until it is ended. */
  async function lockMessages(): Promise<{ readonly pid: string; end(): Promise<void> }> {
    const mine = `application_name = 'a migration' and datname = '${DATABASE}'`;
    const holder = scene.postgres
      .psql(
        "set application_name = 'a migration'; begin; lock table public.messages in access exclusive mode; select pg_sleep(60)",
        { database: DATABASE },
      )
      .catch(() => 'ended');
    const pid = await until(() =>
      scene.postgres.psql(`select pid from pg_stat_activity where ${mine} and wait_event = 'PgSleep'`),
    );
    return {
      pid,
      end: async () => {
        await scene.postgres.psql(`select pg_terminate_backend(${pid})`);
        expect(await holder).toBe('ended');
      },
    };
  }

  async function until(ask: () => Promise<string>): Promise<string> {
    for (;;) {
      const answer = await ask();
      if (answer !== '') return answer;
      await pause(50);
    }
  }

  function listening(): { readonly client: Client; readonly said: string[] } {
    const said: string[] = [];
    const log = { ...silentLog, info: (message: string) => said.push(message) };
    const client = clientOf(scene.postgres, DATABASE);
    return { client: { ...client, env: { ...client.env, PGAPPNAME: APPLICATION }, log }, said };
  }

  test('for a lock names the table and who holds it, and says when it goes on', async () => {
    const { client, said } = listening();
    const holder = await lockMessages();
    const options = {
      directory: await scene.newDirectory(),
      limits: SOON,
      everyMs: 50,
    };
    await watchDump(client, options, async (watched, onTable) => {
      await using snapshot = await openSnapshot(watched, 30_000);
      const locked = lockTables(snapshot.session, [MESSAGES]);
      await until(async () => said.find((line) => line.includes('waits for a lock')) ?? '');
      await holder.end();
      await locked;
      onTable();
      await until(async () => said.find((line) => line.startsWith('The dump goes on')) ?? '');
    });
    expect(said).toContainEqual(
      expect.stringMatching(
        new RegExp(
          String.raw`^No progress for \S+ s \(0 tables done, 0 B written\)\. Server process \d+ waits for a lock on table public\.messages, on which server process ${holder.pid} \(a migration, user postgres, from a local socket, in a transaction since \S+ \S+ UTC\) holds AccessExclusiveLock\.$`,
        ),
      ),
    );
    expect(said.at(-1)).toMatch(/^The dump goes on, after \S+ s\.$/);
  });

  test('because pg_dump is stopped is ended at the limit, and pg_dump with it', async () => {
    const { client, said } = listening();
    const holder = await lockMessages();
    const directory = await scene.newDirectory();
    const options = {
      directory,
      limits: { ...SOON, limitMs: 3_000 },
      everyMs: 50,
    };
    let stopped = 0;
    const dump = watchDump(client, options, async (watched, onTable) => {
      await using snapshot = await openSnapshot(watched, 30_000);
      await Promise.all([
        dumpDatabase(watched, {
          path: join(directory, 'dump'),
          format: 'directory',
          content: 'full',
          compression: 'gzip:1',
          jobs: 2,
          snapshotId: snapshot.id,
          lockTimeoutMs: 30_000,
          withoutRowsOf: [],
          onTable,
        }),
        // Caught in the wait for a lock, pg_dump is in the middle of its work for certain.
        until(async () => said.find((line) => line.includes('waits for a lock')) ?? '').then(async () => {
          stopped = await childOf(process.pid, 'pg_dump');
          process.kill(stopped, 'SIGSTOP');
          await holder.end();
        }),
      ]);
    });
    await expect(dump).rejects.toMatchObject({
      code: 'PBA-PG-STALLED',
      message: expect.stringMatching(
        /^The dump made no progress for .*The server waits for the next command: pg_dump is stopped, or busy with itself\.$/,
      ),
    });
    expect(isAlive(stopped)).toBe(false);
    expect(
      await scene.postgres.psql(
        `select count(*) from pg_stat_activity where datname = '${DATABASE}' and pid <> pg_backend_pid()`,
      ),
    ).toBe('0');
  });

  async function childOf(parent: number, name: string): Promise<number> {
    for (const pid of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      if (stat.startsWith(`${pid} (${name}) `) && stat.split(') ')[1]?.split(' ')[1] === String(parent)) {
        return Number(pid);
      }
    }
    throw new Error(`There is no ${name}.`);
  }
});
