/**
 * `npm run bench [-- --scale 0.6 --rounds 3 --jobs 2 --write]`: what a proven backup and its restore test cost, as ratios measured in
 * one run, alternating, medians. Scale 1 is a database of about 350 MB. `--write` puts the table into docs/performance.md.
 */
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { loadDemoDatabase } from '../scripts/demo-database.ts';
import { BARE_START, medianStarts, OUR_START, PACKED_LIMIT, packedSize } from '../scripts/size.ts';
import { writePart } from '../scripts/write-part.ts';
import { formatBytes, formatDuration } from '../src/runtime/format.ts';
import { startPostgres, type TestPostgres } from '../test/support/postgres.ts';
import { startRgw } from '../test/support/rgw.ts';
import { rawClient } from '../test/support/s3-server.ts';
import { type Load, watched } from './performance/load.ts';
import { median, type Sample } from './performance/measure.ts';
import { figureRow, markdown, phaseRow, type Row, ratioRow } from './performance/report.ts';
import { type Transfers, transfer } from './performance/transfer.ts';
import * as works from './performance/works.ts';

const ROOT = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '0.6' },
    rounds: { type: 'string', default: '3' },
    jobs: { type: 'string', default: '2' },
    write: { type: 'boolean', default: false },
  },
});
const LATENCY_MS = 50;
const TRANSFERRED = 128 * 1024 * 1024;
const MEMORY_LIMIT = 200e6;

/** Everything that is timed, in the order of a round: who is compared comes close together. */
const WORKS: Readonly<Record<string, (ground: works.Ground) => Promise<Sample>>> = {
  'runbook backup': works.runbookBackup,
  'backup, content': (ground) => works.backup(ground, 'content'),
  'bare pg_dump': works.bareDump,
  'backup, counts': (ground) => works.backup(ground, 'counts'),
  'backup, encrypted': (ground) => works.backup(ground, 'content', true),
  // Reads what is not encrypted, so the last set has to be that.
  'backup, content again': (ground) => works.backup(ground, 'content'),
  'runbook restore': works.runbookRestore,
  'restore-test': works.restoreTest,
  'bare pg_restore': works.bareRestore,
  verify: works.verify,
  'bare decode': works.bareDecode,
};

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'pba-bench-'));
  // As root, the throw-away server of a restore test runs as another user, who has to get to its directory.
  await chmod(directory, 0o711);
  await using s3 = await startRgw();
  await using postgres = await startPostgres();
  await using plain = await startPostgres({
    settings: { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', autovacuum: 'on' },
  });
  const client = rawClient(s3);
  try {
    const temporary = join(directory, 'temporary');
    for (const name of ['store', 'temporary']) await mkdir(join(directory, name));
    const identity = await generateX25519Identity();
    const ground: works.Ground = {
      postgres,
      postmaster: await postmasterOf(postgres),
      plainPostmaster: await postmasterOf(plain),
      plain,
      s3,
      client,
      directory,
      temporary,
      jobs: values.jobs,
      recipient: await identityToRecipient(identity),
    };
    const load = (scale: number) =>
      loadDemoDatabase({
        env: postgres.env,
        signal: new AbortController().signal,
        database: works.DATABASE,
        scale,
      });
    const scale = Number(values.scale);
    await load(scale / 4);
    const small = await works.backup(ground, 'content');
    await postgres.psql(`drop database ${works.DATABASE}`);
    const database = await load(scale);
    const head = `${formatBytes(database.bytes)}, ${database.rows.toLocaleString('en')} rows; ${values.rounds} rounds; ${values.jobs} jobs; PostgreSQL ${postgres.major}; Ceph RGW on the same machine; ${cpus().length} × ${cpus()[0]?.model.trim()}; Node ${process.versions.node}.`;
    console.log(head);

    await works.copyRoles(ground);
    const samples = await rounds(ground);
    const rows = [
      ...ratios(samples),
      ...(await loads(ground)),
      ...memory(samples, small),
      await disk(ground),
      ...(await transfers(ground)),
      ...(await starts()),
    ];
    const text = markdown(head, rows);
    console.log(`\n${text}`);
    if (values.write) await writePart(join(ROOT, 'docs/performance.md'), 'performance', text);
  } finally {
    client.destroy();
    await rm(directory, { recursive: true, force: true });
  }
}

