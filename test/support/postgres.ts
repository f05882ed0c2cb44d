import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { appendFile, chmod, chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OsUser, type RunningProcess, runText, startProcess } from '../../src/process.ts';

export interface TestPostgresOptions {
  /** Also listen on 127.0.0.1 on a free port, where passwords are asked for (scram-sha-256). Default: socket only. */
  readonly tcp?: boolean;
  /** Server settings that win over the fast ones below. */
  readonly settings?: Readonly<Record<string, string>>;
  /** More arguments for initdb, such as `--data-checksums`. */
  readonly initdbArgs?: readonly string[];
}

export interface SqlOptions {
  readonly database?: string;
  readonly user?: string;
  /** Milliseconds; default 120 000. */
  readonly timeoutMs?: number;
}

/** A private PostgreSQL server that nobody else uses. Everybody may connect through its socket without a password. */
export interface TestPostgres extends AsyncDisposable {
  /** The folder of the programs this server runs from: psql, pg_dump … of the same version. */
  readonly binDir: string;
  readonly major: number;
  readonly dataDir: string;
  readonly socketDir: string;
  readonly port: number;
  readonly superuser: string;
  /** The superuser's password for connections to 127.0.0.1; undefined without `tcp`. */
  readonly password: string | undefined;
  /** The user the server runs as; undefined when that is the current one. */
  readonly osUser: OsUser | undefined;
  /** A whole environment for libpq programs: socket, port, superuser, database `postgres`, a PATH with `binDir`. */
  readonly env: Readonly<Record<string, string>>;
  /** The server's log so far. */
  log(): Promise<string>;
  /** Runs SQL through `psql -XqAt`, stopping at the first error, and returns its output without the last newline. */
  psql(sql: string, options?: SqlOptions): Promise<string>;
  createDatabase(
    name: string,
    options?: { readonly owner?: string; readonly template?: string },
  ): Promise<void>;
  /** Ends the server (as `pg_ctl restart -m fast` would) and starts it again, as some settings need it. */
  restart(): Promise<void>;
  /** Ends the server and deletes its files. Safe to call twice. */
  stop(): Promise<void>;
}

const SUPERUSER = 'postgres';
const SOCKET_PORT = 5432;
const START_LIMIT_MS = 60_000;
const LOWEST_MAJOR = 13;
const HBA = `local all,replication all trust
host all,replication all 127.0.0.1/32 scram-sha-256
`;

/** What a server may do that is thrown away with its data. The WAL level stays: tests take base backups too. */
const FAST_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  autovacuum: 'off',
  jit: 'off',
  shared_buffers: '128MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  max_connections: '60',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Keeps the server until stdin ends, which it also does when the test process is killed; then ends the server and
 * deletes the directory. It asks again until the server has gone: one that is just starting still ignores SIGQUIT.
 * Signals of the terminal are left to the server itself. The log is a file: a pipe that nobody reads for a while would stop
 * the server. Arguments: directory, program, its arguments.
 */
const KEEPER = `
trap '' INT TERM HUP
dir=$1; shift
exec 3<&0
watcher=
while :; do
  "$@" </dev/null >>"$dir/log" 2>&1 3<&- &
  server=$!
  echo "$server" >"$dir/server.pid"
  if [ -z "$watcher" ]; then
    (
      while read -r _ <&3; do :; done
      : >"$dir/closing"
      while [ ! -e "$dir/ended" ]; do kill -QUIT "$(cat "$dir/server.pid")"; sleep 0.1; done
    ) >/dev/null 2>&1 &
    watcher=$!
  fi
  wait "$server"
  if [ ! -e "$dir/again" ] || [ -e "$dir/closing" ]; then break; fi
  rm "$dir/again"
done
: >"$dir/ended"
exec 3<&-
wait "$watcher"
rm -rf "$dir"
`;

/** The programs of the newest PostgreSQL server that is installed here. */
export function findServerPrograms(): { readonly binDir: string; readonly major: number } {
  const debian = '/usr/lib/postgresql';
  const majors = (existsSync(debian) ? readdirSync(debian) : [])
    .filter((name) => /^\d+$/.test(name) && existsSync(join(debian, name, 'bin', 'initdb')))
    .map(Number)
    .filter((major) => major >= LOWEST_MAJOR)
    .sort((a, b) => b - a);
  const newest = majors[0];
  if (newest !== undefined) return { binDir: join(debian, String(newest), 'bin'), major: newest };
  for (const dir of (process.env['PATH'] ?? '').split(':')) {
    if (existsSync(join(dir, 'initdb')) && existsSync(join(dir, 'postgres'))) {
      const version = /\(PostgreSQL\) (\d+)/.exec(
        execFileSync(join(dir, 'initdb'), ['--version'], { encoding: 'utf8' }),
      );
      return { binDir: dir, major: Number(version?.[1]) };
    }
  }
  throw new Error(`No PostgreSQL server is installed (looked in ${debian} and on PATH).`);
}

/** PostgreSQL refuses to run as root: then its files and processes belong to Debian's user `postgres`. */
export function serverOsUser(): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined)
    throw new Error('The tests run as root and there is no user postgres.');
  return { uid: Number(uid), gid: Number(gid), name: 'postgres' };
}

