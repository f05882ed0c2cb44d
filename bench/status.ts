/**
 * `npm run bench:status [-- --sets 10000]`: what `status` costs over very many sets with evidence: requests, time and memory of
 * the shipped program against an S3 server of the project's own, which runs beside it and is measured apart. Fails above 5 s or
 * 150 MB for 10,000 sets.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeHistory } from '../scripts/demo-history.ts';
import { startProcess } from '../src/process.ts';
import { formatBytes, formatCount, formatDuration } from '../src/runtime/format.ts';
import { startStrictS3 } from '../test/support/strict-s3.ts';

const { values } = parseArgs({ options: { sets: { type: 'string', default: '10000' } } });
const LIMIT_SECONDS = 5;
const LIMIT_BYTES = 150_000_000;
const DATABASES = 10;
/** Linux counts processor time in hundredths of a second for everybody who reads /proc. */
const TICK_MS = 10;

const wanted = Number(values.sets);
if (!Number.isInteger(wanted) || wanted < DATABASES) throw new Error(`--sets: ${values.sets} is no number.`);
const server = await startStrictS3();
try {
  const bucket = server.bucketState('backups');
  let sets = 0;
  let records = 0;
  for (let number = 1; number <= DATABASES; number += 1) {
    // A day without pruning makes 1.2 sets: daily, and every seventh weekly, every thirtieth monthly.
    const days = Math.ceil(wanted / DATABASES / 1.17);
    const database = `tenant_${number}`;
    const options = { database, until: new Date(), days, seed: number, rows: number * 90_000 };
    for (const { key, content } of makeHistory({ ...options, testEvery: 1, prune: false })) {
      if (key.endsWith('/manifest.json')) sets += 1;
      if (key.includes('/evidence/')) records += 1;
      const text = typeof content === 'string' ? content : '';
      const path = join(server.directory, String(bucket.objects.size));
      await writeFile(path, text);
      bucket.objects.set(`pg/${key}`, {
        key: `pg/${key}`,
        files: text === '' ? [] : [{ path, size: Buffer.byteLength(text) }],
        size: typeof content === 'string' ? Buffer.byteLength(content) : content,
        etag: `"${bucket.objects.size}"`,
        modified: new Date(),
        contentType: 'application/octet-stream',
        storageClass: 'STANDARD',
        checksum: undefined,
      });
    }
  }
  const start = performance.now();
  const serverBefore = process.cpuUsage();
  const running = await startProcess(
    process.execPath,
    [
      ...['dist/cli.js', 'status', '--stores', 's3://backups/pg', '--s3-endpoint', server.endpoint],
      ...['--s3-region', server.region, '--fail-on', 'never'],
    ],
    {
      env: {
        AWS_ACCESS_KEY_ID: server.accessKeyId,
        AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
      },
      signal: AbortSignal.timeout(600_000),
    },
  );
  running.stdin.end();
  let said = '';
  running.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  let peak = 0;
  let ticks = 0;
  const watch = setInterval(async () => {
    const [status, stat] = await Promise.all(
      ['status', 'stat'].map((name) => readFile(`/proc/${running.pid}/${name}`, 'utf8').catch(() => '')),
    );
    peak = Math.max(peak, Number(/^VmHWM:\s+(\d+) kB$/m.exec(status ?? '')?.[1] ?? 0) * 1024);
    // proc(5): the fields after the name in parentheses; utime and stime are the twelfth and thirteenth of them.
    const fields = (stat ?? '').slice((stat ?? '').lastIndexOf(')') + 2).split(' ');
    ticks = Math.max(ticks, Number(fields[11] ?? 0) + Number(fields[12] ?? 0));
  }, 25);
  const ended = await running.exit;
  clearInterval(watch);
  if (ended.exitCode !== 0 || !said.includes('Objectives'))
    throw new Error(`status did not end well.\n${said}`);
  const seconds = (performance.now() - start) / 1000;
  const serverUsed = process.cpuUsage(serverBefore);
  const lists = server.requests.filter(({ operation }) => operation.startsWith('List')).length;
  const good = seconds <= LIMIT_SECONDS && peak <= LIMIT_BYTES;
  console.log(
    `${formatCount(sets)} sets, ${formatCount(records)} records of evidence, ${formatCount(bucket.objects.size)} objects in ${DATABASES} databases: ` +
      `${formatDuration(seconds * 1000)}, peak ${formatBytes(peak)}, ${formatCount(server.requests.length)} requests (${formatCount(lists)} of them lists); ` +
      `${good ? 'within' : 'BEYOND'} ${LIMIT_SECONDS} s and ${formatBytes(LIMIT_BYTES)}`,
  );
  console.log(
    `Processor time: ${formatDuration(ticks * TICK_MS)} of status, ${formatDuration((serverUsed.user + serverUsed.system) / 1000)} of the S3 server beside it ` +
      `(which holds ${formatBytes(process.memoryUsage().rss)}); load average of the machine ${loadavg()[0]?.toFixed(1)}`,
  );
  if (!good) process.exitCode = 1;
} finally {
  await server.stop();
}
