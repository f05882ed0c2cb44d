import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ArtifactService, startArtifactService } from '../support/artifact-service.ts';
import { type GitHubApi, pullRequestEvent, startGitHubApi, TOKEN } from '../support/github-api.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

let scene: Scene;
let api: GitHubApi;
let artifacts: ArtifactService;
let store: string;
let set: string;
let workspace: string;
let folders: string[] = [];

beforeAll(async () => {
  [scene, api, artifacts] = await Promise.all([
    startScene({ scale: 0.01 }),
    startGitHubApi(),
    startArtifactService(),
  ]);
  store = await scene.newDirectory();
  const made = await runAction({
    action: 'backup',
    inputs: { database: DATABASE, stores: store, tier: 'daily' },
    env: scene.env,
  });
  set = made.outputs['set-id'] ?? '';
  const proven = await runAction({ action: 'restore-test', inputs: { stores: store }, env: scene.env });
  expect(proven.outputs['verdict']).toBe('proven');
});
afterAll(async () => {
  await Promise.all([
    scene?.[Symbol.asyncDispose](),
    api?.[Symbol.asyncDispose](),
    artifacts?.[Symbol.asyncDispose](),
    ...folders.map((folder) => rm(folder, { recursive: true, force: true })),
  ]);
});
beforeEach(async () => {
  for (const list of [api.comments, api.labels, api.files, api.approvals, api.requests]) list.length = 0;
  workspace = await mkdtemp('/tmp/pba-workspace-');
  folders = [...folders, workspace];
  // The runner makes it like this; the migration runs as somebody else when the tests run as root.
  await chmod(workspace, 0o755);
});

async function write(name: string, text: string, mode = 0o644): Promise<string> {
  const path = join(workspace, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, { mode });
  return path;
}

interface Trial {
  /** SQL of `migrate.sql`, run by psql; undefined: what the inputs say. */
  readonly sql?: string;
  /** Lines below `migrations:` of the policy. */
  readonly migrations?: readonly string[];
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly event?: unknown;
}

const PSQL = 'psql\n-Xq\n-v\nON_ERROR_STOP=1\n-f\nmigrate.sql';

async function check(trial: Trial): Promise<ActionRun> {
  if (trial.sql !== undefined) await write('migrate.sql', trial.sql);
  const policy = await write(
    'base/backup-policy.yml',
    [
      'version: 1',
      `databases: [{ name: ${DATABASE} }]`,
      `stores: { local: { directory: ${store} } }`,
      'migrations:',
      '  approvers: [Alice, bob]',
      ...(trial.migrations ?? []).map((line) => `  ${line}`),
    ].join('\n'),
  );
  const event = await write('.event.json', JSON.stringify(trial.event ?? pullRequestEvent()));
  return runAction({
    action: 'migration-gate',
    inputs: {
      mode: 'check',
      policy,
      'github-token': TOKEN,
      ...(trial.sql === undefined ? {} : { command: PSQL }),
      ...trial.inputs,
    },
    env: {
      GITHUB_WORKSPACE: workspace,
      GITHUB_API_URL: api.url,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: event,
      ...trial.env,
    },
    timeoutMs: 100_000,
  });
}

const body = (): string => api.comments[0]?.body ?? '';

