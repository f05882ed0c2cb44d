import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assertJobs } from '../support/workflows/act.ts';
import { DATABASE, startWorkflowScene, type WorkflowScene } from '../support/workflows/scene.ts';

let scene: WorkflowScene;
let calls: string;
beforeAll(async () => {
  scene = await startWorkflowScene();
  calls = join(scene.act.bin, 'calls');
  await program('sudo', '#!/bin/sh\nexec "$@"\n');
  // The application of these tests: what it would see of the database when it is stopped and started.
  const connection = `host=${scene.postgres.socketDir} port=${scene.postgres.port} user=postgres dbname=${DATABASE}`;
  const seen = `${scene.postgres.binDir}/psql -XAtqc 'select count(*) from public.tags' "${connection}"`;
  await program('systemctl', `#!/bin/sh\nset -e\necho "$* $(${seen})" >> ${calls}\n`);
  assertJobs(await scene.run('backup.yml', { event: 'schedule' }), { backup: 'success' });
  assertJobs(await scene.run('restore-test.yml', { event: 'schedule' }), {
    'restore-test': 'success',
  });
});
afterAll(() => scene?.[Symbol.asyncDispose]());
beforeEach(() => rm(calls, { force: true }));

async function program(name: string, text: string): Promise<void> {
  const path = join(scene.act.bin, name);
  await writeFile(path, text);
  await chmod(path, 0o755);
}

const tags = (database = DATABASE): Promise<string> =>
  scene.postgres.psql('select count(*) from public.tags', { database });
const databases = async (): Promise<string[]> =>
  (
    await scene.postgres.psql(
      `select datname from pg_database where datname like '${DATABASE}\\_%' order by 1`,
    )
  )
    .split('\n')
    .filter((name) => name !== '');
const stopsAndStarts = (): Promise<string> => readFile(calls, 'utf8').catch(() => '');

describe('restore', () => {
  let all: string;

  test('makes a database beside the live one, and touches neither it nor the application', async () => {
    all = await tags();
    await scene.postgres.psql(`insert into public.tags (name, color) values ('damage', '#123456')`, {
      database: DATABASE,
    });
    const left = await tags();
    expect(left).not.toBe(all);
    const run = await scene.run('restore.yml', { inputs: { task: 'restore', set: 'latest-proven' } });
    assertJobs(run, { restore: 'success' });
    const [restored = ''] = await databases();
    expect(restored).toMatch(/_restored_/);
    expect(await tags(restored)).toBe(all);
    expect(await tags()).toBe(left);
    expect(await stopsAndStarts()).toBe('');
    await scene.postgres.psql(`drop database "${restored}"`);
  });

  test('swaps between stopping and starting the application, and undoes it', async () => {
    const damaged = await tags();
    const swapped = await scene.run('restore.yml', {
      inputs: { task: 'restore and swap', set: 'latest-proven' },
    });
    assertJobs(swapped, { restore: 'success', swap: 'success' });
    expect(await stopsAndStarts()).toBe(`stop ticketz ${damaged}\nstart ticketz ${all}\n`);
    expect(await tags()).toBe(all);

    await rm(calls);
    const undone = await scene.run('restore.yml', { inputs: { task: 'undo', set: 'latest-proven' } });
    assertJobs(undone, { swap: 'success' });
    expect(await stopsAndStarts()).toBe(`stop ticketz ${all}\nstart ticketz ${damaged}\n`);
  });

  test('starts the application again when the swap is refused', async () => {
    const before = await tags();
    const run = await scene.run('restore.yml', {
      inputs: { task: 'undo', set: 'latest-proven' },
      secrets: { POSTGRES_PASSWORD: 'wrong' },
    });
    assertJobs(run, { swap: 'failure' });
    expect(await stopsAndStarts()).toBe(`stop ticketz ${before}\nstart ticketz ${before}\n`);
  });

  test('does not stop the application when there is nothing to swap in', async () => {
    const run = await scene.run('restore.yml', {
      inputs: { task: 'restore and swap', set: '20010101T000000Z-abcdef' },
    });
    assertJobs(run, { restore: 'failure' });
    expect(await stopsAndStarts()).toBe('');
  });
});
