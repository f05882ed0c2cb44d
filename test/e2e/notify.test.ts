import { createHmac } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { FakeIssues } from '../support/github-issues.ts';
import { closedPort, HttpSink } from '../support/http-sink.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { type Certificate, makeCertificate, SmtpSink } from '../support/smtp-sink.ts';

let sink: HttpSink;
let github: FakeIssues;
let smtp: SmtpSink;
let certificate: Certificate;
let directory: string;
beforeAll(async () => {
  certificate = await makeCertificate();
});
afterAll(async () => certificate?.[Symbol.asyncDispose]());
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'notify-'));
  [sink, github] = await Promise.all([HttpSink.start(), FakeIssues.start()]);
  smtp = await SmtpSink.start({ key: certificate.key, cert: certificate.cert });
});
afterEach(async () => {
  await Promise.all([sink, github, smtp].map((one) => one?.[Symbol.asyncDispose]()));
  await rm(directory, { recursive: true, force: true });
});

const SECRETS = {
  MAIL_PASSWORD: 'mail-secret',
  PAGER_KEY: 'routing-key-0123456789',
  SIGNING_KEY: 'whsec_c2lnbmluZy1rZXk=',
  GITHUB_TOKEN: 'good-token',
};

const secretUrls = () => ({
  SLACK_URL: `${sink.url}/slack/T0S3CR3T`,
  TEAMS_URL: `${sink.url}/teams/T0S3CR3T`,
  DISCORD_URL: `${sink.url}/discord/T0S3CR3T`,
  HOOK_URL: `${sink.url}/hook/T0S3CR3T`,
  HEARTBEAT_URL: `${sink.url}/ping/T0S3CR3T`,
});

const step = (outcome: string, outputs: Record<string, string> = {}) => ({
  outcome,
  conclusion: outcome,
  outputs,
});
const WELL = {
  backup: step('success', { verdict: 'ok', 'error-code': '', 'set-id': '20261122T030405Z-a1b2c3' }),
};
const FAILING = { backup: step('failure', { verdict: 'failed', 'error-code': 'PBA-PG-UNREACHABLE' }) };

/** A policy in which everybody is told, and the environment with its secrets. */
async function everybody(): Promise<string> {
  const path = join(directory, 'backup-policy.yml');
  await writeFile(
    path,
    `version: 1
databases: [{ name: ticketz }]
stores: { local: { directory: ${join(directory, 'store')} } }
notifications:
  - { mail: { host: localhost, port: ${smtp.port}, user: backup, secret: MAIL_PASSWORD, from: backup@example.com, to: [ops@example.com, dba@example.com] } }
  - { slack: { secret: SLACK_URL } }
  - { teams: { secret: TEAMS_URL } }
  - { discord: { secret: DISCORD_URL } }
  - { name: hook, webhook: { secret: HOOK_URL, signing-secret: SIGNING_KEY }, when: [failure, recovery, success] }
  - { pagerduty: { secret: PAGER_KEY, url: '${sink.url}/v2/enqueue' } }
  - { heartbeat: { secret: HEARTBEAT_URL } }
  - { github-issue: {} }
`,
  );
  return path;
}

const notify = (
  inputs: Record<string, string>,
  env: Record<string, string> = {},
  more: Partial<Parameters<typeof runAction>[0]> = {},
): Promise<ActionRun> =>
  runAction({
    action: 'notify',
    inputs: { what: 'Nightly backup', ...inputs },
    env: {
      ...SECRETS,
      ...secretUrls(),
      GITHUB_API_URL: github.url,
      NODE_EXTRA_CA_CERTS: certificate.file,
      ...env,
    },
    ...more,
  });

const told = (run: ActionRun): string[] => (run.outputs['told'] ?? '').split('\n').filter(Boolean);

