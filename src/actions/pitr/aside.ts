import { dirname } from 'node:path';
import type { RecoveryTarget } from '../../catalog/recovery/target.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { chooseRecovery } from '../shared/recovery/choice.ts';
import {
  checkPlace,
  checkSpace,
  makeRecoveryDirectory,
  rememberRecovery,
  removeRecovery,
  writeState,
} from '../shared/recovery/directory.ts';
import { type Recovered, runRecovery } from '../shared/recovery/run.ts';
import { findServer, occupiedPlaces, type RecoverySource } from '../shared/recovery/source.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { keepIt, requestOf, settle, stateOf } from './outcome.ts';
import type { PitrInputs } from './pitr.ts';
import type { PitrReport } from './report.ts';

/** A new recovery beside production. When it fails, nothing of it is left. */
export async function recoverAside(
  inputs: PitrInputs,
  source: RecoverySource,
  target: RecoveryTarget,
  context: ActionContext,
): Promise<PitrReport> {
  const path = await checkPlace(inputs.directory ?? '', await occupiedPlaces(source));
  if (source.production !== undefined) await findServer(context, source.production.place.major);
  const choice = await chooseRecovery(source, target, inputs, context);
  await checkSpace(dirname(path), choice.path.backup.databaseBytes);
  const layout = await makeRecoveryDirectory(path, source.user);
  if (inputs.afterwards === 'discard') rememberRecovery(layout, context);
  const watch = new Stopwatch();
  let recovered: Recovered | undefined;
  try {
    const kept = await keepIt(source, layout);
    const request = requestOf(inputs, source, target, choice, false);
    const state = stateOf(source, layout, request, 'restoring', context);
    await writeState(layout, state, source.user);
    recovered = await runRecovery(kept, layout, request, context, watch);
    if (inputs.afterwards === 'discard')
      context.remember({ kind: 'process', pid: recovered.server.process.pid, stopSignal: 'SIGQUIT' });
    return await settle(inputs, source, layout, { request, choice, recovered, watch }, context);
  } catch (error) {
    await recovered?.server.stop('immediate');
    await removeRecovery(layout);
    throw error;
  }
}
