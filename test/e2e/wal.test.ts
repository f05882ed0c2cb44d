import { chown, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PhysicalRecord } from '../../src/catalog/physical/physical.ts';
import { type PhysicalLab, STANZA, startPhysicalLab } from '../support/pgbackrest.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';

let lab: PhysicalLab;
let policy: string;
beforeAll(async () => {
  lab = await startPhysicalLab();
  policy = await lab.policy();
});
afterAll(async () => lab?.[Symbol.asyncDispose]());

const wal = (inputs: Record<string, string> = {}, env: Record<string, string> = {}): Promise<ActionRun> =>
  runAction({
    action: 'wal',
    inputs: { policy, ...inputs },
    env: { ...lab.env, ...env },
    timeoutMs: 110_000,
  });
const setup = (inputs: Record<string, string> = {}, env: Record<string, string> = {}): Promise<ActionRun> =>
  wal({ mode: 'setup', ...inputs }, env);

const walDirectory = (): string => join(lab.repoDirectory, 'archive', STANZA, '15-1', '0000000100000000');

/** Makes the server hand over a segment and waits until something fails or arrives. */
async function switchWal(): Promise<void> {
  await lab.postgres.psql('insert into lab_switch select now(); select pg_switch_wal() \\g /dev/null');
}

async function until(
  what: string,
  wanted: (answer: string) => boolean,
  again?: () => Promise<void>,
): Promise<void> {
  const limit = Date.now() + 90_000;
  for (let look = 1; Date.now() < limit; look += 1) {
    if (wanted(await lab.postgres.psql(what))) return;
    if (look % 50 === 0) await again?.();
    await pause(100);
  }
  throw new Error(`${what} did not come true.`);
}

describe('setup', () => {
  test('shows what differs, changes nothing, and no secret is seen', async () => {
    const run = await setup();
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({ verdict: 'differs', 'restart-needed': 'true' });
    expect(run.log).toContain('repo2-cipher-pass=<secret>');
    expect(run.summary).toContain('archive&#95;mode');
    for (const secret of [lab.env['LAB_CIPHER_LOCAL'], lab.env['LAB_S3_SECRET']])
      expect(run.raw.replaceAll(`::add-mask::${secret}`, '')).not.toContain(secret);
    await expect(stat(lab.configFile)).rejects.toThrow('ENOENT');
    expect(await lab.postgres.psql("select count(*) from pg_file_settings where name = 'archive_mode'")).toBe(
      '0',
    );
  });

  test('applies it, asks for the restart that it does not make, and then finds nothing to do', async () => {
    const first = await setup({ apply: 'true' });
    expect(first.exitCode).toBe(0);
    expect(first.outputs).toMatchObject({ verdict: 'restart needed', 'restart-needed': 'true' });
    expect(first.annotations.map(({ message }) => message).join()).toContain(
      'has to be restarted for archive_mode',
    );
    const again = await setup();
    expect(again.outputs).toMatchObject({ verdict: 'restart needed', differences: '0' });
    await lab.postgres.restart();
    const config = await readFile(lab.configFile, 'utf8');
    const second = await setup({ apply: 'true' });
    expect(second.outputs).toMatchObject({ verdict: 'ok', differences: '0', 'restart-needed': 'false' });
    expect(second.log).toContain('has arrived in every repository');
    // Without the secrets, as a job that only looks.
    const third = await setup(
      {},
      { LAB_CIPHER_LOCAL: '', LAB_CIPHER_REMOTE: '', LAB_S3_KEY: '', LAB_S3_SECRET: '' },
    );
    expect(third.outputs).toMatchObject({ verdict: 'ok', differences: '0' });
    expect(await readFile(lab.configFile, 'utf8')).toBe(config);
    expect((await stat(lab.configFile)).mode & 0o777).toBe(0o600);
    const left = (await readdir('/tmp')).filter((name) => name.startsWith('pba-engine-'));
    expect(left).toEqual([]);
  });

  test('leaves nothing of root behind', async () => {
    const { uid } = await stat(lab.postgres.dataDir);
    const files = await readdir(lab.directory, { recursive: true });
    const foreign: string[] = [];
    for (const file of files.filter((name) => name !== 'ca.crt')) {
      const status = await stat(join(lab.directory, file)).catch(() => undefined);
      if (status !== undefined && status.uid !== uid) foreign.push(file);
    }
    expect(foreign).toEqual([]);
    expect(files.length).toBeGreaterThan(10);
  });

  test('a wrong key is refused before anything is written', async () => {
    const before = await readFile(lab.configFile, 'utf8');
    const run = await setup({ apply: 'true' }, { LAB_CIPHER_LOCAL: 'wrong' });
    expect(run.outputs['error-code']).toBe('PBA-REPO-KEY');
    expect(run.exitCode).toBe(2);
    expect(await readFile(lab.configFile, 'utf8')).toBe(before);
    expect((await setup({}, { LAB_CIPHER_LOCAL: '' })).outputs['verdict']).toBe('ok');
  });

  test('a repository that cannot be reached is refused before anything is written', async () => {
    await lab.rgw.pauseGateway();
    try {
      const run = await setup({ apply: 'true' });
      expect(run.outputs['error-code']).toBe('PBA-REPO-UNREACHABLE');
      expect(run.exitCode).toBe(4);
    } finally {
      await lab.rgw.resumeGateway();
    }
  });

  test.runIf(process.getuid?.() === 0)('files of root are named, with the remedy', async () => {
    const lock = join(lab.directory, 'spool', 'lock');
    const { uid, gid } = await stat(lock);
    await chown(lock, 0, 0);
    try {
      const run = await setup();
      expect(run.outputs['error-code']).toBe('PBA-ENGINE-USER');
      expect(run.log).toContain(`chown -R postgres ${lock}`);
    } finally {
      await chown(lock, uid, gid);
    }
  });

  test('a file that somebody else wrote is not overwritten', async () => {
    const other = join(lab.directory, 'etc', 'theirs.conf');
    await writeFile(other, '[global]\nrepo1-path=/elsewhere\n');
    const theirs = await lab.policy({ physical: { 'config-file': other } });
    const run = await setup({ policy: theirs, apply: 'true' });
    expect(run.outputs['error-code']).toBe(
      process.getuid?.() === 0 ? 'PBA-ENGINE-USER' : 'PBA-ENGINE-CONFIG',
    );
    expect(await readFile(other, 'utf8')).toContain('/elsewhere');
    await rm(other);
  });
});

