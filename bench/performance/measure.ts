import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What one run of something cost. */
export interface Sample {
  /** Seconds on the clock. Depends on what else the machine does. */
  readonly seconds: number;
  /** Seconds of processor time of the programs and of everything they started. Hardly depends on that. */
  readonly cpu: number;
  /** Seconds of processor time of the database server meanwhile; 0 when it was not watched. */
  readonly serverCpu: number;
  /** Peak resident memory of the program itself, without what it started, in bytes. */
  readonly peak: number;
  /** What it wrote to its standard output. */
  readonly output: string;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Process id of the postmaster whose processor time counts. */
  readonly postmaster?: number;
}

const signal = new AbortController();
process.once('SIGINT', () => signal.abort());

/** bash reports the times of a whole tree of processes, in a file of its own: standard error stays the program's. */
const TIMED = `exec 3>&2; TIMEFORMAT='%U %S'; { time "$@" 2>&3; } 2>"$0"`;
const LOOK_MS = 25;

/** Runs a program to its end. @throws Error unless it exits with 0 */
export async function timed({ file, args, env, postmaster }: Command): Promise<Sample> {
  const scratch = await mkdtemp(join(tmpdir(), 'pba-timed-'));
  const times = join(scratch, 'times');
  const before = await serverTime(postmaster);
  const start = performance.now();
  const child = spawn('bash', ['-c', TIMED, times, file, ...args], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: signal.signal,
  });
  try {
    let peak = 0;
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (errors = (errors + String(chunk)).slice(-4000)));
    const watch = setInterval(() => {
      void peakOfChild(child.pid).then((bytes) => (peak = Math.max(peak, bytes)));
    }, LOOK_MS);
    const code = await new Promise<number | null>((done, fail) =>
      child.once('error', fail).once('close', done),
    ).finally(() => clearInterval(watch));
    const seconds = (performance.now() - start) / 1000;
    if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}: ${errors}${output}`);
    const [user, system] = (await readFile(times, 'utf8')).trim().split('\n').at(-1)?.split(' ') ?? [];
    const serverCpu = (await serverTime(postmaster)) - before;
    return { seconds, cpu: Number(user) + Number(system), serverCpu, peak, output };
  } finally {
    await rm(scratch, { recursive: true });
  }
}

/** Several programs one after the other, as a procedure has them. */
export async function inTurn(...steps: readonly (() => Promise<Sample>)[]): Promise<Sample> {
  let sum: Sample = { seconds: 0, cpu: 0, serverCpu: 0, peak: 0, output: '' };
  for (const step of steps) {
    const one = await step();
    sum = {
      seconds: sum.seconds + one.seconds,
      cpu: sum.cpu + one.cpu,
      serverCpu: sum.serverCpu + one.serverCpu,
      peak: Math.max(sum.peak, one.peak),
      output: sum.output + one.output,
    };
  }
  return sum;
}

/** Work of this process. Its processor time is counted whole, what else it does included. */
export async function here(work: () => Promise<void>): Promise<Sample> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const used = process.cpuUsage(cpu);
  return {
    seconds: (performance.now() - start) / 1000,
    cpu: (used.user + used.system) / 1e6,
    serverCpu: 0,
    peak: 0,
    output: '',
  };
}

/** Peak resident memory of a process, in bytes; 0 when there is none of this number. */
export async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

async function peakOfChild(shell: number | undefined): Promise<number> {
  try {
    const [first] = (await readFile(`/proc/${shell}/task/${shell}/children`, 'utf8')).trim().split(' ');
    return await peakMemory(Number(first));
  } catch {
    return 0; // It has ended meanwhile.
  }
}

/**
 * Seconds of processor time of a postmaster and of all its children that have ended (fields 14 to 17 of proc_pid_stat(5), in
 * hundredths of a second on Linux). The backends of a program end a moment after it does.
 */
async function serverTime(postmaster: number | undefined): Promise<number> {
  if (postmaster === undefined) return 0;
  await pause(200);
  const fields = (await readFile(`/proc/${postmaster}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