describe('a trial', () => {
  test('of a harmless migration passes, says so once, and keeps report and schemas', async () => {
    const run = await check({
      sql: 'alter table contacts add column nickname text; create index concurrently on contacts (nickname);',
      env: artifacts.env,
    });
    expect(run.outputs).toMatchObject({
      verdict: 'passed',
      comment: 'created',
      'set-id': set,
      'error-code': '',
    });
    expect(run.exitCode).toBe(0);
    expect(body()).toContain('nothing that blocks');
    expect(body()).toContain('public.contacts.nickname');
    expect(body()).toContain('feedfacefeed');
    expect(body()).toContain('in a sandbox without network');
    expect(run.summary).toContain('nothing that blocks');
    expect(api.labels).toEqual(['migration: passed', 'migration: no-rollback']);
    expect([...artifacts.artifacts.keys()]).toEqual([`migration-gate-check-${DATABASE}`]);
    const zip = artifacts.artifacts.get(`migration-gate-check-${DATABASE}`)?.toString('latin1') ?? '';
    for (const name of ['schema-before.sql', 'schema-after.sql', 'report.md', 'report.json'])
      expect(zip).toContain(name);
    const record = JSON.parse(await readFile(join(store, run.outputs['evidence-key'] ?? ''), 'utf8'));
    expect(record).toMatchObject({
      ...{ kind: 'migration-gate', verdict: 'passed', pullRequest: 12, set, isolation: 'sandbox' },
      commit: 'feedfacefeedfacefeedfacefeedfacefeedface',
    });
    expect(run.leftInTemp).toEqual([]);
  });

  test('of a destructive one is blocked, and passes when an approver takes it on', async () => {
    const sql = `alter table contacts drop column phone; truncate ticket_tags; drop table companies cascade;
      update messages set body = upper(body) where id % 2 = 0;`;
    const run = await check({ sql });
    expect(run.exitCode).toBe(5);
    expect(run.outputs).toMatchObject({ verdict: 'blocked', 'error-code': 'PBA-GATE-BLOCKED' });
    const count = (what: string): Promise<string> =>
      scene.postgres.psql(`select ${what}`, { database: DATABASE });
    const phones = await count('count(phone) from contacts');
    expect(run.log).toContain(`Column public.contacts.phone is gone with ${phones} values`);
    expect(run.log).toContain(
      `public.ticket_tags has 0 rows instead of ${await count('count(*) from ticket_tags')}`,
    );
    expect(run.log).toContain(
      `Table public.companies is gone with ${await count('count(*) from companies')} rows`,
    );
    expect(run.log).toMatch(/data-change: public\.messages: the same number of rows/);
    expect(api.labels).toEqual(
      expect.arrayContaining(['migration: blocked', 'migration: data-loss', 'migration: destructive']),
    );
    expect(body()).toContain('One of Alice, bob can let this commit pass');

    const event = pullRequestEvent({ label: 'migration-approved', sender: 'alice' });
    const approved = await check({ sql, event });
    expect(approved.exitCode).toBe(0);
    expect(approved.outputs).toMatchObject({
      verdict: 'approved',
      'approved-by': 'alice',
      comment: 'updated',
    });
    expect(body()).toContain('Approved by alice');
    expect(api.labels).toContain('migration: approved');
    expect(api.labels).not.toContain('migration: blocked');
    const record = JSON.parse(await readFile(join(store, approved.outputs['evidence-key'] ?? ''), 'utf8'));
    expect(record).toMatchObject({ approval: { by: 'alice', how: 'label migration-approved' } });
  });

  test('with a long lock names the table, what nobody can do, and the statement', async () => {
    const run = await check({
      sql: `begin; alter table messages alter column metadata type jsonb using metadata || '{}'; select pg_sleep(1.5); commit;
        begin; create index on tickets (subject); select pg_sleep(1.2); commit;`,
      migrations: ['long-lock: 1s', 'block: [long-lock]'],
    });
    expect(run.outputs['verdict']).toBe('blocked');
    expect(run.log).toMatch(
      /long-lock: public\.messages \(\d+ rows\) could not be read or written for [1-9]/,
    );
    expect(run.log).toMatch(/long-lock: public\.tickets \(\d+ rows\) could not be written for [1-9]/);
    expect(run.outputs['findings']?.split('\n')).toContain('rewrite');
    expect(body()).toContain('alter table messages alter column metadata type jsonb');
  });

  test('that fails shows the statement, the error and what was printed', async () => {
    // Not in `block`: what comes after the error was not tried, so it cannot be green.
    const run = await check({
      sql: 'create table kept (id int); alter table nothing add column x int;',
      migrations: ['block: [long-lock]'],
    });
    expect(run.outputs['verdict']).toBe('blocked');
    expect(run.log).toContain('failed: The migration ended with exit code 3');
    expect(body()).toContain('relation &#34;nothing&#34; does not exist');
    // psql had committed this before.
    expect(body()).toMatch(/added \| table \| <code>public.kept/);
  });

  test('that hangs is ended, with everything it started, and looked at as it is', async () => {
    const script = await write(
      'hang.sh',
      '#!/bin/sh\nsleep 300 &\npsql -Xqc "select pg_sleep(300)"\n',
      0o755,
    );
    const run = await check({ inputs: { command: script }, migrations: ['time-limit: 2s'] });
    expect(run.outputs['verdict']).toBe('blocked');
    expect(run.log).toContain('did not end within its time limit');
    expect(body()).toContain('select pg&#95;sleep&#40;300&#41;');
    expect(body()).toContain('it was still running when it was ended');
    expect(run.leftInTemp).toEqual([]);
  });

  test('goes back where there is a way, and says where it does not lead to', async () => {
    await write('db/001_a.sql', 'create table good (id int);');
    await write('db/001_a.down.sql', 'drop table good;');
    await write('db/002_b.sql', 'alter table contacts drop column phone;');
    const migrations = ['paths: [db/*.sql]', 'tool: psql', 'block: [no-rollback, failed]'];
    api.files.push(
      { filename: 'db/001_a.sql', status: 'added' },
      { filename: 'README.md', status: 'modified' },
    );
    const good = await check({ migrations });
    expect(good.outputs).toMatchObject({ verdict: 'passed', findings: '' });
    expect(body()).toContain('the schema is exactly as before');

    api.files.push({ filename: 'db/002_b.sql', status: 'added' });
    await write('db/002_b.down.sql', 'alter table contacts add column phone varchar(20);');
    const other = await check({ migrations });
    expect(other.outputs['verdict']).toBe('blocked');
    expect(other.log).toMatch(/After the way back the schema is not as before: .* and in \d+ more/);
  });

  test('is not made when no migration is touched; a comment from before does not stay', async () => {
    api.comments.push({
      id: 7,
      body: `<!-- postgres-backup-actions:migration-gate:${DATABASE} -->\nblocked`,
      user: { login: 'github-actions[bot]', type: 'Bot' },
    });
    api.labels.push('migration: blocked', 'bug');
    api.files.push({ filename: 'README.md', status: 'modified' });
    const run = await check({ sql: 'select 1', migrations: ['paths: [db/**]'] });
    expect(run.outputs).toMatchObject({ verdict: 'not-applicable', comment: 'updated' });
    expect(body()).toContain('touches none');
    expect(api.labels).toEqual(['bug']);
  });
});

