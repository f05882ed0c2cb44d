/**
 * `npm run bench:physical [-- --scale 35 --rounds 3]`: a full base backup into both repositories by `backup` with `kind: physical`,
 * beside bare `pgbackrest backup` into both, alternating, medians. The scale is that of `pgbench -i`: 35 is about 520 MB. Fails above the
 * limit.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatBytes, formatDuration } from '../src/runtime/format.ts';
import { startPhysicalLab } from '../test/support/pgbackrest.ts';
import { here, inTurn, median, type Sample, timed } from './performance/measure.ts';

const { values } = parseArgs({
  options: { scale: { type: 'string', default: '35' }, rounds: { type: 'string', default: '3' } },
});
const LIMIT = 1.05;
const CLI = resolve(import.meta.dirname, '../dist/cli.js');

await using lab = await startPhysicalLab();
const { postgres } = lab;
const policy = await lab.policy();
const env = { PATH: postgres.env['PATH'] ?? '', HOME: postgres.env['HOME'] ?? '', ...lab.env };

function toolkit(...args: readonly string[]): Promise<Sample> {
  return timed({ file: process.execPath, args: [CLI, ...args, '--policy', policy, '--json'], env });
}

function bare(): Promise<Sample> {
  const into = (repo: string) => (): Promise<Sample> =>
    here(async () => void (await lab.engine(`--repo=${repo}`, '--type=full', 'backup')));
  return inTurn(into('1'), into('2'));
}

const setup = ['wal', '--mode', 'setup', '--apply'];
await toolkit(...setup).catch(() => undefined); // It says that a restart is needed, as a failure.
await postgres.restart();
await toolkit(...setup);
await timed({
  file: join(postgres.binDir, 'pgbench'),
  args: ['-i', '-q', '-s', values.scale, 'postgres'],
  env: postgres.env,
});
await postgres.psql('checkpoint');
await lab.archived();
const bytes = Number(await postgres.psql('select sum(pg_database_size(oid)) from pg_database'));
console.log(
  `cluster of ${formatBytes(bytes)}, PostgreSQL ${postgres.major}; a directory, and Ceph RGW over TLS`,
);

const ours: number[] = [];
const theirs: number[] = [];
for (let round = 1; round <= Number(values.rounds); round += 1) {
  theirs.push((await bare()).seconds);
  ours.push((await toolkit('backup', '--kind', 'physical', '--physical-type', 'full')).seconds);
  const [one, other] = [ours.at(-1) ?? 0, theirs.at(-1) ?? 0];
  console.log(
    `round ${round}: backup ${formatDuration(one * 1000)}, pgbackrest ${formatDuration(other * 1000)}`,
  );
}
const ratio = median(ours) / median(theirs);
console.log(`backup, kind physical / bare pgbackrest: ${ratio.toFixed(2)}, at most ${LIMIT}`);
process.exitCode = ratio <= LIMIT ? 0 : 1;
