import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type RecoveryEnd, readRecoveryEnd, readTooLow } from '../../../catalog/recovery/log.ts';
import type { RecoveryPath } from '../../../catalog/recovery/plan.ts';
import { describeTarget, type RecoveryTarget } from '../../../catalog/recovery/target.ts';
import { segmentName, segmentOfLsn } from '../../../catalog/wal/segment.ts';
import { CancelledError, IntegrityError, messageOf, PbaError, ToolError } from '../../../errors.ts';
import { restore } from '../../../pgbackrest/commands.ts';
import type { Engine } from '../../../pgbackrest/engine.ts';
import { compareVersions } from '../../../pgbackrest/program.ts';
import { archiveNow } from '../../../postgres/recovery/archive-now.ts';
import {
  awaitRecovery,
  type RecoveryOptions,
  type RecoveryOutcome,
  type RecoveryServer,
  type RecoveryState,
  readControl,
  startRecovery,
} from '../../../postgres/recovery/server.ts';
import { commandWord, controlledSettings } from '../../../postgres/recovery/settings.ts';
import type { Installation } from '../../../postgres/tools.ts';
import type { ActionContext } from '../../../runtime/action.ts';
import type { Stopwatch } from '../stopwatch.ts';
import { type RecoveryLayout, readMajor } from './directory.ts';
import { explainEnd } from './errors.ts';
import { findServer, type RecoverySource } from './source.ts';

export interface RecoveryRequest {
  readonly path: RecoveryPath;
  readonly target: RecoveryTarget;
  readonly exclusive: boolean;
  readonly superuser: string;
  /** Settings of the user for the server that recovers. */
  readonly extra: Readonly<Record<string, string>>;
  /** Take the end of the log where it ends before the target. */
  readonly acceptEnd: boolean;
  /** Longest time without progress, and for the restore. */
  readonly stallMs: number;
  readonly limitMs: number;
  readonly delta: boolean;
  /** What is restored becomes production: it promotes at the target by itself, and archives again. */
  readonly inPlace?: boolean;
}

/** A server at its target. */
export interface Recovered {
  readonly server: RecoveryServer;
  readonly installation: Installation;
  readonly state: RecoveryState;
  /** `open`: the log ended, so the server has begun a timeline of its own, which is archived nowhere. */
  readonly phase: 'paused' | 'open';
  /** What was done otherwise than asked for; empty as a rule. */
  readonly notes: readonly string[];
}

/** How often a server is started again for settings that production raised meanwhile. */
const ATTEMPTS = 6;
const ARCHIVE_MS = 120_000;

/**
 * Restores into the directory and lets a private server recover until it stands at the target. When it cannot get there,
 * the server has been ended.
 */
export async function runRecovery(
  source: RecoverySource,
  layout: RecoveryLayout,
  request: RecoveryRequest,
  context: ActionContext,
  stopwatch: Stopwatch,
): Promise<Recovered> {
  await context.log.group(`Restoring ${request.path.backup.label} from repository ${request.path.repo}`, () =>
    stopwatch.time('restore', () => restoreInto(source.engine, layout, request)),
  );
  return context.log.group(`Recovering to ${describeTarget(request.target)}`, () =>
    stopwatch.time('recovery', () => replay(source, layout, request, context)),
  );
}

/** Copies the base backup. */
export async function restoreInto(
  engine: Engine,
  layout: RecoveryLayout,
  request: RecoveryRequest,
): Promise<void> {
  const { path, target } = request;
  await restore(engine, {
    repo: path.repo,
    directory: layout.dataDirectory,
    set: path.backup.label,
    target: engineTarget(target),
    action: request.inPlace === true ? 'promote' : 'pause',
    archiveMode: request.inPlace === true ? 'preserve' : 'off',
    exclusive: request.exclusive,
    timeline: String(path.timeline),
    tablespaceRoot: layout.tablespaces,
    delta: request.delta,
    spool: request.inPlace === true ? undefined : layout.spool,
    timeoutMs: request.limitMs,
  });
}

function engineTarget(target: RecoveryTarget): Parameters<typeof restore>[1]['target'] {
  if (target.type === 'latest') return { type: 'default' };
  return 'value' in target ? { type: target.type, value: target.value } : { type: target.type };
}

