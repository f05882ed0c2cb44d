import { planSwap, type SwapPlan, type SwapProblem } from '../../catalog/swap/plan.ts';
import { judgeSwap, type SwapFinding } from '../../catalog/swap/preflight.ts';
import { describeChange } from '../../catalog/swap/properties.ts';
import { PbaError, UserError } from '../../errors.ts';
import { type Client, openSession } from '../../postgres/client.ts';
import type { Session } from '../../postgres/session.ts';
import { readChanges } from '../../postgres/swap/attempt.ts';
import {
  listDatabaseEntries,
  readServerIdentity,
  readSwapFacts,
  type ServerIdentity,
} from '../../postgres/swap/facts.ts';
import { rehearse, type SwapResult, swapDatabases } from '../../postgres/swap/swap.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { connect } from '../shared/connect.ts';
import { readPolicy } from '../shared/read-policy.ts';
import { withTimeLimit } from '../shared/time-limit.ts';
import { runCommand } from './commands.ts';
import type { spec } from './spec.ts';
import { swapLines, swapSummary, swapText } from './summary.ts';

type Inputs = InputsOf<typeof spec>;

/** What a swap found, planned and did. */
export interface SwapReport {
  readonly database: string;
  readonly server: ServerIdentity;
  readonly undo: boolean;
  readonly plan: SwapPlan | null;
  readonly findings: readonly SwapFinding[];
  /** Sessions in the two databases at the preflight; null: not looked at. */
  readonly sessions: number | null;
  /** What is carried over to the database that gets the live name. */
  readonly carried: readonly string[];
  /** Set when an earlier run has done already what was asked for. */
  readonly done: { readonly reason: string; readonly kept: string } | null;
  readonly result: SwapResult | null;
}

/** Puts a restored database in the place of the live one, or takes that back. */
export function swap(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  return withTimeLimit(context, inputs.timeLimit, (limited) => run(inputs, limited));
}

async function run(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  const client = await connect({ ...inputs, database: inputs.maintenanceDatabase }, context);
  const report = await context.log.group(`Preflight on ${inputs.database}`, () =>
    preflight(inputs, client, context),
  );
  for (const line of swapLines(report)) context.log.info(line);
  const refusal = refusalOf(report, inputs);
  if (refusal !== undefined) return resultOf(report, refusal);
  return report.plan === null
    ? finish(report, inputs, context)
    : act(report, report.plan, inputs, client, context);
}

async function preflight(inputs: Inputs, client: Client, context: ActionContext): Promise<SwapReport> {
  await using session = await openSession(client, { statement_timeout: '60s' });
  const server = await readServerIdentity(session);
  const decision = planSwap(await listDatabaseEntries(session), {
    live: inputs.database,
    restored: inputs.restored,
    undo: inputs.undo,
    now: context.now(),
  });
  const base = {
    database: inputs.database,
    server,
    undo: inputs.undo,
    plan: null,
    findings: [],
    sessions: null,
    carried: [],
    done: null,
    result: null,
  };
  if (decision.kind === 'done') return { ...base, done: decision };
  if (decision.kind === 'impossible') return { ...base, findings: decision.problems.map(blocking) };
  return { ...base, plan: decision, ...(await judge(decision, session, inputs, client, context)) };
}

async function judge(
  plan: SwapPlan,
  session: Session,
  inputs: Inputs,
  client: Client,
  context: ActionContext,
): Promise<Pick<SwapReport, 'findings' | 'sessions' | 'carried'>> {
  const facts = await readSwapFacts(client, session, plan);
  const findings = judgeSwap(plan, facts, {
    maxAgeMs: inputs.proofMaxAge,
    allowUnproven: inputs.allowUnproven,
    erasures: (await readPolicy(inputs.policy, context))?.policy.erasures ?? [],
    now: context.now(),
  });
  const changes = await readChanges(session, plan);
  const refused = await rehearse(client, plan, changes);
  if (refused !== undefined) {
    findings.push({
      severity: 'blocker',
      text: refused,
      remedy: 'Connect as a superuser, or give the restored database the same property beforehand.',
    });
  }
  const sessions = facts.sessions.reduce((sum, { count }) => sum + count, 0);
  return { findings, sessions, carried: changes.map(describeChange) };
}

function blocking({ text, remedy }: SwapProblem): SwapFinding {
  return { severity: 'blocker', text: `${text}.`, remedy };
}

function refusalOf(report: SwapReport, inputs: Inputs): UserError | undefined {
  const blockers = report.findings.filter(({ severity }) => severity === 'blocker');
  if (blockers.length > 0) {
    const list = blockers.map(({ text, remedy }) => `- ${text}${remedy === undefined ? '' : ` ${remedy}`}`);
    return new UserError(
      'PBA-SWAP-REFUSED',
      `${inputs.database} cannot be swapped now:\n${list.join('\n')}`,
      { hint: 'Nothing was changed. Mend what is listed and run again.' },
    );
  }
  if (report.plan === null || inputs.confirm === inputs.database) return undefined;
  return new UserError(
    'PBA-CONFIRM',
    inputs.confirm === undefined
      ? `The plan for ${inputs.database} is made and was not confirmed.`
      : `confirm is not the name of the live database, ${inputs.database}.`,
    { hint: `Nothing was changed. To do it, give \`confirm: ${inputs.database}\`.` },
  );
}

/** Whatever `before-swap` may have stopped is started again by `after-swap`, also when there was no swap. */
async function act(
  report: SwapReport,
  plan: SwapPlan,
  inputs: Inputs,
  client: Client,
  context: ActionContext,
): Promise<ActionResult> {
  let swapped: SwapReport;
  try {
    await runCommand('before-swap', inputs.beforeSwap, context);
    const result = await context.log.group(`Renaming`, () => swapDatabases(client, plan));
    swapped = { ...report, result };
  } catch (error) {
    await runCommand('after-swap', inputs.afterSwap, context).catch((second: unknown) => {
      if (!(second instanceof PbaError)) throw second;
      context.log.warning(`${second.message} ${second.hint ?? ''}`);
    });
    if (!(error instanceof PbaError) || context.signal.aborted) throw error;
    return resultOf(report, error);
  }
  return finish(swapped, inputs, context);
}

/** The swap has happened: a failing command fails the run, and the report says that the swap stands. */
async function finish(report: SwapReport, inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  try {
    await runCommand('after-swap', inputs.afterSwap, context);
  } catch (error) {
    if (error instanceof PbaError) return resultOf(report, error);
    throw error;
  }
  return resultOf(report);
}

function resultOf(report: SwapReport, failure?: PbaError): ActionResult {
  const verb = report.undo ? 'undone' : 'swapped';
  const verdict = failure !== undefined ? 'failed' : report.done === null ? verb : `already-${verb}`;
  const { result } = report;
  return {
    outputs: {
      verdict,
      'kept-database': report.done?.kept ?? (result === null ? '' : (report.plan?.keptAs ?? '')),
      'downtime-ms': result === null ? '' : String(Math.round(result.downtimeMs)),
      'sessions-ended': String(result?.sessionsEnded ?? 0),
    },
    summary: swapSummary(report, failure),
    text: swapText(report),
    json: { verdict, ...report },
    ...(failure === undefined ? {} : { failure }),
  };
}