test('everybody hears of a failure once, of its end, and otherwise nothing', async () => {
  const policy = await everybody();
  const run = (results: unknown, env = {}) => notify({ policy, results: JSON.stringify(results) }, env);

  const quiet = await run(WELL);
  expect(quiet.exitCode).toBe(0);
  expect(told(quiet)).toEqual(['hook: success', 'pagerduty: recovery', 'heartbeat: ping success']);
  expect(smtp.mails).toEqual([]);

  const failing = await run(FAILING);
  expect(failing.exitCode).toBe(0);
  expect(failing.outputs).toMatchObject({ verdict: 'ok', state: 'failing', failed: '', 'error-code': '' });
  expect(told(failing)).toEqual([
    'mail: failure',
    'slack: failure',
    'teams: failure',
    'discord: failure',
    'hook: failure',
    'pagerduty: failure',
    'heartbeat: ping failure',
    'github-issue: opened issue 1',
  ]);
  const [mail] = smtp.mails;
  expect(mail).toMatchObject({ user: 'backup', secure: true, to: ['ops@example.com', 'dba@example.com'] });
  expect(mail?.mail).toMatchObject({
    subject: '[ALERT] ticketz: Nightly backup failed',
    text: expect.stringContaining('PBA-PG-UNREACHABLE: The PostgreSQL server cannot be reached.'),
    html: expect.stringContaining('https://github.com/octo/shop/actions/runs/4711'),
  });
  const [hook] = sink.take('/hook/T0S3CR3T').slice(-1);
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = hook?.headers ?? {};
  const expected = createHmac('sha256', 'signing-key').update(`${id}.${time}.${hook?.body}`).digest('base64');
  expect(signature).toBe(`v1,${expected}`);
  expect(Math.abs(Date.now() / 1000 - Number(time))).toBeLessThan(300);
  expect(sink.take('/ping/T0S3CR3T/fail')).toHaveLength(1);
  expect(failing.summary).toContain('opened issue 1');
  // No secret in any place a person can read; the runner knows all of them.
  for (const secret of ['T0S3CR3T', 'mail-secret', 'routing-key-0123456789', 'whsec_', 'good-token']) {
    expect(failing.log).not.toContain(secret);
    expect(failing.summary).not.toContain(secret);
  }
  expect(failing.masks).toContain(SECRETS.MAIL_PASSWORD);

  const again = await run(FAILING);
  expect(told(again)).toEqual(['heartbeat: ping failure']);

  const well = await run(WELL);
  expect(told(well)).toEqual([
    'mail: recovery',
    'slack: recovery',
    'teams: recovery',
    'discord: recovery',
    'hook: recovery',
    'pagerduty: recovery',
    'heartbeat: ping success',
    'github-issue: closed issue 1',
  ]);
  expect(smtp.mails.at(-1)?.mail.subject).toBe('[OK] ticketz: Nightly backup works again');
  expect(github.issues).toMatchObject([{ state: 'closed', labels: ['backup'] }]);
  const incidents = sink.take('/v2/enqueue').map(({ body }) => JSON.parse(body));
  expect(incidents.map((one) => one.event_action)).toEqual(['resolve', 'trigger', 'resolve']);
  expect(new Set(incidents.map((one) => one.dedup_key)).size).toBe(1);
  // One record for the failure, one for the recovery; none for what was no news.
  expect(await readdir(join(directory, 'store/ticketz/notifications/Nightly%20backup'))).toHaveLength(2);
});

test('a channel that is down fails the step, the others are told, and it is told alone at the next run', async () => {
  const policy = await everybody();
  sink.answer('/slack/T0S3CR3T', { status: 404, body: 'no_team' });
  const run = () =>
    notify({ policy, results: JSON.stringify(FAILING) }, { TEAMS_URL: '', DISCORD_URL: 'not a URL' });
  const broken = await run();
  expect(broken.exitCode).toBe(1);
  expect(broken.outputs).toMatchObject({ 'error-code': 'PBA-NOTIFY', failed: 'slack\nteams\ndiscord' });
  expect(broken.annotations[0]?.message).toMatch(
    /3 of 8 channels could not be told: slack \(127.*answered 404: no_team\)/,
  );
  expect(broken.annotations[0]?.message).toMatch(/teams \(the environment variable TEAMS_URL is not set\)/);
  expect(told(broken)).toHaveLength(5);

  sink.answer(
    '/slack/T0S3CR3T',
    { status: 500 },
    { status: 429, headers: { 'retry-after': '1' } },
    { status: 200 },
  );
  const mended = await notify({ policy, results: JSON.stringify(FAILING) });
  expect(mended.exitCode).toBe(0);
  expect(told(mended)).toEqual([
    'slack: failure',
    'teams: failure',
    'discord: failure',
    'heartbeat: ping failure',
  ]);
  expect(sink.take('/slack/T0S3CR3T')).toHaveLength(4);
});

