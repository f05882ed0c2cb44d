import { createWriteStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Content, Format } from '../catalog/manifest.ts';
import { mapLimited } from '../concurrency.ts';
import { CancelledError, systemCode, ToolError, UserError } from '../errors.ts';
import { type Exit, expectSuccess, runText, startProcess } from '../process.ts';
import { type Client, commandOf } from './client.ts';
import { DUMP_OPTIONS } from './connection.ts';
import { identifier } from './quote.ts';
import { explainPostgres } from './stderr.ts';

const STATS_AT_ONCE = 16;

export interface DumpOptions {
  /** Where the dump goes: a directory that does not exist yet, or a file. */
  readonly path: string;
  readonly format: Format;
  readonly content: Content;
  /** From `resolveCompression`. */
  readonly compression: string;
  readonly jobs: number;
  readonly snapshotId: string;
  readonly lockTimeoutMs: number;
  /** Tables whose rows are left out; their definition is always dumped. */
  readonly withoutRowsOf: readonly { readonly schema: string; readonly name: string }[];
  /** Called for each table as pg_dump reaches its rows. */
  readonly onTable: () => void;
}

/**
 * Compression as pg_dump names it. `auto` is zstd where the client has it (16 and later; it is as fast as gzip:1 and
 * smaller), gzip:1 before: half the default level's time is spent for 9 % of size.
 * @throws UserError PBA-INPUT for a method this client cannot write
 */
export function resolveCompression(wanted: string, clientMajor: number): string {
  const modern = clientMajor >= 16;
  if (wanted === 'auto') return modern ? 'zstd:3' : 'gzip:1';
  if (wanted === 'none') return 'none';
  const found = /^(gzip|zstd|lz4):(\d{1,2})$/.exec(wanted);
  const level = Number(found?.[2]);
  const limit = { gzip: 9, zstd: 22, lz4: 12 }[found?.[1] as 'gzip' | 'zstd' | 'lz4'];
  if (found === null || limit === undefined || level < 1 || level > limit) {
    throw new UserError('PBA-INPUT', `compression ${JSON.stringify(wanted)} is not known.`, {
      hint: 'Use auto, none, gzip:1 to gzip:9, zstd:1 to zstd:22 or lz4:1 to lz4:12.',
    });
  }
  if (!modern && found[1] !== 'gzip') {
    throw new UserError('PBA-INPUT', `pg_dump ${clientMajor} cannot write ${found[1]}; that came with 16.`, {
      hint: 'Use gzip:1, or install a newer client: a newer pg_dump reads older servers.',
    });
  }
  return wanted;
}

/**
 * pg_dump on an exported snapshot. Row-level security, missing rights and locks that are not granted in time make
 * it fail; it never leaves out rows silently (`--enable-row-security` is never used).
 */
export async function dumpDatabase(client: Client, options: DumpOptions): Promise<void> {
  const args = [
    `--format=${options.format}`,
    // What a container has written could not be found here.
    ...(client.container === undefined ? [`--file=${options.path}`] : []),
    `--snapshot=${options.snapshotId}`,
    `--lock-wait-timeout=${options.lockTimeoutMs}`,
    '--no-password',
    '--no-sync',
    '--verbose',
  ];
  if (options.format !== 'plain')
    args.push(`--compress=${compressArgument(options.compression, client.installation.major)}`);
  if (options.format === 'directory') args.push(`--jobs=${options.jobs}`);
  if (options.content === 'schema') args.push('--schema-only');
  if (options.content === 'data') args.push('--data-only');
  for (const table of options.withoutRowsOf) {
    args.push(`--exclude-table-data=${identifier(table.schema, table.name)}`);
  }
  const command = commandOf(client, 'pg_dump', args, 'lifeline');
  const running = await startProcess(command.file, command.args, {
    env: command.env,
    signal: client.signal,
    onStderrLine: (line) => {
      if (line.startsWith('pg_dump: dumping contents of table ')) options.onTable();
    },
  });
  const explain = (exit: Exit): Error | undefined => explainPostgres(exit, client.env);
  if (client.container === undefined) {
    running.stdin.end();
    running.stdout.resume();
  } else {
    // Its stdin stays open: that it ends is how the program in the container learns that nobody waits for it any more.
    const file = createWriteStream(options.path, { flags: 'wx', mode: 0o600 });
    // That stdout ended says nothing about pg_dump, and that pg_dump did not fail says nothing about the file.
    const problem = await pipeline(running.stdout, file).catch((error: unknown) =>
      running.stop().then(() => error),
    );
    if (problem !== undefined && !client.signal.aborted) throw problem;
  }
  await expectSuccess(running, client.signal, explain);
  await assertWritten(options);
}