describe('status', () => {
  test('WAL without a base backup is a broken objective', async () => {
    const run = await wal();
    expect(run.exitCode).toBe(5);
    expect(run.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-SET-NOT-FOUND' });
    expect(run.summary).toContain('its WAL alone restores nothing');
  });

  test('all is well after a base backup in each: figures, metrics and a record', async () => {
    await lab.engine('--repo=1', '--type=full', 'backup');
    await lab.engine('--repo=2', '--type=full', 'backup');
    await lab.archived();
    const file = join(lab.store, 'wal.prom');
    const run = await wal({ 'metrics-file': file });
    expect(run.log).toContain('RPO kept');
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({ verdict: 'ok', findings: '0', ready: '0' });
    expect(Date.parse(run.outputs['recoverable-until'] ?? '')).toBeGreaterThan(Date.now() - 60_000);
    const metrics = await readFile(file, 'utf8');
    expect(metrics).toMatch(new RegExp(`^pg_wal_archive_lag_seconds\\{stanza="${STANZA}"\\} \\d+$`, 'm'));
    expect(metrics).toContain(`pg_wal_repository_ok{stanza="${STANZA}",repo="2"} 1`);
    const record = await newestRecord();
    expect(record).toMatchObject({ kind: 'wal', stanza: STANZA, reason: null, wal: { kept: true } });
    expect(record.repos.map((repo) => [repo.state, repo.backups.length, repo.recoverable.length])).toEqual([
      ['ok', 1, 1],
      ['ok', 1, 1],
    ]);
    const before = await recordIds();
    await wal();
    expect(await recordIds(), 'a record that says the same waits for an hour').toEqual(before);
  });

  test('changes that are not handed over yet are lag, within the timeout', async () => {
    await lab.postgres.psql('insert into lab_switch select now()');
    const run = await wal();
    expect(run.exitCode).toBe(0);
    expect(Number(run.outputs['lag-bytes'])).toBeGreaterThan(40);
    expect(Number(run.outputs['lag-seconds'])).toBeLessThanOrEqual(300);
    await lab.archived();
    expect(Number((await wal()).outputs['lag-bytes'])).toBeLessThan(Number(run.outputs['lag-bytes']));
  });

  test('one dead repository stops archiving for all: noticed at once, with the remedy, and over by itself', async () => {
    const { psql } = lab.postgres;
    await lab.rgw.pauseGateway();
    try {
      const failed = await psql('select failed_count from pg_stat_archiver');
      await switchWal();
      await until('select failed_count from pg_stat_archiver', (count) => Number(count) > Number(failed));
      const run = await wal();
      expect(run.exitCode).toBe(5);
      expect(run.log).toContain('Archiving is stuck at');
      expect(run.outputs['error-code']).toBe('PBA-REPO-UNREACHABLE');
      expect(run.log).toContain('while one repository is gone, the engine archives to none for good');
      expect(Number(run.outputs['ready'])).toBeGreaterThan(0);
      expect(await newestRecord()).toMatchObject({
        wal: { kept: false },
        reason: expect.stringContaining('PBA-'),
      });
    } finally {
      await lab.rgw.resumeGateway();
    }
    await until(
      'select count(*) from pg_ls_archive_statusdir() where name like $$%.ready$$',
      (n) => n === '0',
    );
    expect((await wal()).outputs['verdict']).toBe('ok');
  });

  test('changes that wait longer than the objective break it', async () => {
    await lab.postgres.psql(
      "alter system set archive_command = 'false'; select pg_reload_conf() \\g /dev/null",
    );
    await pause(500);
    await switchWal();
    await until(
      'select count(*) from pg_ls_archive_statusdir() where name like $$%.ready$$',
      (n) => n !== '0',
    );
    // The shortest objective there is; what waits is older when the segment before it is.
    const dataDir = lab.postgres.dataDir;
    const [ready = ''] = (await readdir(join(dataDir, 'pg_wal/archive_status'))).filter((name) =>
      name.endsWith('.ready'),
    );
    expect(ready).not.toBe('');
    await pause(1_500);
    const run = await wal({ rpo: '1s' });
    expect(run.exitCode).toBe(5);
    expect(run.log).toMatch(/Changes of \d+ seconds are not archived; the objective is 1 seconds/);
    expect(run.log).toContain('archive_command is false instead of');
    expect((await setup({ apply: 'true' })).outputs['verdict']).toBe('applied');
    expect((await wal()).outputs['verdict']).toBe('ok');
  });

  test('WAL that is missing in the middle is a gap, although the engine calls the archive sound', async () => {
    const name = await lab.archived();
    await lab.archived();
    const [file = ''] = (await readdir(walDirectory())).filter((one) => one.startsWith(name));
    const away = join(lab.directory, 'segment');
    await rename(join(walDirectory(), file), away);
    expect(await lab.engine('--repo=1', 'verify', '--output=text', '--verbose')).toContain('status: ok');
    const run = await wal();
    expect(run.outputs['error-code']).toBe('PBA-WAL-GAP');
    expect(run.log).toContain(`lacks WAL ${name} to ${name} (1 segment)`);
    await rename(away, join(walDirectory(), file));
    expect((await wal()).outputs['verdict']).toBe('ok');
  });

  test('WAL that the engine drops (queue-max) breaks the objective, although the server calls it archived', async () => {
    const dropping = await lab.policy({ physical: { 'queue-max': '16MiB' } });
    expect((await setup({ policy: dropping, apply: 'true' })).outputs['verdict']).toBe('applied');
    await lab.rgw.pauseGateway();
    try {
      for (let round = 0; round < 4; round += 1) await switchWal();
      await until(
        'select count(*) from pg_ls_archive_statusdir() where name like $$%.ready$$',
        (n) => n === '0',
        // After three failures the archiver sleeps for a minute, unless a new segment wakes it.
        switchWal,
      );
    } finally {
      await lab.rgw.resumeGateway();
    }
    const run = await wal({ policy: dropping });
    expect(run.outputs['error-code']).toBe('PBA-RPO-BROKEN');
    expect(run.log).toContain('was reported as archived and is in no repository');
    expect(run.log).toContain('Take a full backup now');
    expect((await newestRecord()).wal?.dropped.length).toBeGreaterThan(0);
  });

  test('the stanza of another cluster is told apart', async () => {
    await using other = await startPhysicalLab({ rgw: lab.rgw });
    const shared = {
      repositories: [{ directory: join(other.directory, 'repository'), 'cipher-secret': 'LAB_CIPHER_LOCAL' }],
    };
    const theirs = await other.policy({ physical: shared });
    const run = await runAction({
      action: 'wal',
      inputs: { policy: theirs, mode: 'setup', apply: 'true' },
      env: other.env,
    });
    expect(run.outputs['verdict']).toBe('restart needed');
    // Our server with their repository.
    const wrong = await lab.policy({
      physical: { ...shared, 'config-file': join(lab.directory, 'etc/wrong.conf') },
    });
    const refused = await setup(
      { policy: wrong, apply: 'true' },
      { LAB_CIPHER_LOCAL: other.env['LAB_CIPHER_LOCAL'] ?? '' },
    );
    expect(refused.outputs['error-code']).toBe('PBA-STANZA-OTHER-CLUSTER');
    await expect(stat(join(lab.directory, 'etc/wrong.conf'))).rejects.toThrow('ENOENT');
  });
});

async function recordIds(): Promise<string[]> {
  return (await readdir(join(lab.store, 'postgres/evidence/wal'))).toSorted();
}

async function newestRecord(): Promise<PhysicalRecord> {
  const id = (await recordIds()).at(-1) ?? '';
  return JSON.parse(await readFile(join(lab.store, 'postgres/evidence/wal', id), 'utf8')) as PhysicalRecord;
}