/** Lets a private server recover on files that were restored. */
export async function replay(
  source: RecoverySource,
  layout: RecoveryLayout,
  request: RecoveryRequest,
  context: ActionContext,
): Promise<Recovered> {
  const common = { env: serverEnv(context), signal: context.signal, user: source.user };
  const installation = await findServer(context, (await readMajor(layout.dataDirectory)) ?? 0);
  let atLeast = controlledSettings(await readControl(installation, layout.dataDirectory, common));
  let current = request;
  let committed = false;
  const notes: string[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const server = await startRecovery({
      ...common,
      installation,
      superuser: request.superuser,
      logFile: layout.logFile,
      log: context.log,
      settings: {
        place: layout.place,
        restoreCommand: fetchCommand(source.engine, layout, request.path.repo),
        atLeast,
        extra: request.extra,
      },
    } satisfies RecoveryOptions);
    const outcome = await outcomeOf(server, current, context);
    if ('state' in outcome) {
      const { state, kind } = outcome;
      await checkEnd(server, state, current, source.segmentBytes, kind);
      return { server, installation, state, phase: kind, notes };
    }
    await server.stop('immediate');
    const raised = readTooLow(outcome.log);
    const end = await nameFullDisk(readRecoveryEnd(outcome.log), layout, source.segmentBytes);
    if (raised.length > 0 && attempt < ATTEMPTS) {
      atLeast = { ...atLeast, ...Object.fromEntries(raised.map(({ name, needed }) => [name, needed])) };
      const list = raised.map(({ name, needed }) => `${name} = ${needed}`).join(', ');
      context.log.info(`Production had ${list} later on; the recovery goes on with it.`);
    } else if (
      end.kind === 'no target' &&
      current.target.type === 'time' &&
      !committed &&
      source.production
    ) {
      // Nothing was committed after the target. Production can do that now, without touching a row.
      committed = true;
      context.log.info('No commit lies behind the target; production makes one and archives it.');
      await archiveNow(source.production.client, ARCHIVE_MS);
    } else if (end.kind === 'no target' && request.acceptEnd && current.target.type !== 'latest') {
      notes.push(
        `The log ends before ${describeTarget(current.target)}: the newest commit in it is of ${end.lastCommit ?? 'an unknown time'}. As accept-end says, that is what was recovered.`,
      );
      current = { ...current, target: { type: 'latest' }, exclusive: false, delta: true };
      await restoreInto(source.engine, layout, current);
    } else throw explainEnd(end, current, outcome.log);
  }
}

/** A segment that does not fit fails in the engine, of which the server knows only that it failed. */
async function nameFullDisk(
  end: RecoveryEnd,
  layout: RecoveryLayout,
  segmentBytes: number,
): Promise<RecoveryEnd> {
  if (end.kind !== 'archive') return end;
  const { bavail, bsize } = await statfs(layout.dataDirectory);
  return bavail * bsize < segmentBytes ? { ...end, kind: 'disk full' } : end;
}

async function outcomeOf(
  server: RecoveryServer,
  request: RecoveryRequest,
  context: ActionContext,
): Promise<RecoveryOutcome> {
  let shown = 0;
  try {
    return await awaitRecovery(server, {
      stallMs: request.stallMs,
      onProgress: (lsn) => {
        if (performance.now() - shown < 10_000) return;
        shown = performance.now();
        context.log.info(`replayed until ${lsn}`);
      },
    });
  } catch (error) {
    await server.stop('immediate');
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    if (error.code === 'PBA-TOOL-TIMEOUT') throw error;
    throw new ToolError('PBA-PITR-FAILED', `The server that recovers cannot be asked: ${messageOf(error)}`, {
      hint: error.hint ?? 'Its log is in the directory of the recovery.',
      cause: error,
    });
  }
}

/** A log that breaks off looks like its end to PostgreSQL, so it is compared with what the repository lists. */
async function checkEnd(
  server: RecoveryServer,
  state: RecoveryState,
  { path, target }: RecoveryRequest,
  segmentBytes: number,
  kind: 'paused' | 'open',
): Promise<void> {
  if (kind !== 'open' || state.lsn === null) return;
  const reached = segmentOfLsn(state.lsn, segmentBytes);
  // The last record may begin in the segment before the last.
  if (reached >= path.lastSegment.number - 1) return;
  await server.stop('immediate');
  throw new IntegrityError(
    'PBA-WAL-GAP',
    `The recovery to ${describeTarget(target)} ended at ${state.lsn}, although repository ${path.repo} lists WAL until ${segmentName(path.lastSegment, segmentBytes)}.`,
    {
      hint: 'A segment on the way is damaged or could not be read: run `verify`, and try another repository with `repo`.',
    },
  );
}

/** The server's surroundings hold nothing of the job: it may outlive it, and runs as another user. */
export function serverEnv(context: ActionContext): Record<string, string> {
  return { PATH: context.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
}

/** Before this version, fetching ahead went wrong across a change of timelines. */
const ASYNC_SINCE = '2.59';

/**
 * How the server gets its WAL. The engine's exit codes are below 126, which PostgreSQL takes for "there is no more": an object
 * store that fails midway would end the log early, and nobody would know. So everything but 1 becomes 255, which is fatal.
 */
function fetchCommand(engine: Engine, layout: RecoveryLayout, repo: number): string {
  const ahead = compareVersions(engine.version, ASYNC_SINCE) >= 0;
  const words = [
    engine.program,
    `--config=${engine.configFile}`,
    `--stanza=${engine.stanza}`,
    `--repo=${repo}`,
    `--pg1-path=${layout.dataDirectory}`,
    // Never production's queue and locks.
    ...(ahead ? ['--archive-async', `--spool-path=${layout.spool}`] : ['--no-archive-async']),
    `--lock-path=${join(layout.spool, 'lock')}`,
    '--log-level-file=off',
    '--log-level-console=off',
    '--log-level-stderr=error',
    'archive-get',
  ].map(commandWord);
  return `${words.join(' ')} %f "%p" || { rc=$?; test "$rc" -eq 1 && exit 1; exit 255; }`;
}
