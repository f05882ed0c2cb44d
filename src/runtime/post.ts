import * as core from '@actions/core';
import { LEFTOVERS_STATE, parseLeftovers, removeLeftovers } from './leftovers.ts';

/**
 * The post step: removes what a run that was killed could not remove itself. The result of the job is settled by now,
 * so this only ever warns. Always 0.
 */
export async function runPost(): Promise<0> {
  const findings = await removeLeftovers(parseLeftovers(core.getState(LEFTOVERS_STATE)));
  for (const finding of findings) core.warning(finding);
  if (findings.length === 0) core.info('Nothing was left behind.');
  return 0;
}
