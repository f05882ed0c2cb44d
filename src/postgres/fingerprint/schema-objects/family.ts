/** What the queries of the schema objects need to know about the server they run on. */
export interface Server {
  /** `server_version_num`: 150018 is 15.18. */
  readonly version: number;
  /** The encoding the definitions are digested in: UTF8, or SQL_ASCII where the server does not know the encoding. */
  readonly digestEncoding: 'UTF8' | 'SQL_ASCII';
}

/** One select of objects of one or more kinds. */
export interface Family {
  /** For messages and measurements. */
  readonly name: string;
  /** A select with the columns `kind`, `name` and `definition`, all text, and where it says so `shown`. */
  readonly select: string;
  /** The definitions contain expressions as PostgreSQL writes them back, which `canonical.ts` makes comparable. */
  readonly expressions?: boolean;
  /** The select has the column `shown`. */
  readonly shows?: boolean;
}

/** SQL for a name quoted as `displayName` does: independent of the reserved words of a version. */
export function named(...columns: readonly string[]): string {
  return columns
    .map(
      (column) =>
        `case when ${column} ~ '^[a-z_][a-z0-9_$]*$' then ${column}::text ` +
        `else '"' || replace(${column}::text, '"', '""') || '"' end`,
    )
    .map((sql) => `(${sql})`)
    .join(` || '.' || `);
}

/**
 * SQL for a definition: one line per field that is not null. Fields are labelled, so a value that moves from one
 * field to another changes the text.
 */
export function fields(parts: Readonly<Record<string, string>>): string {
  const lines = Object.entries(parts).map(([label, sql]) => `'${label} ' || (${sql})::text`);
  return `concat_ws(E'\\n', ${lines.join(', ')})`;
}

/** SQL: `value` when `condition` holds, else null, so that a default is the same as its absence. */
export function when(condition: string, value: string): string {
  return `case when ${condition} then ${value} end`;
}

/** SQL: the object is not a member of an extension; members come back with CREATE EXTENSION, not from the dump. */
export function notMember(catalog: string, oid: string): string {
  return (
    `not exists (select from pg_depend m where m.classid = '${catalog}'::regclass ` +
    `and m.objid = ${oid} and m.deptype = 'e')`
  );
}

/** SQL: the schema is not the system's. Temporary schemas (`pg_temp_…`) are the system's, too. */
export function userSchema(schema = 'n.nspname'): string {
  return `${schema} !~ '^pg_' and ${schema} <> 'information_schema'`;
}

/** SQL: options of a relation, server or the like in one order; null when there are none. */
export function options(array: string): string {
  return `(select string_agg(o, ', ' order by o collate "C") from unnest(${array}) o)`;
}

/** SQL: the qualified name of a collation; null for 0. */
export function collation(oid: string): string {
  return (
    `(select ${named('cn.nspname', 'co.collname')} from pg_collation co ` +
    `join pg_namespace cn on cn.oid = co.collnamespace where co.oid = ${oid})`
  );
}

/**
 * SQL: a setting `name=value`; a list of names with each of its elements quoted, because PostgreSQL writes lists anew when
 * they are dumped and set again (`"$user",public` comes back as `"$user", public`). What is one element stays one:
 * `'a, b'` is a single schema's name. Case is kept, as pg_dump keeps it.
 * The list of settings is that of `variable_is_guc_list_quote` in PostgreSQL's src/bin/pg_dump/dumputils.c.
 */
export function setting(value: string): string {
  const lists =
    'search_path|temp_tablespaces|local_preload_libraries|session_preload_libraries|shared_preload_libraries|unix_socket_directories';
  const elements = `regexp_matches(substr(${value}, strpos(${value}, '=') + 1), '"(?:[^"]|"")*"|[^,"[:space:]][^,"]*', 'g')`;
  const quoted = `case when e.m[1] like '"%' then e.m[1] else '"' || rtrim(e.m[1]) || '"' end`;
  return `case when lower(${value}) ~ '^(${lists})=' then split_part(${value}, '=', 1) || '=' || coalesce(
    (select string_agg(${quoted}, ', ' order by e.at) from ${elements} with ordinality e (m, at)), '') else ${value} end`;
}

/**
 * SQL: the options of the TOAST table `t` of a table `c`. They come back only where the table has a TOAST table, and
 * a restored table whose wide columns were dropped has none: so they count only where a column of unlimited width
 * makes one certain.
 */
export const TOAST_OPTIONS = when(
  `exists (select from pg_attribute w where w.attrelid = c.oid and w.attnum > 0
    and not w.attisdropped and w.attlen = -1 and w.atttypmod = -1 and w.attstorage <> 'p')`,
  options('t.reloptions'),
);