test('one that hangs and one that refuses keep nobody waiting beyond the limit', async () => {
  const port = await closedPort();
  sink.answer('/hook/T0S3CR3T', 'hang');
  const run = await notify({
    results: JSON.stringify(FAILING),
    'webhook-url': `${sink.url}/hook/T0S3CR3T`,
    'slack-webhook': `http://127.0.0.1:${port}/slack`,
    'discord-webhook': `${sink.url}/discord/T0S3CR3T`,
    'give-up-after': '2s',
  });
  expect(run.exitCode).toBe(1);
  expect(told(run)).toEqual(['discord: failure']);
  expect(run.log).toMatch(/did not answer in time/);
  expect(run.log).toMatch(/cannot be reached: ECONNREFUSED/);
  expect(run.durationMs).toBeLessThan(20_000);
});

test('without stores every failure is told, and it needs no policy', async () => {
  const inputs = { database: 'shop', 'slack-webhook': `${sink.url}/slack/T0S3CR3T` };
  for (const results of [FAILING, FAILING, WELL]) {
    expect((await notify({ ...inputs, results: JSON.stringify(results) })).exitCode).toBe(0);
  }
  expect(sink.take('/slack/T0S3CR3T')).toHaveLength(2);
});

test('nothing handed over is a failure that everybody hears of', async () => {
  const inputs = { 'heartbeat-url': `${sink.url}/ping`, 'discord-webhook': `${sink.url}/discord` };
  expect(told(await notify(inputs))).toEqual(['discord: failure', 'heartbeat: ping failure']);
  expect(told(await notify({ ...inputs, 'job-status': 'success' }))).toContain('heartbeat: ping failure');
  const unreadable = await notify({ ...inputs, results: '{broken' });
  expect(unreadable.exitCode).toBe(2);
  expect(unreadable.outputs).toMatchObject({ state: 'failing', 'error-code': 'PBA-INPUT' });
  expect(told(unreadable)).toEqual(['discord: failure', 'heartbeat: ping failure']);
  expect(sink.take('/ping')).toEqual([]);
  expect(sink.take('/ping/fail')).toHaveLength(3);
});

test('a heartbeat is told when the work begins; nobody else is', async () => {
  const inputs = { 'heartbeat-url': `${sink.url}/ping`, 'discord-webhook': `${sink.url}/discord` };
  expect(told(await notify({ ...inputs, phase: 'start' }))).toEqual(['heartbeat: ping start']);
  expect(sink.received.map(({ path }) => path)).toEqual(['/ping/start']);
});

test('a memory that is lost is said, after everybody was told', async () => {
  const file = join(directory, 'no-directory');
  await writeFile(file, '');
  const inputs = { database: 'shop', stores: file, 'discord-webhook': `${sink.url}/discord` };
  const run = await notify({ ...inputs, results: JSON.stringify(FAILING) });
  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({ 'error-code': 'PBA-NOTIFY', told: 'discord: failure' });
  expect(run.annotations[0]?.message).toMatch(/no store remembers it/);
  // One of two is enough.
  const two = await notify({ ...inputs, stores: `${file}\n${directory}`, results: JSON.stringify(FAILING) });
  expect(two.exitCode).toBe(0);
  expect(two.annotations).toMatchObject([{ message: expect.stringContaining('cannot say who was told') }]);
  const silent = await notify({ ...inputs, stores: directory, results: JSON.stringify(FAILING) });
  expect(told(silent)).toEqual([]);
});

test('nobody to tell is an error, not a success', async () => {
  const run = await notify({ verdict: 'ok' });
  expect(run.exitCode).toBe(2);
  expect(run.log).toMatch(/Nobody is to be told/);
});

