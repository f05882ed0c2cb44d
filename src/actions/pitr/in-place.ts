import { chown, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeTarget, type RecoveryTarget } from '../../catalog/recovery/target.ts';
import { segmentName, segmentOfLsn } from '../../catalog/wal/segment.ts';
import { sleep } from '../../concurrency.ts';
import { CancelledError, IntegrityError, messageOf, PbaError, ToolError, UserError } from '../../errors.ts';
import { backup } from '../../pgbackrest/commands.ts';
import { readTimeline } from '../../postgres/recovery/facts.ts';
import { isRunning, type RecoveryState, readRecoveryState } from '../../postgres/recovery/server.ts';
import { runText } from '../../process.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { notInContainer } from '../shared/engine/in-container.ts';
import { chooseRecovery, type RecoveryChoice } from '../shared/recovery/choice.ts';
import {
  checkSpace,
  makeRecoveryDirectory,
  type RecoveryLayout,
  readMajor,
  removeRecovery,
} from '../shared/recovery/directory.ts';
import { type RecoveryRequest, replay, restoreInto, serverEnv } from '../shared/recovery/run.ts';
import { findServer, type RecoverySource } from '../shared/recovery/source.ts';
import { Stopwatch } from '../shared/stopwatch.ts';
import { requestOf } from './outcome.ts';
import type { PitrInputs } from './pitr.ts';
import type { PitrReport } from './report.ts';

type Outcome = { readonly report: PitrReport; readonly failure?: PbaError };

/**
 * Recovers production itself. Its old directory is kept under another name; until the recovered one has been seen to reach its
 * target it is put back when anything fails.
 */
export async function recoverInPlace(
  inputs: PitrInputs,
  source: RecoverySource,
  target: RecoveryTarget,
  context: ActionContext,
): Promise<Outcome> {
  const { dataDirectory, stanza } = placeOf(source);
  const choice = await chooseRecovery(source, target, inputs, context);
  const stamp = context
    .now()
    .toISOString()
    .replace(/[-:]|\.\d{3}/g, '');
  const kept = `${dataDirectory}_before_${stamp}`;
  const request: RecoveryRequest = { ...requestOf(inputs, source, target, choice, false), inPlace: true };
  const plan = { ...planOf(source, request, choice), directory: dataDirectory };
  if (inputs.confirm !== stanza) {
    const failure = new UserError(
      'PBA-CONFIRM',
      `The plan for ${dataDirectory} is made and was not confirmed: it would be kept as ${kept}, and what was there at ${describeTarget(target)} would take its place.`,
      { hint: `Nothing was changed. To do it, give \`confirm: ${stanza}\`.` },
    );
    return { report: plan, failure };
  }
  await stopProduction(inputs, source, dataDirectory, context);
  await checkSpace(dirname(dataDirectory), choice.path.backup.databaseBytes);
  const watch = new Stopwatch();
  const state = await exchange(source, { request, dataDirectory, kept, stamp }, context, watch);
  const report: PitrReport = {
    ...plan,
    verdict: 'restored',
    kept,
    lastCommit: state?.lastCommit ?? null,
    lsn: state?.lsn ?? null,
    seconds: watch.total,
    phases: watch.phases,
    next: leftToDo(stanza, kept),
  };
  if (inputs.startCommand === undefined) return { report };
  return startProduction(inputs, source, request, report, context, watch);
}

function placeOf(source: RecoverySource): { readonly dataDirectory: string; readonly stanza: string } {
  const { container, dataDirectory, engine, physical } = source;
  // Whether a server runs in there cannot be seen from outside, and its directory would be taken away from under it.
  if (container !== undefined) throw notInContainer(container);
  if (dataDirectory === undefined || engine.configFile !== physical.configFile) {
    throw new UserError(
      'PBA-ENGINE-CONFIG',
      `There is no ${physical.configFile}, and production needs it: for the WAL it recovers with, and to archive afterwards.`,
      { hint: 'Run `wal` with `mode: setup` and `apply: true` first, on the machine of the server.' },
    );
  }
  return { dataDirectory, stanza: physical.stanza };
}

