/**
 * `npm run bench:objects [-- --objects 10000,100000 --heap 60]`: what `prune` costs with very many objects: requests, time and memory
 * of the shipped program against an S3 server of the project's own. Prints a table; fails when LIST or delete requests are
 * more than objects / 1,000 and a constant. Node collects its garbage late while memory is there, so the peak says little about
 * what is needed: `--heap` limits the heap to that many MiB, and a run that needs more fails.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evidenceKey, makeSetId, objectKey } from '../src/catalog/keys.ts';
import { dumpDigest, type Manifest, serialiseManifest } from '../src/catalog/manifest.ts';
import { expectSuccess, startProcess } from '../src/process.ts';
import { formatBytes, formatCount, formatDuration, terminalTable } from '../src/runtime/format.ts';
import { exampleManifest } from '../test/support/manifests.ts';
import { type StrictS3, startStrictS3 } from '../test/support/strict-s3.ts';

const { values } = parseArgs({
  options: { objects: { type: 'string', default: '10000,100000' }, heap: { type: 'string' } },
});
const DAY = 86_400_000;
const OTHER_OBJECTS = 9;
/** Requests that do not depend on the number of objects: check, holds, leases, intents, evidence. */
const CONSTANT = 20;

interface Measured {
  readonly objects: number;
  readonly sets: number;
  readonly mode: 'plan' | 'apply';
  readonly lists: number;
  readonly deletes: number;
  readonly reads: number;
  readonly seconds: number;
  readonly peakBytes: number;
}

const rows: Measured[] = [];
for (const text of values.objects.split(',')) {
  const objects = Number(text);
  if (!Number.isInteger(objects) || objects < 100)
    throw new Error(`--objects: ${text} is no number of objects.`);
  const server = await startStrictS3();
  try {
    const sets = await plant(server, Math.floor(objects / (OTHER_OBJECTS + 1)));
    rows.push(await measure(server, objects, sets, 'plan'), await measure(server, objects, sets, 'apply'));
  } finally {
    await server.stop();
  }
}
console.log(
  terminalTable(
    [
      { title: 'Objects', align: 'right' },
      { title: 'Sets', align: 'right' },
      { title: 'Mode' },
      { title: 'LIST', align: 'right' },
      { title: 'Delete', align: 'right' },
      { title: 'Manifests read', align: 'right' },
      { title: 'Time', align: 'right' },
      { title: 'Per object', align: 'right' },
      { title: 'Peak memory', align: 'right' },
    ],
    rows.map((row) => [
      formatCount(row.objects),
      formatCount(row.sets),
      row.mode,
      formatCount(row.lists),
      formatCount(row.deletes),
      formatCount(row.reads),
      formatDuration(row.seconds * 1000),
      `${((row.seconds * 1e6) / row.objects).toFixed(0)} µs`,
      formatBytes(row.peakBytes),
    ]),
  ),
);
const broken = rows.filter(
  (row) => row.lists > row.objects / 1000 + CONSTANT || row.deletes > row.objects / 1000 + CONSTANT,
);
console.log(
  `${rows.length - broken.length} of ${rows.length} runs within objects / 1,000 + ${CONSTANT} requests`,
);
if (broken.length > 0) process.exitCode = 1;

/** A history of sets an hour apart, the newest proven; nine of ten objects have no bytes behind them. */
async function plant(server: StrictS3, count: number): Promise<number> {
  const bucket = server.bucketState('backups');
  const folder = join(server.directory, 'planted');
  await mkdir(folder);
  const put = async (key: string, body: string): Promise<void> => {
    const path = join(folder, String(bucket.objects.size));
    await writeFile(path, body);
    add(key, [{ path, size: Buffer.byteLength(body) }]);
  };
  const add = (key: string, files: { path: string; size: number }[]): void => {
    bucket.objects.set(`pg/${key}`, {
      key: `pg/${key}`,
      files,
      size: files.reduce((sum, file) => sum + file.size, 0),
      etag: `"${bucket.objects.size}"`,
      modified: new Date(),
      contentType: 'application/octet-stream',
      storageClass: 'STANDARD',
      checksum: undefined,
    });
  };
  let newest: Manifest | undefined;
  for (let index = 0; index < count; index += 1) {
    const at = new Date(Date.now() - DAY - (count - index) * 3_600_000);
    const id = makeSetId(at, (index % 0xffffff).toString(16).padStart(6, '0'));
    newest = exampleManifest({ id, snapshotAt: at.toISOString() });
    const location = { database: newest.database, tier: newest.tier, id };
    await put(objectKey(location, 'manifest.json'), serialiseManifest(newest));
    for (let other = 0; other < OTHER_OBJECTS; other += 1) add(objectKey(location, `object-${other}`), []);
  }
  if (newest === undefined) throw new Error('no sets');
  const proof = {
    evidenceVersion: 1,
    kind: 'restore-test',
    set: newest.id,
    tier: newest.tier,
    dumpSha256: dumpDigest(newest),
    at: new Date().toISOString(),
    verdict: 'proven',
    grade: 'full',
    negativeControl: false,
    databaseBytes: 1,
    rto: { achievedSeconds: 1 },
  };
  await put(evidenceKey(newest.database, 'restore-test', newest.id), JSON.stringify(proof));
  return count;
}

async function measure(
  server: StrictS3,
  objects: number,
  sets: number,
  mode: Measured['mode'],
): Promise<Measured> {
  const before = server.requests.length;
  const start = performance.now();
  const running = await startProcess(
    process.execPath,
    [
      ...['dist/cli.js', 'prune', '--stores', 's3://backups/pg', '--s3-endpoint', server.endpoint],
      ...['--s3-region', server.region, '--tier', 'daily', '--keep-days', '2', '--mode', mode],
    ],
    {
      env: {
        ...(values.heap === undefined ? {} : { NODE_OPTIONS: `--max-old-space-size=${values.heap}` }),
        AWS_ACCESS_KEY_ID: server.accessKeyId,
        AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
      },
      signal: AbortSignal.timeout(1_800_000),
    },
  );
  running.stdin.end();
  running.stdout.resume();
  let peakBytes = 0;
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${running.pid}/status`, 'utf8').catch(() => '');
    peakBytes = Math.max(peakBytes, Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024);
  }, 50);
  try {
    await expectSuccess(running, new AbortController().signal);
  } finally {
    clearInterval(watch);
  }
  const seen = server.requests.slice(before).map((request) => request.operation);
  const count = (...names: string[]): number => seen.filter((name) => names.includes(name)).length;
  return {
    objects,
    sets,
    mode,
    lists: count('ListObjectsV2', 'ListObjectVersions', 'ListMultipartUploads'),
    deletes: count('DeleteObjects', 'DeleteObject'),
    reads: count('GetObject'),
    seconds: (performance.now() - start) / 1000,
    peakBytes,
  };
}
