import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Scenario } from './scenarios.ts';
import { judge, outcomeOf, patientInputs, runAgain } from './trial.ts';
import type { World } from './world.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;

/** One process of a run that is ended at some moment. */
export interface Kill {
  readonly scenario: string;
  /** The action itself, or one of the programs that it runs just then. */
  readonly whom: 'action' | 'child';
  readonly signal: (typeof SIGNALS)[number];
  /** When, as a share of the time that a run takes. */
  readonly at: number;
  /** Chooses among the children, 0 to 1. */
  readonly which: number;
}

export interface KillTrial {
  readonly kill: Kill;
  readonly outcome: string;
  /** Whether there was still something to end at that moment. */
  readonly hit: boolean;
  /** Bytes without a set that stayed behind, for `prune` to sweep. */
  readonly remains: number;
  readonly broken: readonly string[];
}

/** As many kills as asked for, spread over scenarios, signals and the time of a run, as the seed decides. */
export function killsOf(scenarios: readonly string[], count: number, seed: number): Kill[] {
  return Array.from({ length: count }, (_, index): Kill => {
    const draw = (what: string, of: number): number => {
      const hash = createHash('sha256').update(`${seed} ${index} ${what}`).digest();
      return Math.floor((hash.readUInt32BE(0) / 2 ** 32) * of);
    };
    return {
      scenario: scenarios[index % scenarios.length] ?? '',
      whom: draw('whom', 3) === 0 ? 'child' : 'action',
      signal: SIGNALS[draw('signal', SIGNALS.length)] ?? 'SIGKILL',
      at: draw('at', 1000) / 1000,
      which: draw('which', 1000) / 1000,
    };
  });
}

/** How long a run takes that nobody disturbs, by scenario; measured once in each world. */
const usualMs = new Map<string, number>();

/** Ends a process of a run, looks at what is left, and runs the action again. */
export async function tryKill(world: World, scenario: Scenario, kill: Kill): Promise<KillTrial> {
  const usual = usualMs.get(scenario.name) ?? (await measure(world, scenario));
  usualMs.set(scenario.name, usual);
  await world.reset();
  await scenario.prepare?.(world);
  let hit = false;
  let timer: NodeJS.Timeout | undefined;
  const run = await world.run(scenario.action, patientInputs(world, scenario), scenario.env?.(), (pid) => {
    timer = setTimeout(() => {
      const target = kill.whom === 'action' ? pid : pick(childrenOf(pid), kill.which);
      if (target !== undefined) hit = send(target, kill.signal);
    }, kill.at * usual);
  });
  clearTimeout(timer);
  const outcome = outcomeOf(run);
  const killed = hit && kill.whom === 'action';
  const dead = killed && kill.signal === 'SIGKILL';
  const audit = await world.audit();
  const broken = [
    ...(await judge(world, scenario, run, {
      audit,
      spent: dead,
      // Before the first line of the action is run, the system's own handlers of the signals are in force.
      ...(killed && (dead || run.log === '') ? { allowed: `ended by ${kill.signal}` } : {}),
    })),
    // What a killed pruner has announced holds others off for a quarter of an hour.
    ...(await runAgain(world, scenario, outcome, dead && scenario.mayPrune ? ['PBA-STORE-BUSY'] : [])),
  ];
  return { kill, outcome, hit, remains: audit.remains.length, broken };
}

async function measure(world: World, scenario: Scenario): Promise<number> {
  await world.reset();
  await scenario.prepare?.(world);
  const run = await world.run(scenario.action, patientInputs(world, scenario), scenario.env?.());
  if (run.exitCode !== 0) throw new Error(`${scenario.name} fails when nobody disturbs it:\n${run.log}`);
  return run.durationMs;
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false; // it ended a moment ago
  }
}

function pick(pids: readonly number[], which: number): number | undefined {
  return pids[Math.floor(which * pids.length)];
}

/** Every process below one, from /proc. */
function childrenOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // it has ended meanwhile
    }
  }
  const below = (pid: number): boolean => {
    for (let at = parents.get(pid); at !== undefined; at = parents.get(at)) if (at === root) return true;
    return false;
  };
  return [...parents.keys()].filter(below);
}