async function stopProduction(
  inputs: PitrInputs,
  source: RecoverySource,
  dataDirectory: string,
  context: ActionContext,
): Promise<void> {
  const major = (await readMajor(dataDirectory)) ?? source.production?.place.major ?? 0;
  const installation = await findServer(context, major);
  const options = { env: serverEnv(context), signal: context.signal, user: source.user };
  const running = (): Promise<boolean> => isRunning(installation, dataDirectory, options);
  if (!(await running())) return;
  if (inputs.stopCommand !== undefined) await runCommand('stop-command', inputs.stopCommand, context);
  if (await running()) {
    throw new UserError('PBA-PITR-STATE', `The server on ${dataDirectory} runs.`, {
      hint: 'Nothing was changed. Stop it first, so that it does not start again by itself, or give `stop-command`.',
    });
  }
}

interface Exchange {
  readonly request: RecoveryRequest;
  readonly dataDirectory: string;
  readonly kept: string;
  readonly stamp: string;
}

/** Puts the recovered directory in the place of the old one, or leaves the old one there. */
async function exchange(
  source: RecoverySource,
  { request, dataDirectory, kept, stamp }: Exchange,
  context: ActionContext,
  watch: Stopwatch,
): Promise<RecoveryState | undefined> {
  const { user } = source;
  const made = await makeRecoveryDirectory(`${dataDirectory}_recovery_${stamp}`, user);
  const spaces = `${dataDirectory}_tablespaces_${stamp}`;
  const layout: RecoveryLayout = {
    ...made,
    dataDirectory,
    tablespaces: spaces,
    place: { ...made.place, dataDirectory },
  };
  try {
    const withSpaces = (await readdir(join(dataDirectory, 'pg_tblspc')).catch(() => [])).length > 0;
    await rename(dataDirectory, kept);
    try {
      for (const directory of withSpaces ? [dataDirectory, spaces] : [dataDirectory]) {
        await mkdir(directory, { mode: 0o700 });
        if (user !== undefined) await chown(directory, user.uid, user.gid);
      }
      await watch.time('restore', () => restoreInto(source.engine, layout, request));
      // The end of the log cannot be tried out: a server that reaches it begins a new timeline.
      if (request.target.type === 'latest') return undefined;
      const tried = await watch.time('recovery', () => replay(source, layout, request, context));
      await tried.server.stop('fast');
      return tried.state;
    } catch (error) {
      await rm(dataDirectory, { recursive: true, force: true });
      await rm(spaces, { recursive: true, force: true });
      await rename(kept, dataDirectory);
      context.log.warning(
        `${dataDirectory} is the directory that was there before; the server is still stopped.`,
      );
      throw error;
    }
  } finally {
    await removeRecovery(made);
  }
}

const POLL_MS = 500;

/** Starts production, waits until it has left recovery, and takes the full backup that the new timeline needs. */
async function startProduction(
  inputs: PitrInputs,
  source: RecoverySource,
  request: RecoveryRequest,
  report: PitrReport,
  context: ActionContext,
  watch: Stopwatch,
): Promise<Outcome> {
  try {
    await runCommand('start-command', inputs.startCommand ?? '', context);
    const { state, timeline } = await watch.time('start', () => untilOpen(inputs, source, context));
    checkLog(state, request, source.segmentBytes);
    for (const [index, repository] of source.physical.repositories.entries()) {
      await context.log.group(`New full backup into repository ${index + 1} (${repository.kind})`, () =>
        watch.time('backup', () =>
          backup(source.engine, { repo: index + 1, type: 'full', timeoutMs: inputs.timeLimit }),
        ),
      );
    }
    return {
      report: {
        ...report,
        verdict: 'recovered',
        lastCommit: report.lastCommit ?? state.lastCommit,
        lsn: report.lsn ?? state.lsn,
        timeline,
        seconds: watch.total,
        phases: watch.phases,
        next: [
          `The directory that was there before is ${report.kept}: remove it when nobody needs it.`,
          'Standbys follow the old timeline: rebuild them.',
        ],
      },
    };
  } catch (error) {
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    return { report, failure: error };
  }
}

