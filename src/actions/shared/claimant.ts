import { hostname } from 'node:os';
import type { ActionContext } from '../../runtime/action.ts';
import type { Claimant } from '../../sets/leases.ts';

/** Who this run is, for others that find its leases: the URL of the run, or host and process. */
export function claimantOf(context: ActionContext): Claimant {
  return {
    now: () => context.now(),
    who: context.run.runUrl ?? `process ${process.pid} on ${hostname()}`,
  };
}
