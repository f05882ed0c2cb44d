import { displayName } from './fingerprint/fingerprint.ts';

/**
 * When a dump that does not move is spoken of, and when it is ended. Pure: what was seen comes from outside.
 */

/** What can be seen without asking the server. */
export interface Progress {
  /** A large object is a file of its own: with many of them the number of files says more than their sizes. */
  readonly files: number;
  readonly bytes: number;
  readonly tables: number;
}

/** Who is in the way of a lock. */
export interface LockHolder {
  /** Of the server process; 0 for a prepared transaction. */
  readonly pid: number;
  readonly user: string | null;
  readonly application: string | null;
  readonly client: string | null;
  /** When its transaction began, `YYYY-MM-DD HH:MM:SS` in UTC. Hidden from roles without `pg_monitor`. */
  readonly since: string | null;
  /** The lock it holds, or null when it waits for one itself and stands ahead in the queue. */
  readonly mode: string | null;
}

export interface LockWait {
  /** Of what is locked: `table`, `index` … or another type of lock, such as `transactionid`. */
  readonly kind: string;
  readonly schema: string | null;
  readonly name: string | null;
  readonly holders: readonly LockHolder[];
}

/** One session of the run, as the server sees it. */
export interface SessionSeen {
  readonly pid: number;
  /** The server works for it or waits for something on its behalf; otherwise it waits for the next command. */
  readonly active: boolean;
  readonly waitType: string | null;
  readonly wait: string | null;
  readonly lock: LockWait | null;
}

/** What the server showed, or why it could not be asked. */
export type Look = { readonly sessions: readonly SessionSeen[] } | { readonly unknown: string };

export interface StallLimits {
  /** Without progress for this long, the server is asked, and a lock, a client or nothing at all is named. */
  readonly firstMs: number;
  /** The waits after which it is said again; the last one is repeated. */
  readonly againMs: readonly number[];
  /** Waits inside the server (disk, other processes) are named only from here on: they come and go by themselves. */
  readonly serverMs: number;
  /** Certain to stand still for this long, the dump is ended. Waits for locks have a limit of their own. */
  readonly limitMs: number;
}

const MINUTE = 60_000;
export const STALL_LIMITS: StallLimits = {
  firstMs: 15_000,
  againMs: [MINUTE, 5 * MINUTE, 15 * MINUTE],
  serverMs: 5 * MINUTE,
  limitMs: 30 * MINUTE,
};

export interface StallState {
  readonly progress: Progress;
  /** When it last moved, in milliseconds of a clock that never goes back. */
  readonly movedAt: number;
  /** Since when it is certain that it stands still and waits for no lock. */
  readonly certainSince: number;
  /** The last look of this standstill: an active session that waits for the same as before has not moved. */
  readonly look: Look | undefined;
  /** How often this standstill was spoken of, and when last. */
  readonly said: number;
  readonly saidAt: number;
}

export type StallVerdict = 'quiet' | 'stalled' | 'goes on' | 'over';

export function startStall(at: number): StallState {
  return moved({ files: 0, bytes: 0, tables: 0 }, at);
}

/** After a glance at files and tables: whether it moved, and whether the server has to be asked. */
export function glance(
  state: StallState,
  progress: Progress,
  at: number,
  limits: StallLimits,
): { readonly state: StallState; readonly verdict: StallVerdict; readonly ask: boolean } {
  const { files, bytes, tables } = state.progress;
  if (progress.files !== files || progress.bytes !== bytes || progress.tables !== tables) {
    return { state: moved(progress, at), verdict: state.said > 0 ? 'goes on' : 'quiet', ask: false };
  }
  return { state, verdict: 'quiet', ask: at - state.movedAt >= limits.firstMs };
}

/** After the server was asked: what to say, and whether to give up. */
export function weigh(
  state: StallState,
  look: Look,
  at: number,
  limits: StallLimits,
): { readonly state: StallState; readonly verdict: StallVerdict } {
  if (works(look, state.look)) {
    return {
      state: { ...moved(state.progress, at), look },
      verdict: state.said > 0 ? 'goes on' : 'quiet',
    };
  }
  const kind = kindOf(look);
  const certain = kind === 'client' || kind === 'idle' || kind === 'server';
  const next = { ...state, look, certainSince: certain ? state.certainSince : at };
  if (at - next.certainSince >= limits.limitMs) return { state: next, verdict: 'over' };
  const since = state.said === 0 ? state.movedAt : state.saidAt;
  if (at - since < pauseOf(state.said, kind, limits)) return { state: next, verdict: 'quiet' };
  return { state: { ...next, said: state.said + 1, saidAt: at }, verdict: 'stalled' };
}

