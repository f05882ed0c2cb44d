import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ArtifactService, startArtifactService } from '../support/artifact-service.ts';
import { FakeIssues } from '../support/github-issues.ts';
import { HttpSink } from '../support/http-sink.ts';
import { type PhysicalLab, startPhysicalLab } from '../support/pgbackrest.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { rawClient } from '../support/s3-server.ts';
import { type Planted, plant, planted, searcher } from '../support/secrets/planted.ts';
import { watch } from '../support/secrets/watch.ts';
import type { Sighting, WatcherReport } from '../support/secrets/watcher.ts';
import { SmtpSink } from '../support/smtp-sink.ts';

/** Letters and digits with what passfiles, URLs, JSON, SQL and shells write in another way. */
const awkward = (core: string): string => `ä:\\"'/+%${core}$&`;

const PASSWORD = plant('database password', awkward);
const MAIL_PASSWORD = plant('mail password', awkward);
const SIGNING_SECRET = plant('signing secret', awkward);
const GITHUB_TOKEN = plant('GitHub token', (core) => `ghs_${core}`);
const PAGER_KEY = plant('routing key');
const PUSH_PASSWORD = plant('password of the Pushgateway');
const HOOK_PATH = plant('path of the webhook');
const SLACK_PATH = plant('path of Slack');
const HEARTBEAT_PATH = plant('path of the heartbeat');

const DATABASE = 'shop';
let lab: PhysicalLab;
let smtp: SmtpSink;
let sink: HttpSink;
let github: FakeIssues;
let artifacts: ArtifactService;
/** RUNNER_TEMP of every step, and where reports and files for people are written. */
let temp: string;
let output: string;
let secrets: Planted[];
let find: (text: string | Buffer) => string[];
const runs: Record<string, ActionRun> = {};
let seen: WatcherReport;

beforeAll(async () => {
  [lab, smtp, sink, github, artifacts] = await Promise.all([
    startPhysicalLab({ tcp: true }),
    SmtpSink.start({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) =>
        password === MAIL_PASSWORD.value ? done(null, { user: 'backup' }) : done(new Error('Refused.')),
    }),
    HttpSink.start(),
    FakeIssues.start(),
    startArtifactService(),
  ]);
  temp = await mkdtemp(join(tmpdir(), 'planted-temp-'));
  output = await mkdtemp(join(tmpdir(), 'planted-output-'));
  github.token = GITHUB_TOKEN.value;
  await lab.postgres.psql(`alter role postgres password '${PASSWORD.value.replaceAll("'", "''")}'`);
  await lab.postgres.createDatabase(DATABASE);
  await lab.postgres.psql(
    'create table orders as select n as id, md5(n::text) as note from generate_series(1, 500) n',
    { database: DATABASE },
  );
  const identity = await generateX25519Identity();
  secrets = [
    ...[PASSWORD, MAIL_PASSWORD, SIGNING_SECRET, GITHUB_TOKEN, PAGER_KEY, PUSH_PASSWORD],
    ...[HOOK_PATH, SLACK_PATH, HEARTBEAT_PATH],
    planted('S3 secret key', lab.rgw.secretAccessKey),
    planted('age identity', identity),
    planted('local cipher', lab.env['LAB_CIPHER_LOCAL'] ?? ''),
    planted('remote cipher', lab.env['LAB_CIPHER_REMOTE'] ?? ''),
  ];
  find = searcher(secrets);
  const watching = await watch({
    secrets,
    directories: [temp, output, lab.directory, lab.store],
    newInTmp: ['pba-engine-', 'pba-scratch-', 'pba-pitr-'],
  });
  try {
    await tour(identity, await writePolicy(await identityToRecipient(identity)));
  } finally {
    seen = await watching.end();
  }
}, 240_000);
afterAll(async () => {
  await Promise.all([lab, smtp, sink, github, artifacts].map((one) => one?.[Symbol.asyncDispose]()));
  await Promise.all([temp, output].map((path) => rm(path, { recursive: true, force: true })));
});

