/**
 * What dist/ costs its users: the size that every job downloads, and the time until an action says something.
 * Fails when it is too large.
 *
 * As a script: node scripts/size.ts
 */
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from './run-program.ts';

/** A runner downloads the whole repository once per job; dist/ is most of it. */
export const PACKED_LIMIT = 2_000_000;
const RUNS = 15;

/** Bytes of a folder as tar.gz, the same for the same content. */
export function packedSize(dir: string): number {
  const args = [
    '--sort=name',
    '--mtime=@0',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '-C',
    dir,
    '-cf',
    '-',
    '.',
  ];
  return gzipSync(execFileSync('tar', args, { maxBuffer: 256 * 1024 * 1024 })).length;
}

export interface Timing {
  /** Milliseconds from the start of the process to its first output. */
  readonly first: number;
  /** Milliseconds to its end. */
  readonly end: number;
}

async function timeOnce(args: readonly string[]): Promise<Timing> {
  const from = performance.now();
  // Nothing of the caller's environment: an action without inputs fails as soon as it has read them.
  const child = spawn(process.execPath, [...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let first: number | undefined;
  child.stdout.on('data', () => {
    first ??= performance.now() - from;
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  if (first === undefined) throw new Error(`node ${args.join(' ')} said nothing.`);
  return { first, end: performance.now() - from };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

export const OUR_START = 'node dist/backup/index.js, without inputs';
export const BARE_START = 'node, @actions/core from node_modules';

const STARTS: Readonly<Record<string, readonly string[]>> = {
  [OUR_START]: ['dist/backup/index.js'],
  'node dist/cli.js --help': ['dist/cli.js', '--help'],
  [BARE_START]: ['-e', "import('@actions/core').then((core) => core.info('ready'))"],
  'node, nothing': ['-e', "console.log('ready')"],
};

/** Medians of several starts of everything above, in the same order. */
export async function medianStarts(): Promise<Map<string, Timing>> {
  const starts = new Map<string, Timing>();
  for (const [name, args] of Object.entries(STARTS)) {
    const timings: Timing[] = [];
    for (let run = 0; run < RUNS; run++) timings.push(await timeOnce(args));
    const of = (part: keyof Timing): number => median(timings.map((timing) => timing[part]));
    starts.set(name, { first: of('first'), end: of('end') });
  }
  return starts;
}

if (import.meta.main) {
  const size = packedSize(join(ROOT, 'dist'));
  console.log(
    `dist as tar.gz: ${size.toLocaleString('en')} bytes, at most ${PACKED_LIMIT.toLocaleString('en')}`,
  );
  console.log(`Median of ${RUNS} starts, in ms:  first output   end`);
  for (const [name, timing] of await medianStarts()) {
    const column = (part: keyof Timing): string => timing[part].toFixed(0).padStart(6);
    console.log(`  ${name.padEnd(45)}${column('first')}${column('end')}`);
  }
  process.exitCode = size < PACKED_LIMIT ? 0 : 1;
}
