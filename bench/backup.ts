/**
 * `npm run bench [-- --scale 0.6 --rounds 3 --jobs 2]`: what a proven backup costs, as ratios measured in one run,
 * alternating, medians. Scale 1 is a database of about 500 MB.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { loadDemoDatabase } from '../scripts/demo-database.ts';
import { mapLimited } from '../src/concurrency.ts';
import { formatBytes, formatDuration, terminalTable } from '../src/runtime/format.ts';
import { startEmbeddedS3 } from '../test/support/embedded-s3.ts';
import { startPostgres, type TestPostgres } from '../test/support/postgres.ts';
import { startRgw } from '../test/support/rgw.ts';
import { rawClient, type S3Server } from '../test/support/s3-server.ts';

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '0.6' },
    rounds: { type: 'string', default: '3' },
    jobs: { type: 'string', default: '2' },
  },
});
const DATABASE = 'ticketz';
const cancel = new AbortController();
process.once('SIGINT', () => cancel.abort());

interface Sample {
  readonly seconds: number;
  /** Peak resident memory of the process itself, in bytes; of Node alone, not of pg_dump. */
  readonly peak: number;
  readonly output: string;
}

/** Runs a program to its end and watches its memory. @throws Error unless it exits with 0 */
async function timed(
  env: Readonly<Record<string, string>>,
  file: string,
  args: readonly string[],
  stdout?: number,
): Promise<Sample> {
  const start = performance.now();
  const child = spawn(file, [...args], {
    env: { ...env },
    stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
    signal: cancel.signal,
  });
  let peak = 0;
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (errors = (errors + String(chunk)).slice(-4000)));
  const watch = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (text) => (peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(text)?.[1] ?? 0) * 1024)),
      () => {},
    );
  }, 50);
  const code = await new Promise<number | null>((done, fail) =>
    child.once('error', fail).once('close', done),
  );
  clearInterval(watch);
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}: ${errors}`);
  return { seconds: (performance.now() - start) / 1000, peak, output };
}

/** Uploads a file as `aws s3 cp` does by default: parts of 8 MiB, ten at a time, nothing read back. */
async function upload(client: S3Client, bucket: string, key: string, path: string): Promise<void> {
  const part = 8 * 1024 * 1024;
  const { size } = await stat(path);
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key }));
  const numbers = Array.from({ length: Math.max(1, Math.ceil(size / part)) }, (_, index) => index);
  await using file = await open(path);
  const parts = await mapLimited(numbers, 10, async (index) => {
    const body = Buffer.alloc(Math.min(part, size - index * part));
    await file.read(body, 0, body.length, index * part);
    const { ETag } = await client.send(
      new UploadPartCommand({ Bucket: bucket, Key: key, UploadId, PartNumber: index + 1, Body: body }),
    );
    return { ETag, PartNumber: index + 1 };
  });
  await client.send(
    new CompleteMultipartUploadCommand({
      Bucket: bucket,
      Key: key,
      UploadId,
      MultipartUpload: { Parts: parts },
    }),
  );
}

interface Bench {
  readonly postgres: TestPostgres;
  readonly s3: S3Server;
  readonly client: S3Client;
  readonly directory: string;
  readonly jobs: string;
}

const cli = resolve(import.meta.dirname, '..', 'dist', 'cli.js');

function storeArgs({ s3, directory }: Bench): string[] {
  return [
    '--stores',
    join(directory, 'store'),
    '--stores',
    `s3://${s3.bucket}/bench`,
    '--s3-endpoint',
    s3.endpoint,
    '--s3-region',
    s3.region,
  ];
}

function ourEnv({ postgres, s3 }: Bench): Record<string, string> {
  return {
    ...postgres.env,
    PBA_S3_ACCESS_KEY_ID: s3.accessKeyId,
    PBA_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  };
}

function ourBackup(bench: Bench, fingerprint: 'content' | 'counts'): Promise<Sample> {
  return timed(ourEnv(bench), process.execPath, [
    cli,
    'backup',
    '--json',
    '--database',
    DATABASE,
    '--tier',
    'manual',
    '--jobs',
    bench.jobs,
    '--fingerprint',
    fingerprint,
    ...storeArgs(bench),
  ]);
}

function ourRestoreTest(bench: Bench): Promise<Sample> {
  return timed(ourEnv(bench), process.execPath, [
    cli,
    'restore-test',
    '--json',
    '--jobs',
    bench.jobs,
    '--stores',
    join(bench.directory, 'store'),
  ]);
}

/** The runbook's procedure: serial custom-format dump, copy to S3, `pg_restore -l`. */
async function runbookBackup(bench: Bench): Promise<Sample> {
  const path = join(bench.directory, 'runbook.dump');
  const start = performance.now();
  const file = await open(path, 'w');
  await timed(bench.postgres.env, join(bench.postgres.binDir, 'pg_dump'), ['-Fc', DATABASE], file.fd);
  await file.close();
  await upload(bench.client, bench.s3.bucket, 'runbook.dump', path);
  await timed(bench.postgres.env, join(bench.postgres.binDir, 'pg_restore'), ['-l', path]);
  const seconds = (performance.now() - start) / 1000;
  await rm(path);
  return { seconds, peak: 0, output: '' };
}

