import type { NotHeld } from '../../catalog/fingerprint/fingerprint.ts';
import type { ReadableTable } from '../../catalog/fingerprint/row-reading.ts';
import type { QualifiedName } from '../../catalog/selection.ts';
import { pinSession } from '../pinned.ts';
import { identifier } from '../quote.ts';
import type { Session } from '../session.ts';

/** A table or materialized view whose rows are fingerprinted. */
export interface TableToFingerprint extends ReadableTable {
  /**
   * Whether planning a query on it looks into functions: an index or statistics object has an expression or a
   * condition, and the planner inlines SQL functions in it.
   */
  readonly expressions: boolean;
  /** False for a materialized view WITH NO DATA: it cannot be read. */
  readonly populated: boolean;
  /** For configuration tables of extensions: the `WHERE …` that says which rows a dump holds. */
  readonly condition: string | null;
}

export interface TableList {
  readonly tables: TableToFingerprint[];
  /** Partitioned tables: all their rows are in their partitions, of which there may be none. */
  readonly partitioned: QualifiedName[];
  readonly notHeld: NotHeld[];
  /** The tables of `notHeld`. */
  readonly withoutRows: QualifiedName[];
}

interface Row extends TableToFingerprint {
  readonly relkind: string;
  readonly extension: string | null;
  readonly configured: boolean;
  readonly unreadable: boolean;
}

/**
 * The tables whose rows a dump of the whole database holds: plain tables, partitions, children, unlogged tables and
 * materialized views, the largest first. A table that belongs to an extension is among them only when the extension
 * marked it for dumping (https://www.postgresql.org/docs/current/extend-extensions.html, Extension Configuration
 * Tables). Temporary tables are nobody's business. Waits for tables that are locked exclusively.
 */
export async function listTables(session: Session): Promise<TableList> {
  await pinSession(session);
  const rows = await session.rows<Row>(LIST);
  const tables: TableToFingerprint[] = [];
  const partitioned: QualifiedName[] = [];
  const notHeld: NotHeld[] = [];
  const withoutRows: QualifiedName[] = [];
  for (const { relkind, extension, configured, unreadable, ...table } of rows) {
    const { schema, name } = table;
    const reason = whyNotHeld(relkind, extension, configured, unreadable);
    if (relkind === 'p') partitioned.push({ schema, name });
    else if (reason === undefined) tables.push(table);
    else {
      withoutRows.push({ schema, name });
      notHeld.push({
        kind: relkind === 'f' ? 'foreign table' : 'rows of table',
        name: `${schema}.${name}`,
        reason,
      });
    }
  }
  return { tables, partitioned, notHeld, withoutRows };
}

function whyNotHeld(
  relkind: string,
  extension: string | null,
  configured: boolean,
  unreadable: boolean,
): string | undefined {
  if (relkind === 'f') return 'its rows are on another server; the backup holds only its definition';
  if (extension !== null && !configured)
    return `it belongs to extension ${extension}, which did not mark it for dumping`;
  if (unreadable) return 'it is unlogged, and a standby has no rows of unlogged tables';
  return undefined;
}

const LIST = `
select n.nspname as schema, c.relname as name,
  case c.relkind when 'm' then 'materialized view' else 'table' end as kind,
  c.relkind as relkind, c.relispopulated as populated,
  case c.relkind when 'f' then 0 else coalesce(pg_table_size(c.oid), 0) end as bytes,
  array(select a.attname from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated <> 'v'
    order by a.attname) as columns,
  array(select a.attname from pg_index k
    join pg_attribute a on a.attrelid = k.indrelid and a.attnum = any (k.indkey)
    where k.indrelid = c.oid and k.indisprimary
    order by a.attname) as key,
  exists (select from pg_index k
    where k.indrelid = c.oid and (k.indexprs is not null or k.indpred is not null)) as expressions,
  nullif(g.condition, '') as condition, x.extname as extension, g.tableoid is not null as configured,
  c.relpersistence = 'u' and pg_is_in_recovery() as unreadable
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
  and d.refclassid = 'pg_extension'::regclass
left join pg_extension x on x.oid = d.refobjid
left join lateral (
  select q.tableoid, q.condition from unnest(x.extconfig, x.extcondition) q (tableoid, condition)
  where q.tableoid = c.oid) g on true
where c.relkind in ('r', 'm', 'f', 'p') and c.relpersistence <> 't'
  and (n.nspname !~ '^pg_' and n.nspname <> 'information_schema' or g.tableoid is not null)
order by bytes desc, n.nspname, c.relname`;

const TABLES_A_LOCK = 200;

/**
 * Locks the tables in ACCESS SHARE mode, as pg_dump does, until the session's transaction ends: TRUNCATE and ALTER
 * of a table that was not locked would show in a snapshot taken before. Materialized views cannot be locked.
 * How long it waits is the session's `lock_timeout`.
 */
export async function lockTables(
  session: Session,
  tables: readonly Pick<TableToFingerprint, 'schema' | 'name' | 'kind'>[],
): Promise<void> {
  const names = tables
    .filter(({ kind }) => kind === 'table')
    .map((table) => `only ${identifier(table.schema, table.name)}`);
  for (let at = 0; at < names.length; at += TABLES_A_LOCK) {
    await session.execute(
      `lock table ${names.slice(at, at + TABLES_A_LOCK).join(', ')} in access share mode`,
    );
  }
}
