import { join } from 'node:path';
import type { TableFingerprint } from '../catalog/fingerprint/fingerprint.ts';
import type { QualifiedName } from '../catalog/selection.ts';
import { expectSuccess, startProcess } from '../process.ts';
import { type Client, openSession } from './client.ts';
import { fingerprintTables } from './fingerprint/fingerprint.ts';
import { listTables } from './fingerprint/tables.ts';
import { identifier, literal } from './quote.ts';
import { type Archive, restoreDatabase } from './restore.ts';
import { explainPostgres } from './stderr.ts';
import { program } from './tools.ts';

/** Restored tables and the schema each of them goes to, by its own schema. */
export interface Move {
  readonly tables: readonly QualifiedName[];
  readonly schemas: ReadonlyMap<string, string>;
}

/**
 * Moves tables of a side database into schemas that the live database does not have: keys, indexes and owned sequences go
 * with them, and references to them follow, because PostgreSQL keeps them by number and not by name. Types and functions
 * stay where they are: in the live database there are its own.
 */
export async function moveTables(client: Client, { tables, schemas }: Move): Promise<void> {
  await using session = await openSession(client);
  const statistics = await session.rows<QualifiedName & { table_schema: string }>(`
    select n.nspname as schema, s.stxname as name, tn.nspname as table_schema
      from pg_catalog.pg_statistic_ext s
      join pg_catalog.pg_namespace n on n.oid = s.stxnamespace
      join pg_catalog.pg_class c on c.oid = s.stxrelid
      join pg_catalog.pg_namespace tn on tn.oid = c.relnamespace
     where ${inList('tn.nspname', [...schemas.keys()])}`);
  const to = (schema: string): string => identifier(schemas.get(schema) ?? schema);
  await session.execute(
    [
      'begin;',
      ...[...new Set(schemas.values())].map((schema) => `create schema ${identifier(schema)};`),
      ...tables.map(
        ({ schema, name }) => `alter table ${identifier(schema, name)} set schema ${to(schema)};`,
      ),
      ...statistics.map(
        ({ schema, name, table_schema: of }) =>
          `alter statistics ${identifier(schema, name)} set schema ${to(of)};`,
      ),
      'commit;',
    ].join('\n'),
  );
}

/** Copies whole schemas from the side database into the live one; what exists there is not touched. */
export async function copySchemas(
  from: Client,
  to: Client,
  { schemas }: Move,
  options: {
    readonly tempDir: string;
    readonly jobs: number;
    readonly onPhase: (phase: string, seconds: number) => void;
  },
): Promise<void> {
  const path = join(options.tempDir, 'side-schema');
  const running = await startProcess(
    program(from.installation, 'pg_dump'),
    [
      '--format=directory',
      `--file=${path}`,
      `--jobs=${options.jobs}`,
      '--compress=1',
      '--no-password',
      '--no-sync',
      ...[...new Set(schemas.values())].map((schema) => `--schema=${identifier(schema)}`),
    ],
    { env: from.env, signal: from.signal },
  );
  running.stdin.end();
  running.stdout.resume();
  await expectSuccess(running, from.signal, (exit) => explainPostgres(exit, from.env));
  const archive: Archive = { path, format: 'directory' };
  await restoreDatabase(to, {
    schema: archive,
    data: archive,
    jobs: options.jobs,
    foreignKeysOut: [],
    tempDir: options.tempDir,
    onPhase: options.onPhase,
  });
}

/** Rows of all tables in the schemas, counted and digested. */
export async function fingerprintSchemas(
  client: Client,
  schemas: readonly string[],
  jobs: number,
): Promise<TableFingerprint[]> {
  const sessions = [await openSession(client)];
  try {
    while (sessions.length < jobs) sessions.push(await openSession(client));
    const [first] = sessions;
    if (first === undefined) return [];
    const { tables } = await listTables(first);
    const wanted = tables.filter(({ schema }) => schemas.includes(schema));
    const found = await fingerprintTables(sessions, wanted, { depth: 'content', algorithm: 'hash64' });
    return found.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
  }
}

/** Removes schemas that a failed copy made; also after a cancellation, so it has a time of its own. */
export async function dropSchemas(client: Client, schemas: readonly string[]): Promise<void> {
  await using session = await openSession({ ...client, signal: AbortSignal.timeout(5_000) });
  for (const schema of schemas) await session.execute(`drop schema if exists ${identifier(schema)} cascade`);
}

/** Those of the schemas that exist. */
export async function existingSchemas(client: Client, schemas: readonly string[]): Promise<string[]> {
  await using session = await openSession(client);
  const rows = await session.rows<{ name: string }>(
    `select nspname as name from pg_catalog.pg_namespace where ${inList('nspname', schemas)}`,
  );
  return rows.map(({ name }) => name);
}

function nameOf({ schema, name }: QualifiedName): string {
  return JSON.stringify([schema, name]);
}

function inList(column: string, values: readonly string[]): string {
  return values.length === 0 ? 'false' : `${column} in (${values.map(literal).join(', ')})`;
}
