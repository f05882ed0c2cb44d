import { systemCode } from '../errors.ts';

export type StopReason =
  | { readonly kind: 'signal'; readonly signal: 'SIGINT' | 'SIGTERM' }
  | { readonly kind: 'crash'; readonly error: unknown };

/** What can end a run from outside the handler. */
export interface Lifecycle {
  /** Aborted at the first signal, and when something was thrown that nobody caught. */
  readonly signal: AbortSignal;
  /** Settles at that moment; never rejects. */
  readonly stopped: Promise<StopReason>;
}

const EXIT_CODE = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Watches the process. The first SIGINT or SIGTERM aborts `signal`; a second one exits at once. GitHub's runner sends
 * SIGINT to this process alone, after 7.5 s SIGTERM, and kills 2.5 s later (actions/runner, ProcessInvoker.cs).
 */
export function watchProcess(): Lifecycle {
  const controller = new AbortController();
  const { promise: stopped, resolve } = Promise.withResolvers<StopReason>();
  let signals = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      signals += 1;
      if (signals > 1) process.exit(EXIT_CODE[signal]);
      resolve({ kind: 'signal', signal });
      controller.abort();
    });
  }
  const crash = (error: unknown): void => {
    resolve({ kind: 'crash', error });
    controller.abort();
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  // A reader of the log that went away (`| head`, a runner that died) is no reason to give up a backup.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      if (systemCode(error) !== 'EPIPE') crash(error);
    });
  }
  return { signal: controller.signal, stopped };
}

/** The exit code of a run that a signal ended: 128 plus the signal's number. */
export function cancelledExitCode(signal: 'SIGINT' | 'SIGTERM'): 130 | 143 {
  return EXIT_CODE[signal];
}
