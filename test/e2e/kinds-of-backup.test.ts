import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene?.[Symbol.asyncDispose]());

const run = (action: string, inputs: Record<string, string>): Promise<ActionRun> =>
  runAction({ action, inputs, env: scene.env });

/** Backs up, verifies and proves; returns the files of the set by name and the restore test. */
async function cycle(
  inputs: Record<string, string>,
  key: Record<string, string> = {},
): Promise<{ files: string[]; directory: string; proof: ActionRun }> {
  const stores = await scene.newDirectory();
  const backup = await run('backup', { database: DATABASE, stores, ...inputs });
  expect(backup.annotations).toEqual([]);
  expect(backup.outputs['verdict']).toBe('ok');
  const verify = await run('verify', { stores, ...key });
  expect(verify.annotations).toEqual([]);
  const proof = await run('restore-test', { stores, ...key });
  expect(proof.annotations.filter((one) => one.level === 'error')).toEqual([]);
  expect(proof.outputs['verdict']).toBe('proven');
  const directory = join(stores, DATABASE, inputs['tier'] ?? 'daily', backup.outputs['set-id'] ?? '');
  return { files: (await readdir(directory)).sort(), directory, proof };
}

describe('each kind of backup is proven', () => {
  test('one .dump file', async () => {
    const { files, proof } = await cycle({ format: 'custom', tier: 'manual' });
    expect(files).toContain('database.dump');
    expect(proof.outputs['grade']).toBe('full');
  });

  test('schema as a directory', async () => {
    const { proof } = await cycle({ content: 'schema' });
    expect(proof.outputs['grade']).toBe('schema');
  });

  test('schema as plain SQL', async () => {
    const { files, proof } = await cycle({ content: 'schema', format: 'plain', tier: 'pre-migration' });
    expect(files).toContain('schema.sql');
    expect(proof.outputs['grade']).toBe('schema');
  });

  test('data, with its schema beside it', async () => {
    const { files, proof } = await cycle({ content: 'data' });
    expect(files).toContain('schema.dump');
    expect(proof.outputs['grade']).toBe('full');
  });

  test('chosen tables: all definitions, their rows', async () => {
    const { proof } = await cycle({ tables: 'public.tickets\nsupport.audit_log' });
    expect(proof.summary).toContain('left out by tables or exclude-tables');
    expect(proof.outputs['verdict']).toBe('proven');
  });

  test('all but some tables', async () => {
    await cycle({ 'exclude-tables': 'public.messages' });
  });

  test('counts alone, and md5 digests', async () => {
    expect((await cycle({ fingerprint: 'counts' })).proof.outputs['grade']).toBe('counts');
    expect((await cycle({ digest: 'md5' })).proof.outputs['grade']).toBe('full');
  });

  test('without compression, with one job', async () => {
    await cycle({ compression: 'none', jobs: '1' });
  });
});

describe('an encrypted backup', () => {
  let identity: string;
  let recipients: string;
  beforeAll(async () => {
    identity = await generateX25519Identity();
    recipients = await identityToRecipient(identity);
  });

  test('is proven with its key, and holds nothing readable but manifest and RECOVERY.md', async () => {
    const { files, directory } = await cycle({ recipients }, { identity });
    expect(files.filter((name) => !name.endsWith('.age'))).toEqual(['RECOVERY.md', 'manifest.json']);
    for (const name of files.filter((one) => one.endsWith('.age'))) {
      const bytes = await readFile(join(directory, name));
      expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
      expect(bytes.includes('tickets')).toBe(false);
    }
  });

  test('asks for its key when it is missing, and refuses another', async () => {
    const stores = await scene.newDirectory();
    await run('backup', { database: DATABASE, stores, recipients });
    for (const action of ['verify', 'restore-test']) {
      const without = await run(action, { stores });
      expect(without.outputs['error-code']).toBe('PBA-KEY-MISSING');
      expect(without.annotations.map((one) => one.message).join()).toContain(recipients);
      const other = await run(action, { stores, identity: await generateX25519Identity() });
      expect(other.outputs['error-code']).toBe('PBA-DECRYPT');
    }
    expect((await run('verify', { stores, mode: 'quick' })).exitCode).toBe(0);
  });
});
