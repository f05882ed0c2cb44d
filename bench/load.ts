/**
 * `npm run test:load [-- --only tables,rows --gib 5 --write]`: backs up to S3, and proves, databases that are large in one way
 * each, with the shipped actions, and measures the memory of our process and the temporary disk. `--write` puts the figures into
 * docs/reliability.md, in place of those of the same case. Fails when a set is not proven in full, or above the bounds.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatBytes, formatDuration } from '../src/runtime/format.ts';
import { readReport, writeReport } from '../test/faults/report.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { s3Inputs } from '../test/support/scene.ts';
import { startStrictS3 } from '../test/support/strict-s3.ts';
import { type LoadCase, loadCases } from './load/cases.ts';
import { type Measured, measure } from './load/measure.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    gib: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const DATABASE = 'load';
/** Resident memory of our own process at its peak, whatever the database is. */
const MOST_MEMORY = 512 * 1024 ** 2;
/** Of a backup, times its set: the dump, and beside it what is packed for the store. */
const MOST_DISK = 2.2;
/** What a run keeps besides. */
const DISK_BESIDES = 100 * 1024 ** 2;

interface Row {
  readonly name: string;
  readonly database: number;
  readonly set: number;
  readonly backup: Measured;
  readonly proof: Measured;
  readonly problems: readonly string[];
}

async function measureCase(one: LoadCase): Promise<Row> {
  await using postgres = await startPostgres();
  await using s3 = await startStrictS3();
  const temp = await mkdtemp(join(tmpdir(), 'pba-load-'));
  try {
    // A scratch server may run as another user.
    await chmod(temp, 0o755);
    await postgres.createDatabase(DATABASE);
    await one.fill(postgres, DATABASE);
    const size = await postgres.psql('select pg_database_size(current_database())', { database: DATABASE });
    const inputs = { ...s3Inputs(s3, 'pg'), database: DATABASE };
    const workload = one.during?.(postgres, DATABASE);
    let backup: Measured;
    try {
      backup = await measure('backup', { ...inputs, tier: 'manual' }, postgres, temp);
    } finally {
      await workload?.stop();
    }
    const proof = await measure('restore-test', inputs, postgres, temp);
    const set = [...s3.bucketState('backups').objects.values()].reduce((sum, { size }) => sum + size, 0);
    const row = { name: one.name, database: Number(size), set, backup, proof };
    return { ...row, problems: [...problemsOf(row), ...((await workload?.problems()) ?? [])] };
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

function problemsOf({ set, backup, proof }: Omit<Row, 'problems'>): string[] {
  const { verdict, grade } = proof.run.outputs;
  return [
    ...(verdict === 'proven' && grade === 'full' ? [] : ['not proven in full']),
    ...[backup, proof].flatMap(({ memory }) => (memory > MOST_MEMORY ? ['too much memory'] : [])),
    ...(backup.disk > MOST_DISK * set + DISK_BESIDES ? ['too much temporary disk'] : []),
  ];
}

function lineOf({ name, database, set, backup, proof, problems }: Row): string {
  const cells = [backup, proof].flatMap(({ run, memory, disk }) => [
    formatDuration(run.durationMs),
    formatBytes(memory),
    formatBytes(disk),
  ]);
  const verdict = problems.length === 0 ? 'proven in full' : problems.join('; ');
  return `| ${[name, formatBytes(database), formatBytes(set), ...cells, verdict].join(' | ')} |`;
}

const HEAD = [
  '| Database | Its size | Its set | Backup | Memory | Disk | Restore test | Memory | Disk | Result |',
  '| --- | --: | --: | --: | --: | --: | --: | --: | --: | --- |',
];

/** The figures of one case in the page; those of the others stay, as they were measured. */
async function writeLine(name: string, line: string): Promise<void> {
  const before = await readReport('load');
  const others = before.split('\n').filter((one) => one.startsWith('| ') && !HEAD.includes(one));
  const kept = others.filter((one) => !one.startsWith(`| ${name} |`));
  await writeReport('load', [...HEAD, ...kept, line, ''].join('\n'));
}

const wanted = values.only?.split(',');
const cases = loadCases({ gib: Number(values.gib) }).filter(({ key }) => wanted?.includes(key) ?? true);
if (cases.length === 0) throw new Error(`--only: there is no case ${values.only}.`);
for (const one of cases) {
  const row = await measureCase(one);
  console.log(lineOf(row));
  if (values.write) await writeLine(row.name, lineOf(row));
  if (row.problems.length > 0) process.exitCode = 1;
}
