import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ArtifactService, startArtifactService } from '../support/artifact-service.ts';
import { pullRequestEvent } from '../support/github-api.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

let scene: Scene;
let artifacts: ArtifactService;
let folder: string;
beforeAll(async () => {
  [scene, artifacts] = await Promise.all([startScene({ scale: 0.005 }), startArtifactService()]);
  folder = await mkdtemp('/tmp/pba-deploy-');
});
afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
  await artifacts?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const gate = (inputs: Record<string, string>, env: Record<string, string> = {}): Promise<ActionRun> =>
  runAction({
    action: 'migration-gate',
    inputs: { database: DATABASE, ...inputs },
    env: { GITHUB_WORKSPACE: folder, ...scene.env, ...env },
  });

const manifestOf = async (store: string, tier: string, set: string | undefined): Promise<unknown> =>
  JSON.parse(await readFile(join(store, DATABASE, tier, set ?? '', 'manifest.json'), 'utf8'));

/** Holds the lock of a backup for as long as `body` runs. */
async function whileBackupRuns<T>(body: () => Promise<T>): Promise<T> {
  const holder = scene.postgres.psql(
    `select pg_advisory_lock(${0x706261}, ${0x64756d70}); select pg_sleep(60)`,
    { database: DATABASE },
  );
  const ended = holder.catch(() => 'ended');
  const holds = `select count(*) from pg_locks where locktype = 'advisory' and granted`;
  while ((await scene.postgres.psql(holds)) === '0') await new Promise((done) => setTimeout(done, 50));
  try {
    return await body();
  } finally {
    await scene.postgres.psql(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted`,
    );
    await ended;
  }
}

test('a checkpoint is made, tied to its commit; one that is proven and young is accepted by policy', async () => {
  const store = await scene.newDirectory();
  const made = await gate({ mode: 'checkpoint', stores: store });
  expect(made.outputs).toMatchObject({ verdict: 'ok', checkpoint: 'made', 'error-code': '' });
  const set = made.outputs['set-id'];
  expect(await manifestOf(store, 'pre-migration', set)).toMatchObject({
    content: 'full',
    run: {
      commit: '0123456789abcdef0123456789abcdef01234567',
      reason: 'before migrating at 0123456789abcdef0123456789abcdef01234567',
    },
  });

  const policy = join(folder, 'backup-policy.yml');
  await writeFile(
    policy,
    `version: 1\nstores: { local: { directory: ${store} } }\nmigrations: { accept-proven: 1h }\n`,
  );
  const unproven = await gate({ mode: 'checkpoint', policy });
  expect(unproven.outputs['checkpoint']).toBe('made');
  const second = unproven.outputs['set-id'] ?? '';
  expect(second).not.toBe(set);

  const tested = await runAction({
    action: 'restore-test',
    inputs: { stores: store, set: second },
    env: scene.env,
  });
  expect(tested.outputs['verdict']).toBe('proven');
  const accepted = await gate({ mode: 'checkpoint', policy });
  expect(accepted.outputs).toMatchObject({ verdict: 'ok', checkpoint: 'accepted', 'set-id': second });
  expect(accepted.summary).toContain('accepted by policy');
});

test('there is no checkpoint when the store is not there, or a backup runs', async () => {
  const file = join(folder, 'not-a-directory');
  await writeFile(file, '');
  const nowhere = await gate({ mode: 'checkpoint', stores: join(file, 'sets') });
  expect(nowhere.exitCode).not.toBe(0);
  const store = await scene.newDirectory();
  const [busy, asked] = await whileBackupRuns(async () => [
    await gate({ mode: 'checkpoint', stores: store }),
    await gate({ mode: 'lock-check' }),
  ]);
  expect(busy?.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-PG-BUSY' });
  expect(asked?.outputs['error-code']).toBe('PBA-PG-BUSY');
  expect((await gate({ mode: 'lock-check' })).outputs['verdict']).toBe('ok');
});

test('a migration with the lock waits for a backup, keeps backups out, and has lock_timeout', async () => {
  const store = await scene.newDirectory();
  const script = join(folder, 'migrate.sh');
  const seen = join(folder, 'seen');
  await writeFile(
    script,
    `#!/bin/sh
set -e
psql -XqAtc "show lock_timeout" > ${seen}
"$@"
`,
  );
  await chmod(script, 0o755);
  const waited = await whileBackupRuns(() => gate({ mode: 'with-lock', 'lock-wait': '2s', command: script }));
  expect(waited.outputs['error-code']).toBe('PBA-PG-BUSY');
  expect(waited.log).toContain('waiting for the lock: Another backup');

  // The command of the migration is a backup here: it has to find the door closed.
  const cli = join(import.meta.dirname, '../../dist/cli.js');
  const words = [script, process.execPath, cli, 'backup', '--database', DATABASE, '--stores', store];
  const run = await gate({ mode: 'with-lock', command: words.join('\n') });
  expect(run.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-GATE-COMMAND' });
  expect(run.log).toContain(`A migration of ${DATABASE} is running`);
  expect((await readFile(seen, 'utf8')).trim()).toBe('5s');

  const good = await gate({ mode: 'with-lock', command: `${script}\necho\nmigrated` });
  expect(good.outputs['verdict']).toBe('ok');
  expect(good.log).toContain('| migrated');

  const lost = await gate({
    mode: 'with-lock',
    command: `${script}\npsql\n-Xqc\nselect pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`,
  });
  expect(lost.outputs['error-code']).toBe('PBA-GATE-LOCK-LOST');
});

test('a dump that somebody else runs is noticed', async () => {
  const dump = promisify(execFile)(join(scene.postgres.binDir, 'psql'), ['-XqAtc', 'select pg_sleep(30)'], {
    env: { ...scene.postgres.env, PGAPPNAME: 'pg_dump', PGDATABASE: DATABASE },
  }).catch(() => 'ended');
  const there = `select count(*) from pg_stat_activity where application_name = 'pg_dump'`;
  while ((await scene.postgres.psql(there)) === '0') await new Promise((done) => setTimeout(done, 50));
  const asked = await gate({ mode: 'lock-check' });
  await scene.postgres.psql(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pg_dump'`,
  );
  await dump;
  expect(asked.outputs['error-code']).toBe('PBA-PG-BUSY');
  expect(asked.annotations.map(({ message }) => message).join()).toContain('A pg_dump that is not ours');
});

