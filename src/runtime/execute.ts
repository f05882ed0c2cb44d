import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CancelledError, messageOf, type PbaError, systemCode, UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ActionContext, ActionResult, RegisteredAction } from './action.ts';
import { type ExitCode, exitCodeOf } from './exit-codes.ts';
import { asPbaError, InternalError, stackLines } from './failure.ts';
import { type RecordedLeftover, recordLeftover, removeLeftovers } from './leftovers.ts';
import { cancelledExitCode, type Lifecycle, type StopReason } from './lifecycle.ts';
import type { RawInputs } from './parse-inputs.ts';
import type { Secrets } from './secrets.ts';
import { outputsOf } from './spec.ts';
import { runInfo } from './surroundings.ts';

/** How long a handler may take to settle once it was told to stop. The runner allows 7.5 s. */
const SETTLE_MS = 7_000;

/** What both edges, the runner and the terminal, hand in. */
export interface Edge {
  readonly log: Log;
  readonly secrets: Secrets;
  readonly lifecycle: Lifecycle;
  readonly env: Readonly<Record<string, string>>;
  /** Keeps the list for the post step, where there is one. Gets the whole list each time. */
  readonly saveLeftovers: (leftovers: readonly RecordedLeftover[]) => void;
}

/** How a run ended. `result` is there whenever the handler returned one, also when the run failed. */
export interface Outcome {
  readonly exitCode: ExitCode;
  readonly verdict: string;
  readonly result?: ActionResult;
  readonly failure?: PbaError;
}

/** Loads the action, reads the inputs, runs the handler and cleans up after it. Never rejects: whatever happens is an outcome. */
export async function execute(action: RegisteredAction, raw: RawInputs, edge: Edge): Promise<Outcome> {
  const leftovers: RecordedLeftover[] = [];
  try {
    const run = (await action.load()).prepare(raw);
    const tempDir = await makeTempDir(edge.env);
    const remember: ActionContext['remember'] = (leftover) => {
      const recorded = recordLeftover(leftover);
      if (recorded === undefined) return;
      leftovers.push(recorded);
      edge.saveLeftovers(leftovers);
    };
    remember({ kind: 'directory', path: tempDir });
    try {
      return await settle(action, run, { ...contextOf(edge), tempDir, remember }, edge);
    } finally {
      await cleanUp(tempDir, leftovers, edge);
    }
  } catch (thrown) {
    return failed(thrown, edge);
  }
}

function contextOf(edge: Edge): Omit<ActionContext, 'tempDir' | 'remember'> {
  return {
    log: edge.log,
    signal: edge.lifecycle.signal,
    env: edge.env,
    run: runInfo(edge.env),
    now: () => new Date(),
    mask: (secret) => edge.secrets.add(secret),
  };
}

type Settled = { readonly result: ActionResult } | { readonly thrown: unknown };

async function settle(
  action: RegisteredAction,
  run: (context: ActionContext) => Promise<ActionResult>,
  context: ActionContext,
  edge: Edge,
): Promise<Outcome> {
  const handler: Promise<Settled> = run(context).then(
    (result) => ({ result }),
    (thrown: unknown) => ({ thrown }),
  );
  const first = await Promise.race([handler, edge.lifecycle.stopped]);
  if (!('kind' in first)) return ended(action, first, edge);

  edge.log.info(
    first.kind === 'signal'
      ? `Cancelled by ${first.signal}: ending what was started.`
      : 'Ending what was started.',
  );
  const late = await Promise.race([handler, sleep(SETTLE_MS, undefined)]);
  return stopped(first, late, edge);
}

function ended(action: RegisteredAction, settled: Settled, edge: Edge): Outcome {
  if ('thrown' in settled) return failed(settled.thrown, edge);
  const { result } = settled;
  const known = outputsOf(action.spec);
  const unknown = Object.keys(result.outputs).filter((name) => !Object.hasOwn(known, name));
  if (unknown.length > 0)
    return failed(new Error(`Outputs that are not in the spec: ${unknown.join(', ')}`), edge);
  if (result.failure === undefined)
    return { exitCode: 0, verdict: result.outputs['verdict'] ?? 'ok', result };
  return { ...failed(result.failure, edge), verdict: result.outputs['verdict'] ?? 'failed', result };
}

function failed(thrown: unknown, edge: Edge): Outcome {
  for (const line of stackLines(thrown)) edge.log.debug(line);
  const failure = asPbaError(thrown);
  return {
    exitCode: exitCodeOf(failure),
    verdict: failure instanceof CancelledError ? 'cancelled' : 'failed',
    failure,
  };
}

/** Whatever the handler said after it was told to stop is a consequence of that and goes to the debug log. */
function stopped(reason: StopReason, late: Settled | undefined, edge: Edge): Outcome {
  if (late !== undefined && 'thrown' in late) {
    for (const line of stackLines(late.thrown)) edge.log.debug(line);
  }
  if (reason.kind === 'crash') return failed(new InternalError(reason.error), edge);
  const failure =
    late === undefined
      ? new CancelledError(`The run was cancelled and did not end within ${SETTLE_MS / 1000} seconds.`, {
          hint: 'What it may have left behind is removed by the post step, or swept by the next run.',
        })
      : new CancelledError();
  const outcome = { exitCode: cancelledExitCode(reason.signal), verdict: 'cancelled', failure } as const;
  return late !== undefined && 'result' in late ? { ...outcome, result: late.result } : outcome;
}

async function makeTempDir(env: Readonly<Record<string, string>>): Promise<string> {
  const parent = env['RUNNER_TEMP'] ?? tmpdir();
  try {
    return await mkdtemp(join(parent, 'pba-'));
  } catch (cause) {
    if (systemCode(cause) === 'ENOSPC') throw cause;
    throw new UserError('PBA-INPUT', `No temporary directory can be made in ${parent}: ${messageOf(cause)}`, {
      cause,
      hint: 'RUNNER_TEMP (TMPDIR on a terminal) has to name a directory that exists and may be written to.',
    });
  }
}

/** A handler ends what it started; this is for what slipped through, so each finding is a warning. */
async function cleanUp(tempDir: string, leftovers: readonly RecordedLeftover[], edge: Edge): Promise<void> {
  // The temporary directory is expected to be there, so its removal is not worth a word.
  const unexpected = leftovers.filter((leftover) => !('path' in leftover && leftover.path === tempDir));
  // A handler that had all its time and did not end leaves none for being polite to its children.
  const grace = edge.lifecycle.signal.aborted ? 200 : undefined;
  for (const finding of await removeLeftovers(unexpected, grace)) {
    edge.log.warning(finding);
  }
  try {
    await rm(tempDir, { recursive: true, force: true, maxRetries: 2, retryDelay: 50 });
  } catch (error) {
    edge.log.warning(`The temporary directory ${tempDir} cannot be removed: ${messageOf(error)}`);
  }
}
