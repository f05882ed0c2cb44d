/** One world in a process of its own, which leads a process group: what its runs leave behind can be told from all else. */
import { messageOf } from '../../src/errors.ts';
import { type Kill, type KillTrial, tryKill } from './kills.ts';
import { PITR, stopLab } from './pitr.ts';
import type { Point } from './points.ts';
import { SCENARIOS } from './scenarios.ts';
import { recordCalls, type Trial, tryPoint } from './trial.ts';
import { World } from './world.ts';

export type Order =
  | { readonly record: string }
  | { readonly point: Point }
  | { readonly kill: Kill }
  | { readonly end: true };

const world = await World.create();
process.on('message', (order: Order) => void obey(order));
process.on('disconnect', () => void end());
// Whoever started it may be gone by now.
if (process.connected) process.send?.({ ready: true });
else await end();

async function obey(order: Order): Promise<void> {
  if ('end' in order) return end();
  try {
    if ('kill' in order)
      process.send?.({ killTrial: await tryKill(world, scenarioOf(order.kill.scenario), order.kill) });
    else if ('record' in order) process.send?.({ calls: await recordCalls(world, scenarioOf(order.record)) });
    else process.send?.({ trial: await tryPoint(world, scenarioOf(order.point.scenario), order.point) });
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
    if ('point' in order) {
      const trial: Trial = { point: order.point, outcome: '', broken: [reason], remains: 0, seconds: 0 };
      process.send?.({ trial });
    } else if ('kill' in order) {
      const killTrial: KillTrial = {
        kill: order.kill,
        outcome: '',
        hit: false,
        broken: [reason],
        remains: 0,
      };
      process.send?.({ killTrial });
    } else process.send?.({ failed: reason });
  }
}

async function end(): Promise<void> {
  await stopLab();
  await world[Symbol.asyncDispose]();
  process.exit(0);
}

function scenarioOf(name: string) {
  const found = [...SCENARIOS, PITR].find((scenario) => scenario.name === name);
  if (found === undefined) throw new Error(`there is no scenario ${name}`);
  return found;
}
