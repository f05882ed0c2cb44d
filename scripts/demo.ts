/**
 * `npm run demo`: a real PostgreSQL, an S3 server, a support-ticket database of about a million rows, and the shipped
 * actions on it: backup, verify, restore-test, prune. Then two things that must fail, and are seen to fail.
 * `-- --picture FILE` writes the final table as an SVG.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RestoreTestEvidence } from '../src/catalog/evidence.ts';
import type { Manifest } from '../src/catalog/manifest.ts';
import { formatCount, formatDuration, terminalTable } from '../src/runtime/format.ts';
import { startEmbeddedS3 } from '../test/support/embedded-s3.ts';
import { startPostgres, type TestPostgres } from '../test/support/postgres.ts';
import type { S3Server } from '../test/support/s3-server.ts';
import { describeDemoDatabase, loadDemoDatabase } from './demo-database.ts';
import { makeHistory, writeHistory } from './demo-history.ts';
import { textPicture } from './text-picture.ts';

const DATABASE = 'ticketz';
const home = resolve(import.meta.dirname, '..', '.cache', 'demo');
const localStore = join(home, 'backups');
/** A year of backups that never were, so that the report has something to show. */
const historyStore = join(home, 'made-up-history');
const reportFile = join(home, 'report.html');
const cancel = new AbortController();

interface StepResult {
  readonly what: string;
  readonly asExpected: boolean;
  readonly seconds: number;
  readonly finding: string;
}

interface CliRun {
  readonly exitCode: number | null;
  readonly output: string;
  readonly seconds: number;
}

function heading(text: string): void {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(3, 90 - text.length))}`);
}

/** Runs the shipped command line as a user would, shows all it says, and keeps it. */
async function runCli(env: Readonly<Record<string, string>>, args: readonly string[]): Promise<CliRun> {
  console.log(
    `$ node dist/cli.js ${args.map((arg) => (/[\s"'*]/.test(arg) ? `'${arg}'` : arg)).join(' ')}\n`,
  );
  const start = performance.now();
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '..', 'dist', 'cli.js'), ...args], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const [stream, screen] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      screen.write(text);
    });
  }
  const onAbort = (): void => void child.kill('SIGINT');
  cancel.signal.addEventListener('abort', onAbort, { once: true });
  const exitCode = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  cancel.signal.removeEventListener('abort', onAbort);
  cancel.signal.throwIfAborted();
  return { exitCode, output, seconds: (performance.now() - start) / 1000 };
}

async function demo(postgres: TestPostgres, s3: S3Server): Promise<StepResult[]> {
  const env = {
    ...postgres.env,
    PBA_S3_ACCESS_KEY_ID: s3.accessKeyId,
    PBA_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  };
  const s3Store = `s3://${s3.bucket}/postgresql`;
  const stores = [
    '--stores',
    localStore,
    '--stores',
    s3Store,
    '--s3-endpoint',
    s3.endpoint,
    '--s3-region',
    s3.region,
  ];
  const results: StepResult[] = [];
  /** Runs one step; it is as expected only with the right exit code AND the right words in what it says. */
  const step = async (what: string, args: string[], exitCode: 0 | 3, says: RegExp): Promise<void> => {
    heading(what);
    const run = await runCli(env, args);
    const found = says.exec(run.output);
    results.push({
      what,
      asExpected: run.exitCode === exitCode && found !== null,
      seconds: run.seconds,
      finding: found?.[1] ?? found?.[0] ?? `exit code ${run.exitCode}, and nothing like ${says.source}`,
    });
  };

  await step(
    'backup: one snapshot, every row fingerprinted, both stores',
    ['backup', '--database', DATABASE, ...stores],
    0,
    /Stored size\s+(.*)/,
  );
  await step('verify: every stored byte read back and decoded', ['verify', ...stores], 0, /2 sets sound/);
  await step(
    'restore-test: restored from S3 and compared',
    ['restore-test', '--stores', s3Store, ...stores.slice(4)],
    0,
    /proven, grade full[\s\S]*?Compared\s+(.*)/,
  );
  await step('prune: what would go, and why not', ['prune', ...stores], 0, /0 sets would be deleted.*/);

  const undo = await flipBit(await archivePath());
  await step(
    'negative control: one bit of the stored archive changed',
    ['verify', ...stores],
    3,
    /database\.tar is damaged.*/,
  );
  await undo();
  await step(
    'negative control: one row deleted in a restored copy',
    [
      'restore-test',
      '--stores',
      localStore,
      '--negative-control',
      'delete from public.attachments where id = (select min(id) from public.attachments)',
    ],
    3,
    /public\.attachments has \d+ rows instead of \d+/,
  );
  const year = { database: DATABASE, until: new Date(), days: 366, failing: [120], missing: [44, 200] };
  await writeHistory(historyStore, makeHistory(year));
  await step(
    'status: the report on a made-up year of backups',
    ['status', '--stores', historyStore, '--report-file', reportFile],
    0,
    /Report: (.*)/,
  );
  return results;
}

