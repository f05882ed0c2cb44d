import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PhysicalRecord } from '../../src/catalog/physical.ts';
import { type PhysicalLab, startPhysicalLab } from '../support/pgbackrest.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';

let lab: PhysicalLab;
let policy: string;
beforeAll(async () => {
  lab = await startPhysicalLab();
  policy = await lab.policy();
  const setup = { policy, mode: 'setup', apply: 'true' };
  await run('wal', setup);
  await lab.postgres.restart();
  expect((await run('wal', setup)).outputs['verdict']).toBe('ok');
}, 120_000);
afterAll(async () => lab?.[Symbol.asyncDispose]());

function run(action: string, inputs: Record<string, string>): Promise<ActionRun> {
  return runAction({ action, inputs: { policy, ...inputs }, env: lab.env, timeoutMs: 110_000 });
}

const backup = (inputs: Record<string, string> = {}): Promise<ActionRun> =>
  run('backup', { kind: 'physical', ...inputs });

const labelsOf = ({ outputs }: ActionRun): string[] => (outputs['labels'] ?? '').split('\n').filter(Boolean);

async function newestRecord(): Promise<PhysicalRecord> {
  const directory = join(lab.store, 'postgres/evidence/physical-backup');
  const id = (await readdir(directory)).toSorted().at(-1) ?? '';
  return JSON.parse(await readFile(join(directory, id), 'utf8')) as PhysicalRecord;
}

describe('backup', () => {
  test('the first is a full one, in the directory and in the object store, with a record', async () => {
    const made = await backup({ reason: 'first' });
    expect(made.log).toContain('there is no full backup');
    expect(made.exitCode).toBe(0);
    expect(made.outputs).toMatchObject({ verdict: 'ok', removed: '' });
    expect(labelsOf(made).map((line) => line.replace(/\d{8}-\d{6}F$/, 'F'))).toEqual(['1 F', '2 F']);
    expect(Number(made.outputs['size-bytes'])).toBeGreaterThan(1_000_000);
    expect(made.summary).toContain('stored in 2 repositories');
    const record = await newestRecord();
    expect(record).toMatchObject({ kind: 'physical-backup', reason: null, wal: null });
    expect(record.made.map(({ repo, label }) => `${repo} ${label}`)).toEqual(labelsOf(made));
    expect(record.repos.map(({ state, recoverable }) => [state, recoverable.length])).toEqual([
      ['ok', 1],
      ['ok', 1],
    ]);
  });

  test('then nothing is due, and a type can be asked for', async () => {
    const again = await backup();
    expect(again.exitCode).toBe(0);
    expect(again.outputs).toMatchObject({ verdict: 'nothing due', labels: '' });
    const incr = await backup({ 'physical-type': 'incr' });
    expect(incr.exitCode).toBe(0);
    expect(labelsOf(incr).every((line) => line.endsWith('I'))).toBe(true);
    expect((await newestRecord()).repos.map(({ backups }) => backups.map(({ type }) => type))).toEqual([
      ['full', 'incr'],
      ['full', 'incr'],
    ]);
  });

  test('options of a dump are refused instead of passed over', async () => {
    const refused = await backup({ tables: 'public.a' });
    expect(refused.exitCode).toBe(2);
    expect(refused.outputs['error-code']).toBe('PBA-INPUT');
  });

  test('a repository that is gone fails the run, which says which', async () => {
    await lab.rgw.pauseGateway();
    try {
      const failed = await backup({ 'physical-type': 'incr' });
      expect(failed.exitCode).toBe(4);
      expect(failed.outputs).toMatchObject({
        verdict: 'failed',
        'error-code': 'PBA-REPO-UNREACHABLE',
        labels: '',
      });
      expect(failed.log).toContain('it could not end while archiving stands still');
      expect(failed.summary).toContain('Repository 2 ');
      expect(failed.summary).toContain('PBA-REPO-UNREACHABLE');
      expect((await newestRecord()).reason).toMatch(/^PBA-/);
    } finally {
      await lab.rgw.resumeGateway();
    }
  });
});

/** Changes bytes in the middle of a page on disk, as a broken disk would under the running server. */
async function damagePage(): Promise<() => Promise<void>> {
  await lab.postgres.psql('create table broken as select g, md5(g::text) from generate_series(1, 2000) g');
  await lab.postgres.psql('checkpoint');
  const file = join(lab.postgres.dataDir, await lab.postgres.psql("select pg_relation_filepath('broken')"));
  const sound = await readFile(file);
  const damaged = Buffer.from(sound);
  damaged.fill(0x5a, 8192 + 4000, 8192 + 4100);
  await writeFile(file, damaged);
  return () => writeFile(file, sound);
}

describe('damage', () => {
  test('a damaged page fails the run although the engine exits with 0, nothing expires, and the next is a full one', async () => {
    const mend = await damagePage();
    const before = (await newestRecord()).repos.map(({ backups }) => backups.length);
    const failed = await backup({ 'physical-type': 'diff' });
    expect(failed.exitCode).toBe(3);
    expect(failed.outputs).toMatchObject({
      verdict: 'failed',
      'error-code': 'PBA-BACKUP-PAGES',
      removed: '',
    });
    expect(failed.log).toMatch(/page/);
    const record = await newestRecord();
    expect(record.reason).toContain('PBA-BACKUP-PAGES');
    expect(record.repos.map(({ backups }) => backups.length)).toEqual(before.map((count) => count + 1));
    await mend();
    const next = await backup();
    expect(next.log).toContain('has damaged pages');
    expect(next.exitCode).toBe(0);
    expect(labelsOf(next).every((line) => line.endsWith('F'))).toBe(true);
  });
});
