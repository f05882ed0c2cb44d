import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  glance,
  type Look,
  lockOf,
  lockWords,
  type Progress,
  STALL_LIMITS,
  type StallLimits,
  startStall,
  waitedFor,
  weigh,
} from '../../catalog/stall.ts';
import { mapLimited, sleep } from '../../concurrency.ts';
import { CancelledError, messageOf, ToolError } from '../../errors.ts';
import { type Client, openSession, withSignal } from '../../postgres/client.ts';
import type { Session } from '../../postgres/session.ts';
import { findExclusiveLock, LOOKING, lookAtSessions } from '../../postgres/waiting.ts';
import { formatBytes, formatDuration, plural } from '../../runtime/format.ts';

export interface WatchOptions {
  /** Where the dump is written to. */
  readonly directory: string;
  readonly limits?: StallLimits;
  /** Milliseconds between two looks. Default 3,000. */
  readonly everyMs?: number;
}

const EVERY_MS = 3_000;
/** A server that does not answer a look by then is taken for silent. */
const LOOK_MS = 15_000;

/**
 * Runs the dump and looks after it: one log line says what it waits for when it stands still, another when it goes on. A
 * wait for a lock that ends in PBA-PG-LOCK-TIMEOUT is named in the error. No session is opened before it stands still.
 * @param body is given a client whose signal ends it, and a function to call for every table that is done
 * @throws ToolError PBA-PG-STALLED
 */
export async function watchDump<T>(
  client: Client,
  options: WatchOptions,
  body: (client: Client, onTable: () => void) => Promise<T>,
): Promise<T> {
  const stalled = new AbortController();
  const ended = new AbortController();
  const watched = withSignal(client, AbortSignal.any([client.signal, stalled.signal]));
  await using lookout = new Lookout(withSignal(client, AbortSignal.any([client.signal, ended.signal])));
  let tables = 0;
  let last: Look | undefined;
  const watching = watch(lookout, client, options, {
    tables: () => tables,
    signal: AbortSignal.any([client.signal, ended.signal]),
    onLook: (look) => {
      last = look;
    },
    onOver: (error) => stalled.abort(error),
  });
  try {
    return await body(watched, () => {
      tables += 1;
    });
  } catch (error) {
    if (stalled.signal.aborted && error instanceof CancelledError && !client.signal.aborted) {
      throw stalled.signal.reason;
    }
    if (!(error instanceof ToolError) || error.code !== 'PBA-PG-LOCK-TIMEOUT') throw error;
    throw await named(error, client, last);
  } finally {
    ended.abort();
    await watching;
  }
}

interface Watched {
  readonly tables: () => number;
  readonly signal: AbortSignal;
  readonly onLook: (look: Look | undefined) => void;
  readonly onOver: (error: ToolError) => void;
}

async function watch(
  lookout: Lookout,
  client: Client,
  options: WatchOptions,
  watched: Watched,
): Promise<void> {
  const limits = options.limits ?? STALL_LIMITS;
  let state = startStall(performance.now());
  let written: Written = { files: 0, bytes: 0 };
  for (;;) {
    try {
      await sleep(options.everyMs ?? EVERY_MS, watched.signal);
    } catch {
      return;
    }
    written = await writtenIn(options.directory, written);
    const progress = { ...written, tables: watched.tables() };
    const since = state.movedAt;
    let now = performance.now();
    const seen = glance(state, progress, now, limits);
    let verdict = seen.verdict;
    state = seen.state;
    if (seen.ask) {
      const look = await lookout.look();
      if (watched.signal.aborted) return;
      now = performance.now();
      ({ state, verdict } = weigh(state, look, now, limits));
    }
    watched.onLook(state.look);
    const still = `${formatDuration(now - since)} (${progressWords(progress)})`;
    const waited = state.look === undefined ? '' : waitedFor(state.look);
    if (verdict === 'stalled') client.log.info(`No progress for ${still}. ${waited}`);
    if (verdict === 'goes on') client.log.info(`The dump goes on, after ${formatDuration(now - since)}.`);
    if (verdict === 'over') {
      watched.onOver(
        new ToolError('PBA-PG-STALLED', `The dump made no progress for ${still}. ${waited}`, {
          hint: 'Look at what it waited for, and at the disk, the network and the load of this machine and of the server. Then run again.',
        }),
      );
      return;
    }
  }
}

/** The session that asks the server what ours wait for. Opened when it is first needed; one that fails is replaced. */
class Lookout implements AsyncDisposable {
  readonly #client: Client;
  #session: Session | undefined;
  #end = new AbortController();

  constructor(client: Client) {
    this.#client = client;
  }

  async look(): Promise<Look> {
    const late = setTimeout(() => this.#end.abort(), LOOK_MS);
    try {
      const signal = AbortSignal.any([this.#client.signal, this.#end.signal]);
      this.#session ??= await openSession(withSignal(this.#client, signal), LOOKING);
      return { sessions: await lookAtSessions(this.#session) };
    } catch (error) {
      const unknown = this.#end.signal.aborted
        ? `it did not answer within ${formatDuration(LOOK_MS)}.`
        : messageOf(error);
      await this[Symbol.asyncDispose]();
      return { unknown };
    } finally {
      clearTimeout(late);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#end = new AbortController();
    await session?.close();
  }
}

/** The same error with table and holder, if a look saw the wait or the holder is still there. */
async function named(error: ToolError, client: Client, last: Look | undefined): Promise<ToolError> {
  const wait = lockOf(last) ?? (await stillHeld(client));
  if (wait === undefined) return error;
  return new ToolError(error.code, `The backup waited longer than \`lock-timeout\` for ${lockWords(wait)}.`, {
    hint: 'Run again when that is over, or raise `lock-timeout`. A session that was forgotten is ended with `select pg_terminate_backend(pid)`.',
    cause: error,
    exitCode: error.exitCode,
    signal: error.signal,
    stderr: error.stderr,
  });
}

/** What cannot be found out must not hide the error that is being explained. */
async function stillHeld(client: Client): Promise<ReturnType<typeof lockOf>> {
  const signal = AbortSignal.any([client.signal, AbortSignal.timeout(LOOK_MS)]);
  try {
    await using session = await openSession(withSignal(client, signal), LOOKING);
    return await findExclusiveLock(session);
  } catch (error) {
    client.log.debug(`Who held the lock could not be found out: ${messageOf(error)}`);
    return undefined;
  }
}

function progressWords({ bytes, tables }: Progress): string {
  return `${plural(tables, 'table')} done, ${formatBytes(bytes)} written`;
}

type Written = Pick<Progress, 'files' | 'bytes'>;

const SIZES_AT_ONCE = 16;

/**
 * What has been written. As long as there are new files, their number is enough: a database with 100,000 large objects is dumped into
 * as many files, whose sizes nobody should ask for every few seconds. What has just gone counts as nothing: whoever works with it
 * reports that.
 */
async function writtenIn(directory: string, before: Written): Promise<Written> {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  if (names.length !== before.files) return { files: names.length, bytes: before.bytes };
  const sizes = await mapLimited(names, SIZES_AT_ONCE, (name) =>
    stat(join(directory, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return { files: names.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
