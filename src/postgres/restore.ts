import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Format } from '../catalog/manifest.ts';
import { CancelledError } from '../errors.ts';
import { expectSuccess, runText, startProcess } from '../process.ts';
import { listArchive, splitPostData } from './archive-list.ts';
import { type Client, commandOf, filesFor } from './client.ts';
import type { PlacedFiles } from './container/container.ts';
import { nameEntries, type RestoreProblem, RestoreProblems, restoreError } from './restore-errors.ts';
import { explainPostgres } from './stderr.ts';

/** One dump on the local disk, unpacked. */
export interface Archive {
  readonly path: string;
  readonly format: Format | 'tar';
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
  /**
   * Says whether an error of pg_restore is expected. Without it the first error ends the restore; with it, the first
   * one that is not allowed fails the phase after its end.
   */
  readonly allow?: (problem: RestoreProblem) => boolean;
  /**
   * Leave owners, grants, and policies for roles that are missing, out: what is restored belongs to the role that restores
   * it. Then every phase runs to its end, and the first other error fails it there.
   */
  readonly withoutRoles?: boolean;
  /** Restore only these entries of the two archives, for chosen tables; undefined: everything. */
  readonly only?: ChosenEntries;
  readonly onPhase: (phase: RestorePhase, seconds: number) => void;
}

/** Lines of a listing, in the archive's order. */
export interface ChosenEntries {
  readonly schema: readonly string[];
  readonly data: readonly string[];
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
  const { data } = options;
  const jobs = [`--jobs=${options.jobs}`];
  const paths = [options.schema.path, ...(data === undefined ? [] : [data.path])];
  await using files = await filesFor(client, ...paths);
  const schema = files.at(options.schema.path);
  const chosen = await chosenLists(options, files);
  await timed('pre-data', options, () =>
    pgRestore(client, ['--section=pre-data', ...chosen.schema], schema, options),
  );
  if (data !== undefined) {
    await timed('data', options, () =>
      pgRestore(
        client,
        // A tar has one reading position: pg_restore refuses more than one job.
        ['--section=data', ...(data.format === 'tar' ? [] : jobs), ...chosen.data],
        files.at(data.path),
        options,
      ),
    );
  }
  const wanted = options.only === undefined ? undefined : new Set(options.only.schema);
  const postData = (await listArchive(client, schema, 'post-data')).filter(
    ({ line }) => wanted?.has(line) ?? true,
  );
  const lists = splitPostData(postData, options.foreignKeysOut);
  await timed('indexes', options, async () => {
    const list = await writeList(options.tempDir, 'indexes.list', lists.parallel, files);
    if (lists.parallel.length > 0)
      await pgRestore(
        client,
        [`--use-list=${list}`, ...(options.schema.format === 'tar' ? [] : jobs)],
        schema,
        options,
      );
  });
  await timed('post-data', options, async () => {
    const list = await writeList(options.tempDir, 'rest.list', lists.serial, files);
    if (lists.serial.length > 0) await pgRestore(client, [`--use-list=${list}`], schema, options);
  });
}

/** The arguments that limit a phase to chosen entries; none without a choice. */
async function chosenLists(
  { only, tempDir }: RestoreOptions,
  files: PlacedFiles,
): Promise<{ schema: string[]; data: string[] }> {
  if (only === undefined) return { schema: [], data: [] };
  const argument = async (name: string, lines: readonly string[]): Promise<string[]> => {
    const entries = lines.map((line) => ({ line }));
    return [`--use-list=${await writeList(tempDir, name, entries, files)}`];
  };
  return {
    schema: await argument('schema.list', only.schema),
    data: await argument('data.list', only.data),
  };
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
  files: PlacedFiles,
): Promise<string> {
  const path = join(tempDir, name);
  await writeFile(path, entries.map((entry) => `${entry.line}\n`).join(''), { mode: 0o600 });
  await files.add(path);
  return files.at(path);
}

/** @param archive the path, which is also the last of `args` */
async function pgRestore(
  client: Client,
  args: readonly string[],
  archive: string,
  options: RestoreOptions,
): Promise<void> {
  const problems = new RestoreProblems();
  const command = commandOf(
    client,
    'pg_restore',
    [
      ...(options.allow === undefined && options.withoutRoles !== true ? ['--exit-on-error'] : []),
      '--verbose',
      '--no-password',
      '--no-tablespaces',
      '--no-security-labels',
      '--no-subscriptions',
      ...(options.withoutRoles === true ? ['--no-owner', '--no-privileges'] : []),
      `--dbname=${conninfo(client)}`,
      ...args,
      archive,
    ],
    'lifeline',
  );
  const running = await startProcess(command.file, command.args, {
    env: command.env,
    signal: client.signal,
    onStderrLine: (line) => problems.take(line),
  });
  if (client.container === undefined) running.stdin.end();
  running.stdout.resume();
  const exit = await running.exit;
  if (exit.exitCode !== 1 || problems.found.length === 0) {
    await expectSuccess(running, client.signal);
    return;
  }
  if (client.signal.aborted) throw new CancelledError();
  // The archive may be what is damaged; then the errors keep the names pg_restore gave them.
  const listing = await listArchive(client, archive).catch(() => []);
  for (const problem of nameEntries(problems.found, listing)) {
    if (options.withoutRoles === true && isPolicyOfMissingRole(problem))
      client.log.warning(`left out: ${problem.entry}: ${problem.message}`);
    else if (!options.allow?.(problem)) throw restoreError(problem, exit);
  }
}

/** pg_restore has no option that leaves policies out (`--no-policies` is of 18). */
function isPolicyOfMissingRole({ entry, message }: RestoreProblem): boolean {
  const policy = /^(POLICY|COMMENT .*\bPOLICY) /.test(entry);
  return policy && /^(role|policy) ".*" does not exist/.test(message);
}

/** pg_restore connects only when a database is named; the name must not be taken for a connection string. */
function conninfo(client: Client): string {
  return `dbname='${(client.env['PGDATABASE'] ?? 'postgres').replace(/[\\']/g, (char) => `\\${char}`)}'`;
}

/** psql for a script: nothing of the user's settings, no question, no rows, the first error ending it. */
export const SCRIPT_OPTIONS = [
  '--no-psqlrc',
  '--quiet',
  '--no-password',
  '--output=/dev/null',
  '--set=ON_ERROR_STOP=1',
] as const;

/** Runs a SQL script with psql, the first error ending it. */
export async function runScript(
  client: Client,
  path: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  if (client.signal.aborted) throw new CancelledError();
  await using files = await filesFor(client, path);
  const command = commandOf(client, 'psql', [
    ...SCRIPT_OPTIONS,
    ...Object.entries(variables).map(([name, value]) => `--set=${name}=${value}`),
    `--file=${files.at(path)}`,
  ]);
  await runText(command.file, command.args, {
    env: command.env,
    signal: client.signal,
    timeoutMs: 3_600_000,
    explain: (exit) => explainPostgres(exit, client.env),
  });
}
