import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { TestPostgres } from './postgres.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.js');

export interface SwapRun {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Of `--json`; undefined when the run was killed. */
  readonly json: SwapJson | undefined;
}

interface SwapJson {
  readonly verdict?: string;
  readonly result?: {
    readonly downtimeMs: number;
    readonly sessionsEnded: number;
    readonly attempts: number;
  };
  readonly findings?: readonly { readonly severity: string; readonly text: string }[];
  readonly error?: { readonly code: string; readonly message: string; readonly hint: string | null };
}

export interface SwapOptions {
  readonly user?: string;
  /** SIGKILL at the moment the log says this, before what it announces is done. */
  readonly killAt?: string;
  /** SIGKILL after so many milliseconds: of the run, or from when the log says `since`. */
  readonly killAfterMs?: number;
  readonly since?: string;
  /** SIGINT when the log says this. */
  readonly cancelAt?: string;
}

/** Kills its own process inside the write of the line, so that nothing that follows it has begun. */
function killer(line: string): string {
  const code = `const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (text, ...rest) => {
      if (String(text).includes(${JSON.stringify(line)})) process.kill(process.pid, 'SIGKILL');
      return write(text, ...rest);
    };`;
  return `--import data:text/javascript,${encodeURIComponent(code)}`;
}

/** Runs `swap` as the shipped command line does. Inputs by name, as after `--`. */
export async function runSwap(
  postgres: TestPostgres,
  inputs: Readonly<Record<string, string>>,
  options: SwapOptions = {},
): Promise<SwapRun> {
  const args = Object.entries(inputs).map(([name, value]) =>
    value === 'true' ? `--${name}` : `--${name}=${value}`,
  );
  // With --json the log says only warnings, and kills wait for lines of the debug log.
  const watched = options.killAt ?? options.cancelAt ?? options.since;
  const mode = watched === undefined ? '--json' : '--debug';
  const child = spawn(process.execPath, [CLI, 'swap', mode, ...args], {
    env: {
      ...postgres.env,
      ...(options.user === undefined ? {} : { PGUSER: options.user }),
      ...(options.killAt === undefined ? {} : { NODE_OPTIONS: killer(options.killAt) }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  let timer: NodeJS.Timeout | undefined;
  const startTimer = (): void => {
    if (options.killAfterMs !== undefined)
      timer ??= setTimeout(() => child.kill('SIGKILL'), options.killAfterMs);
  };
  if (options.since === undefined) startTimer();
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    if (options.cancelAt !== undefined && stderr.includes(options.cancelAt)) child.kill('SIGINT');
    if (options.since !== undefined && stderr.includes(options.since)) startTimer();
  });
  const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...exit) => resolve(exit));
  });
  clearTimeout(timer);
  return { exitCode, signal, stdout, stderr, json: parsed(stdout) };
}

function parsed(stdout: string): SwapJson | undefined {
  if (!stdout.startsWith('{')) return undefined;
  const json = JSON.parse(stdout) as SwapJson & { readonly result?: SwapJson };
  // A failed run reports its error beside its result.
  return json.error === undefined ? json : { ...json.result, error: json.error };
}

/** Which database answers under a name: the word that `markDatabase` wrote into it. Connecting is part of the question. */
export function whoServes(postgres: TestPostgres, name: string, user?: string): Promise<string> {
  return postgres.psql('select word from public.which', { database: name, ...(user ? { user } : {}) });
}

/** A new database that tells, through whatever name it is reached, which one it is. */
export async function markedDatabase(
  postgres: TestPostgres,
  name: string,
  word: string,
  owner?: string,
): Promise<void> {
  await postgres.createDatabase(name, owner === undefined ? {} : { owner });
  await postgres.psql(
    `create table public.which as select '${word}'::text as word; grant select on public.which to public`,
    { database: name },
  );
}

/** The names of the databases besides PostgreSQL's own, and which of them take connections. */
export async function databaseNames(postgres: TestPostgres): Promise<{ open: string[]; closed: string[] }> {
  const json = await postgres.psql(
    `select json_build_object('open', coalesce(json_agg(datname order by datname) filter (where datallowconn), '[]'),
       'closed', coalesce(json_agg(datname order by datname) filter (where not datallowconn), '[]'))
       from pg_database where datname not in ('postgres', 'template0', 'template1')`,
  );
  return JSON.parse(json) as { open: string[]; closed: string[] };
}
