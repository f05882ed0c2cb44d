import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { CancelledError, systemCode, ToolError } from './errors.ts';

/** The user a child runs as. Only root can change it; see `postgres/os-user.ts`. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

export interface ProcessOptions {
  /** The child's whole environment. There is no inheritance: secrets of the job do not leak into tools. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly cwd?: string;
  readonly user?: OsUser;
  /** How `stop` and the abort signal ask the child to end; SIGTERM unless the program means something else by it. */
  readonly stopSignal?: NodeJS.Signals;
  /** The child leads a process group, and `stop` ends the whole group: whatever it started ends with it. */
  readonly ownGroup?: boolean;
  /** Called for every complete stderr line as it comes (for progress with `--verbose`). */
  readonly onStderrLine?: (line: string) => void;
}

export interface Exit {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last 64 KiB of stderr. */
  readonly stderr: string;
}

/** A child with open pipes. `exit` settles when it has ended AND its pipes are closed; it never rejects. */
export interface RunningProcess {
  readonly name: string;
  readonly pid: number | undefined;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly exit: Promise<Exit>;
  /** Ends the child: the stop signal, after two seconds SIGKILL. Resolves with its exit. */
  stop(): Promise<Exit>;
}

const STDERR_KEPT = 64 * 1024;
const KILL_AFTER_MS = 2_000;

/**
 * Starts a program without a shell. The abort signal ends the child; whoever started it still
 * has to await `exit` and look at code and signal: a stdout that ended says nothing about success.
 * @throws ToolError PBA-TOOL-MISSING when the program cannot be started
 */
export async function startProcess(
  file: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<RunningProcess> {
  if (options.signal.aborted) throw new CancelledError();
  const name = file.slice(file.lastIndexOf('/') + 1);
  const child = spawn(file, [...args], {
    env: { ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.user === undefined ? {} : { uid: options.user.uid, gid: options.user.gid }),
    ...(options.ownGroup === true ? { detached: true } : {}),
  });
  const kill = (signal: NodeJS.Signals): void => {
    if (options.ownGroup !== true || child.pid === undefined) child.kill(signal);
    else {
      try {
        process.kill(-child.pid, signal);
      } catch (error) {
        if (systemCode(error) !== 'ESRCH') throw error;
      }
    }
  };

  let stderr = '';
  let line = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (chunk: string) => {
    stderr = (stderr + chunk).slice(-STDERR_KEPT);
    if (options.onStderrLine) {
      const parts = (line + chunk).split('\n');
      line = (parts.pop() ?? '').slice(-STDERR_KEPT);
      for (const part of parts) options.onStderrLine(part);
    }
  });
  // A child that ends early closes its stdin: the writer sees EPIPE, the exit code tells the reason.
  child.stdin.on('error', () => {});

  const exit = new Promise<Exit>((resolve) => {
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, stderr }));
  });

  let killer: NodeJS.Timeout | undefined;
  const stop = (): Promise<Exit> => {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if ((!ended || options.ownGroup === true) && killer === undefined) {
      kill(options.stopSignal ?? 'SIGTERM');
      killer = setTimeout(() => kill('SIGKILL'), KILL_AFTER_MS);
    }
    return exit;
  };
  const onAbort = (): void => void stop();
  options.signal.addEventListener('abort', onAbort, { once: true });
  void exit.then(() => {
    clearTimeout(killer);
    options.signal.removeEventListener('abort', onAbort);
  });

  await started(child, file);

  return { name, pid: child.pid, stdin: child.stdin, stdout: child.stdout, exit, stop };
}

/** Waits until a child runs. @throws ToolError PBA-TOOL-MISSING, PBA-TOOL-FAILED */
export function started(child: ChildProcess, file: string): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => {
      const missing = systemCode(error) === 'ENOENT';
      reject(
        new ToolError(
          missing ? 'PBA-TOOL-MISSING' : 'PBA-TOOL-FAILED',
          missing ? `The program ${file} is not installed.` : `The program ${file} could not be started.`,
          { cause: error },
        ),
      );
    });
  });
}

/** What a failed exit is called: one sentence, before anybody has looked at stderr. */
function exitSentence(name: string, exit: Exit): string {
  if (exit.signal) return `${name} was ended by ${exit.signal}.`;
  return `${name} ended with exit code ${exit.exitCode}.`;
}

/**
 * Awaits a child and fails unless it ended with exit code 0.
 * `explain` may turn the exit into a more telling error; by default it is PBA-TOOL-FAILED or PBA-TOOL-KILLED.
 */
export async function expectSuccess(
  running: RunningProcess,
  signal: AbortSignal,
  explain?: (exit: Exit) => Error | undefined,
): Promise<Exit> {
  const exit = await running.exit;
  if (exit.exitCode === 0) return exit;
  if (signal.aborted) throw new CancelledError();
  throw (
    explain?.(exit) ??
    new ToolError(exit.signal ? 'PBA-TOOL-KILLED' : 'PBA-TOOL-FAILED', exitSentence(running.name, exit), {
      exitCode: exit.exitCode,
      signal: exit.signal,
      stderr: exit.stderr.slice(-4096),
    })
  );
}

export interface RunOptions extends ProcessOptions {
  /** Milliseconds until the child is ended and the call fails with PBA-TOOL-TIMEOUT. */
  readonly timeoutMs?: number;
  readonly input?: string;
  /** Longest stdout in characters; more is an error, not a truncation. Default 16 Mi. */
  readonly maxOutput?: number;
  readonly explain?: (exit: Exit & { readonly stdout: string }) => Error | undefined;
}

/**
 * Runs a program whose output is short text and returns its stdout.
 * @throws ToolError when it cannot start, does not exit with 0, exceeds its time or says too much
 */
export async function runText(file: string, args: readonly string[], options: RunOptions): Promise<string> {
  const running = await startProcess(file, args, options);
  const max = options.maxOutput ?? 16 * 1024 * 1024;
  let stdout = '';
  let tooLong = false;
  running.stdout.setEncoding('utf8');
  running.stdout.on('data', (chunk: string) => {
    if (stdout.length + chunk.length > max) {
      tooLong = true;
      void running.stop();
    } else stdout += chunk;
  });
  let timedOut = false;
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          void running.stop();
        }, options.timeoutMs);
  running.stdin.end(options.input ?? '');
  try {
    await expectSuccess(running, options.signal, (exit) => {
      if (timedOut) {
        return new ToolError(
          'PBA-TOOL-TIMEOUT',
          `${running.name} did not end within ${options.timeoutMs} ms.`,
        );
      }
      if (tooLong)
        return new ToolError('PBA-TOOL-FAILED', `${running.name} printed more than ${max} characters.`);
      return options.explain?.({ ...exit, stdout });
    });
  } finally {
    clearTimeout(timer);
  }
  return stdout;
}
