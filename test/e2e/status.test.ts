import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSetId } from '../../src/catalog/keys.ts';
import { serialiseManifest } from '../../src/catalog/manifest.ts';
import { parseManifest } from '../../src/catalog/read-manifest.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

let scene: Scene;
let stores: string;
let path: string;
beforeAll(async () => {
  scene = await startScene({ scale: 0.002 });
  stores = await scene.newDirectory();
  const made = await run('backup', { database: DATABASE, tier: 'daily' });
  path = join(stores, made.outputs['manifest-path'] ?? '');
});
afterAll(async () => scene?.[Symbol.asyncDispose]());

/** Without the database's environment: status needs none. */
const run = (action: string, inputs: Record<string, string> = {}): Promise<ActionRun> =>
  runAction({ action, inputs: { stores, ...inputs }, env: action === 'status' ? {} : scene.env });

test('says that nothing is proven yet, then that all is kept, with figures for Prometheus', async () => {
  const before = await run('status', { 'fail-on': 'at-risk' });
  expect(before.outputs).toMatchObject({
    status: 'at risk',
    'error-code': 'PBA-STATUS',
    'newest-proven-set': '',
  });
  expect((await run('status')).exitCode).toBe(0);
  await run('restore-test');
  const file = join(await scene.newDirectory(), 'backup.prom');
  const after = await run('status', { 'metrics-file': file });
  expect(after.outputs).toMatchObject({ status: 'kept', findings: '0', verdict: 'ok' });
  expect(after.outputs['newest-proven-set']).toBe(after.outputs['newest-set']);
  expect(await readFile(file, 'utf8')).toContain(`backup_status{database="${DATABASE}"} 0`);
});

test('fails when the newest set is too old, and when a store is gone', async () => {
  const location = { database: DATABASE, tier: 'daily', id: dirname(path).split('/').at(-1) ?? '' } as const;
  const manifest = parseManifest(await readFile(path, 'utf8'), location, path);
  const at = new Date(Date.now() - 40 * 3_600_000);
  const id = makeSetId(at, 'abcdef');
  await chmod(path, 0o600);
  await writeFile(path, serialiseManifest({ ...manifest, id, snapshotAt: at.toISOString() }));
  await rename(dirname(path), join(dirname(path), '..', id));
  const old = await run('status');
  expect(old.exitCode).toBe(5);
  expect(old.outputs).toMatchObject({ status: 'broken', 'error-code': 'PBA-STATUS' });
  expect(old.summary).toMatch(/40 hours old/);
  expect((await run('status', { 'fail-on': 'never' })).exitCode).toBe(0);

  const elsewhere = join(await scene.newDirectory(), 'file');
  await writeFile(elsewhere, '');
  const gone = await run('status', { stores: `${stores}\n${elsewhere}`, database: DATABASE });
  expect(gone.outputs['status']).toBe('broken');
  expect(gone.summary).toContain('cannot be read');
  await rm(elsewhere);
});
