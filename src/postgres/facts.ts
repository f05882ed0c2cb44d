import type { Manifest, ServerFacts } from '../catalog/manifest.ts';
import { identifier } from './quote.ts';
import type { Session } from './session.ts';

/** What a dump must know of its server before it starts. Runs in any session on the database. */
export async function readServerFacts(session: Session): Promise<ServerFacts> {
  const { num } = await session.row<{ num: string }>(`select current_setting('server_version_num') as num`);
  const versionNum = Number(num);
  // Columns by major: datlocprovider 15, daticulocale 15-16, datlocale 17 (pg_database in each version's manual).
  const provider =
    versionNum >= 150000
      ? `case d.datlocprovider when 'c' then 'libc' when 'i' then 'icu' when 'b' then 'builtin' end`
      : `'libc'`;
  const locale =
    versionNum >= 170000 ? 'd.datlocale' : versionNum >= 150000 ? 'd.daticulocale' : 'null::text';
  const collationVersion = versionNum >= 150000 ? 'd.datcollversion' : 'null::text';
  return session.row<ServerFacts>(`
    select split_part(current_setting('server_version'), ' ', 1) as "version",
           ${versionNum} as "versionNum",
           (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
           pg_catalog.pg_encoding_to_char(d.encoding) as "encoding",
           ${provider} as "localeProvider",
           d.datcollate as "collate", d.datctype as "ctype",
           ${locale} as "locale", ${collationVersion} as "collationVersion",
           pg_catalog.pg_get_userbyid(d.datdba) as "databaseOwner",
           pg_catalog.pg_get_userbyid(10) as "bootstrapRole",
           pg_catalog.pg_database_size(d.oid) as "databaseBytes",
           current_setting('data_checksums') = 'on' as "dataChecksums"
      from pg_catalog.pg_database d where d.datname = current_database()`);
}

export async function readExtensions(session: Session): Promise<Manifest['extensions']> {
  return session.rows(`
    select e.extname as name, e.extversion as version, n.nspname as schema
      from pg_catalog.pg_extension e join pg_catalog.pg_namespace n on n.oid = e.extnamespace
     order by e.extname collate "C"`);
}

/**
 * Where the common migration tools keep the version a schema is at. `version` is an expression that gives the
 * newest applied one. A tool counts as used when its table has these columns.
 */
const MIGRATION_TABLES: readonly {
  tool: string;
  table: string;
  columns: string[];
  version: string;
  order: string;
}[] = [
  {
    tool: 'Flyway',
    table: 'flyway_schema_history',
    columns: ['installed_rank', 'version', 'success'],
    version: `version || case when success then '' else ' (failed)' end`,
    order: 'installed_rank desc',
  },
  {
    tool: 'Liquibase',
    table: 'databasechangelog',
    columns: ['id', 'author', 'orderexecuted'],
    version: `author || ':' || id`,
    order: 'orderexecuted desc',
  },
  {
    tool: 'Prisma',
    table: '_prisma_migrations',
    columns: ['migration_name', 'finished_at'],
    version: 'migration_name',
    order: 'finished_at desc nulls last',
  },
  {
    tool: 'Sequelize',
    table: 'SequelizeMeta',
    columns: ['name'],
    version: 'name',
    order: 'name collate "C" desc',
  },
  {
    tool: 'Knex',
    table: 'knex_migrations',
    columns: ['id', 'name', 'batch'],
    version: 'name',
    order: 'id desc',
  },
  {
    tool: 'Rails',
    table: 'schema_migrations',
    columns: ['version'],
    version: 'version::text',
    order: 'version desc',
  },
  {
    tool: 'Django',
    table: 'django_migrations',
    columns: ['id', 'app', 'name'],
    version: `app || '.' || name`,
    order: 'id desc',
  },
  {
    tool: 'Alembic',
    table: 'alembic_version',
    columns: ['version_num'],
    version: 'version_num',
    order: 'version_num',
  },
  {
    tool: 'TypeORM',
    table: 'migrations',
    columns: ['id', 'timestamp', 'name'],
    version: 'name',
    order: 'id desc',
  },
];

/** golang-migrate shares Rails' table name; it has a `dirty` column and one row. */
const GOLANG_MIGRATE = {
  tool: 'golang-migrate',
  table: 'schema_migrations',
  columns: ['version', 'dirty'],
  version: `version::text || case when dirty then ' (dirty)' else '' end`,
  order: 'version desc',
};

/** Where the tools keep their books: what a migration writes there is not the user's data. */
export const bookkeepingTables: ReadonlySet<string> = new Set([
  ...MIGRATION_TABLES.map(({ table }) => table),
  'databasechangeloglock',
  'knex_migrations_lock',
  'ar_internal_metadata',
  'typeorm_metadata',
]);

/** The migration tool in use and the newest applied version, or null. Part of every manifest and every comparison. */
export async function readMigration(session: Session): Promise<Manifest['migration']> {
  const tables = await session.rows<{ schema: string; name: string; columns: string[] }>(`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text) as columns
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
       and c.relname in (${[...MIGRATION_TABLES].map((one) => `'${one.table}'`).join(', ')})
     group by 1, 2 order by n.nspname <> 'public', n.nspname, c.relname`);
  for (const known of [GOLANG_MIGRATE, ...MIGRATION_TABLES]) {
    const table = tables.find(
      (one) => one.name === known.table && known.columns.every((column) => one.columns.includes(column)),
    );
    if (!table) continue;
    const [newest] = await session.rows<{ version: string | null }>(
      `select ${known.version} as version from ${identifier(table.schema, table.name)} order by ${known.order} limit 1`,
    );
    if (newest) return { tool: known.tool, version: newest.version ?? 'none' };
  }
  return null;
}
