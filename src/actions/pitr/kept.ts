import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecoveryTarget } from '../../catalog/recovery/target.ts';
import { UserError } from '../../errors.ts';
import { engineUser, ownerOf } from '../../pgbackrest/os-user.ts';
import type { Client } from '../../postgres/client.ts';
import { readRecoveredDatabases, readTimeline } from '../../postgres/recovery/facts.ts';
import { isRunning, type RecoveryState, readRecoveryState, stopOn } from '../../postgres/recovery/server.ts';
import { scratchClient } from '../../postgres/scratch/connection.ts';
import type { Installation } from '../../postgres/tools.ts';
import type { OsUser } from '../../process.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { chooseRecovery } from '../shared/recovery/choice.ts';
import {
  type KeptRecovery,
  type RecoveryLayout,
  readMajor,
  readState,
  removeRecovery,
  writeState,
} from '../shared/recovery/directory.ts';
import { type Recovered, runRecovery, serverEnv } from '../shared/recovery/run.ts';
import { findServer, type RecoverySource } from '../shared/recovery/source.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { goOn, keepIt, promoteServer, requestOf, settle, stateOf } from './outcome.ts';
import type { PitrInputs } from './pitr.ts';
import type { PitrReport } from './report.ts';

interface Kept {
  readonly layout: RecoveryLayout;
  readonly state: KeptRecovery;
  readonly user: OsUser | undefined;
}

async function openKept(inputs: PitrInputs): Promise<Kept> {
  const { layout, state } = await readState(inputs.directory ?? '');
  return { layout, state, user: engineUser(await ownerOf(layout.directory)) };
}

/** What a kept recovery holds. */
export async function showKept(inputs: PitrInputs, context: ActionContext): Promise<PitrReport> {
  const kept = await openKept(inputs);
  const { client, state } = await reach(kept, context);
  return reportOf(kept, client, state, 'shown');
}

/** Opens a kept recovery on a timeline of its own. */
export async function promoteKept(inputs: PitrInputs, context: ActionContext): Promise<PitrReport> {
  const kept = await openKept(inputs);
  const { client, state } = await reach(kept, context);
  if (state.inRecovery) await promoteServer(client, context);
  await writeState(kept.layout, { ...kept.state, phase: 'open' }, kept.user);
  return reportOf(kept, client, { ...state, inRecovery: false }, 'promoted');
}

/** Stops a kept recovery and removes everything of it. */
export async function discardKept(inputs: PitrInputs, context: ActionContext): Promise<PitrReport> {
  const kept = await openKept(inputs);
  await stopKept(kept, context);
  await removeRecovery(kept.layout);
  return { ...baseReport(kept), verdict: 'discarded', phase: 'gone', next: [] };
}

/**
 * Takes a kept recovery to another target, also an earlier one: what differs is restored again. When that fails it is left
 * stopped, for another try or to be discarded.
 */
export async function retargetKept(
  inputs: PitrInputs,
  source: RecoverySource,
  target: RecoveryTarget,
  context: ActionContext,
): Promise<PitrReport> {
  const kept = await openKept(inputs);
  const { layout, user } = kept;
  if (kept.state.stanza !== source.physical.stanza) {
    throw new UserError(
      'PBA-PITR-STATE',
      `${layout.directory} is a recovery of stanza ${kept.state.stanza}, the policy says ${source.physical.stanza}.`,
      {
        hint: 'Give the policy that the recovery was made with.',
      },
    );
  }
  const choice = await chooseRecovery(source, target, inputs, context);
  await stopKept(kept, context);
  const watch = new Stopwatch();
  const own = { ...source, user };
  const request = {
    ...requestOf(inputs, own, target, choice, true),
    superuser: inputs.superuser ?? kept.state.superuser,
  };
  let recovered: Recovered | undefined;
  try {
    await writeState(layout, stateOf(own, layout, request, 'restoring', context), user);
    recovered = await runRecovery(await keepIt(own, layout), layout, request, context, watch);
    return await settle(inputs, own, layout, { request, choice, recovered, watch }, context);
  } catch (error) {
    await recovered?.server.stop('immediate');
    await writeState(layout, stateOf(own, layout, request, 'failed', context), user);
    throw error;
  }
}

async function stopKept({ layout, user }: Kept, context: ActionContext): Promise<void> {
  const major = await readMajor(layout.dataDirectory);
  // A restore that broke off has no version yet, and no server either.
  if (major === undefined) return;
  const installation = await findServer(context, major);
  const options = { env: serverEnv(context), signal: context.signal, user };
  await stopOn(installation, layout.dataDirectory, 'immediate', options);
  // Of a server that was killed; the engine takes it for one that runs.
  await rm(join(layout.dataDirectory, 'postmaster.pid'), { force: true });
}

async function reach(
  { layout, state, user }: Kept,
  context: ActionContext,
): Promise<{ readonly client: Client; readonly state: RecoveryState }> {
  const major = await readMajor(layout.dataDirectory);
  const installation = major === undefined ? undefined : await findServer(context, major);
  const options = { env: serverEnv(context), signal: context.signal, user };
  if (installation === undefined || !(await isRunning(installation, layout.dataDirectory, options))) {
    throw new UserError(
      'PBA-PITR-STATE',
      `The server of ${layout.directory} does not run (${state.phase}).`,
      {
        hint: '`mode: retarget` brings it to a target again; `mode: discard` removes it.',
      },
    );
  }
  const client = clientOf({ layout, state, user }, installation, context);
  return { client, state: await readRecoveryState(client) };
}

function clientOf({ state }: Kept, installation: Installation, context: ActionContext): Client {
  return scratchClient({
    installation,
    socketDir: state.socketDirectory,
    port: state.port,
    superuser: state.superuser,
    env: serverEnv(context),
    signal: context.signal,
    log: context.log,
  });
}

function baseReport({ layout, state }: Kept): Omit<PitrReport, 'verdict' | 'phase' | 'next'> {
  return {
    directory: layout.directory,
    stanza: state.stanza,
    repo: state.repo,
    location: state.location,
    backup: state.backup,
    target: state.target,
    exclusive: state.exclusive,
    socketDirectory: state.socketDirectory,
    port: state.port,
    superuser: state.superuser,
    lastCommit: null,
    lsn: null,
    timeline: null,
    seconds: null,
    phases: {},
    ranges: [],
    databases: [],
    notes: [],
    kept: null,
  };
}

async function reportOf(
  kept: Kept,
  client: Client,
  state: RecoveryState,
  verdict: 'shown' | 'promoted',
): Promise<PitrReport> {
  const phase = state.inRecovery ? 'paused' : 'open';
  const base = baseReport(kept);
  return {
    ...base,
    verdict,
    phase,
    lastCommit: state.lastCommit,
    lsn: state.lsn,
    timeline: await readTimeline(client, state.inRecovery),
    databases: await readRecoveredDatabases(client),
    next: goOn({ ...base, phase }),
  };
}
