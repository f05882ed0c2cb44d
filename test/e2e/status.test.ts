import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('the evidence of a period', () => {
  let directory: string;
  let archive: string;
  let exported: ActionRun;
  const program = (file: string, ...args: string[]): Promise<string> =>
    promisify(execFile)(file, args, { cwd: directory }).then(({ stdout }) => stdout);
  /** As docs/compliance.md says it. */
  const verify = async (): Promise<string> =>
    (await program('sha256sum', '--check', 'november.tar.gz.sha256')) +
    (await program(
      'openssl',
      ...['pkeyutl', '-verify', '-pubin', '-inkey', 'november.tar.gz.pem', '-rawin'],
      ...['-in', 'november.tar.gz.sha256', '-sigfile', 'november.tar.gz.sha256.sig'],
    ));
  const flip = async (name: string, where: number): Promise<void> => {
    const bytes = await readFile(join(directory, name));
    const at = Math.min(bytes.length - 1, Math.floor(bytes.length * where));
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(join(directory, name), bytes);
  };

  beforeAll(async () => {
    directory = await scene.newDirectory();
    archive = join(directory, 'november.tar.gz');
    await program('openssl', 'genpkey', '-algorithm', 'ed25519', '-out', 'key.pem');
    const set = dirname(path).split('/').at(-1) ?? '';
    expect((await run('hold', { set, reason: 'case 12' })).exitCode).toBe(0);
    await run('prune', { mode: 'apply' });
    const folder = join(stores, DATABASE, 'evidence');
    await writeFile(join(folder, 'prune', '20260101T000000Z-aaaaaa.json'), 'cut off {');
    await writeFile(join(folder, 'prune', 'notes.json'), '{}');
    const forged = { kind: 'odd', at: '2026-01-02T00:00:00Z', verdict: '\u001b[31mred\nforged line' };
    await mkdir(join(folder, 'odd'));
    await writeFile(join(folder, 'odd', '20260102T000000Z-bbbbbb.json'), JSON.stringify(forged));
    exported = await run('status', {
      'evidence-file': archive,
      'evidence-since': '2026-01-01',
      'evidence-key': await readFile(join(directory, 'key.pem'), 'utf8'),
    });
  });
  afterAll(async () => {
    await rm(join(stores, DATABASE, 'evidence', 'prune'), { recursive: true });
  });

  test('is one archive with every record as it was written, the sets, the holds, an index', async () => {
    // A record that was damaged breaks the status, and is evidence all the same.
    expect(exported.exitCode).toBe(5);
    expect(exported.outputs).toMatchObject({
      'error-code': 'PBA-STATUS',
      'evidence-file': archive,
      'evidence-records': '5',
    });
    expect(exported.log).toContain(`SHA-256 ${exported.outputs['evidence-sha256']}`);
    await program('tar', 'xf', archive);
    const root = join(directory, 'november');
    expect(await program('sh', '-c', 'cd november && sha256sum --check --strict SHA256SUMS')).not.toContain(
      'FAILED',
    );
    const kinds = ['hold', 'odd', 'prune', 'restore-test'];
    for (const kind of kinds) {
      const folder = join(DATABASE, 'evidence', kind);
      for (const name of (await readdir(join(stores, folder))).filter((one) => one !== 'notes.json')) {
        const original = await readFile(join(stores, folder, name));
        expect(await readFile(join(root, 'store-1', folder, name))).toEqual(original);
      }
    }
    const index = await readFile(join(root, 'INDEX.txt'), 'utf8');
    expect(index).toMatch(/^Evidence of backups and recoveries, from 2026-01-01T00:00:00Z until 20/);
    expect(index).toMatch(
      /restore-test {2}proven {2}set \S+ \(daily\), grade full {2}https:.*restore-test\/\S+\.json/,
    );
    expect(index).toContain('CANNOT BE READ');
    expect(index).toContain('notes.json is no record');
    expect(index).toContain('Records: 5, sets: 1, holds: 1.');
    expect(index).not.toContain('\u001b');
    expect(index).not.toMatch(/^forged line/m);
    const [set] = (await readFile(join(root, 'store-1', 'sets.jsonl'), 'utf8')).trim().split('\n');
    const manifest = JSON.parse(await readFile(path, 'utf8')) as { manifestSha256: string };
    expect(JSON.parse(set ?? '')).toMatchObject({ manifestSha256: manifest.manifestSha256, tier: 'daily' });
  });

  test('is verified with OpenSSL alone; a changed byte, anywhere, is noticed', async () => {
    expect(await verify()).toContain('Signature Verified Successfully');
    const der = await promisify(execFile)(
      'openssl',
      ['pkey', '-pubin', '-in', `${archive}.pem`, '-outform', 'DER'],
      { encoding: 'buffer' },
    );
    expect(exported.outputs['evidence-key-fingerprint']).toBe(
      createHash('sha256').update(der.stdout).digest('hex'),
    );
    const changes = [
      ...[0, 0.3, 0.6, 1].map((where) => ['november.tar.gz', where] as const),
      ['november.tar.gz.sha256', 0],
      ['november.tar.gz.sha256', 0.9],
      ['november.tar.gz.sha256.sig', 0.5],
    ] as const;
    for (const [name, where] of changes) {
      await flip(name, where);
      await expect(verify(), `${name} ${where}`).rejects.toThrow();
      await flip(name, where);
    }
    // Archive and checksum made anew by somebody with another key.
    await program('openssl', 'genpkey', '-algorithm', 'ed25519', '-out', 'other.pem');
    await flip('november.tar.gz', 0.5);
    await writeFile(`${archive}.sha256`, await program('sha256sum', 'november.tar.gz'));
    await program(
      'openssl',
      ...['pkeyutl', '-sign', '-inkey', 'other.pem', '-rawin', '-in', 'november.tar.gz.sha256'],
      ...['-out', 'november.tar.gz.sha256.sig'],
    );
    await expect(verify()).rejects.toThrow();
  });

  test('may have ended before the first record; a key that cannot sign hides no verdict', async () => {
    const file = join(directory, 'empty.tar.gz');
    const empty = await run('status', {
      'fail-on': 'never',
      'evidence-file': file,
      'evidence-until': '2025-01-01T00:00:00Z',
    });
    expect(empty.outputs).toMatchObject({
      status: 'broken',
      'evidence-records': '0',
      'evidence-key-fingerprint': '',
    });
    expect(empty.log).toContain('The evidence is not signed');
    await program('openssl', 'genpkey', '-algorithm', 'x25519', '-out', 'wrong.pem');
    for (const key of [await readFile(join(directory, 'wrong.pem'), 'utf8'), 'no key at all']) {
      const refused = await run('status', {
        'fail-on': 'never',
        'evidence-file': file,
        'evidence-key': key,
      });
      expect(refused.outputs).toMatchObject({ status: 'broken', 'error-code': 'PBA-KEY-UNREADABLE' });
    }
    const nowhere = await run('status', {
      'fail-on': 'never',
      'evidence-file': '/nowhere/e.tar.gz',
    });
    expect(nowhere.outputs).toMatchObject({ status: 'broken', 'error-code': 'PBA-INPUT' });
  });
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
