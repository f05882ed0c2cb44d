/**
 * `npm run bench:restore [-- --scale 0.6 --rounds 5 --jobs 2]`: what `restore` takes beside bare `pg_restore -j` on the same archive,
 * and what share the proof has. Alternating, medians. Scale 1 is a database of about 350 MB. Runs the shipped dist/.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadDemoDatabase } from '../scripts/demo-database.ts';
import { formatBytes, formatDuration, terminalTable } from '../src/runtime/format.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { median } from './performance/measure.ts';

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '0.6' },
    rounds: { type: 'string', default: '5' },
    jobs: { type: 'string', default: '2' },
  },
});
const DATABASE = 'ticketz';
const CLI = resolve(import.meta.dirname, '../dist/cli.js');
/** Time until usable, the proof not counted. */
const LIMIT = 1.15;

const directory = await mkdtemp(join(tmpdir(), 'pba-bench-restore-'));
const postgres = await startPostgres();
const env = { ...process.env, ...postgres.env, PGDATABASE: 'postgres' };

interface Ended {
  readonly seconds: number;
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

async function run(file: string, args: readonly string[]): Promise<Ended> {
  const start = performance.now();
  const child = spawn(file, [...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (errors = (errors + String(chunk)).slice(-4000)));
  const code = await new Promise<number | null>((done, fail) =>
    child.once('error', fail).once('close', done),
  );
  return { seconds: (performance.now() - start) / 1000, code, output, errors };
}

async function must(file: string, args: readonly string[]): Promise<Ended> {
  const ended = await run(file, args);
  if (ended.code !== 0)
    throw new Error(`${file} ${args.join(' ')} ended with ${ended.code}: ${ended.errors}`);
  return ended;
}

interface Restored {
  readonly seconds: number;
  readonly phases: Readonly<Record<string, number>>;
}

/** Seconds of one restore by us: until usable, only the phases of pg_restore, the comparison, and the whole process. */
async function ours(
  stores: string,
  round: number,
): Promise<Record<'usable' | 'phases' | 'proof' | 'run', number>> {
  const into = `ours_${round}`;
  const args = ['restore', '--stores', stores, '--database', DATABASE, '--set', 'latest', '--into', into];
  const ended = await must(process.execPath, [CLI, ...args, '--jobs', values.jobs, '--json']);
  const { seconds, phases } = JSON.parse(ended.output) as Restored;
  await postgres.psql(`drop database "${into}"`);
  const names = ['pre-data', 'data', 'indexes', 'post-data'];
  return {
    usable: seconds,
    phases: names.reduce((sum, name) => sum + (phases[name] ?? 0), 0),
    proof: phases['compare'] ?? 0,
    run: ended.seconds,
  };
}

let refused = 0;
/** The same archive, by hand: make the database, restore, collect statistics. */
async function bare(archive: string, round: number): Promise<Record<'restore' | 'analyze', number>> {
  const name = `bare_${round}`;
  await postgres.psql(`create database "${name}" template template0`);
  const restored = await run('pg_restore', [`--jobs=${values.jobs}`, `--dbname=${name}`, archive]);
  // pg_restore -j loses entries of partitioned tables in some of its runs: that is counted, and its time is what it took.
  if (restored.code !== 0) refused += 1;
  const analyzed = await must('vacuumdb', ['--analyze-only', '--quiet', `--jobs=${values.jobs}`, name]);
  await postgres.psql(`drop database "${name}"`);
  return { restore: restored.seconds, analyze: analyzed.seconds };
}

try {
  await loadDemoDatabase({
    env: postgres.env,
    signal: AbortSignal.timeout(1_800_000),
    database: DATABASE,
    scale: Number(values.scale),
  });
  const size = Number(await postgres.psql(`select pg_database_size('${DATABASE}')`));
  const stores = join(directory, 'store');
  await must(process.execPath, [
    CLI,
    'backup',
    '--stores',
    stores,
    '--database',
    DATABASE,
    '--tier',
    'manual',
  ]);
  const archive = join(directory, 'archive');
  await mkdir(archive);
  const found = await must('find', [stores, '-name', 'database.tar']);
  await must('tar', ['-xf', found.output.trim(), '-C', archive]);

  const rounds = Array.from({ length: Number(values.rounds) }, (_, index) => index);
  const mine: Awaited<ReturnType<typeof ours>>[] = [];
  const theirs: Awaited<ReturnType<typeof bare>>[] = [];
  for (const round of rounds) {
    mine.push(await ours(stores, round));
    theirs.push(await bare(archive, round));
    console.log(`round ${round + 1} of ${rounds.length}`);
  }
  const base = median(theirs.map(({ restore }) => restore));
  const both = median(theirs.map(({ restore, analyze }) => restore + analyze));
  const usable = median(mine.map((one) => one.usable));
  const row = (what: string, seconds: number): string[] => [
    what,
    formatDuration(seconds * 1000),
    (seconds / base).toFixed(2),
    (seconds / both).toFixed(2),
  ];
  console.log(
    `\n${formatBytes(size)}, ${values.rounds} rounds alternating, medians, ${values.jobs} jobs, PostgreSQL ${postgres.major}`,
  );
  console.log(
    terminalTable(
      [{ title: 'What' }, { title: 'Time' }, { title: 'to pg_restore' }, { title: 'to both' }],
      [
        row('bare pg_restore -j', base),
        row('the same and vacuumdb --analyze-only', both),
        row('restore: the phases of pg_restore', median(mine.map((one) => one.phases))),
        row('restore: until usable (with fetch, roles, analyze)', usable),
        row('restore: the proof', median(mine.map((one) => one.proof))),
        row('restore: the whole run', median(mine.map((one) => one.run))),
      ],
    ),
  );
  console.log(`bare pg_restore ended with errors in ${refused} of ${rounds.length} runs`);
  const ratio = usable / both;
  console.log(`until usable, to the same work by hand: ${ratio.toFixed(2)} (limit ${LIMIT})`);
  if (ratio > LIMIT) process.exitCode = 1;
} finally {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}