async function postmasterOf({ dataDir }: TestPostgres): Promise<number> {
  return Number((await readFile(join(dataDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function rounds(ground: works.Ground): Promise<(work: string) => Sample[]> {
  const samples = new Map<string, Sample[]>();
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    console.log(`round ${round}`);
    for (const [name, run] of Object.entries(WORKS)) {
      const sample = await run(ground);
      samples.set(name, [...(samples.get(name) ?? []), sample]);
      const work = formatDuration((sample.cpu + sample.serverCpu) * 1000);
      console.log(
        `  ${name.padEnd(24)} ${formatDuration(sample.seconds * 1000).padStart(8)}, ${work} of processor`,
      );
    }
  }
  return (work) => samples.get(work) ?? [];
}

function ratios(of: (work: string) => Sample[]): Row[] {
  const contents = [...of('backup, content'), ...of('backup, content again')];
  const dump = (runs: readonly Sample[]): Sample[] =>
    runs.map((run) => ({ ...run, seconds: dumpPhase(run) }));
  return [
    ratioRow(
      '`backup`, content, both stores read back / the runbook’s backup',
      contents,
      of('runbook backup'),
      0.4,
    ),
    ratioRow(
      'the same / bare `pg_dump -Fd -j`, same compression, one disk',
      contents,
      of('bare pg_dump'),
      1.25,
    ),
    ratioRow('`backup` encrypted / not encrypted', of('backup, encrypted'), contents, 1.1),
    phaseRow('dump with fingerprint by content / bare `pg_dump`', dump(contents), of('bare pg_dump'), 1.3),
    phaseRow(
      'dump with fingerprint by counts / bare `pg_dump`',
      dump(of('backup, counts')),
      of('bare pg_dump'),
      1.05,
    ),
    ratioRow(
      '`restore-test` to the verdict / the runbook’s restore',
      of('restore-test'),
      of('runbook restore'),
      0.6,
    ),
    ratioRow(
      'the same / bare `pg_restore -j`, default settings',
      of('restore-test'),
      of('bare pg_restore'),
      1.15,
    ),
    ratioRow('`verify` full / `pg_restore -f /dev/null`', of('verify'), of('bare decode'), 1.1),
  ];
}

/** Seconds of the dump with its fingerprint, as our backup states them. */
function dumpPhase(sample: Sample): number {
  return (JSON.parse(sample.output) as { phases: { dump: number } }).phases.dump;
}

/** What production notices, against a bare dump. */
async function loads(ground: works.Ground): Promise<Row[]> {
  const bare = await watched(ground, () => works.bareDump(ground));
  const rows: Row[] = [];
  for (const depth of ['content', 'counts'] as const) {
    const ours = await watched(ground, () => works.backup(ground, depth));
    const goal = depth === 'counts' ? 1.1 : undefined;
    const row = (what: string, of: (load: Load) => number): Row => {
      const ratio = of(ours) / of(bare);
      return figureRow(
        `load on production, ${depth}: ${what} / bare \`pg_dump\``,
        ratio.toFixed(2),
        goal === undefined ? '' : `≤ ${goal.toFixed(2)}`,
        goal === undefined ? undefined : Number(ratio.toFixed(2)) <= goal,
      );
    };
    rows.push(
      row('longest transaction', ({ longest }) => longest),
      row('pages read', ({ pages }) => pages),
      row('processor time of the server', ({ sample }) => sample.serverCpu),
    );
  }
  return rows;
}

function memory(of: (work: string) => Sample[], small: Sample): Row[] {
  const peak = (work: string): number => Math.max(...of(work).map((sample) => sample.peak));
  const row = (what: string, bytes: number): Row =>
    figureRow(`peak memory of ${what}`, formatBytes(bytes), '< 200 MB', bytes < MEMORY_LIMIT);
  const backup = median(of('backup, content').map((sample) => sample.peak));
  const growth = backup / small.peak;
  return [
    row('`backup`', peak('backup, content')),
    row('`backup`, encrypted', peak('backup, encrypted')),
    row('`restore-test`', peak('restore-test')),
    row('`verify`', peak('verify')),
    figureRow(
      'peak memory of `backup` / that of a quarter of the data',
      growth.toFixed(2),
      '≤ 1.10',
      growth <= 1.1,
    ),
  ];
}

/** Temporary files of a backup, against what is stored in the end. */
async function disk(ground: works.Ground): Promise<Row> {
  let most = 0;
  let running = true;
  const looking = (async () => {
    while (running) {
      most = Math.max(most, await works.bytesBelow(ground.temporary));
      await pause(20);
    }
  })();
  const sample = await works.backup(ground, 'content').finally(() => (running = false));
  await looking;
  const { manifests } = JSON.parse(sample.output) as {
    manifests: { objects: { size: number }[] }[];
  };
  const stored = manifests[0]?.objects.reduce((sum, object) => sum + object.size, 0) ?? Number.NaN;
  const ratio = most / stored;
  return figureRow(
    'temporary files of `backup` / what one store holds',
    ratio.toFixed(2),
    '≤ 1.10',
    ratio <= 1.1,
  );
}

async function transfers(ground: works.Ground): Promise<Row[]> {
  const runs: Transfers[] = [];
  for (let round = 1; round <= Number(values.rounds); round += 1)
    runs.push(await transfer(ground.s3, ground.directory, TRANSFERRED, LATENCY_MS));
  const line = `of ${formatBytes(TRANSFERRED)}, ${LATENCY_MS} ms away / in one request of the SDK`;
  const row = (what: 'upload' | 'download', plain: 'plainUpload' | 'plainDownload'): Row =>
    ratioRow(
      `${what} ${line}`,
      runs.map((run) => run[what]),
      runs.map((run) => run[plain]),
      0.7,
    );
  return [row('upload', 'plainUpload'), row('download', 'plainDownload')];
}

async function starts(): Promise<Row[]> {
  const medians = await medianStarts();
  const ratio =
    (medians.get(OUR_START)?.first ?? Number.NaN) / (medians.get(BARE_START)?.first ?? Number.NaN);
  const size = packedSize(join(ROOT, 'dist'));
  return [
    figureRow(
      'start to the first line / bare `node` with `@actions/core`',
      ratio.toFixed(2),
      '≤ 1.60',
      ratio <= 1.6,
    ),
    figureRow('`dist/` as tar.gz', formatBytes(size), '< 2 MB', size < PACKED_LIMIT),
  ];
}

await main();
