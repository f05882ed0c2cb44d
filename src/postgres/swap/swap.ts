import type { SwapPlan } from '../../catalog/swap/plan.ts';
import { describeChange, type PropertyChange } from '../../catalog/swap/properties.ts';
import { sleep } from '../../concurrency.ts';
import { CancelledError, messageOf, PbaError, ToolError } from '../../errors.ts';
import { type Client, openSession, withSignal } from '../client.ts';
import { literal } from '../quote.ts';
import type { Session } from '../session.ts';
import { Attempt, type AttemptResult, readOutcome, SWAP_LIMITS, type SwapOutcome } from './attempt.ts';
import { changeSql } from './changes.ts';
import { MAY_END } from './facts.ts';

const ATTEMPTS = 3;
/** How long to look, after a failure, for whether the transaction was committed. */
const LOOK_MS = 5_000;
const LOOK_EVERY_MS = 10;

export interface SwapResult extends AttemptResult {
  readonly attempts: number;
}

/**
 * Tries the changes on the incoming database in a transaction that is rolled back: whether our role may make them is
 * known before anybody is disconnected.
 * @returns what PostgreSQL refuses, or undefined
 */
export async function rehearse(
  client: Client,
  plan: SwapPlan,
  changes: readonly PropertyChange[],
): Promise<string | undefined> {
  await using session = await openSession(client, SWAP_LIMITS);
  await session.execute('begin');
  for (const change of changes) {
    try {
      for (const sql of changeSql(plan.incoming.name, change)) await session.execute(sql);
    } catch (error) {
      if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
      return `${describeChange(change)} cannot be carried over: ${error.message}`;
    }
  }
  return undefined;
}

/**
 * Swaps in one transaction: renames, properties, permission to connect. Renaming takes a lock that keeps new
 * connections waiting, so nothing has to be closed beforehand that a killed run could leave closed: either everything
 * has happened or nothing. The sessions of the two databases are ended meanwhile.
 * @throws ToolError PBA-SWAP-FAILED saying which database serves
 */
export async function swapDatabases(client: Client, plan: SwapPlan): Promise<SwapResult> {
  const start = performance.now();
  for (let attempt = 1; ; attempt += 1) {
    const run = new Attempt(client, plan);
    try {
      const done = await run.run();
      return { ...done, attempts: attempt };
    } catch (error) {
      const outcome = await lookWhatHappened(client, plan, run.backend);
      if (outcome === 'swapped' && run.committing) {
        // The answer to the commit was lost, not the commit.
        const downtimeMs = performance.now() - (run.closedAt ?? start);
        return { downtimeMs, attempts: attempt, sessionsEnded: run.ended.size };
      }
      const nothing = `This run changed nothing, ${whoServes(plan, outcome)}`;
      if (error instanceof CancelledError) {
        client.log.info(`${nothing}.`);
        throw error;
      }
      if (attempt === ATTEMPTS || !isBusy(error)) throw await failed(client, plan, nothing, error);
      client.log.info(`Attempt ${attempt} of ${ATTEMPTS} gave up. ${nothing}: ${messageOf(error)}`);
    }
  }
}

/** Waits until our transaction's backend is gone, ending it if need be, and then looks who has the live name. */
async function lookWhatHappened(
  client: Client,
  plan: SwapPlan,
  backend: number | undefined,
): Promise<SwapOutcome> {
  try {
    const signal = AbortSignal.timeout(LOOK_MS);
    await using session = await openSession(withSignal(client, signal));
    if (backend !== undefined) await untilGone(session, backend, signal);
    return await readOutcome(session, plan);
  } catch (cause) {
    throw new ToolError(
      'PBA-SWAP-FAILED',
      `The server does not tell which database serves as ${plan.live}: ${messageOf(cause)}`,
      {
        hint: 'The swap is one transaction: it has happened as a whole or not at all. Run again to see.',
        cause,
      },
    );
  }
}

async function untilGone(session: Session, backend: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { alive } = await session.row<{ alive: boolean }>(`
      select coalesce(bool_or(pg_terminate_backend(pid)), false) as alive
        from pg_catalog.pg_stat_activity where pid = ${backend} and application_name = 'postgres-backup-actions'`);
    if (!alive) return;
    await sleep(LOOK_EVERY_MS, signal);
  }
}

/** Somebody was in the way: worth another try. */
function isBusy(error: unknown): boolean {
  return (
    error instanceof PbaError &&
    (error.code === 'PBA-PG-LOCK-TIMEOUT' ||
      (error instanceof ToolError && /is being accessed by other users/.test(error.stderr)))
  );
}

async function failed(client: Client, plan: SwapPlan, nothing: string, error: unknown): Promise<unknown> {
  if (!(error instanceof PbaError)) return error;
  await using session = await openSession(client);
  const left = await session.rows<{ who: string }>(`
    select a.usename || coalesce(nullif(' (' || a.application_name || ')', ' ()'), '') as who
      from pg_catalog.pg_stat_activity a
     where a.datid in (${literal(plan.incoming.oid)}::oid, ${literal(plan.outgoing?.oid ?? '0')}::oid)
       and not ${MAY_END} and a.usesysid is not null`);
  return new ToolError('PBA-SWAP-FAILED', `${nothing}: ${messageOf(error)}`, {
    hint:
      left.length > 0
        ? `Sessions that this role may not end: ${[...new Set(left.map(({ who }) => who))].join(', ')}.`
        : 'Run again when nobody holds locks on the databases; pg_stat_activity shows who is connected.',
    ...(error instanceof ToolError ? { exitCode: error.exitCode, stderr: error.stderr } : {}),
    cause: error,
  });
}

function whoServes({ live, outgoing }: SwapPlan, outcome: SwapOutcome): string {
  if (outcome !== 'as before') return `but somebody else gave the name ${live} to another database meanwhile`;
  return outgoing === null ? `no database is called ${live}` : `${live} is the database it was before`;
}
