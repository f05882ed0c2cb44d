import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDemoDatabase } from '../../scripts/demo-database.ts';
import { Stopwatch } from '../../src/actions/shared/stopwatch.ts';
import { runText } from '../../src/process.ts';
import { startPostgres, type TestPostgres } from '../../test/support/postgres.ts';
import type { Laboratory } from './laboratory.ts';

const DATABASE = 'ticketz';
const ROUNDS = 3;
const JOBS = '2';
const DEPTHS = ['counts', 'sampled', 'content'] as const;

export interface Cost {
  /** Bytes of the database, and its rows. */
  readonly bytes: number;
  readonly rows: number;
  /** Median seconds of a bare pg_dump with the same options. */
  readonly bare: number;
  /** Median seconds of the dump with a fingerprint of each depth beside it. */
  readonly depths: readonly { readonly depth: string; readonly seconds: number }[];
}

/** Times the dump with each depth of fingerprint and without any, in turn, so that a busy machine hits all alike. */
export async function measureCost(laboratory: Laboratory, scale: number): Promise<Cost> {
  await using source = await startPostgres();
  const { signal } = laboratory;
  const { bytes, rows } = await loadDemoDatabase({ env: source.env, signal, database: DATABASE, scale });
  const samples = new Map<string, number[]>();
  const note = (what: string, seconds: number): void => {
    samples.set(what, [...(samples.get(what) ?? []), seconds]);
    laboratory.say(`cost, ${what}: ${seconds.toFixed(2)} s`);
  };
  for (let round = 0; round < ROUNDS; round++) {
    note('bare', await bareDump(laboratory, source));
    for (const depth of DEPTHS) note(depth, await dumpPhase(laboratory, source, depth));
  }
  const of = (what: string): number => median(samples.get(what) ?? []);
  return { bytes, rows, bare: of('bare'), depths: DEPTHS.map((depth) => ({ depth, seconds: of(depth) })) };
}

async function bareDump(laboratory: Laboratory, source: TestPostgres): Promise<number> {
  const directory = await laboratory.newDirectory('bare');
  const compression = source.major >= 16 ? 'zstd:3' : '1';
  const path = join(directory, 'dump');
  const start = performance.now();
  await runText(
    join(source.binDir, 'pg_dump'),
    [
      '--format=directory',
      `--jobs=${JOBS}`,
      `--compress=${compression}`,
      '--no-sync',
      `--file=${path}`,
      DATABASE,
    ],
    { env: source.env, signal: laboratory.signal },
  );
  const seconds = (performance.now() - start) / 1000;
  await rm(directory, { recursive: true });
  return seconds;
}

async function dumpPhase(laboratory: Laboratory, source: TestPostgres, fingerprint: string): Promise<number> {
  return laboratory.withContext(async (context) => {
    const stopwatch = new Stopwatch();
    await laboratory.makeSet(context, source, { database: DATABASE, jobs: JOBS, fingerprint }, stopwatch);
    return stopwatch.phases['dump'] ?? Number.NaN;
  });
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
