import { momentOf } from './period.ts';

/** One entry of the ledger: what had to be deleted, and must not come back with a restore. */
export interface Erasure {
  readonly name: string;
  /** When it was committed in the live database: a day, or a moment with its offset. */
  readonly at: string;
  readonly database: string;
  readonly sql: string;
  readonly maxRows: number;
}

/** An entry that was replayed, and how many rows it took. */
export interface ReplayedErasure {
  readonly name: string;
  readonly at: string;
  readonly rows: number;
}

/** Milliseconds. A day ends where the sun sets last, at UTC-12: when in doubt an entry is replayed. */
export function erasureTime(at: string): number | undefined {
  return momentOf(at) === undefined ? undefined : momentOf(at.includes('T') ? at : `${at}T23:59:59-12:00`);
}

/** The entries for one database, oldest first; those of one moment in the order of the ledger. */
export function erasuresOf(ledger: readonly Erasure[], database: string): Erasure[] {
  return ledger
    .filter((one) => one.database === database)
    .toSorted((a, b) => (erasureTime(a.at) ?? 0) - (erasureTime(b.at) ?? 0));
}

/**
 * Whether a snapshot was taken after an erasure, and so without what it deleted. A moment lasts as long as it is exact: a set made at
 * 09:30:00.4 need not have what was erased at 09:30:00. When in doubt an entry is replayed; it finds nothing then.
 */
export function isInSnapshot(erasure: Erasure, snapshotAt: string): boolean {
  const time = erasureTime(erasure.at);
  return time !== undefined && time + grainOf(erasure.at) <= Date.parse(snapshotAt);
}

/** Milliseconds that a moment leaves open. */
function grainOf(at: string): number {
  const fraction = /T\d\d:\d\d:\d\d\.(\d+)/.exec(at)?.[1];
  if (fraction !== undefined) return Math.max(1, 10 ** (3 - fraction.length));
  return /T\d\d:\d\d(?!:)/.test(at) ? 60_000 : 1_000;
}