function writePolicy(recipient: string): Promise<string> {
  return lab.policy({
    sections: {
      databases: [{ name: DATABASE, host: '127.0.0.1', port: lab.postgres.port, user: 'postgres' }],
      stores: {
        local: { directory: lab.store },
        remote: { s3: { uri: `s3://${lab.rgw.bucket}/sets`, endpoint: lab.rgw.endpoint } },
      },
      encryption: { recipients: [recipient], required: true },
      notifications: [
        {
          mail: {
            host: 'localhost',
            port: smtp.port,
            tls: 'none',
            user: 'backup',
            secret: 'MAIL_PASSWORD',
            from: 'backup@example.com',
            to: ['ops@example.com'],
          },
        },
        { slack: { secret: 'SLACK_URL' } },
        { name: 'hook', webhook: { secret: 'HOOK_URL', 'signing-secret': 'SIGNING_SECRET' } },
        { pagerduty: { secret: 'PAGER_KEY', url: `${sink.url}/v2/enqueue` } },
        { heartbeat: { secret: 'HEARTBEAT_URL' } },
        { 'github-issue': {} },
      ],
    },
  });
}

/** Every action that is given a secret, in the order of a night; at the end what goes wrong, since errors talk most. */
async function tour(identity: string, policy: string): Promise<void> {
  const keys = {
    's3-access-key-id': lab.rgw.accessKeyId,
    's3-secret-access-key': lab.rgw.secretAccessKey,
  };
  const env = {
    ...lab.env,
    ...artifacts.env,
    RUNNER_TEMP: temp,
    RUNNER_DEBUG: '1',
    GITHUB_API_URL: github.url,
    GITHUB_TOKEN: GITHUB_TOKEN.value,
    MAIL_PASSWORD: MAIL_PASSWORD.value,
    SIGNING_SECRET: SIGNING_SECRET.value,
    PAGER_KEY: PAGER_KEY.value,
    SLACK_URL: `${sink.url}/${SLACK_PATH.value}`,
    HOOK_URL: `${sink.url}/${HOOK_PATH.value}`,
    HEARTBEAT_URL: `${sink.url}/${HEARTBEAT_PATH.value}`,
    // What a careless job leaves in its environment.
    PGPASSWORD: PASSWORD.value,
    AWS_SECRET_ACCESS_KEY: lab.rgw.secretAccessKey,
  };
  const step = async (
    name: string,
    action: string,
    inputs: Record<string, string>,
    more: Record<string, string> = {},
  ): Promise<ActionRun> => {
    const run = await runAction({
      action,
      inputs: { policy, ...inputs },
      env: { ...env, ...more },
      timeoutMs: 110_000,
    });
    runs[name] = run;
    return run;
  };
  const password = { password: PASSWORD.value };
  const reader = { ...keys, identity };

  await step('set up archiving', 'wal', { mode: 'setup', apply: 'true', ...password });
  await lab.postgres.restart();
  await step('make the stanza', 'wal', { mode: 'setup', apply: 'true', ...password });
  await step('base backup', 'backup', { kind: 'physical', ...keys, ...password });
  await step('measure archiving', 'wal', { mode: 'status', ...keys, ...password });
  await step('backup', 'backup', { database: DATABASE, ...keys, ...password });
  await step('verify', 'verify', reader);
  await step('restore test', 'restore-test', { ...reader, 'evidence-file': join(output, 'evidence.json') });
  await step('restore', 'restore', { ...reader, ...password });
  await step('prune', 'prune', { mode: 'apply', ...keys });
  await step('status', 'status', {
    ...keys,
    'fail-on': 'never',
    'report-file': join(output, 'report.html'),
    'metrics-file': join(output, 'figures.prom'),
    pushgateway: sink.url.replace('://', `://backup:${PUSH_PASSWORD.value}@`),
    'github-token': GITHUB_TOKEN.value,
  });
  await step('doctor', 'doctor', {
    ...keys,
    ...password,
    'fail-on': 'never',
    'github-token': GITHUB_TOKEN.value,
  });
  const failed = JSON.stringify({ backup: { outcome: 'failure', outputs: { 'error-code': 'PBA-DECRYPT' } } });
  await step('notify', 'notify', { results: failed, ...keys });
  // From here on something is wrong everywhere.
  for (const path of [SLACK_PATH.value, HOOK_PATH.value])
    sink.answer(`/${path}`, { status: 404, body: `Cannot POST /${path}` });
  await step('notify in vain', 'notify', { results: failed, memory: 'none' });
  await step('no server', 'backup', { database: DATABASE, port: '1', ...keys, ...password });
  await step('no such bucket', 'verify', {
    ...reader,
    stores: 's3://no-such-bucket/sets',
    's3-endpoint': lab.rgw.endpoint,
  });
  await step('another key', 'restore-test', { ...keys, identity: await generateX25519Identity() });
}

