import { open } from 'node:fs/promises';
import { sleep } from '../../concurrency.ts';
import { type Detached, startDetached } from '../../detached.ts';
import { CancelledError, PbaError, ToolError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type Exit, type OsUser, runText } from '../../process.ts';
import { type Client, openSession } from '../client.ts';
import { scratchClient } from '../scratch/connection.ts';
import { type Installation, program } from '../tools.ts';
import { type RecoverySettings, recoveryArguments } from './settings.ts';

export interface RecoveryOptions {
  readonly installation: Installation;
  readonly settings: RecoverySettings;
  readonly superuser: string;
  readonly logFile: string;
  /** Whom the files belong to; undefined: ourselves. */
  readonly user: OsUser | undefined;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** A server that recovers. It outlives this run unless it is stopped. */
export interface RecoveryServer {
  readonly client: Client;
  readonly process: Detached;
  /** What it has logged since it was started. */
  logged(): Promise<string>;
  /** Ends it without a checkpoint: `immediate` for what is thrown away, `fast` for what goes on later. */
  stop(mode: 'immediate' | 'fast'): Promise<void>;
}

const STOP_MS = 60_000;
const POLL_MS = 100;
const LOG_TAIL = 256 * 1024;

/** Starts the server; nothing is waited for yet. Its output goes to a file, so that nobody has to read it. */
export async function startRecovery(options: RecoveryOptions): Promise<RecoveryServer> {
  const { installation, settings, user, env } = options;
  const { place } = settings;
  const from = await sizeOf(options.logFile);
  const process = await startDetached(
    program(installation, 'postgres'),
    ['-D', place.dataDirectory, ...recoveryArguments(settings)],
    {
      env,
      cwd: '/',
      logFile: options.logFile,
      signal: options.signal,
      ...(user === undefined ? {} : { user }),
    },
  );
  return {
    client: recoveryClient(options),
    process,
    logged: () => readFrom(options.logFile, from),
    stop: (mode) => stopServer(process, mode),
  };
}

/** A client on the database `postgres` of such a server, also of one that an earlier run started. */
function recoveryClient(
  options: Pick<
    RecoveryOptions,
    'installation' | 'settings' | 'superuser' | 'env' | 'signal' | 'log' | 'user'
  >,
): Client {
  const { place } = options.settings;
  const client = scratchClient({
    installation: options.installation,
    socketDir: place.socketDirectory,
    port: place.port,
    superuser: options.superuser,
    env: options.env,
    signal: options.signal,
    log: options.log,
  });
  return client;
}

async function stopServer(process: Detached, mode: 'immediate' | 'fast'): Promise<void> {
  process.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  const late = setTimeout(() => process.kill('SIGQUIT'), STOP_MS);
  await process.exit;
  clearTimeout(late);
}

/** Where a recovery stands. */
export interface RecoveryState {
  readonly inRecovery: boolean;
  readonly paused: boolean;
  /** Null: nothing was replayed yet. */
  readonly lsn: string | null;
  readonly lastCommit: string | null;
}

/** @throws PbaError PBA-PG-UNREACHABLE while no connection is taken */
export async function readRecoveryState(client: Client): Promise<RecoveryState> {
  await using session = await openSession(client, { statement_timeout: '30s' });
  const paused =
    client.installation.major >= 14
      ? `pg_catalog.pg_get_wal_replay_pause_state() = 'paused'`
      : 'pg_catalog.pg_is_wal_replay_paused()';
  return await session.row<RecoveryState>(`
    select r as "inRecovery", case when r then ${paused} else false end as "paused",
           pg_catalog.pg_last_wal_replay_lsn()::text as "lsn",
           (pg_catalog.pg_last_xact_replay_timestamp() at time zone 'UTC')::text as "lastCommit"
      from pg_catalog.pg_is_in_recovery() r`);
}

/** How a wait ended: at the target, at the end of the log, without the server, or at a setting that is too low. */
export type RecoveryOutcome =
  | { readonly kind: 'paused' | 'open'; readonly state: RecoveryState }
  | { readonly kind: 'ended' | 'too low'; readonly log: string };

/**
 * Waits for what becomes of a recovery. `pg_ctl` would say "server started" long before, of a server that then dies.
 * @param stallMs longest time without any progress
 * @throws ToolError PBA-TOOL-TIMEOUT
 */
export async function awaitRecovery(
  server: RecoveryServer,
  options: { readonly stallMs: number; readonly onProgress: (lsn: string) => void },
): Promise<RecoveryOutcome> {
  const { client, process } = server;
  let progress = { mark: '', at: performance.now() };
  for (;;) {
    const state = await readRecoveryState(client).catch((error: unknown) => {
      if (error instanceof CancelledError || !(error instanceof PbaError)) throw error;
      return undefined;
    });
    if (process.ended()) return { kind: 'ended', log: await server.logged() };
    if (state?.paused === true) {
      const log = await server.logged();
      return log.includes('insufficient parameter settings')
        ? { kind: 'too low', log }
        : { kind: 'paused', state };
    }
    if (state?.inRecovery === false) return { kind: 'open', state };
    const mark = `${state?.lsn ?? ''} ${(await server.logged()).length}`;
    if (mark !== progress.mark) {
      progress = { mark, at: performance.now() };
      if (state?.lsn) options.onProgress(state.lsn);
    } else if (performance.now() - progress.at > options.stallMs) {
      throw new ToolError(
        'PBA-TOOL-TIMEOUT',
        `The recovery made no progress for ${Math.round(options.stallMs / 1000)} s; it stands at ${state?.lsn ?? 'its beginning'}.`,
        { stderr: (await server.logged()).slice(-4096) },
      );
    }
    await sleep(POLL_MS, client.signal);
  }
}

/** What pg_controldata says of a cluster that does not run. */
export function readControl(
  installation: Installation,
  dataDirectory: string,
  options: Pick<RecoveryOptions, 'env' | 'signal' | 'user'>,
): Promise<string> {
  return runText(program(installation, 'pg_controldata'), ['-D', dataDirectory], {
    env: { ...options.env, LC_ALL: 'C' },
    signal: options.signal,
    cwd: '/',
    timeoutMs: 60_000,
    ...(options.user === undefined ? {} : { user: options.user }),
  });
}

async function sizeOf(path: string): Promise<number> {
  const file = await open(path, 'a');
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function readFrom(path: string, from: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = Math.max(from, size - LOG_TAIL);
    const buffer = Buffer.alloc(Math.max(0, size - start));
    await file.read(buffer, 0, buffer.length, start);
    return buffer.toString('utf8');
  } finally {
    await file.close();
  }
}

const PG_CTL_STOPPED = [3, 4];

/** Whether a server runs on these files. */
export async function isRunning(
  installation: Installation,
  dataDirectory: string,
  options: Pick<RecoveryOptions, 'env' | 'signal' | 'user'>,
): Promise<boolean> {
  let running = true;
  await pgCtl(installation, ['status', '-D', dataDirectory], options, (exit) => {
    running = !PG_CTL_STOPPED.includes(exit.exitCode ?? -1);
    return running ? undefined : new NotRunning();
  }).catch((error: unknown) => {
    if (!(error instanceof NotRunning)) throw error;
  });
  return running;
}

class NotRunning extends Error {}

/** Ends whatever server runs on these files, also one that an earlier run left; none is fine. */
export async function stopOn(
  installation: Installation,
  dataDirectory: string,
  mode: 'immediate' | 'fast',
  options: Pick<RecoveryOptions, 'env' | 'signal' | 'user'>,
): Promise<void> {
  if (!(await isRunning(installation, dataDirectory, options))) return;
  await pgCtl(
    installation,
    ['stop', '-D', dataDirectory, '-m', mode, '-w', '-t', String(STOP_MS / 1000)],
    options,
    (exit) => new ToolError('PBA-PITR-FAILED', `The server on ${dataDirectory} does not stop.`, { ...exit }),
  );
}

function pgCtl(
  installation: Installation,
  args: readonly string[],
  options: Pick<RecoveryOptions, 'env' | 'signal' | 'user'>,
  explain: (exit: Exit) => Error | undefined,
): Promise<string> {
  return runText(program(installation, 'pg_ctl'), args, {
    env: options.env,
    signal: options.signal,
    cwd: '/',
    timeoutMs: STOP_MS + 10_000,
    ...(options.user === undefined ? {} : { user: options.user }),
    explain,
  });
}