function moved(progress: Progress, at: number): StallState {
  return { progress, movedAt: at, certainSince: at, look: undefined, said: 0, saidAt: at };
}

function pauseOf(said: number, kind: Kind, { firstMs, serverMs, againMs }: StallLimits): number {
  if (said === 0) return kind === 'server' ? serverMs : firstMs;
  return againMs[Math.min(said, againMs.length) - 1] ?? Number.POSITIVE_INFINITY;
}

type Kind = 'lock' | 'client' | 'idle' | 'server' | 'unseen' | 'unknown';

function kindOf(look: Look): Kind {
  if ('unknown' in look) return 'unknown';
  const { sessions } = look;
  if (sessions.length === 0) return 'unseen';
  const active = sessions.filter((session) => session.active);
  if (active.some(waitsForLock)) return 'lock';
  if (active.some(({ waitType }) => waitType === 'Client')) return 'client';
  return active.length === 0 ? 'idle' : 'server';
}

function waitsForLock({ waitType, lock }: SessionSeen): boolean {
  return waitType === 'Lock' || lock !== null;
}

/** An active session that waits for nothing, or for something else than at the last look, gets on. */
function works(look: Look, before: Look | undefined): boolean {
  if ('unknown' in look) return false;
  const earlier = before === undefined || 'unknown' in before ? [] : before.sessions;
  return look.sessions.some((session) => {
    if (!session.active || waitsForLock(session) || session.waitType === 'Client') return false;
    if (session.wait === null) return true;
    const same = earlier.find(({ pid }) => pid === session.pid);
    return same === undefined || same.wait !== session.wait;
  });
}

/** What is waited for, in a sentence or two. */
export function waitedFor(look: Look): string {
  if ('unknown' in look) return `The server does not say what it does: ${oneLine(look.unknown)}`;
  const { sessions } = look;
  const active = sessions.filter((session) => session.active);
  const session =
    active.find(({ lock }) => lock !== null) ??
    active.find(waitsForLock) ??
    active.find(({ waitType }) => waitType === 'Client') ??
    active[0];
  if (session === undefined) {
    return sessions.length === 0
      ? 'The server shows no session of this run.'
      : 'The server waits for the next command: pg_dump is stopped, or busy with itself.';
  }
  if (session.lock !== null) return `Server process ${session.pid} waits for ${lockWords(session.lock)}.`;
  if (session.waitType === 'Client') {
    return `Server process ${session.pid} waits for pg_dump or psql to take its rows (${session.wait}): the program is stopped, or what it writes to takes no more.`;
  }
  return `Server process ${session.pid} waits for ${session.waitType} ${session.wait}.`;
}

/** The wait for a lock among what was seen, if there is one. */
export function lockOf(look: Look | undefined): LockWait | undefined {
  if (look === undefined || 'unknown' in look) return undefined;
  return look.sessions.find(({ lock }) => lock !== null)?.lock ?? undefined;
}

/** `a lock on table public.tickets, on which server process 4711 (psql, user app …) holds AccessExclusiveLock`. */
export function lockWords(wait: LockWait): string {
  const named = wait.name !== null;
  const what = named
    ? `a lock on ${wait.kind} ${oneLine(displayName(wait.schema ?? '', wait.name))}`
    : `a lock (${wait.kind})`;
  const holders = wait.holders.map((holder) => holderWords(holder, named));
  return holders.length === 0 ? what : `${what}, ${named ? 'on which ' : 'against '}${holders.join(' and ')}`;
}

function holderWords(holder: LockHolder, named: boolean): string {
  const { pid, user, application, client, since, mode } = holder;
  const known = [
    application,
    user === null ? null : `user ${user}`,
    client === null ? null : `from ${client}`,
    since === null ? null : `in a transaction since ${since} UTC`,
  ].filter((part) => part !== null && part !== '');
  const details = known.length === 0 ? '' : ` (${oneLine(known.join(', '))})`;
  const who = pid === 0 ? 'a prepared transaction' : `server process ${pid}${details}`;
  if (!named) return who;
  return mode === null ? `${who} waits for its own, ahead in the queue` : `${who} holds ${mode}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
