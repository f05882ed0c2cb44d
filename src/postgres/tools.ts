import { access, constants, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { ToolError, UserError } from '../errors.ts';
import { runText } from '../process.ts';

/** One installed PostgreSQL: the directory of its programs. */
export interface Installation {
  readonly binDir: string;
  readonly major: number;
  /** Such as `15.18`. */
  readonly version: string;
  /** Whether `initdb`, `pg_ctl` and `postgres` are there too, not only the client. */
  readonly server: boolean;
}

export interface ToolSearch {
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Roots of versioned installations; by default Debian's and the PGDG RPMs'. */
  readonly roots?: readonly string[];
}

const ROOTS = ['/usr/lib/postgresql', '/usr'];

/**
 * Every PostgreSQL on this machine: `/usr/lib/postgresql/<major>/bin` (Debian, Ubuntu), `/usr/pgsql-<major>/bin`
 * (PGDG RPMs) and the directories on PATH. Debian's `pg_wrapper` is passed over: it picks a version by itself.
 * Newest major first.
 */
export async function findInstallations(search: ToolSearch): Promise<Installation[]> {
  const directories = new Set<string>();
  for (const root of search.roots ?? ROOTS) {
    for (const name of await readdir(root).catch(() => [])) {
      if (/^\d+$/.test(name) || /^pgsql-\d+$/.test(name)) directories.add(join(root, name, 'bin'));
    }
  }
  for (const directory of (search.env['PATH'] ?? '').split(':'))
    if (directory.startsWith('/')) directories.add(directory);

  const found: Installation[] = [];
  for (const directory of directories) {
    const program = join(directory, 'pg_dump');
    const real = await realpath(program).catch(() => undefined);
    if (real === undefined || real.endsWith('/pg_wrapper')) continue;
    const binDir = real.slice(0, real.lastIndexOf('/'));
    if (found.some((other) => other.binDir === binDir)) continue;
    const text = await runText(program, ['--version'], {
      env: { PATH: search.env['PATH'] ?? '', LC_ALL: 'C' },
      signal: search.signal,
      timeoutMs: 10_000,
    });
    const version = /\(PostgreSQL\) (\d+)(\S*)/.exec(text);
    if (!version)
      throw new ToolError('PBA-TOOL-FAILED', `${program} does not tell its version: ${text.trim()}`);
    const server = await Promise.all(
      ['initdb', 'postgres', 'pg_ctl'].map((name) => executable(join(binDir, name))),
    );
    found.push({
      binDir,
      major: Number(version[1]),
      version: `${version[1]}${version[2]}`,
      server: server.every(Boolean),
    });
  }
  return found.sort((a, b) => b.major - a.major);
}

async function executable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/**
 * The client for a server: its own major, else the nearest newer one. pg_dump refuses servers newer than itself.
 * @throws UserError PBA-PG-CLIENT-OLD with the package to install, PBA-TOOL-MISSING when there is none at all
 */
export function chooseClient(installations: readonly Installation[], serverMajor: number): Installation {
  const usable = installations.filter((one) => one.major >= serverMajor).sort((a, b) => a.major - b.major);
  const [best] = usable;
  if (best) return best;
  if (installations.length === 0) throw noClient(serverMajor);
  throw new UserError(
    'PBA-PG-CLIENT-OLD',
    `The server is PostgreSQL ${serverMajor}; installed here: ${installations.map((one) => one.version).join(', ')}.`,
    {
      hint: `apt-get install postgresql-client-${serverMajor} (from apt.postgresql.org where the distribution lacks it).`,
    },
  );
}

/** The error for a machine without any PostgreSQL client. */
export function noClient(major?: number): UserError {
  return new UserError(
    'PBA-TOOL-MISSING',
    'No PostgreSQL client (psql, pg_dump) is installed on this runner.',
    {
      hint: `apt-get install postgresql-client${major === undefined ? '' : `-${major}`}`,
    },
  );
}

/**
 * The server programs for a scratch server: exactly the wanted major, so that digests are comparable.
 * @throws UserError PBA-PG-NO-SERVER-BINARIES with the package to install
 */
export function chooseServer(installations: readonly Installation[], major: number): Installation {
  const match = installations.find((one) => one.server && one.major === major);
  if (match) return match;
  const have = installations.filter((one) => one.server).map((one) => one.version);
  throw new UserError(
    'PBA-PG-NO-SERVER-BINARIES',
    `The set comes from PostgreSQL ${major}; servers installed here: ${have.join(', ') || 'none'}.`,
    {
      hint: `apt-get install postgresql-${major} (a restore test starts its own private server; it needs no cluster).`,
    },
  );
}

/** The path of one program of an installation. */
export function program(installation: Installation, name: string): string {
  return join(installation.binDir, name);
}
