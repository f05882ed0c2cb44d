import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Rgw, startRgw } from '../support/rgw.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, s3Inputs, startScene } from '../support/scene.ts';

let scene: Scene;
let s3: Rgw;
let local: string;
let stores: Record<string, string>;
let backup: ActionRun;

const run = (action: string, inputs: Record<string, string>): Promise<ActionRun> =>
  runAction({ action, inputs, env: scene.env });
const setDirectory = (): string => join(local, DATABASE, 'daily', backup.outputs['set-id'] ?? 'none');

beforeAll(async () => {
  [scene, s3] = await Promise.all([startScene(), startRgw()]);
  local = await scene.newDirectory();
  stores = s3Inputs(s3, 'postgresql', local);
  backup = await run('backup', { database: DATABASE, ...stores, tier: 'daily', reason: 'ticket 12' });
});
afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
  await s3?.stop();
});

describe('backup, verify, restore-test, prune, on a directory and a real S3 server', () => {
  test('backup stores one set in both places', async () => {
    expect(backup.log).not.toContain('PBA-');
    expect(backup.exitCode).toBe(0);
    expect(backup.outputs).toMatchObject({ verdict: 'ok', 'error-code': '' });
    expect(backup.outputs['set-id']).toMatch(/^\d{8}T\d{6}Z-[0-9a-f]{6}$/);
    expect(backup.outputs['locations']?.split('\n').sort()).toEqual(
      [local, `s3://${s3.bucket}/postgresql`].sort(),
    );
    expect(Number(backup.outputs['rows'])).toBeGreaterThan(10_000);
    expect((await readdir(setDirectory())).sort()).toEqual(
      [
        'RECOVERY.md',
        'database.sql',
        'database.tar',
        'fingerprint.json',
        'manifest.json',
        'roles.sql',
        'settings.sql',
      ].sort(),
    );
    expect(
      JSON.parse(await readFile(join(local, backup.outputs['manifest-path'] ?? ''), 'utf8')),
    ).toMatchObject({
      database: DATABASE,
      tier: 'daily',
      migration: { tool: 'Flyway' },
      run: { repository: 'octo/shop', workflow: 'Nightly', reason: 'ticket 12' },
    });
  });

  test('leaves nothing in the runner’s temp directory, and no secret in its log', () => {
    expect(backup.leftInTemp).toEqual([]);
    expect(backup.raw.replaceAll(`::add-mask::${s3.secretAccessKey}`, '')).not.toContain(s3.secretAccessKey);
    expect(backup.summary).toContain('Backup of ticketz: stored');
    expect(backup.summary).toContain('Flyway');
  });

  test('verify finds both copies sound', async () => {
    const verify = await run('verify', stores);
    expect(verify.log).not.toContain('PBA-');
    expect(verify.outputs).toMatchObject({ verdict: 'ok', 'sets-checked': '2', 'objects-checked': '12' });
  });

  test('restore-test proves it from S3, every row', async () => {
    const proof = await run('restore-test', s3Inputs(s3, 'postgresql'));
    expect(proof.log).not.toContain('PBA-');
    expect(proof.outputs).toMatchObject({
      verdict: 'proven',
      grade: 'full',
      'set-id': backup.outputs['set-id'],
    });
    expect(proof.summary).toContain('proven, grade full');
    expect(proof.leftInTemp).toEqual([]);
  });

  test('a row that is missing in the copy fails the test and names the table', async () => {
    const control = await run('restore-test', {
      stores: local,
      'negative-control':
        'delete from public.attachments where id = (select min(id) from public.attachments)',
    });
    expect(control.exitCode).toBe(3);
    expect(control.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-PROOF-FAILED' });
    expect(control.log).toContain('public.attachments');
    const directory = join(local, DATABASE, 'evidence', 'restore-test');
    const [record] = await readdir(directory);
    expect(JSON.parse(await readFile(join(directory, record ?? ''), 'utf8'))).toMatchObject({
      verdict: 'failed',
      negativeControl: true,
    });
  });

  test('a byte that is changed in a stored object fails verify and names the object', async () => {
    const path = join(setDirectory(), 'database.tar');
    const sound = await readFile(path);
    const broken = Buffer.from(sound);
    broken[broken.length >> 1] = (broken[broken.length >> 1] ?? 0) ^ 1;
    await writeFile(path, broken);
    for (const mode of ['full', 'quick']) {
      const verify = await run('verify', { stores: local, mode });
      expect(verify.exitCode).toBe(3);
      expect(verify.outputs['error-code']).toBe('PBA-OBJECT-DAMAGED');
      expect(verify.annotations[0]?.message).toContain('database.tar is damaged');
    }
    const proof = await run('restore-test', { stores: local });
    expect(proof.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-OBJECT-DAMAGED' });
    await writeFile(path, sound);
    expect((await run('verify', { stores: local })).exitCode).toBe(0);
  });

  test('prune keeps the only set and says why', async () => {
    const prune = await run('prune', {
      ...stores,
      mode: 'apply',
      tier: 'daily',
      'keep-days': '1',
      'keep-minimum': '1',
    });
    expect(prune.outputs).toMatchObject({ verdict: 'ok', kept: '2', deleted: '0' });
    expect(prune.summary).toContain('0 days old');
  });
});
