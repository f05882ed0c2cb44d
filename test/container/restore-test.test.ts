import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDocker, type TestDocker } from '../support/docker.ts';
import { runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';
import { importPrograms, PROGRAMS } from './images.ts';

let docker: TestDocker;
let scene: Scene;
beforeAll(async () => {
  [docker, scene] = await Promise.all([startDocker(), startScene({ scale: 0.005 })]);
  await importPrograms(docker, scene.postgres.major);
});
afterAll(async () => {
  await Promise.all([docker?.stop(), scene?.[Symbol.asyncDispose]()]);
});

test('restore-test proves a set in a container, and its evidence says of which image', async () => {
  const env = { ...scene.env, ...docker.env };
  const stores = await scene.newDirectory();
  const made = await runAction({
    action: 'backup',
    inputs: { database: DATABASE, stores, tier: 'daily' },
    env,
  });
  expect(made.outputs['verdict']).toBe('ok');

  const inputs = { stores, 'container-image': PROGRAMS };
  const result = await runAction({ action: 'restore-test', inputs, env });
  expect(result.outputs).toMatchObject({ verdict: 'proven', grade: 'full' });
  const path = join(stores, result.outputs['evidence-key'] ?? '');
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    target: 'container',
    tools: {
      server: expect.stringMatching(`^${scene.postgres.major}\\.`),
      image: expect.stringMatching(`^${PROGRAMS} \\(sha256:[0-9a-f]{64}\\)$`),
    },
  });
  expect(await docker.run('ps', '--all', '--quiet', '--filter', 'name=pba-scratch')).toBe('');
});
