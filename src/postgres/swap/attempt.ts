import { keptComment, type SwapPlan } from '../../catalog/swap/plan.ts';
import { type PropertyChange, propertyChanges } from '../../catalog/swap/properties.ts';
import { sleep } from '../../concurrency.ts';
import { ToolError } from '../../errors.ts';
import { type Client, openSession } from '../client.ts';
import { readDatabaseProperties } from '../database-sql.ts';
import { identifier, literal } from '../quote.ts';
import type { Session } from '../session.ts';
import { changeSql, commentSql } from './changes.ts';
import { MAY_END } from './facts.ts';

/** Limits of the transaction. While it waits, so does everybody who connects to one of the two databases. */
export const SWAP_LIMITS: Readonly<Record<string, string>> = {
  lock_timeout: '5s',
  statement_timeout: '15s',
  // Ends the transaction when this machine vanishes without closing its connection.
  idle_in_transaction_session_timeout: '10s',
};
const ENDING_EVERY_MS = 10;

export interface AttemptResult {
  /** From the moment that the live database lets nobody in until it does again. */
  readonly downtimeMs: number;
  /** Sessions that were told to end. */
  readonly sessionsEnded: number;
}

/** The properties that the incoming database has to get, from the one that has the live name. */
export async function readChanges(session: Session, plan: SwapPlan): Promise<PropertyChange[]> {
  // Only the kept one's own comment is of no use under the live name.
  if (plan.outgoing === null) return [{ kind: 'comment', comment: null }];
  const live = await readDatabaseProperties(session, plan.live);
  return propertyChanges(live, await readDatabaseProperties(session, plan.incoming.name));
}

/** One try: a session that does it, and one that ends the sessions in its way. */
export class Attempt {
  readonly ended = new Set<number>();
  backend: number | undefined;
  closedAt: number | undefined;
  /** Whether the commit was sent: before, a swap that is found done is somebody else's. */
  committing = false;
  readonly #client: Client;
  readonly #plan: SwapPlan;

  constructor(client: Client, plan: SwapPlan) {
    this.#client = client;
    this.#plan = plan;
  }

  async run(): Promise<AttemptResult> {
    const plan = this.#plan;
    const { live, incoming, outgoing, interim, keptAs } = plan;
    await using work = await openSession(this.#client, SWAP_LIMITS);
    await using ender = await openSession(this.#client, { lock_timeout: '5s', statement_timeout: '5s' });
    const { pid } = await work.row<{ pid: number }>('select pg_backend_pid() as pid');
    this.backend = pid;
    await this.#step(work, 'begin', 'begin');
    // The restored one first: waiting for it costs nobody anything.
    await this.#endingSessions(
      ender,
      incoming.oid,
      this.#step(work, 'take the restored database', rename(incoming.name, interim)),
    );
    for (const change of await readChangesAs(work, plan)) {
      for (const sql of changeSql(interim, change)) await this.#step(work, `carry over ${change.kind}`, sql);
    }
    this.closedAt = performance.now();
    if (outgoing !== null) {
      await this.#endingSessions(
        ender,
        outgoing.oid,
        this.#step(work, 'take the live database', rename(live, keptAs)),
      );
    }
    await this.#step(work, 'give the live name', rename(interim, live));
    await this.#step(
      work,
      'open the new database',
      `alter database ${identifier(live)} allow_connections true`,
    );
    if (outgoing !== null) {
      await this.#step(
        work,
        'close the old database',
        `alter database ${identifier(keptAs)} allow_connections false`,
      );
      await this.#step(work, 'label the old database', commentSql(keptAs, keptComment(plan)));
    }
    await expectIdentities(work, plan);
    this.committing = true;
    await this.#step(work, 'commit', 'commit');
    return { downtimeMs: performance.now() - this.closedAt, sessionsEnded: this.ended.size };
  }

  async #step(session: Session, what: string, sql: string): Promise<void> {
    this.#client.log.debug(`step: ${what}`);
    await session.execute(sql);
  }

  /** Ends the database's sessions again and again until the rename, which waits for them, is through. */
  async #endingSessions(ender: Session, oid: string, renaming: Promise<void>): Promise<void> {
    let through = false;
    const settled = renaming.then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    void settled.then(() => {
      through = true;
    });
    while (!through) {
      const told = await ender.rows<{ pid: number }>(`
        select a.pid, pg_terminate_backend(a.pid) from pg_catalog.pg_stat_activity a
         where a.datid = ${literal(oid)}::oid and ${MAY_END}`);
      for (const { pid } of told) this.ended.add(pid);
      await Promise.race([settled, sleep(ENDING_EVERY_MS, this.#client.signal)]);
    }
    const outcome = await settled;
    if (outcome !== undefined) throw outcome.error;
  }
}

/** As `readChanges`, inside the transaction: the incoming database has its interim name there. */
function readChangesAs(session: Session, plan: SwapPlan): Promise<PropertyChange[]> {
  return readChanges(session, { ...plan, incoming: { ...plan.incoming, name: plan.interim } });
}

/** Names may have been given to other databases since the plan was made; identities cannot. */
async function expectIdentities(session: Session, plan: SwapPlan): Promise<void> {
  if ((await readOutcome(session, plan)) !== 'swapped') {
    throw new ToolError(
      'PBA-SWAP-FAILED',
      'The databases were renamed by somebody else since the preflight.',
    );
  }
}

/** What the catalog says of a plan. `otherwise`: somebody else renamed or dropped its databases. */
export type SwapOutcome = 'swapped' | 'as before' | 'otherwise';

export async function readOutcome(session: Session, plan: SwapPlan): Promise<SwapOutcome> {
  const { live, kept } = await session.row<{ live: string | null; kept: string | null }>(`
    select (select oid::text from pg_catalog.pg_database where datname = ${literal(plan.live)}) as live,
           (select oid::text from pg_catalog.pg_database where datname = ${literal(plan.keptAs)}) as kept`);
  const old = plan.outgoing?.oid ?? null;
  if (live === plan.incoming.oid && kept === old) return 'swapped';
  return live === old ? 'as before' : 'otherwise';
}

function rename(from: string, to: string): string {
  return `alter database ${identifier(from)} rename to ${identifier(to)}`;
}