async function setDirectory(): Promise<string> {
  const daily = join(localStore, DATABASE, 'daily');
  const [newest] = (await readdir(daily)).sort().reverse();
  if (newest === undefined) throw new Error('no set was stored');
  return join(daily, newest);
}

async function newestManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(await setDirectory(), 'manifest.json'), 'utf8')) as Manifest;
}

async function archivePath(): Promise<string> {
  return join(await setDirectory(), 'database.tar');
}

/** Changes one bit in the middle of a file; the returned function puts it right again. */
async function flipBit(path: string): Promise<() => Promise<void>> {
  const bytes = await readFile(path);
  const at = Math.floor(bytes.length / 2);
  const before = createHash('sha256').update(bytes).digest('hex');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
  console.log(`\nchanged one bit at byte ${formatCount(at)} of ${path}`);
  return async () => {
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    if (createHash('sha256').update(bytes).digest('hex') !== before)
      throw new Error('the byte was not put right');
    await writeFile(path, bytes);
  };
}

async function evidence(): Promise<RestoreTestEvidence[]> {
  const directory = join(localStore, DATABASE, 'evidence', 'restore-test');
  const names = await readdir(directory).catch(() => []);
  return Promise.all(
    names.map(
      async (name) => JSON.parse(await readFile(join(directory, name), 'utf8')) as RestoreTestEvidence,
    ),
  );
}

async function main(): Promise<number> {
  const started = performance.now();
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  heading('A private PostgreSQL and an S3 server');
  await using postgres = await startPostgres();
  await using s3 = await startEmbeddedS3();
  console.log(`PostgreSQL ${postgres.major} on ${postgres.socketDir}, S3 at ${s3.endpoint}`);
  heading('The database: Ticketz, a support desk');
  const database = await loadDemoDatabase({
    env: postgres.env,
    signal: cancel.signal,
    database: DATABASE,
    onStep: (title, seconds) => console.log(`${seconds.toFixed(1).padStart(6)} s  ${title}`),
  });
  console.log(describeDemoDatabase(database));

  const results = await demo(postgres, s3);
  const controls = (await evidence()).filter(
    (record) => record.negativeControl && record.verdict === 'failed',
  ).length;
  heading('What was proven');
  const table = terminalTable(
    [{ title: ' ' }, { title: 'Step' }, { title: 'Time', align: 'right' }, { title: 'Found' }],
    results.map((one) => [
      one.asExpected ? '✔' : '✘',
      one.what,
      formatDuration(one.seconds * 1000),
      one.finding.length > 100 ? `${one.finding.slice(0, 99)}…` : one.finding,
    ]),
  );
  console.log(table);
  const picture = process.argv[process.argv.indexOf('--picture') + 1];
  if (process.argv.includes('--picture') && picture !== undefined) {
    await writeFile(picture, textPicture('npm run demo', `$ npm run demo\n\n${table}`));
  }
  const good = results.every((one) => one.asExpected) && controls === 1;
  console.log(`
${good ? 'Everything was as it must be' : 'SOMETHING WAS NOT AS IT MUST BE'}, in ${formatDuration(performance.now() - started)}.

Files       ${localStore}
Report      ${reportFile}: open it in a browser; its history is made up
Read there  ${join(DATABASE, 'daily', (await newestManifest()).id, 'RECOVERY.md')}: how to restore this set without us
Try next    npm test
            node dist/cli.js backup --help
            your own database: node dist/cli.js backup --host … --user … --database … --stores /backups/postgresql
`);
  return good ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort());
try {
  process.exitCode = await main();
} catch (error) {
  if (!cancel.signal.aborted) throw error;
  console.error('\nstopped; nothing is left running');
  process.exitCode = 130;
}