async function untilOpen(
  inputs: PitrInputs,
  source: RecoverySource,
  context: ActionContext,
): Promise<{ readonly state: RecoveryState; readonly timeline: number }> {
  const deadline = performance.now() + inputs.stallLimit;
  for (;;) {
    const state = await source
      .reach()
      .then(async ({ client }) => ({ client, found: await readRecoveryState(client) }))
      .catch((error: unknown) => {
        if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
        return messageOf(error);
      });
    if (typeof state !== 'string' && !state.found.inRecovery)
      return { state: state.found, timeline: await readTimeline(state.client, false) };
    if (performance.now() > deadline) {
      throw new ToolError(
        'PBA-PITR-FAILED',
        `Production has not left recovery ${Math.round(inputs.stallLimit / 1000)} s after it was started${typeof state === 'string' ? `: ${state}` : '.'}`,
        {
          hint: 'Look at the log of the server. The old directory is kept; see the summary for the way back.',
        },
      );
    }
    await sleep(POLL_MS, context.signal);
  }
}

function checkLog(state: RecoveryState, { path, target }: RecoveryRequest, segmentBytes: number): void {
  if (target.type !== 'latest' || state.lsn === null) return;
  if (segmentOfLsn(state.lsn, segmentBytes) >= path.lastSegment.number - 1) return;
  throw new IntegrityError(
    'PBA-WAL-GAP',
    `Production came up at ${state.lsn}, although repository ${path.repo} lists WAL until ${segmentName(path.lastSegment, segmentBytes)}: commits are missing.`,
    { hint: 'Stop it again before anybody writes, and recover from another repository (`repo`).' },
  );
}

/** A program of the user, with the environment of this run: one argument per line, no shell. */
async function runCommand(name: string, text: string, context: ActionContext): Promise<void> {
  const [program = '', ...args] = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  try {
    const output = await context.log.group(`Running ${name}: ${program}`, () =>
      runText(program, args, {
        env: context.env,
        signal: context.signal,
        cwd: context.env['GITHUB_WORKSPACE'] ?? '/',
      }),
    );
    if (output.trim() !== '') context.log.info(output.trimEnd());
  } catch (error) {
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    throw new ToolError('PBA-PITR-FAILED', `The command of ${name} failed: ${messageOf(error)}`, {
      hint: 'Run it by hand to see what it says.',
      cause: error,
    });
  }
}

function leftToDo(stanza: string, kept: string): string[] {
  return [
    'Start the server as always, and wait until pg_is_in_recovery() is false: it begins a new timeline at the target.',
    `Then at once a new full backup: backup with kind: physical and physical-type: full (pgbackrest --stanza=${stanza} --type=full backup, for every repository).`,
    `The directory that was there before is ${kept}. The way back: stop the server, and rename it again.`,
    'Standbys follow the old timeline: rebuild them.',
  ];
}

function planOf(source: RecoverySource, request: RecoveryRequest, choice: RecoveryChoice): PitrReport {
  return {
    verdict: 'restored',
    stanza: source.physical.stanza,
    directory: '',
    repo: request.path.repo,
    location: request.path.location,
    backup: request.path.backup.label,
    target: request.target,
    exclusive: request.exclusive,
    phase: 'stopped',
    socketDirectory: '',
    port: '',
    superuser: request.superuser,
    lastCommit: null,
    lsn: null,
    timeline: null,
    seconds: null,
    phases: {},
    ranges: choice.ranges,
    databases: [],
    notes: [],
    kept: null,
    next: [],
  };
}
