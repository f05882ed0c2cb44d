import { CancelledError, PbaError } from '../../errors.ts';
import { type Client, openSession, withDatabase } from '../client.ts';
import { identifier } from '../quote.ts';

export interface RecoveredTable {
  readonly name: string;
  /** Null: it would have taken too long to count. */
  readonly rows: number | null;
  readonly bytes: number;
}

export interface RecoveredDatabase {
  readonly name: string;
  readonly bytes: number;
  readonly tables: number;
  /** The largest ones, largest first. */
  readonly largest: readonly RecoveredTable[];
}

/** Longest time for counting, over all databases. */
const COUNTING_MS = 60_000;
/** As many are named of each database. */
const NAMED = 20;

/** What a recovered server holds: every database with its size, and the rows of its largest tables. */
export async function readRecoveredDatabases(client: Client): Promise<RecoveredDatabase[]> {
  const deadline = performance.now() + COUNTING_MS;
  await using session = await openSession(client, { statement_timeout: '60s' });
  const databases = await session.rows<{ name: string; bytes: number }>(`
    select datname as "name", pg_catalog.pg_database_size(oid) as "bytes"
      from pg_catalog.pg_database where datallowconn and not datistemplate order by datname`);
  const found: RecoveredDatabase[] = [];
  for (const { name, bytes } of databases)
    found.push({ name, bytes, ...(await readTables(withDatabase(client, name), deadline)) });
  return found;
}

async function readTables(
  client: Client,
  deadline: number,
): Promise<Pick<RecoveredDatabase, 'tables' | 'largest'>> {
  await using session = await openSession(client, { statement_timeout: '60s' });
  const tables = await session.rows<{ schema: string; name: string; bytes: number }>(`
    select n.nspname as "schema", c.relname as "name", pg_catalog.pg_total_relation_size(c.oid) as "bytes"
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relpersistence = 'p'
       and n.nspname not in ('pg_catalog', 'information_schema')
     order by 3 desc, 1, 2`);
  const largest: RecoveredTable[] = [];
  for (const { schema, name, bytes } of tables.slice(0, NAMED))
    largest.push({
      name: `${schema}.${name}`,
      bytes,
      rows: await countRows(client, [schema, name], deadline),
    });
  return { tables: tables.length, largest };
}

/** A session of its own, which a time-out ends. */
async function countRows(
  client: Client,
  table: readonly [string, string],
  deadline: number,
): Promise<number | null> {
  const left = Math.floor(deadline - performance.now());
  if (left <= 0) return null;
  try {
    await using session = await openSession(client, { statement_timeout: `${left}ms` });
    const { rows } = await session.row<{ rows: number }>(
      `select count(*)::bigint as "rows" from only ${identifier(...table)}`,
    );
    return rows;
  } catch (error) {
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    return null;
  }
}

/** The timeline that a server is on. */
export async function readTimeline(client: Client, inRecovery: boolean): Promise<number> {
  await using session = await openSession(client, { statement_timeout: '30s' });
  const { timeline } = await session.row<{ timeline: number }>(
    inRecovery
      ? 'select timeline_id as "timeline" from pg_catalog.pg_control_checkpoint()'
      : `select ('x' || left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8))::bit(32)::int as "timeline"`,
  );
  return timeline;
}
