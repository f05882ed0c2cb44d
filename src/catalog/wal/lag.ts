import { lsnBytes, parseSegment } from './segment.ts';

/** What the server says of its log and of what waits. Times in milliseconds, by the clock of the server. */
export interface LagFacts {
  readonly now: number;
  readonly currentLsn: string;
  readonly segmentBytes: number;
  /** Milliseconds; 0: the server hands over full segments alone. */
  readonly archiveTimeout: number;
  readonly lastArchivedWal: string | null;
  readonly lastArchivedAt: number | null;
  readonly ready: number;
  readonly oldestReadyAt: number | null;
  /** Last write into the segment before the oldest one that waits; null: it is gone from `pg_wal`. */
  readonly beforeReadyAt: number | null;
  /** Last write into the last archived segment, and into the one that is being written. */
  readonly archivedWrittenAt: number | null;
  readonly currentWrittenAt: number | null;
}

export interface Lag {
  /** null: nothing was ever archived. */
  readonly seconds: number | null;
  readonly bytes: number;
}

/** The header of a segment's first page: an untouched segment is not shorter. */
const HEADER_BYTES = 40;
/** The server looks whether the timeout is over when its checkpointer wakes up; a busy machine takes longer. */
const SLACK_MS = 60_000;

/**
 * How old the oldest change is that is in no archive, at most. The time of the last archived segment alone says nothing: on
 * an idle system it grows for days, and nothing is lost.
 */
export function archiveLag(facts: LagFacts): Lag {
  const bytes = unarchivedBytes(facts);
  if (facts.lastArchivedWal === null && facts.ready === 0) return { seconds: null, bytes };
  if (bytes <= HEADER_BYTES) return { seconds: 0, bytes: 0 };
  const since = oldestUnarchived(facts);
  return { seconds: since === undefined ? 0 : Math.max(0, Math.round((facts.now - since) / 1000)), bytes };
}

function unarchivedBytes({ currentLsn, segmentBytes, lastArchivedWal }: LagFacts): number {
  const current = lsnBytes(currentLsn);
  const last = lastArchivedWal === null ? undefined : parseSegment(lastArchivedWal, segmentBytes);
  // Never archived anything: all that is in the present segment and before, as far as it can be told.
  if (last === undefined) return current;
  return Math.max(0, current - (last.number + 1) * segmentBytes);
}

/** When the oldest change was made that is not archived; undefined: there is none that matters. */
function oldestUnarchived(facts: LagFacts): number | undefined {
  const { now, archiveTimeout, ready, oldestReadyAt } = facts;
  if (ready > 0 && oldestReadyAt !== null) {
    // It waits since it was full, and holds changes since the one before it was.
    return facts.beforeReadyAt ?? oldestReadyAt - archiveTimeout;
  }
  const began = facts.archivedWrittenAt ?? facts.lastArchivedAt ?? now;
  if (archiveTimeout === 0) return began;
  const limit = archiveTimeout + SLACK_MS;
  // With a change in it the segment would have been handed over by now: what is there is bookkeeping of the server.
  if (facts.currentWrittenAt !== null && now - facts.currentWrittenAt > limit) return undefined;
  return Math.max(began, now - archiveTimeout);
}