/** What a runner shows and keeps of a step; the lines that make it mask are for the runner alone. */
function saidBy(run: ActionRun): string {
  const { raw, summary, outputs, state, env, post } = run;
  const heard = `${raw}\n${post?.raw ?? ''}`.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  return JSON.stringify([heard.join('\n'), summary, outputs, state, env]).replaceAll('\\\\', '\\');
}

async function filesWithSecrets(...directories: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const directory of directories) {
    for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && find(await readFile(path)).length > 0) found.push(path);
    }
  }
  return found;
}

/** Where a file may hold a secret, each with its mode and why. Whatever else is seen is a leak. */
const ALLOWED_FILES: readonly { readonly path: RegExp; readonly why: string; readonly secrets: RegExp }[] = [
  {
    path: /planted-temp-\w+\/pba-\w+\/pgpass$/,
    secrets: /^database password$/,
    why: 'libpq reads it; gone when the step ends',
  },
  {
    path: /planted-temp-\w+\/pba-\w+\/age-identity$/,
    secrets: /^age identity$/,
    why: 'age reads it; gone when the step ends',
  },
  {
    path: /(pba-lab-\w+\/etc|pba-engine-\w+)\/pgbackrest\.conf(\.\d+\.new)?$/,
    secrets: /^(local cipher|remote cipher|S3 secret key)$/,
    why: 'pgBackRest reads it, also when the server archives; it belongs to the owner of the cluster',
  },
];

const isAllowed = ({ of, detail, secrets: names }: Sighting): boolean =>
  ALLOWED_FILES.some(
    ({ path, secrets: allowed }) =>
      path.test(of) && detail === '600' && names.every((name) => allowed.test(name)),
  );

