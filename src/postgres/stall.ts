import { sleep } from '../concurrency.ts';
import { CancelledError, messageOf, PbaError, ToolError } from '../errors.ts';
import { type Client, withSignal } from './client.ts';
import { type Reason, readWaits, reasonOf } from './waits.ts';

/** How long a silence lasts until it is looked into, and until it counts as the end. Milliseconds. */
export interface Patience {
  readonly lookMs: number;
  readonly sayMs: number;
  /** When nobody works on it: it waits for a lock, or what the server sends does not arrive. */
  readonly stalledMs: number;
  /** When the server says that it works: a large table may hold few rows. */
  readonly silentMs: number;
}

const PATIENCE: Patience = {
  lookMs: 2_000,
  sayMs: 30_000,
  stalledMs: 600_000,
  silentMs: 7_200_000,
};

export interface Watched {
  /** `pg_dump`, for messages. */
  readonly name: string;
  /** A number that changes whenever the work gets on. */
  readonly progress: () => Promise<number>;
  readonly patience?: Partial<Patience>;
}

/**
 * Runs the body and looks whether it gets on. When nothing has come for a while, one line says what is waited for, as the
 * server sees it; when that lasts, the body is ended, long before the time limit of the run.
 * @throws ToolError PBA-TOOL-TIMEOUT when nothing has come for too long
 */
export async function whileItGetsOn<T>(
  client: Client,
  watched: Watched,
  body: (client: Client) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const ended = new AbortController();
  const watching = watch(client, watched, AbortSignal.any([client.signal, ended.signal])).then((stalled) => {
    if (stalled !== undefined) stop.abort();
    return stalled;
  });
  try {
    return await body(withSignal(client, AbortSignal.any([client.signal, stop.signal])));
  } catch (error) {
    if (!(error instanceof CancelledError) || !stop.signal.aborted || client.signal.aborted) throw error;
    throw (await watching) ?? error;
  } finally {
    ended.abort();
    await watching;
  }
}

/** Resolves with the reason when the work has stalled, and with nothing when it has ended. */
async function watch(
  client: Client,
  { name, progress, patience }: Watched,
  signal: AbortSignal,
): Promise<ToolError | undefined> {
  const { lookMs, sayMs, stalledMs, silentMs } = { ...PATIENCE, ...patience };
  // Asked less and less often, because every answer is a session of its own, and at each limit.
  const nextLook = (before: number): number =>
    before === 0 ? sayMs : Math.min(2 * before, before < stalledMs ? stalledMs : silentMs);
  let last = await progress();
  let since = performance.now();
  let said = 0;
  let tookMs = 0;
  while (!signal.aborted) {
    // Looking is to cost a twentieth of the time at most.
    await sleep(Math.max(lookMs, 20 * tookMs), signal).catch(() => {});
    const began = performance.now();
    const now = await progress();
    tookMs = performance.now() - began;
    if (now !== last) {
      last = now;
      since = performance.now();
      said = 0;
    }
    const silence = performance.now() - since;
    if (signal.aborted || silence < nextLook(said)) continue;
    said = silence;
    const reason = await ask(withSignal(client, signal));
    if (signal.aborted) return undefined;
    const sentence = `${name}: nothing has come for ${Math.round(silence / 1000)} s; ${reason.text}`;
    client.log.info(sentence);
    if (silence < (reason.works ? silentMs : stalledMs)) continue;
    return new ToolError('PBA-TOOL-TIMEOUT', `${sentence}.`, {
      hint: 'Run again when the other session has ended, or look for what is in the way between this machine and the server.',
    });
  }
  return undefined;
}

async function ask(client: Client): Promise<Reason> {
  try {
    return reasonOf(await readWaits(client));
  } catch (error) {
    // A server that has no session left for the question may still be at work.
    const reached = error instanceof PbaError && error.code !== 'PBA-PG-UNREACHABLE';
    return { text: `the server does not say why: ${messageOf(error)}`, works: reached };
  }
}
