import { describeTarget, type RecoveryTarget } from '../../catalog/recovery/target.ts';
import { CancelledError, messageOf, PbaError, ToolError } from '../../errors.ts';
import { type Client, openSession } from '../../postgres/client.ts';
import { readRecoveredDatabases, readTimeline } from '../../postgres/recovery/facts.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { RecoveryChoice } from '../shared/recovery/choice.ts';
import {
  type KeptRecovery,
  keepConfig,
  type RecoveryLayout,
  removeRecovery,
  writeState,
} from '../shared/recovery/directory.ts';
import type { Recovered, RecoveryRequest } from '../shared/recovery/run.ts';
import type { RecoverySource } from '../shared/recovery/source.ts';
import type { Stopwatch } from '../shared/stopwatch.ts';
import type { PitrInputs } from './pitr.ts';
import type { PitrReport } from './report.ts';

/** The same source with a configuration that lasts as long as the recovery. */
export async function keepIt(source: RecoverySource, layout: RecoveryLayout): Promise<RecoverySource> {
  const { engine, physical, user } = source;
  const configFile = await keepConfig(layout, engine.configFile, physical.configFile, user);
  return { ...source, engine: { ...engine, configFile } };
}

export function requestOf(
  inputs: PitrInputs,
  source: RecoverySource,
  target: RecoveryTarget,
  choice: RecoveryChoice,
  delta: boolean,
): RecoveryRequest {
  return {
    path: choice.path,
    target,
    exclusive: inputs.exclusive,
    superuser: inputs.superuser ?? source.production?.place.bootstrapRole ?? 'postgres',
    extra: Object.fromEntries(
      inputs.settings.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    ),
    acceptEnd: inputs.acceptEnd,
    stallMs: inputs.stallLimit,
    limitMs: inputs.timeLimit,
    delta,
  };
}

export function stateOf(
  source: RecoverySource,
  layout: RecoveryLayout,
  request: RecoveryRequest,
  phase: KeptRecovery['phase'],
  context: ActionContext,
): KeptRecovery {
  return {
    recoveryVersion: 1,
    phase,
    at: context.now().toISOString(),
    stanza: source.physical.stanza,
    superuser: request.superuser,
    repo: request.path.repo,
    location: request.path.location,
    backup: request.path.backup.label,
    target: request.target,
    exclusive: request.exclusive,
    dataDirectory: layout.dataDirectory,
    socketDirectory: layout.place.socketDirectory,
    port: layout.place.port,
  };
}

export interface Done {
  readonly request: RecoveryRequest;
  readonly choice: RecoveryChoice;
  readonly recovered: Recovered;
  readonly watch: Stopwatch;
}

/** Shows what is there, promotes or discards it when that is wanted; writes down what became of it. */
export async function settle(
  inputs: PitrInputs,
  source: RecoverySource,
  layout: RecoveryLayout,
  { request, choice, recovered, watch }: Done,
  context: ActionContext,
): Promise<PitrReport> {
  const { server, state } = recovered;
  const seconds = watch.total;
  const { client } = server;
  const databases = await context.log.group('Looking at what is there', () =>
    watch.time('counting', () => readRecoveredDatabases(client)),
  );
  for (const note of recovered.notes) context.log.warning(note);
  let { phase } = recovered;
  if (inputs.afterwards === 'promote' && phase === 'paused') {
    await promoteServer(client, context);
    phase = 'open';
  }
  await writeState(layout, stateOf(source, layout, request, phase, context), source.user);
  const timeline = await readTimeline(client, phase === 'paused');
  context.log.info(
    `${describeTarget(request.target)}: newest commit ${state.lastCommit ?? 'none'}, LSN ${state.lsn}`,
  );
  const gone = inputs.afterwards === 'discard';
  if (gone) {
    await server.stop('immediate');
    await removeRecovery(layout);
  }
  const place = {
    directory: layout.directory,
    socketDirectory: layout.place.socketDirectory,
    port: layout.place.port,
    superuser: request.superuser,
  };
  return {
    ...place,
    verdict: inputs.afterwards === 'promote' ? 'promoted' : gone ? 'discarded' : 'recovered',
    stanza: source.physical.stanza,
    repo: request.path.repo,
    location: request.path.location,
    backup: request.path.backup.label,
    target: request.target,
    exclusive: request.exclusive,
    phase: gone ? 'gone' : phase,
    lastCommit: state.lastCommit,
    lsn: state.lsn,
    timeline,
    seconds,
    phases: watch.phases,
    ranges: choice.ranges,
    databases,
    notes: recovered.notes,
    kept: null,
    next: gone ? [] : goOn({ ...place, phase }),
  };
}

const PROMOTE_S = 300;

/** Ends the recovery where it stands. @throws ToolError PBA-PITR-FAILED */
export async function promoteServer(client: Client, context: ActionContext): Promise<void> {
  await context.log.group('Promoting', async () => {
    try {
      await using session = await openSession(client, { statement_timeout: '0' });
      const { done } = await session.row<{ done: boolean }>(
        `select pg_catalog.pg_promote(true, ${PROMOTE_S}) as "done"`,
      );
      if (!done) throw new ToolError('PBA-PITR-FAILED', `The server was not promoted within ${PROMOTE_S} s.`);
    } catch (error) {
      if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
      throw new ToolError(
        'PBA-PITR-FAILED',
        `The recovered server could not be promoted: ${messageOf(error)}`,
        {
          hint: 'Its log is server.log in the directory of the recovery.',
          cause: error,
        },
      );
    }
  });
}

/** What can be done with a recovery that is kept. */
export function goOn(
  at: Pick<PitrReport, 'directory' | 'socketDirectory' | 'port' | 'superuser' | 'phase'>,
): string[] {
  const { directory, socketDirectory, port, superuser, phase } = at;
  return [
    `Look at it: psql "host=${socketDirectory} port=${port} user=${superuser} dbname=postgres" (as the owner of the cluster, or root). Sessions are read-only unless they say SET default_transaction_read_only = off.`,
    `Another target: mode: retarget, directory: ${directory}.`,
    ...(phase === 'paused' ? [`Open it: mode: promote, directory: ${directory}.`] : []),
    `Rows out of it into production: rescue --database NAME --tables TABLE --source-host ${socketDirectory} --source-port ${port} --source-user ${superuser} --repair-file repair.sql.`,
    `Throw it away: mode: discard, directory: ${directory}. Until then it runs and takes its space.`,
  ];
}