/** A TCP port of 127.0.0.1 that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('No TCP port is free on 127.0.0.1.');
  return address.port;
}

function configText(port: number, socketDir: string, options: TestPostgresOptions): string {
  const settings: Record<string, string> = {
    ...FAST_SETTINGS,
    port: String(port),
    listen_addresses: options.tcp ? '127.0.0.1' : '',
    unix_socket_directories: socketDir,
    password_encryption: 'scram-sha-256',
    ...options.settings,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('');
}

/** Waits for the line with which the postmaster (another than `not`) says in its pid file that it takes connections. */
async function untilReady(dir: string, dataDir: string, not?: string): Promise<void> {
  const limit = Date.now() + START_LIMIT_MS;
  for (;;) {
    const lines = (await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (lines[7]?.trim() === 'ready' && lines[0] !== not) return;
    if (existsSync(join(dir, 'ended'))) throw new Error('The test server did not start.');
    if (Date.now() > limit) throw new Error(`The test server was not ready after ${START_LIMIT_MS} ms.`);
    await sleep(10);
  }
}

/**
 * Makes and starts a PostgreSQL server of its own in a new directory below /tmp (a socket's path may have only 107 bytes, so
 * TMPDIR is not used). Takes about a second. It is never copied from another cluster: the copy would have the same
 * system identifier, and that is what the toolkit tells clusters apart by.
 */
export async function startPostgres(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const { binDir, major } = findServerPrograms();
  const osUser = serverOsUser();
  const dir = await mkdtemp('/tmp/pba-pg-');
  await chmod(dir, 0o700);
  if (osUser) await chown(dir, osUser.uid, osUser.gid);
  const dataDir = join(dir, 'data');
  const base = { PATH: `${binDir}:/usr/local/bin:/usr/bin:/bin`, HOME: dir, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  const asServer = osUser === undefined ? {} : { user: osUser };
  const running = new AbortController();
  const log = (): Promise<string> => readFile(join(dir, 'log'), 'utf8');
  let keeper: RunningProcess | undefined;
  const stop = async (): Promise<void> => {
    keeper?.stdin.end();
    await keeper?.exit;
    await rm(dir, { recursive: true, force: true });
  };

  try {
    const args = `-U ${SUPERUSER} -A trust -E UTF8 --locale=C.UTF-8 --no-sync -D`.split(' ');
    await runText(join(binDir, 'initdb'), [...args, dataDir, ...(options.initdbArgs ?? [])], {
      env: base,
      signal: AbortSignal.timeout(START_LIMIT_MS),
      ...asServer,
    });
    const port = options.tcp ? await freePort() : SOCKET_PORT;
    await appendFile(join(dataDir, 'postgresql.conf'), configText(port, dir, options));
    await writeFile(join(dataDir, 'pg_hba.conf'), HBA);
    const command = [join(binDir, 'postgres'), '-D', dataDir];
    keeper = await startProcess('/bin/sh', ['-c', KEEPER, 'sh', dir, ...command], {
      env: base,
      signal: running.signal,
      ...asServer,
    });
    keeper.stdout.resume();
    await untilReady(dir, dataDir).catch(async (error: unknown) => {
      throw new Error(`The test server did not start:\n${await log()}`, { cause: error });
    });

    const env = { ...base, PGHOST: dir, PGPORT: String(port), PGUSER: SUPERUSER, PGDATABASE: 'postgres' };
    const psql = async (sql: string, sqlOptions: SqlOptions = {}): Promise<string> => {
      const args = ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-U', sqlOptions.user ?? SUPERUSER, '-f', '-'];
      const output = await runText(join(binDir, 'psql'), args, {
        // Not `-d`, which takes a name with `=` in it for a connection string.
        env: { ...env, PGDATABASE: sqlOptions.database ?? 'postgres' },
        signal: running.signal,
        input: sql,
        timeoutMs: sqlOptions.timeoutMs ?? 120_000,
        explain: (exit) =>
          exit.exitCode === null ? undefined : new Error(`psql failed: ${exit.stderr.trim()}`),
      });
      return output.replace(/\n$/, '');
    };
    const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
    const password = options.tcp ? randomBytes(12).toString('hex') : undefined;
    if (password !== undefined) await psql(`alter role ${quoted(SUPERUSER)} password '${password}'`);

    return {
      binDir,
      major,
      dataDir,
      socketDir: dir,
      port,
      superuser: SUPERUSER,
      password,
      osUser,
      env,
      log,
      psql,
      stop,
      restart: async () => {
        const [pid = ''] = (await readFile(join(dataDir, 'postmaster.pid'), 'utf8')).split('\n');
        await writeFile(join(dir, 'again'), '');
        process.kill(Number(pid), 'SIGINT');
        await untilReady(dir, dataDir, pid);
      },
      createDatabase: async (name, { owner, template } = {}) => {
        const clauses = [
          ...(owner === undefined ? [] : [`owner ${quoted(owner)}`]),
          ...(template === undefined ? [] : [`template ${quoted(template)}`]),
        ];
        await psql(`create database ${quoted(name)} ${clauses.join(' ')}`);
      },
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