describe('strangers', () => {
  /** Each thing that must not be reached, with the words that try it. */
  async function spy(): Promise<{
    script: string;
    env: Record<string, string>;
    inputs: Record<string, string>;
  }> {
    const home = await mkdtemp('/tmp/pba-home-');
    folders = [...folders, home];
    await chmod(home, 0o755);
    await mkdir(join(home, '.aws'));
    for (const name of ['.pgpass', '.aws/credentials']) await writeFile(join(home, name), 'PLANTED');
    const key = join(home, 'identity.txt');
    await writeFile(key, 'PLANTED');
    const apiPort = new URL(api.url).port;
    const tries: Record<string, string> = {
      pgpass: `cat ${home}/.pgpass`,
      aws: `cat ${home}/.aws/credentials`,
      identity: `cat ${key}`,
      set: `ls ${store}/${DATABASE}`,
      production: `psql -Xqh ${scene.postgres.socketDir} -p ${scene.postgres.port} -U postgres -c "select 1"`,
      processes: `cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep PLANTED`,
      network: `${process.execPath} -e 'fetch("http://127.0.0.1:${apiPort}/").then(() => {}, () => { throw 1 })'`,
      event: `cat ${workspace}/.event.json`,
    };
    const lines = Object.entries(tries).map(
      ([name, words]) =>
        `if ${words} >/dev/null 2>&1; then echo "REACHED ${name}"; else echo "hidden ${name}"; fi`,
    );
    const script = await write(
      'spy.sh',
      ['#!/bin/sh', 'echo $(env | cut -d= -f1 | sort)', ...lines].join('\n'),
      0o755,
    );
    return {
      script,
      env: { HOME: home, AWS_SECRET_ACCESS_KEY: 'PLANTED-aws', PGHOST: scene.postgres.socketDir },
      inputs: {
        command: script,
        's3-access-key-id': 'AKIAPLANTED',
        's3-secret-access-key': 'PLANTED-secret-key',
        'identity-file': key,
      },
    };
  }

  test('see a scratch server, and no secret, no set, no process, no network', async () => {
    const { env, inputs } = await spy();
    // The identity has to be readable for the action itself.
    await writeFile(
      inputs['identity-file'] ?? '',
      'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX',
    );
    const run = await check({ env, inputs });
    const said = run.log.split('\n').filter((line) => /\| (hidden|REACHED) /.test(line));
    expect(said.filter((line) => line.includes('REACHED'))).toEqual([]);
    expect(said).toHaveLength(8);
    const names = /\| (.*\bDATABASE_URL .*)/.exec(run.log)?.[1]?.trim().split(' ') ?? [];
    expect(names.filter((name) => /AWS|INPUT|GITHUB|RUNNER|TOKEN|SECRET|ACTIONS/.test(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['DATABASE_URL', 'PGHOST', 'PGPASSWORD']));
    expect(run.outputs['findings']).toContain('no-effect');
  });

  test('would reach all that without the sandbox: this test can fail', async () => {
    const { env, inputs } = await spy();
    const { 'identity-file': _, ...others } = inputs;
    const run = await check({ env, inputs: { ...others, isolation: 'none' } });
    expect(run.log).toContain('REACHED processes');
    expect(run.log).toContain('REACHED production');
    expect(run.log).toContain('REACHED network');
    expect(body()).toContain('not isolated');
  });

  test('do not get out through the server either, when they are its superuser', async () => {
    const run = await check({
      sql: `create table spied (line text);
        copy spied from program 'ls ${scene.postgres.socketDir} ${store} ${workspace} 2>&1; cat /proc/[0-9]*/comm; true';
        do $$ declare found text; begin
          select string_agg(line, ' ') into found from spied
           where line ~ 's.PGSQL|manifest|${DATABASE}/|migrate.sql' or line = 'node';
          if found is not null then raise exception 'reached: %', found; end if; end $$;`,
      inputs: { 'migration-role': 'postgres' },
    });
    expect(run.outputs['verdict']).toBe('passed');
    expect(body()).toContain('superuser of the copy');
  });

  test.each<[string, Trial, string]>([
    ['a fork', { sql: 'select 1', event: pullRequestEvent({ fork: true }) }, 'PBA-GATE-FORK'],
    [
      'an event that does not say whose code it is',
      { sql: 'select 1', env: { GITHUB_EVENT_NAME: 'issue_comment' } },
      'PBA-GATE-FORK',
    ],
    ['production’s password', { sql: 'select 1', env: { PGPASSWORD: 'x' } }, 'PBA-INPUT'],
    ['production’s host', { sql: 'select 1', inputs: { host: 'db' } }, 'PBA-INPUT'],
  ])('%s: nothing is run', async (_, trial, code) => {
    const run = await check(trial);
    expect(run.exitCode).toBe(2);
    expect(run.outputs['error-code']).toBe(code);
    expect(run.log).not.toContain('Migrating');
    expect(api.requests).toEqual([]);
  });

  test('a failure before the trial replaces an older verdict', async () => {
    await check({ sql: 'select 1', inputs: { set: '20200101T000000Z-aaaaaa' } });
    expect(body()).toContain('not tried');
    expect(body()).toContain('PBA-SET-NOT-FOUND');
  });
});
