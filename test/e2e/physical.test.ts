import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PhysicalRecord } from '../../src/catalog/physical/physical.ts';
import { type PhysicalLab, STANZA, startPhysicalLab } from '../support/pgbackrest.ts';
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

describe('status', () => {
  test('shows physical backups beside the logical sets, and a failed run', async () => {
    // The run before failed: its repository was gone.
    const broken = await run('status', { 'fail-on': 'never' });
    expect(broken.log).toContain('The last physical backup failed: PBA-REPO-UNREACHABLE');
    await backup();
    await run('backup', { database: 'postgres' });
    const fine = await run('status', { 'fail-on': 'never' });
    expect(fine.log).not.toContain('physical backup failed');
    expect(fine.log).toMatch(/lab +2 +s3:\S+ +ok +\d{8}-\d{6}F_\d{8}-\d{6}I/);
    expect(fine.summary).toContain('Newest base backup');
    expect(fine.log).toContain('Recovery to a moment was never tested.');
    const plan = await run('prune', { mode: 'plan' });
    expect(plan.exitCode).toBe(0);
    expect(plan.log).toContain('Physical backups and WAL of stanza lab');
    expect(plan.log).toMatch(/keep +2 +\d{8}-\d{6}F +full .*WAL is kept from it on/);
  });
});

describe('a server in a container', () => {
  // That of this machine answers on the same names: it must not be taken for the one in the container.
  test.each([
    ['backup', { kind: 'physical' }],
    ['verify', { kind: 'physical' }],
    ['wal', { mode: 'status' }],
    ['pitr', { 'in-place': 'true', target: 'latest' }],
    ['restore-test', { mode: 'pitr', directory: '/tmp/pba-not-made' }],
  ])('%s refuses, and says what there is', async (action, inputs) => {
    const inside = await lab.policy({ sections: { databases: [{ name: 'postgres', container: 'db' }] } });
    const refused = await run(action, { ...inputs, policy: inside });
    expect(refused.exitCode, refused.log).toBe(2);
    expect(refused.outputs['error-code']).toBe('PBA-CONTAINER');
    expect(refused.log).toContain('The server is in the container db');
    expect(refused.log).toContain('`kind: logical`');
  });
});

describe('verify', () => {
  const verify = (): Promise<ActionRun> => run('verify', { kind: 'physical' });

  test('every file of both repositories is read, and WAL is followed to now', async () => {
    await lab.archived();
    const sound = await verify();
    expect(sound.exitCode, sound.log).toBe(0);
    expect(sound.outputs).toMatchObject({ verdict: 'ok', 'sets-checked': '4' });
    expect(Number(sound.outputs['objects-checked'])).toBeGreaterThan(1000);
    expect(sound.summary).toContain('2 repositories sound');
  });

  test('flipped bytes in a stored file, of which the engine exits with 0', async () => {
    const [full = ''] = (await readdir(join(lab.repoDirectory, 'backup', STANZA))).filter((name) =>
      name.endsWith('F'),
    );
    const file = join(lab.repoDirectory, 'backup', STANZA, full, 'bundle', '1');
    const whole = await readFile(file);
    const flipped = Buffer.from(whole);
    flipped.fill(0x5a, Math.floor(whole.length / 2), Math.floor(whole.length / 2) + 64);
    await writeFile(file, flipped);
    const damaged = await verify();
    expect(damaged.exitCode, damaged.log).toBe(3);
    expect(damaged.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-REPO-DAMAGED' });
    expect(damaged.summary).toContain('1 of 2 repositories NOT SOUND');
    await writeFile(file, whole);
  });

  test('WAL that is missing, of which the engine says ok', async () => {
    const directory = join(lab.repoDirectory, 'archive', STANZA, '15-1', '0000000100000000');
    const name = await lab.archived();
    const file = (await readdir(directory)).find((one) => one.startsWith(name)) ?? '';
    await rename(join(directory, file), join(lab.directory, file));
    // Not in the middle, but the last: the archive alone shows nothing of it.
    const gap = await verify();
    expect(gap.exitCode, gap.log).toBe(3);
    expect(gap.outputs['error-code']).toBe('PBA-WAL-GAP');
    expect(gap.log).toContain(`lacks WAL ${name}`);
    await rename(join(lab.directory, file), join(directory, file));
    expect((await verify()).outputs['verdict']).toBe('ok');
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

test('what the engine expires after a sound backup is said, with its WAL', async () => {
  // The shortest time of the policy is a day; the rule of the engine that counts shows the same at once.
  const config = await readFile(lab.configFile, 'utf8');
  await writeFile(
    lab.configFile,
    config
      .replace('repo1-retention-full-type=time', 'repo1-retention-full-type=count')
      .replace(/^repo1-retention-full=\d+$/m, 'repo1-retention-full=1'),
  );
  const before = (await newestRecord()).repos[0]?.backups.map(({ label }) => `1 ${label}`);
  const made = await backup({ 'physical-type': 'full' });
  expect(made.exitCode, made.log).toBe(0);
  expect(made.outputs['removed']?.split('\n')).toEqual(before);
  expect(made.summary).toMatch(/Repository 1: the engine expired .* and \d+ WAL segments?/);
  expect((await newestRecord()).repos.map(({ backups }) => backups.length > 1)).toEqual([false, true]);
});
