import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ActionRun } from '../support/run-action.ts';
import type { Call, Point } from './points.ts';
import type { Scenario } from './scenarios.ts';
import type { Audit, World } from './world.ts';

const HOOK = resolve(import.meta.dirname, 'hook.mjs');

/** What one point came to. */
export interface Trial {
  readonly point: Point;
  /** `ok`, an error code, or how the run ended without one. */
  readonly outcome: string;
  /** Empty when everything held. */
  readonly broken: readonly string[];
  /** Bytes without a set that stayed behind, for `prune` to sweep. */
  readonly remains: number;
  readonly seconds: number;
}

/** The calls of a run in which nothing goes wrong. @throws Error when something does */
export async function recordCalls(world: World, scenario: Scenario): Promise<Call[]> {
  const { run, calls } = await runOnce(world, scenario, undefined);
  if (run.exitCode !== 0) throw new Error(`${scenario.name} fails without any fault:\n${run.log}`);
  const broken = await judge(world, scenario, run);
  if (broken.length > 0) throw new Error(`${scenario.name}, without any fault: ${broken.join('; ')}`);
  return calls;
}

/** Lets one thing go wrong, looks at what is left, and then runs the action again without a fault. */
export async function tryPoint(world: World, scenario: Scenario, point: Point): Promise<Trial> {
  const started = performance.now();
  const { run } = await runOnce(world, scenario, point);
  const outcome = outcomeOf(run);
  const audit = await world.audit();
  const broken = [...(await judge(world, scenario, run, { spent: point.request?.forEver ?? false, audit }))];
  world.s3.clearFaults();
  // A pruner that cannot take back what it announced holds others off for a quarter of an hour.
  const busy = scenario.mayPrune && point.request?.forEver ? ['PBA-STORE-BUSY'] : [];
  broken.push(...(await runAgain(world, scenario, outcome, busy)));
  return {
    point,
    outcome,
    broken,
    remains: audit.remains.length,
    seconds: (performance.now() - started) / 1000,
  };
}

/**
 * What does not hold when the action is run once more, without a fault.
 * @param allowed outcomes of that run that are right, too
 */
export async function runAgain(
  world: World,
  scenario: Scenario,
  before: string,
  allowed: readonly string[] = [],
): Promise<readonly string[]> {
  if (scenario.name === 'swap' && before === 'ok') return [];
  const again = await world.run(scenario.action, patientInputs(world, scenario), scenario.env?.());
  const outcome = outcomeOf(again);
  if (allowed.includes(outcome)) return [];
  if (again.exitCode !== 0)
    return [`the next run, without a fault, ends with ${outcome}: ${lastLine(again)}`];
  const after = await judge(world, scenario, again, { spent: true });
  return after.map((one) => `after the next run: ${one}`);
}

/** Inputs of a run in which nothing hangs: what is looked for is whether it works, not how fast this machine is just now. */
export function patientInputs(world: World, scenario: Scenario): Readonly<Record<string, string>> {
  return { ...scenario.inputs(world), ...(scenario.timeLimit ? { 'time-limit': '9m' } : {}) };
}

async function runOnce(
  world: World,
  scenario: Scenario,
  point: Point | undefined,
): Promise<{ run: ActionRun; calls: Call[] }> {
  await world.reset();
  await scenario.prepare?.(world);
  const notes = await mkdtemp('/tmp/pbf-notes-');
  try {
    const list = join(notes, 'calls');
    await writeFile(list, '');
    if (point?.request !== undefined) {
      const { operation, call, fault, forEver } = point.request;
      world.s3.fail({ operation, fault, ...(forEver ? { from: call } : { calls: [call] }) });
    }
    const before = world.s3.requests.length;
    const order = { list, places: [world.local, join(tmpdir(), 'runner-')], fault: point?.hook };
    const run = await world.run(scenario.action, scenario.inputs(world), {
      ...scenario.env?.(),
      NODE_OPTIONS: `--import ${HOOK}`,
      FAULT_ORDER: JSON.stringify(order),
    });
    const seen = new Map<string, number>();
    const requests = world.s3.requests.slice(before).map(({ operation }): Call => {
      const call = (seen.get(operation) ?? 0) + 1;
      seen.set(operation, call);
      return { edge: 'request', operation, call };
    });
    const noted = (await readFile(list, 'utf8')).split('\n').filter((line) => line !== '');
    return { run, calls: [...requests, ...noted.map((line) => JSON.parse(line) as Call)] };
  } finally {
    await rm(notes, { recursive: true });
  }
}

export function outcomeOf(run: ActionRun): string {
  if (run.exitCode === 0) return 'ok';
  if (run.exitCode === null) return `ended by ${run.signal}`;
  return run.outputs['error-code'] || `exit code ${run.exitCode} without a code`;
}

function lastLine(run: ActionRun): string {
  const lines = run.log.trim().split('\n');
  return process.env['PBA_FAULT_LOG'] ? run.log : (lines.at(-1) ?? '');
}

interface Judgement {
  /** Nothing could be tidied in the store: it stays out of reach, or the run was killed. */
  readonly spent?: boolean;
  readonly audit?: Audit;
  /** How else the run may have ended. */
  readonly allowed?: string;
}

/** What does not hold after a run. */
export async function judge(
  world: World,
  scenario: Scenario,
  run: ActionRun,
  { spent = false, audit: known, allowed }: Judgement = {},
): Promise<readonly string[]> {
  const audit = known ?? (await world.audit());
  const outcome = outcomeOf(run);
  const kept = scenario.mayPrune ? [world.proven] : [world.proven, ...world.old];
  const missing = kept.flatMap((id) =>
    ['local', 's3']
      .filter((store) => !audit.sets.includes(`${store} daily/${id}`))
      .map((store) => `${store} ${id}`),
  );
  const leftovers = await world.leftovers();
  return [
    ...(outcome === 'ok' || outcome === allowed || /^PBA-(?!INTERNAL)/.test(outcome)
      ? []
      : [`the run ended with ${outcome}: ${lastLine(run)}`]),
    ...audit.problems,
    ...(spent || audit.remains.length === 0 ? [] : [`remains: ${audit.remains.slice(0, 3).join(', ')}`]),
    ...missing.map((one) => `an older set is not there any more: ${one}`),
    ...run.leftInTemp.map((name) => `${name} was left in RUNNER_TEMP`),
    ...leftovers.map((one) => `left behind: ${one}`),
    ...(outcome === 'ok' ? await scenario.claims(world, run, audit) : []),
    ...((await scenario.always?.(world, run)) ?? []),
  ];
}
