import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene({ scale: 0.002 });
  for (const name of ['Größe "x"', 'wiki', 'old_scratch']) await scene.postgres.createDatabase(name);
});
afterAll(async () => scene?.[Symbol.asyncDispose]());

async function discover(databases: string): Promise<ActionRun> {
  const policy = join(await scene.newDirectory(), 'policy.yml');
  await writeFile(
    policy,
    `version: 1\ndatabases: ${databases}\nstores: { local: { directory: /backups } }\n`,
  );
  return runAction({ action: 'discover', inputs: { policy }, env: scene.env });
}

test('lists every database of the cluster but those left out, as a matrix', async () => {
  const found = await discover(`{ discover: every, exclude: ['*_scratch'] }`);
  expect(found.outputs['verdict']).toBe('ok');
  const names = ['Größe "x"', DATABASE, 'wiki'];
  expect(JSON.parse(found.outputs['matrix'] ?? '')).toEqual({ database: expect.arrayContaining(names) });
  expect(found.outputs['count']).toBe('3');
  expect(found.summary).toMatch(/old.*scratch.*leaves it out/);
});

test('fails when the policy names a database that is not there', async () => {
  const found = await discover(`[{ name: ${DATABASE} }, { name: gone }]`);
  expect(found.outputs['error-code']).toBe('PBA-PG-NO-DATABASE');
  expect(found.annotations[0]?.message).toContain('gone');
});