test('a cancelled run ends at once', async () => {
  sink.answer('/slack', 'hang');
  const run = await notify(
    { verdict: 'failed', 'slack-webhook': `${sink.url}/slack`, 'give-up-after': '50s' },
    {},
    {
      signalAfter: { pattern: /Asking who/, signals: ['SIGINT'] },
    },
  );
  expect(run.exitCode).toBe(130);
  expect(run.durationMs).toBeLessThan(15_000);
});

describe('mail', () => {
  const mail = (inputs: Record<string, string>, env: Record<string, string> = {}) =>
    notify(
      {
        database: 'shop',
        verdict: 'failed',
        'mail-host': 'localhost',
        'mail-port': String(smtp.port),
        'mail-from': 'backup@example.com',
        'mail-to': 'ops@example.com',
        'give-up-after': '5s',
        ...inputs,
      },
      env,
    );
  const LOGIN = { 'mail-user': 'backup', 'mail-password': 'mail-secret' };

  test('with TLS from the first byte, names and words beyond ASCII, and nothing that becomes a header or HTML', async () => {
    await using tls = await SmtpSink.start({ key: certificate.key, cert: certificate.cert, secure: true });
    const run = await mail({
      ...LOGIN,
      'mail-tls': 'tls',
      'mail-port': String(tls.port),
      what: 'Größe <script>alert(1)</script> 数据库',
      message: 'Ruft an!\r\nBcc: evil@example.com\r\n\r\n<img src=x>',
    });
    expect(run.exitCode).toBe(0);
    const [received] = tls.mails;
    expect(received).toMatchObject({ secure: true, user: 'backup', to: ['ops@example.com'] });
    expect(received?.mail.subject).toBe('[ALERT] shop: Größe <script>alert(1)</script> 数据库 failed');
    expect(received?.mail.bcc ?? []).toEqual([]);
    expect(received?.mail.html).not.toMatch(/<script|<img/);
    expect(received?.mail.text).toContain('Bcc: evil@example.com');
    expect(received?.mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
  });

  test('a wrong password, an unknown certificate and a server without STARTTLS are failures', async () => {
    const wrong = await mail({ 'mail-user': 'backup', 'mail-password': 'wrong-secret' });
    expect(wrong.exitCode).toBe(1);
    expect(wrong.log).toMatch(/refused the login/);
    expect(wrong.log).not.toContain('wrong-secret');
    const untrusted = await mail(LOGIN, { NODE_EXTRA_CA_CERTS: '' });
    expect(untrusted.log).toMatch(/cannot be used: .*self.signed certificate/);
    await using plain = await SmtpSink.start({ disabledCommands: ['STARTTLS'], authOptional: true });
    const stripped = await mail({ ...LOGIN, 'mail-port': String(plain.port) });
    expect(stripped.exitCode).toBe(1);
    expect(plain.mails).toEqual([]);
    expect(smtp.mails).toEqual([]);
    // Asked for in so many words, it goes without.
    const clear = await mail({ 'mail-tls': 'none', 'mail-port': String(plain.port) });
    expect(clear.exitCode).toBe(0);
    expect(plain.mails).toMatchObject([{ secure: false, user: undefined }]);
  });

  test('a refused recipient is a failure although the other got it; 4xx is tried again, 5xx is not', async () => {
    let asked = 0;
    const refuse = (responseCode: number) => Object.assign(new Error('try later'), { responseCode });
    await using moody = await SmtpSink.start({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onMailFrom: (_, __, done) => {
        asked += 1;
        done(asked === 1 ? refuse(451) : null);
      },
      onRcptTo: ({ address }, _, done) => done(address === 'gone@example.com' ? refuse(550) : null),
    });
    const there = { 'mail-tls': 'none', 'mail-port': String(moody.port) };
    expect((await mail(there)).exitCode).toBe(0);
    expect(asked).toBe(2);
    const partly = await mail({ ...there, 'mail-to': 'ops@example.com\ngone@example.com' });
    expect(partly.exitCode).toBe(1);
    expect(partly.log).toMatch(/refused 1 of 2 recipients/);
    expect(asked).toBe(3);
    const none = await mail({ ...there, 'mail-to': 'gone@example.com' });
    expect(none.log).toMatch(/refused the mail: .*550/);
    expect(asked).toBe(4);
  });
});
