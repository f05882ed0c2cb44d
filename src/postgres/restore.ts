import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Format } from '../catalog/manifest.ts';
import { CancelledError, ToolError } from '../errors.ts';
import { type Exit, expectSuccess, runText, startProcess } from '../process.ts';
import { listArchive, splitPostData } from './archive-list.ts';
import type { Client } from './client.ts';
import { explainPostgres } from './stderr.ts';
import { program } from './tools.ts';

/** One dump on the local disk, unpacked. */
export interface Archive {
  readonly path: string;
  readonly format: Format;
}

export interface RestoreOptions {
  /** Holds pre-data and post-data; for a data-only backup the schema archive beside it. */
  readonly schema: Archive;
  /** Holds the rows; undefined for a schema-only backup. */
  readonly data: Archive | undefined;
  readonly jobs: number;
  /** Foreign keys (`schema table name`) that cannot hold because rows were left out of the backup. */
  readonly foreignKeysOut: readonly string[];
  /** Private directory for the list files. */
  readonly tempDir: string;
  readonly onPhase: (phase: RestorePhase, seconds: number) => void;
}

export type RestorePhase = 'pre-data' | 'data' | 'indexes' | 'post-data';

/**
 * Restores into an existing, empty database in four phases, the first error ending it: definitions; rows in
 * parallel; plain indexes and constraints in parallel; everything else serially.
 * Tablespaces, security labels and subscriptions are left out: they belong to the source's host.
 */
export async function restoreDatabase(client: Client, options: RestoreOptions): Promise<void> {
  if (options.schema.format === 'plain') {
    await timed('pre-data', options, () => runScript(client, options.schema.path));
    return;
  }
  const schema = options.schema.path;
  await timed('pre-data', options, () => pgRestore(client, ['--section=pre-data', schema]));
  const { data } = options;
  if (data !== undefined) {
    await timed('data', options, () =>
      pgRestore(client, ['--section=data', `--jobs=${options.jobs}`, data.path]),
    );
  }
  const lists = splitPostData(await listArchive(client, schema, 'post-data'), options.foreignKeysOut);
  await timed('indexes', options, async () => {
    const list = await writeList(options.tempDir, 'indexes.list', lists.parallel);
    if (lists.parallel.length > 0)
      await pgRestore(client, [`--use-list=${list}`, `--jobs=${options.jobs}`, schema]);
  });
  await timed('post-data', options, async () => {
    const list = await writeList(options.tempDir, 'rest.list', lists.serial);
    if (lists.serial.length > 0) await pgRestore(client, [`--use-list=${list}`, schema]);
  });
}

async function timed(phase: RestorePhase, options: RestoreOptions, body: () => Promise<void>): Promise<void> {
  const start = performance.now();
  await body();
  options.onPhase(phase, (performance.now() - start) / 1000);
}

async function writeList(
  tempDir: string,
  name: string,
  entries: readonly { readonly line: string }[],
): Promise<string> {
  const path = join(tempDir, name);
  await writeFile(path, entries.map((entry) => `${entry.line}\n`).join(''), { mode: 0o600 });
  return path;
}

async function pgRestore(client: Client, args: readonly string[]): Promise<void> {
  const running = await startProcess(
    program(client.installation, 'pg_restore'),
    [
      '--exit-on-error',
      '--no-password',
      '--no-tablespaces',
      '--no-security-labels',
      '--no-subscriptions',
      `--dbname=${conninfo(client)}`,
      ...args,
    ],
    { env: client.env, signal: client.signal },
  );
  running.stdin.end();
  running.stdout.resume();
  await expectSuccess(running, client.signal, explainRestore);
}

/** pg_restore connects only when a database is named; the name must not be taken for a connection string. */
function conninfo(client: Client): string {
  return `dbname='${(client.env['PGDATABASE'] ?? 'postgres').replace(/[\\']/g, (char) => `\\${char}`)}'`;
}

/**
 * pg_restore names the entry before the error: "while PROCESSING TOC: from TOC entry 3456; … INDEX x y". Both go
 * into the message, with the remedy for the causes that are known.
 */
export function explainRestore(exit: Exit): ToolError | undefined {
  if (exit.signal !== null) return undefined;
  const entry = /from TOC entry \d+; \d+ \d+ ([^\n]*)/.exec(exit.stderr)?.[1];
  const reason =
    /(?:error|ERROR): +(?:could not execute query: ERROR: +)?([^\n]*)/.exec(exit.stderr)?.[1] ??
    'no reason given';
  const remedy = RESTORE_REMEDIES.find(([pattern]) => pattern.test(exit.stderr));
  return new ToolError(
    'PBA-PG-RESTORE',
    `pg_restore failed${entry === undefined ? '' : ` at ${entry.trim()}`}: ${reason.replace(/^could not execute query: (ERROR: +)?/, '')}`,
    {
      exitCode: exit.exitCode,
      signal: exit.signal,
      stderr: exit.stderr.slice(-4096),
      ...(remedy === undefined ? {} : { hint: remedy[1] }),
    },
  );
}

const RESTORE_REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /No space left on device|could not extend file/,
    'The target’s disk is full: a restore needs the database’s full size, not the backup’s.',
  ],
  [/role "[^"]*" does not exist/, 'Restore the roles first (roles.sql in the set).'],
  [
    /could not open extension control file|extension "[^"]*" is not available/,
    'Install the extension’s package on this host; the manifest lists the extensions and their versions.',
  ],
  [
    /relation "[^"]*" does not exist|function .* does not exist/,
    'A function that an index, check, generated column or view uses names objects without their schema; restores run with an empty search_path. Qualify the names in the source, or ALTER FUNCTION … SET search_path.',
  ],
  [
    /could not uncompress|could not read|corrupt|unexpected (end|block|data)|zst error/,
    'The archive is damaged. `verify` tells which copy is sound.',
  ],
  [
    /invalid locale name|could not create locale|collation .* does not exist/,
    'Install the source’s locales on this host (locale-gen or the locales package).',
  ],
];

/** Runs a SQL script with psql, the first error ending it. */
export async function runScript(
  client: Client,
  path: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  if (client.signal.aborted) throw new CancelledError();
  await runText(
    program(client.installation, 'psql'),
    [
      '--no-psqlrc',
      '--quiet',
      '--no-password',
      '--output=/dev/null',
      '--set=ON_ERROR_STOP=1',
      ...Object.entries(variables).map(([name, value]) => `--set=${name}=${value}`),
      `--file=${path}`,
    ],
    {
      env: client.env,
      signal: client.signal,
      timeoutMs: 3_600_000,
      explain: (exit) => explainPostgres(exit, client.env),
    },
  );
}
