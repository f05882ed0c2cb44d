import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

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