describe('in a whole night, with a secret of its own for everything', () => {
  test('each step ends as it should', () => {
    const codes = Object.entries(runs).map(([name, run]) => [name, run.outputs['error-code']]);
    expect(Object.fromEntries(codes)).toEqual({
      'set up archiving': '',
      'make the stanza': '',
      'base backup': '',
      'measure archiving': '',
      backup: '',
      verify: '',
      'restore test': '',
      restore: '',
      prune: '',
      status: '',
      doctor: '',
      notify: '',
      'notify in vain': 'PBA-NOTIFY',
      'no server': 'PBA-PG-UNREACHABLE',
      'no such bucket': 'PBA-STORE-NO-BUCKET',
      'another key': 'PBA-DECRYPT',
    });
    expect(smtp.mails.length).toBeGreaterThan(0);
    expect(github.issues).toHaveLength(1);
  });

  test('no process shows one in its arguments', () => {
    const programs = ['node', 'psql', 'pg_dump', 'pg_restore', 'pgbackrest', 'age', 'initdb', 'postgres'];
    expect(seen.programs).toEqual(expect.arrayContaining(programs));
    expect(seen.sightings.filter(({ where }) => where === 'arguments')).toEqual([]);
  });

  test('no program that is started has one in its environment; the step itself has them from the runner', () => {
    const environments = seen.sightings.filter(({ where }) => where === 'environment');
    const step = /^\S*node \S+\/dist\/[a-z-]+\/(index|post)\.js/;
    expect(environments.filter(({ detail }) => step.test(detail)).length).toBeGreaterThan(10);
    expect(environments.filter(({ detail }) => !step.test(detail))).toEqual([]);
  });

  test('while it runs, only the files that programs read them from hold one, for nobody else to read', async () => {
    const files = seen.sightings.filter(({ where }) => where === 'file');
    expect(files.filter((file) => !isAllowed(file))).toEqual([]);
    for (const { path } of ALLOWED_FILES) expect(files.some(({ of }) => path.test(of))).toBe(true);
  });

  test('afterwards, no file holds one but the configuration that the server archives with', async () => {
    expect(await readdir(temp)).toEqual([]);
    const left = await filesWithSecrets(output, lab.store, lab.directory);
    expect(left).toEqual([lab.configFile]);
    const seenHolding = seen.sightings.filter(({ where }) => where === 'file').map(({ of }) => of);
    expect(seenHolding.filter((path) => existsSync(path))).toEqual([lab.configFile]);
  });

  test('nothing that is said holds one: logs, debug lines, summaries, outputs, state', () => {
    for (const [name, run] of Object.entries(runs)) expect([name, find(saidBy(run))]).toEqual([name, []]);
  });

  test('nothing that is stored holds one: sets, evidence, repositories, report, artifact', async () => {
    const client = rawClient(lab.rgw);
    try {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: lab.rgw.bucket }));
      expect(Contents.length).toBeGreaterThan(20);
      for (const { Key } of Contents) {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: lab.rgw.bucket, Key }));
        expect([Key, find(Buffer.from((await Body?.transformToByteArray()) ?? []))]).toEqual([Key, []]);
      }
    } finally {
      client.destroy();
    }
    expect([...artifacts.artifacts.keys()]).toEqual(['backup-status']);
  });

  test('nobody is told one: mails, messages, issues, figures', () => {
    const bodies = [...sink.received, ...github.requests].map(({ body }) => body);
    // PagerDuty takes its key in the body.
    const others = bodies.map((body) => body.replaceAll(PAGER_KEY.value, ''));
    expect(others.length).toBeGreaterThan(5);
    expect(find(others.join('\n'))).toEqual([]);
    for (const { raw, mail } of smtp.mails) expect(find(raw + mail.text + mail.html)).toEqual([]);
  });
});

test('an action that leaks is caught in each of these places: this test can fail', async () => {
  const watching = await watch({ secrets, directories: [temp, output], newInTmp: [] });
  const leaking = await runAction({
    action: resolve(import.meta.dirname, '../support/secrets/leaking-action/action.yml'),
    inputs: { secret: PASSWORD.value, store: output },
    env: { RUNNER_TEMP: temp },
  });
  const { sightings } = await watching.end();
  const names = [PASSWORD.name];
  expect(leaking.exitCode).toBe(0);
  expect(sightings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ where: 'arguments', of: 'sh', secrets: names }),
      expect.objectContaining({ where: 'environment', of: 'sleep', secrets: names }),
      expect.objectContaining({ where: 'file', of: join(temp, 'left.txt'), secrets: names }),
      expect.objectContaining({ where: 'file', of: join(output, 'manifest.json'), secrets: names }),
    ]),
  );
  expect(sightings.filter(isAllowed)).toEqual([]);
  expect(await filesWithSecrets(temp, output)).toHaveLength(2);
  expect(leaking.raw.split('\n').filter((line) => find(line).length > 0)).toHaveLength(3);
  for (const said of [leaking.summary, leaking.outputs['url'] ?? '', leaking.debug.join()])
    expect(find(said)).toEqual(names);
  await rm(join(temp, 'left.txt'));
});
