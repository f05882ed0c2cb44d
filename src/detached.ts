import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { CancelledError, ToolError } from './errors.ts';
import { type OsUser, started } from './process.ts';

export interface DetachedOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly cwd: string;
  readonly user?: OsUser;
  /** Gets everything that the program prints; is made when it does not exist. */
  readonly logFile: string;
}

/** A program that may go on when this run is over. Nothing ends it but `kill`. */
export interface Detached {
  readonly pid: number;
  readonly exit: Promise<{ readonly exitCode: number | null; readonly signal: NodeJS.Signals | null }>;
  ended(): boolean;
  kill(signal: NodeJS.Signals): void;
}

/**
 * Starts a program in a session of its own, with a file in place of pipes: signals of the terminal do not reach it, and it
 * does not need anybody to read what it prints.
 * @throws ToolError PBA-TOOL-MISSING, PBA-TOOL-FAILED
 */
export async function startDetached(
  file: string,
  args: readonly string[],
  options: DetachedOptions,
): Promise<Detached> {
  if (options.signal.aborted) throw new CancelledError();
  const log = await open(options.logFile, 'a', 0o600);
  try {
    const child = spawn(file, [...args], {
      env: { ...options.env },
      cwd: options.cwd,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...(options.user === undefined ? {} : { uid: options.user.uid, gid: options.user.gid }),
    });
    const exit = new Promise<Awaited<Detached['exit']>>((resolve) => {
      child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
    });
    await started(child, file);
    child.unref();
    const { pid } = child;
    if (pid === undefined) throw new ToolError('PBA-TOOL-FAILED', `The program ${file} has no process.`);
    return {
      pid,
      exit,
      ended: () => child.exitCode !== null || child.signalCode !== null,
      kill: (signal) => void child.kill(signal),
    };
  } finally {
    await log.close();
  }
}
