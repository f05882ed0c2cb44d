import type { LockHeld, LockReport } from '../../catalog/migration/trial.ts';
import { sleep } from '../../concurrency.ts';
import { CancelledError } from '../../errors.ts';
import { type Client, openSession } from '../client.ts';
import { literal } from '../quote.ts';
import type { Session } from '../session.ts';

/** https://www.postgresql.org/docs/current/explicit-locking.html, table 13.2: against ACCESS SHARE and ROW EXCLUSIVE. */
const BLOCKS: Readonly<Record<string, LockHeld['blocks']>> = {
  AccessExclusiveLock: 'reads and writes',
  ExclusiveLock: 'writes',
  ShareRowExclusiveLock: 'writes',
  ShareLock: 'writes',
};

const PAUSE_MS = 20;
const STATEMENT_SHOWN = 500;

/** A table as it was before, by its number: so that a lock on it, its indexes or its TOAST table gets its name. */
export interface LockableTable {
  readonly oid: string;
  readonly name: string;
  readonly rows: string;
  readonly bytes: number;
}

interface Look {
  readonly pid: number;
  readonly transaction: string;
  readonly relation: string;
  readonly mode: string;
  readonly statement: string;
}

interface Seen extends Look {
  readonly first: number;
  last: number;
}

/**
 * Looks again and again at the locks in a database, from a session on another one, until it is stopped. A lock is held to
 * the end of its transaction, so from the first look that has it to the last is how long it was held, but for the time
 * between two looks. Row locks are not among them.
 */
export class LockWatch {
  readonly #seen = new Map<string, Seen>();
  readonly #abort = new AbortController();
  readonly #running: Promise<void>;
  #looks = 0;
  #blindMs = 0;

  private constructor(session: Session, database: string, signal: AbortSignal) {
    this.#running = this.#watch(session, database, AbortSignal.any([signal, this.#abort.signal]));
    // A failure is thrown by `stop`, which is always called.
    this.#running.catch(() => {});
  }

  /** @param client on a database that is not the one that is watched */
  static async start(client: Client, database: string): Promise<LockWatch> {
    return new LockWatch(await openSession(client), database, client.signal);
  }

  async #watch(session: Session, database: string, signal: AbortSignal): Promise<void> {
    await using _session = session;
    let before: number | undefined;
    while (!signal.aborted) {
      const start = performance.now();
      const looks = await session.rows<Look>(lookAt(database));
      const now = performance.now();
      this.#looks += 1;
      if (before !== undefined) this.#blindMs = Math.max(this.#blindMs, now - before);
      before = start;
      for (const look of looks) {
        const key = JSON.stringify([look.pid, look.transaction, look.relation, look.mode]);
        const known = this.#seen.get(key);
        if (known === undefined) this.#seen.set(key, { ...look, first: now, last: now });
        else known.last = now;
      }
      try {
        await sleep(PAUSE_MS, signal);
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
      }
    }
  }

  /** Ends the watch. @throws what made it end early */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  /**
   * What was seen.
   * @param tables those from before: a lock on a table that the migration made itself keeps nobody out
   * @param owners the table of each index and TOAST table, by number
   */
  report(tables: readonly LockableTable[], owners: ReadonlyMap<string, string>): LockReport {
    const byOid = new Map(tables.map((table) => [table.oid, table]));
    const longest = new Map<string, LockHeld>();
    for (const seen of this.#seen.values()) {
      const table = byOid.get(owners.get(seen.relation) ?? seen.relation);
      const blocks = BLOCKS[seen.mode];
      if (table === undefined || blocks === undefined) continue;
      const seconds = Math.max(0, seen.last - seen.first) / 1000;
      const { name, rows, bytes } = table;
      const held = { table: name, mode: seen.mode, blocks, seconds, statement: seen.statement, rows, bytes };
      // The locks on a table and on its indexes are one to who waits for them.
      const key = JSON.stringify([seen.pid, seen.transaction, table.oid, blocks]);
      if (seconds >= (longest.get(key)?.seconds ?? 0)) longest.set(key, held);
    }
    // A weaker lock beside a stronger one that lasts as long keeps nobody else out.
    for (const [key, lock] of longest) {
      if (lock.blocks !== 'writes') continue;
      const stronger = longest.get(key.replace('"writes"]', '"reads and writes"]'));
      if (stronger !== undefined && stronger.seconds >= lock.seconds) longest.delete(key);
    }
    return {
      locks: [...longest.values()].sort((a, b) => b.seconds - a.seconds),
      blindSeconds: this.#blindMs / 1000,
      looks: this.#looks,
    };
  }
}

function lookAt(database: string): string {
  return `
    select l.pid, l.virtualtransaction as transaction, l.relation::text as relation, l.mode,
           left(coalesce(a.query, ''), ${STATEMENT_SHOWN}) as statement
      from pg_catalog.pg_locks l
      left join pg_catalog.pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'relation' and l.granted and l.relation >= 16384
       and l.database = (select oid from pg_catalog.pg_database where datname = ${literal(database)})
       and l.mode in (${Object.keys(BLOCKS).map(literal).join(', ')})`;
}