test('the schema of a pull request is in the store and with the run, byte for byte', async () => {
  const store = await scene.newDirectory();
  const event = join(folder, 'event.json');
  await writeFile(event, JSON.stringify(pullRequestEvent()));
  const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event };
  const run = await gate({ mode: 'schema-backup', stores: store }, { ...env, ...artifacts.env });
  expect(run.outputs).toMatchObject({ verdict: 'ok', 'error-code': '' });
  const set = run.outputs['set-id'] ?? '';
  expect(await manifestOf(store, 'pre-migration', set)).toMatchObject({
    content: 'schema',
    format: 'plain',
    run: { reason: 'schema for pull request 12 at feedfacefeedfacefeedfacefeedfacefeedface' },
  });
  const stored = await readFile(join(store, DATABASE, 'pre-migration', set, 'schema.sql'));
  const zip = artifacts.artifacts.get(`migration-gate-schema-backup-${DATABASE}`);
  const archive = join(folder, 'artifact.zip');
  await writeFile(archive, zip ?? '');
  const { stdout } = await promisify(execFile)(
    'python3',
    [
      '-c',
      'import sys, zipfile; sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read("schema.sql").hex())',
      archive,
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  expect(stdout).toBe(stored.toString('hex'));

  await writeFile(event, JSON.stringify(pullRequestEvent({ fork: true })));
  const fork = await gate({ mode: 'schema-backup', stores: store }, env);
  expect(fork.outputs['error-code']).toBe('PBA-GATE-FORK');
});
