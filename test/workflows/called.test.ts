import { afterAll, beforeAll, expect, test } from 'vitest';
import { assertJobs } from '../support/workflows/act.ts';
import { DATABASE, startWorkflowScene, type WorkflowScene } from '../support/workflows/scene.ts';
import { keysIn, setsOf } from '../support/workflows/store-content.ts';

let scene: WorkflowScene;
beforeAll(async () => {
  scene = await startWorkflowScene();
});
afterAll(() => scene?.[Symbol.asyncDispose]());

const daily = async (): Promise<string[]> => setsOf(await keysIn(scene.rgw), DATABASE, 'daily');
const evidence = async (): Promise<string[]> =>
  (await keysIn(scene.rgw)).filter((key) => key.includes('/evidence/restore-test/'));

test('fleet is red when the password is wrong, and makes no set', async () => {
  const run = await scene.run('fleet.yml', {
    event: 'schedule',
    secrets: { BACKUP_DB_PASSWORD: 'wrong' },
  });
  expect(run.exitCode).not.toBe(0);
  expect(await daily()).toEqual([]);
});

test('fleet finds the database and backs it up', async () => {
  const run = await scene.run('fleet.yml', { event: 'schedule' });
  assertJobs(run, { databases: 'success', backup: 'success' });
  expect(await daily()).toHaveLength(1);
});

test('minimal calls protect, which finds nothing due and proves the set', async () => {
  const before = await daily();
  const run = await scene.run('minimal.yml', { event: 'schedule' });
  assertJobs(run, { backup: 'success', 'restore-test': 'success' });
  expect(await daily()).toEqual(before);
  expect(await evidence()).toHaveLength(1);
});

test('minimal is red, and proves nothing, when the backup failed', async () => {
  const before = await evidence();
  const run = await scene.run('minimal.yml', { event: 'schedule', vars: { BACKUP_WRITER_ROLE: 'nobody' } });
  expect(run.exitCode).not.toBe(0);
  expect(run.jobs['restore-test']).not.toBe('success');
  expect(await evidence()).toEqual(before);
});
