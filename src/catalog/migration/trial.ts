import type { SchemaChange } from './schema-diff.ts';

/** How a program of the pull request ended. */
export interface CommandEnd {
  readonly outcome: 'succeeded' | 'failed' | 'timed out';
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly seconds: number;
  /** The last lines it printed, stdout and stderr as they came. */
  readonly output: string;
}

/** One statement as the scratch server logged it. */
export interface StatementTime {
  readonly sql: string;
  readonly seconds: number;
  /** What PostgreSQL said when it did not succeed; for one that was still running, that. */
  readonly error: string | null;
}

/** A lock on a table from before that keeps others out. */
export interface LockHeld {
  readonly table: string;
  /** `AccessExclusiveLock` … as `pg_locks` has it. */
  readonly mode: string;
  readonly blocks: 'reads and writes' | 'writes';
  readonly seconds: number;
  /** What the session was executing when the lock was first seen. */
  readonly statement: string;
  readonly rows: string;
  readonly bytes: number;
}

export interface LockReport {
  readonly locks: readonly LockHeld[];
  /** Longest time between two looks: what was held for less may be missing. */
  readonly blindSeconds: number;
  readonly looks: number;
}

/** What became of one table that was there before. */
export interface TableEffect {
  readonly name: string;
  /** Its name afterwards; null when it is gone. */
  readonly nameAfter: string | null;
  readonly rowsBefore: string;
  readonly rowsAfter: string | null;
  /** Of the columns that are in both: whether the rows are the same ones. */
  readonly content: 'same' | 'changed' | 'gone';
  /** Columns whose type changed and whose values read differently now. */
  readonly changedTypes: readonly string[];
  /** Columns that are gone, with the number of values (not null) that were in them. */
  readonly droppedColumns: readonly { readonly name: string; readonly values: string }[];
  readonly bytes: number;
  /** The table has another file now: it was written anew, or emptied. */
  readonly rewritten: boolean;
  /** It is where the migration tool keeps its own books. */
  readonly bookkeeping: boolean;
}

export interface DataEffect {
  readonly tables: readonly TableEffect[];
  readonly largeObjects: { readonly before: string; readonly after: string };
}

/** What the way back did. */
export type WayBack =
  | { readonly state: 'none'; readonly reason: string }
  | { readonly state: 'tried'; readonly end: CommandEnd; readonly differences: readonly SchemaChange[] };

/** Everything a trial found out. */
export interface Trial {
  readonly command: string;
  readonly end: CommandEnd;
  readonly migration: { readonly before: string | null; readonly after: string | null };
  readonly schema: readonly SchemaChange[];
  readonly data: DataEffect;
  readonly statements: readonly StatementTime[];
  readonly locks: LockReport;
  readonly wayBack: WayBack;
}
