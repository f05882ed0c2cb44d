import { sleep } from '../concurrency.ts';
import { CancelledError } from '../errors.ts';
import { DeliveryError } from './delivery-error.ts';

export interface Patience {
  /** The whole time for one channel, pauses included; milliseconds. */
  readonly deadlineMs: number;
  /** The pause after the first failure; it doubles each time. Default one second. */
  readonly firstPauseMs?: number;
}

const ATTEMPTS = 5;
/** One attempt never takes all the time there is: a server that hangs may answer the next. */
const LONGEST_ATTEMPT_MS = 15_000;

/**
 * Tries until it works, a failure is final, or time is up. Pauses double, with jitter, and are as long as the other side
 * asks for.
 * @param attempt gets a signal that aborts when this attempt, or the whole run, has to end
 * @throws DeliveryError of the last attempt, CancelledError
 */
export async function retrying<T>(
  patience: Patience,
  signal: AbortSignal,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const end = Date.now() + patience.deadlineMs;
  for (let count = 1; ; count += 1) {
    const left = Math.max(1, end - Date.now());
    const limit = AbortSignal.timeout(Math.min(LONGEST_ATTEMPT_MS, left));
    try {
      return await attempt(AbortSignal.any([signal, limit]));
    } catch (error) {
      if (signal.aborted) throw new CancelledError();
      if (!(error instanceof DeliveryError) || !error.retryable) throw error;
      const pause = error.retryAfterMs ?? pauseAfter(count, patience.firstPauseMs ?? 1_000);
      if (count >= ATTEMPTS) throw after(error, count, 'it was tried often enough');
      if (Date.now() + pause >= end) throw after(error, count, whyNot(error, patience));
      await sleep(pause, signal);
    }
  }
}

/** Half of it is by chance, so that many runs that failed together do not come back together. */
function pauseAfter(count: number, first: number): number {
  return first * 2 ** (count - 1) * (0.5 + Math.random() / 2);
}

function whyNot({ retryAfterMs }: DeliveryError, { deadlineMs }: Patience): string {
  const limit = `the time limit of ${deadlineMs / 1000} s`;
  return retryAfterMs === undefined
    ? `${limit} was up`
    : `it asks for a pause of ${Math.ceil(retryAfterMs / 1000)} s, which is beyond ${limit}`;
}

function after(error: DeliveryError, count: number, why: string): DeliveryError {
  const times = count === 1 ? 'once' : `${count} times`;
  return new DeliveryError(`${error.message} (tried ${times}; ${why})`, { retryable: false, cause: error });
}