/**
 * A number that changes whenever a dump has written something. A dump of 100,000 large objects has as many files: their sizes are
 * read only when there are no more of them than before, and a few at a time.
 */
export function writtenSoFar({ path, format }: Pick<DumpOptions, 'path' | 'format'>): () => Promise<number> {
  const sizeOf = (file: string): Promise<number> =>
    stat(file).then(
      ({ size }) => size,
      () => 0, // not there yet
    );
  if (format !== 'directory') return () => sizeOf(path);
  let files = 0;
  let more = 0;
  let bytes = 0;
  return async () => {
    const names = await readdir(path).catch(() => []);
    if (names.length === files) {
      const sizes = await mapLimited(names, STATS_AT_ONCE, (name) => sizeOf(join(path, name)));
      bytes = sizes.reduce((sum, size) => sum + size, 0);
    } else more += 1;
    files = names.length;
    return more + bytes;
  };
}

/** A wrapper in place of pg_dump, or a directory that was cleaned meanwhile, must not look like a dump. */
async function assertWritten({ path, format }: DumpOptions): Promise<void> {
  const file = format === 'directory' ? join(path, 'toc.dat') : path;
  const size = await stat(file).then(
    (info) => info.size,
    (error: unknown) => {
      if (systemCode(error) !== 'ENOENT') throw error;
      return 0;
    },
  );
  if (size > 0) return;
  throw new ToolError('PBA-TOOL-FAILED', 'pg_dump ended with exit code 0, but it wrote no dump.', {
    hint: 'Run it by hand. Look for a script of the same name on PATH, and for a job that cleans the temporary directory.',
  });
}

/** pg_dump before 16 knows only a gzip level, 0 being none. */
function compressArgument(compression: string, major: number): string {
  if (major >= 16) return compression === 'none' ? 'none' : compression;
  return compression === 'none' ? '0' : compression.slice('gzip:'.length);
}

/**
 * Roles, memberships and role settings of the whole cluster as SQL, without password hashes: they would be secrets
 * in a file that is not one. After a restore on a new server the passwords are set anew.
 */
export async function dumpRoles(client: Client): Promise<string> {
  return dumpGlobals(client, '--roles-only');
}

/** Definitions of tablespaces as SQL; they name directories of the source's host. */
export async function dumpTablespaces(client: Client): Promise<string> {
  return dumpGlobals(client, '--tablespaces-only');
}

async function dumpGlobals(client: Client, what: string): Promise<string> {
  if (client.signal.aborted) throw new CancelledError();
  const database = client.env['PGDATABASE'] ?? 'postgres';
  const args = [what, '--no-role-passwords', '--no-password', `--database=${conninfoDatabase(database)}`];
  // pg_dump pins these itself, pg_dumpall does not: `VALID UNTIL` would be written as the server likes its dates.
  const PGOPTIONS = `${DUMP_OPTIONS} -c DateStyle=ISO -c TimeZone=UTC`;
  const command = commandOf(client, 'pg_dumpall', args, 'input', { PGOPTIONS });
  return runText(command.file, command.args, {
    env: command.env,
    signal: client.signal,
    timeoutMs: 300_000,
    maxOutput: 256 * 1024 * 1024,
    explain: (exit) => explainPostgres(exit, client.env),
  });
}

/** A database name that libpq cannot take for a connection string, which `=` or `postgres://` would make of it. */
function conninfoDatabase(name: string): string {
  return `dbname='${name.replace(/[\\']/g, (char) => `\\${char}`)}'`;
}
