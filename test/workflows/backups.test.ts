import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/catalog/manifest.ts';
import { parseManifest } from '../../src/catalog/read-manifest.ts';
import { artifactFiles, assertJobs } from '../support/workflows/act.ts';
import { DATABASE, startWorkflowScene, type WorkflowScene } from '../support/workflows/scene.ts';
import { damage, keysBelow, keysIn, olderCopy, setsOf } from '../support/workflows/store-content.ts';

let scene: WorkflowScene;
beforeAll(async () => {
  scene = await startWorkflowScene();
});
afterAll(() => scene?.[Symbol.asyncDispose]());

const inBucket = async (tier: string): Promise<string[]> => setsOf(await keysIn(scene.rgw), DATABASE, tier);
const beside = async (tier: string): Promise<string[]> =>
  setsOf(await keysBelow(scene.local), DATABASE, tier);

/** Each test goes on where the one before ended: a few weeks in the life of a database. */
describe('the workflows around a database', () => {
  test('watchdog is red while there is no backup', async () => {
    const run = await scene.run('watchdog.yml', { event: 'schedule' });
    assertJobs(run, { status: 'failure' });
    expect(run.log).toContain('PBA-STATUS');
  });

  test('backup is red when the store far away is down, and keeps the copy beside the database', async () => {
    await scene.rgw.pauseGateway();
    const run = await scene.run('backup.yml', { event: 'schedule' });
    await scene.rgw.resumeGateway();
    assertJobs(run, { backup: 'failure' });
    expect(await beside('daily')).toHaveLength(1);
    expect(await keysIn(scene.rgw)).toEqual([]);
  });

  test('backup completes what was missing, without another dump, and then nothing is due', async () => {
    const [first] = await beside('daily');
    const completed = await scene.run('backup.yml', { event: 'schedule' });
    assertJobs(completed, { backup: 'success' });
    expect(await inBucket('daily')).toEqual([first]);
    expect(await inBucket('weekly')).toEqual([first]);
    expect(await inBucket('monthly')).toEqual([first]);
    const again = await scene.run('backup.yml', { event: 'schedule' });
    assertJobs(again, { backup: 'success' });
    expect(await inBucket('daily')).toEqual([first]);
  });

  test('backup and manual-backup by hand make sets of their own, with kind, tables and reason', async () => {
    const inputs = { content: 'schema', tables: '', reason: 'ticket "4711" $HOME' };
    assertJobs(await scene.run('backup.yml', { inputs }), { backup: 'success' });
    const tables = { kind: 'tables', tables: 'public.tickets, public.user*', reason: 'before the clean-up' };
    assertJobs(await scene.run('manual-backup.yml', { inputs: tables }), { backup: 'success' });
    const [schema = '', some = ''] = await inBucket('manual');
    expect(await manifestOf(schema)).toMatchObject({ content: 'schema', run: { reason: inputs.reason } });
    expect(await manifestOf(some)).toMatchObject({ run: { reason: tables.reason } });
    const notHeld = (await manifestOf(some)).notHeld.map(({ name }) => name);
    expect(notHeld).toContain('public.messages');
    expect(notHeld).not.toContain('public.tickets');
    expect(notHeld).not.toContain('public.users');

    const nameless = await scene.run('manual-backup.yml', {
      inputs: { kind: 'tables', tables: '', reason: 'forgot something' },
    });
    assertJobs(nameless, { backup: 'failure' });
    expect(await inBucket('manual')).toEqual([schema, some]);
  });

  test('restore-test proves a set, and the evidence is in the store and an artifact', async () => {
    const run = await scene.run('restore-test.yml', { event: 'schedule' });
    assertJobs(run, { 'restore-test': 'success' });
    const evidence = await artifact('restore-test-evidence/evidence.json');
    const [set] = await inBucket('manual').then((sets) => sets.slice(-1));
    expect(evidence).toMatchObject({ verdict: 'proven', set });
    expect((await keysIn(scene.rgw)).filter((key) => key.includes('/evidence/restore-test/'))).toHaveLength(
      1,
    );
  });

  test('watchdog is green then, with figures as artifact', async () => {
    const run = await scene.run('watchdog.yml', { event: 'schedule' });
    assertJobs(run, { status: 'success' });
    expect(await artifactFiles(scene.act, 'backup-status')).toEqual(['backup-status.prom']);
  });

  test('prune shows a plan, and deletes exactly that, with the role that may', async () => {
    const [id = ''] = await beside('daily');
    const old: string[] = [];
    for (const days of [50, 45, 40, 35])
      old.push(
        await olderCopy(scene.local, scene.as('writer'), { database: DATABASE, tier: 'daily', id }, days),
      );

    const shown = await scene.run('prune.yml', { inputs: { mode: 'plan' } });
    assertJobs(shown, { plan: 'success' });
    expect(await inBucket('daily')).toEqual([...old, id]);

    const refused = await scene.run('prune.yml', {
      event: 'schedule',
      vars: { BACKUP_PRUNER_ROLE: 'watchdog' },
    });
    assertJobs(refused, { plan: 'success', apply: 'failure' });
    expect(await inBucket('daily')).toEqual([...old, id]);

    const applied = await scene.run('prune.yml', { event: 'schedule' });
    assertJobs(applied, { plan: 'success', apply: 'success' });
    expect(await inBucket('daily')).toEqual([...old.slice(2), id]);
    expect(await beside('daily')).toEqual([...old.slice(2), id]);

    const nothing = await scene.run('prune.yml', { event: 'schedule' });
    assertJobs(nothing, { plan: 'success' });
  });

  test('verify reads everything; damage makes it and the restore test red', async () => {
    assertJobs(await scene.run('verify.yml', { event: 'schedule' }), { verify: 'success' });
    const [newest = ''] = (await inBucket('daily')).slice(-1);
    await damage(scene.rgw, `${DATABASE}/daily/${newest}/database.tar`);
    const verify = await scene.run('verify.yml', { inputs: { set: newest } });
    assertJobs(verify, { verify: 'failure' });

    const proof = await scene.run('restore-test.yml', { inputs: { set: newest } });
    assertJobs(proof, { 'restore-test': 'failure' });
    expect(await artifact('restore-test-evidence/evidence.json')).toMatchObject({ verdict: 'failed' });
  });

  test('a role that is not there stops a run before it touches anything', async () => {
    const run = await scene.run('backup.yml', { event: 'schedule', vars: { BACKUP_WRITER_ROLE: 'nobody' } });
    assertJobs(run, { backup: 'failure' });
    expect(run.steps.some((step) => step.startsWith('ticketz/'))).toBe(false);
  });
});

async function artifact(path: string): Promise<unknown> {
  return JSON.parse(await readFile(join(scene.act.artifacts, path), 'utf8'));
}

async function manifestOf(set: string): Promise<Manifest> {
  const location = { database: DATABASE, tier: 'manual', id: set } as const;
  const path = join(scene.local, DATABASE, 'manual', set, 'manifest.json');
  return parseManifest(await readFile(path, 'utf8'), location, path);
}
