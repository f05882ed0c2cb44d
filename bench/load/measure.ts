import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { TestPostgres } from '../../test/support/postgres.ts';
import { type ActionRun, runAction } from '../../test/support/run-action.ts';
import { peakMemory } from '../performance/measure.ts';

const RUN_LIMIT_MS = 3_600_000;
const WATCH_MS = 250;

/** A run and the most that it took at one moment. */
export interface Measured {
  readonly run: ActionRun;
  /** Bytes of resident memory of our own process; not of pg_dump or PostgreSQL. */
  readonly memory: number;
  /** Bytes in its directory for temporary files. */
  readonly disk: number;
}

/**
 * Runs an action as shipped, with `temp` as its place for temporary files.
 * @throws Error unless it is green
 */
export async function measure(
  action: string,
  inputs: Readonly<Record<string, string>>,
  postgres: TestPostgres,
  temp: string,
): Promise<Measured> {
  let memory = 0;
  let disk = 0;
  let pid = 0;
  let watching = true;
  const watch = async (): Promise<void> => {
    while (watching) {
      memory = Math.max(memory, await peakMemory(pid));
      disk = Math.max(disk, await sizeOf(temp));
      await pause(WATCH_MS);
    }
  };
  const watcher = watch();
  const { PGHOST = '', PGPORT = '', PGUSER = '' } = postgres.env;
  const own = process.env['TMPDIR'];
  process.env['TMPDIR'] = temp;
  try {
    const run = await runAction({
      action,
      inputs,
      env: { PGHOST, PGPORT, PGUSER },
      timeoutMs: RUN_LIMIT_MS,
      onStarted: (started) => {
        pid = started;
      },
    });
    if (run.exitCode !== 0) throw new Error(`${action} failed:\n${run.log}`);
    return { run, memory, disk };
  } finally {
    watching = false;
    await watcher;
    if (own === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = own;
  }
}

/** Files come and go while `du` reads, which it complains about; what it says is still the sum of the others. */
async function sizeOf(directory: string): Promise<number> {
  const { stdout } = await promisify(execFile)('du', ['-s', '--block-size=1', directory]).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  return Number(stdout.split('\t')[0]);
}