/** Bare pg_dump with our options, to the local disk. */
async function bareDump(bench: Bench): Promise<Sample> {
  const path = join(bench.directory, 'bare');
  const compression = bench.postgres.major >= 16 ? 'zstd:3' : '1';
  await rm(path, { recursive: true, force: true });
  return timed(bench.postgres.env, join(bench.postgres.binDir, 'pg_dump'), [
    '-Fd',
    `-j${bench.jobs}`,
    `-Z${compression}`,
    '--no-sync',
    '-f',
    path,
    DATABASE,
  ]);
}

/** Bare `pg_restore -j` of the same dump into an empty database of a server with default settings. */
async function bareRestore(bench: Bench, server: TestPostgres): Promise<Sample> {
  await server.psql('drop database if exists bare');
  await server.createDatabase('bare');
  const start = performance.now();
  // Without owners and grants, because the roles are not part of a bare dump. One go: that it can fail is known.
  const run = await timed(server.env, join(server.binDir, 'pg_restore'), [
    '-d',
    'bare',
    `-j${bench.jobs}`,
    '--no-owner',
    '--no-acl',
    join(bench.directory, 'bare'),
  ]).catch((error: unknown) => ({
    seconds: (performance.now() - start) / 1000,
    peak: 0,
    output: String(error),
  }));
  return run;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function startS3(): Promise<{ s3: S3Server; name: string }> {
  try {
    return { s3: await startRgw(), name: 'Ceph RGW' };
  } catch (error) {
    console.log(
      `no Ceph RGW here (${String(error).split('\n')[0]}): using the embedded server, which shares our cores`,
    );
    return { s3: await startEmbeddedS3(), name: 'embedded' };
  }
}

/** What our last backup says about itself. */
function dumpPhase(sample: Sample): number {
  return (JSON.parse(sample.output) as { phases: { dump: number } }).phases.dump;
}

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'pba-bench-'));
  const { s3, name } = await startS3();
  await using _s3 = s3;
  await using postgres = await startPostgres();
  await using plain = await startPostgres({
    settings: { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', autovacuum: 'on' },
  });
  try {
    await mkdir(join(directory, 'store'));
    const database = await loadDemoDatabase({
      env: postgres.env,
      signal: cancel.signal,
      database: DATABASE,
      scale: Number(values.scale),
    });
    const bench: Bench = { postgres, s3, client: rawClient(s3), directory, jobs: values.jobs };
    console.log(
      `${formatBytes(database.bytes)}, ${database.rows.toLocaleString('en')} rows; PostgreSQL ${postgres.major}; ${values.jobs} jobs; S3: ${name}; Node ${process.versions.node}\n`,
    );
    const samples: Record<string, Sample[]> = {};
    const measure = async (what: string, run: () => Promise<Sample>): Promise<void> => {
      const sample = await run();
      samples[what] = [...(samples[what] ?? []), sample];
      console.log(`${what.padEnd(28)} ${formatDuration(sample.seconds * 1000).padStart(8)}`);
    };
    for (let round = 1; round <= Number(values.rounds); round += 1) {
      console.log(`round ${round}`);
      await measure('runbook backup', () => runbookBackup(bench));
      await measure('backup, content', () => ourBackup(bench, 'content'));
      await measure('backup, counts', () => ourBackup(bench, 'counts'));
      await measure('bare pg_dump', () => bareDump(bench));
      await measure('restore-test', () => ourRestoreTest(bench));
      await measure('bare pg_restore', () => bareRestore(bench, plain));
    }
    report(samples);
    bench.client.destroy();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function report(samples: Readonly<Record<string, readonly Sample[]>>): void {
  const seconds = (what: string): number => median((samples[what] ?? []).map((sample) => sample.seconds));
  const peak = (what: string): number => Math.max(...(samples[what] ?? []).map((sample) => sample.peak));
  const phase = (what: string): number => median((samples[what] ?? []).map(dumpPhase));
  const ratio = (value: number): string => value.toFixed(2);
  const rows = [
    [
      'backup with proof / runbook’s backup',
      ratio(seconds('backup, content') / seconds('runbook backup')),
      '≤ 0.40',
    ],
    [
      'backup with proof / bare pg_dump, same options',
      ratio(seconds('backup, content') / seconds('bare pg_dump')),
      '',
    ],
    [
      'dump with content fingerprint / bare pg_dump',
      ratio(phase('backup, content') / seconds('bare pg_dump')),
      '≤ 1.40',
    ],
    ['dump with counts / bare pg_dump', ratio(phase('backup, counts') / seconds('bare pg_dump')), ''],
    [
      'restore-test (fetch to verdict) / bare pg_restore -j',
      ratio(seconds('restore-test') / seconds('bare pg_restore')),
      '',
    ],
    ['peak memory of backup', formatBytes(peak('backup, content')), '< 200 MB'],
    ['peak memory of restore-test', formatBytes(peak('restore-test')), '< 200 MB'],
  ];
  console.log(
    `\n${terminalTable([{ title: 'What' }, { title: 'Measured', align: 'right' }, { title: 'Aim', align: 'right' }], rows)}`,
  );
}

await main();
