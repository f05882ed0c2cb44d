import type { CopyDamage } from './damage.ts';

/** From one survey table, one statement: `%1$s` is `q`, further arguments as given. */
export function simple(
  kind: string,
  from: string,
  where: string,
  sql: string,
  options: { readonly name?: string; readonly more?: readonly string[] } & Pick<
    CopyDamage,
    'weight' | 'warns' | 'outsideDump'
  > = {},
): CopyDamage {
  const { name = 'name', more = [], ...rest } = options;
  const args = ['q', ...more].join(', ');
  return {
    kind,
    ...rest,
    candidates: `select ${name} as name, format($q$${sql}$q$, ${args}) as sql from ${from} where ${where}`,
  };
}

const TABLE = `k in ('r', 'p')`;

const ON_TABLES: readonly CopyDamage[] = [
  simple('table lost', 'rel', TABLE, 'drop table %1$s cascade', { weight: 2 }),
  simple('table renamed', 'rel', TABLE, 'alter table %1$s rename to "Renamed x"'),
  {
    kind: 'table added',
    candidates: `select json_build_array(nspname, 'Added ö') as name, format('create table %I."Added ö" (x int)', nspname) as sql
from pg_namespace where nspname in (select s from rel)`,
  },
  simple(
    'table moved to another schema',
    'rel',
    `${TABLE} and s <> 'crm'`,
    'alter table %1$s set schema crm',
  ),
  simple('table unlogged', 'rel', `k = 'r' and persistence = 'p'`, 'alter table %1$s set unlogged'),
  simple('table no longer unlogged', 'rel', `k = 'r' and persistence = 'u'`, 'alter table %1$s set logged'),
  simple(
    'storage parameter lost',
    `rel, unnest(reloptions) o`,
    `k in ('r', 'i')`,
    'alter %2$s %1$s reset (%3$s)',
    {
      more: [`case k when 'r' then 'table' else 'index' end`, `split_part(o, '=', 1)`],
    },
  ),
  simple(
    'storage parameter added',
    'rel',
    `k = 'r' and reloptions is null`,
    'alter table %1$s set (autovacuum_vacuum_threshold = 77)',
  ),
  simple('row security switched off', 'rel', 'relrowsecurity', 'alter table %1$s disable row level security'),
  simple(
    'row security no longer forced',
    'rel',
    'relforcerowsecurity',
    'alter table %1$s no force row level security',
  ),
  simple(
    'row security switched on',
    'rel',
    `${TABLE} and not relrowsecurity`,
    'alter table %1$s enable row level security',
  ),
  simple('replica identity changed', 'rel', `k = 'r'`, 'alter table %1$s replica identity %2$s', {
    more: [`case replident when 'f' then 'default' else 'full' end`],
  }),
  {
    kind: 'partition detached',
    weight: 2,
    candidates: `select c.name, format('alter table %s detach partition %s', p.q, c.q) as sql
from pg_inherits i join rel p on p.oid = i.inhparent and p.k = 'p' join rel c on c.oid = i.inhrelid`,
  },
  {
    kind: 'partition with other bounds',
    candidates: `select c.name, format('alter table %1$s detach partition %2$s; alter table %1$s attach partition %2$s %3$s', p.q, c.q,
  replace(pg_get_expr(x.relpartbound, x.oid), 'FROM (''2024-', 'FROM (''2023-')) as sql
from pg_inherits i join rel p on p.oid = i.inhparent and p.k = 'p' join rel c on c.oid = i.inhrelid join pg_class x on x.oid = c.oid
where pg_get_expr(x.relpartbound, x.oid) ~ 'FROM .''2024-'`,
  },
  {
    kind: 'inheritance lost',
    candidates: `select c.name, format('alter table %s no inherit %s', c.q, p.q) as sql
from pg_inherits i join rel p on p.oid = i.inhparent and p.k = 'r' join rel c on c.oid = i.inhrelid`,
  },
  {
    kind: 'clustering lost',
    candidates: `select x.name, format('alter table %s set without cluster', t.q) as sql
from pg_index i join rel t on t.oid = i.indrelid join rel x on x.oid = i.indexrelid where i.indisclustered`,
  },
];

const COLUMN = `k = 'r'`;
const onColumns = (kind: string, where: string, sql: string, more: readonly string[] = []): CopyDamage =>
  simple(kind, 'col', where, sql, { name: 'cname', more: ['c', ...more] });

const ON_COLUMNS: readonly CopyDamage[] = [
  onColumns('column lost', COLUMN, 'alter table %1$s drop column %2$s cascade'),
  onColumns('column renamed', COLUMN, 'alter table %1$s rename column %2$s to "Renamed x"'),
  {
    kind: 'column added',
    candidates: `select json_build_array(s, r, 'Added ö') as name, format('alter table %s add column "Added ö" int', q) as sql from rel where k = 'r'`,
  },
  onColumns(
    'column default lost',
    `${COLUMN} and expression is not null and generated = ''`,
    'alter table %1$s alter column %2$s drop default',
  ),
  onColumns(
    "DEFAULT NULL over a domain's default lost",
    `${COLUMN} and expression ~ '^NULL'`,
    'alter table %1$s alter column %2$s drop default',
  ),
  onColumns(
    'column default changed',
    `${COLUMN} and expression is not null and generated = ''`,
    'alter table %1$s alter column %2$s set default null',
  ),
  onColumns('NOT NULL lost', `${COLUMN} and attnotnull`, 'alter table %1$s alter column %2$s drop not null'),
  onColumns(
    'NOT NULL added',
    `${COLUMN} and not attnotnull`,
    'alter table %1$s alter column %2$s set not null',
  ),
  onColumns(
    'column type widened',
    `${COLUMN} and typname in ('int2', 'int4', 'varchar', 'bpchar', 'float4')`,
    'alter table %1$s alter column %2$s type %3$s',
    [
      `case typname when 'int2' then 'integer' when 'int4' then 'bigint' when 'float4' then 'float8' else 'text' end`,
    ],
  ),
  onColumns(
    'column collation changed',
    `${COLUMN} and typname = 'text'`,
    'alter table %1$s alter column %2$s type text collate "POSIX"',
  ),
  onColumns(
    'column storage changed',
    `${COLUMN} and storage in ('x', 'e')`,
    'alter table %1$s alter column %2$s set storage main',
  ),
  onColumns(
    'column compression changed',
    `${COLUMN} and storage in ('x', 'e')`,
    'alter table %1$s alter column %2$s set compression %3$s',
    [`case compression when 'p' then 'default' else 'pglz' end`],
  ),
  onColumns('statistics target changed', COLUMN, 'alter table %1$s alter column %2$s set statistics 17'),
  onColumns(
    'column option lost',
    'attoptions is not null',
    'alter table %1$s alter column %2$s reset (n_distinct)',
  ),
  onColumns(
    'generated column became an ordinary one',
    `${COLUMN} and generated = 's'`,
    'alter table %1$s alter column %2$s drop expression',
  ),
  onColumns(
    'generated column with another expression',
    `${COLUMN} and generated = 's'`,
    'alter table %1$s drop column %2$s cascade, add column %2$s %3$s generated always as (null::%3$s) stored',
    ['type'],
  ),
  onColumns(
    'identity lost',
    `${COLUMN} and identity <> ''`,
    'alter table %1$s alter column %2$s drop identity',
  ),
  onColumns(
    'identity changed',
    `${COLUMN} and identity <> ''`,
    'alter table %1$s alter column %2$s set generated %3$s',
    [`case identity when 'a' then 'by default' else 'always' end`],
  ),
  onColumns(
    'foreign column option lost',
    `k = 'f' and attnum = 1`,
    'alter foreign table %1$s alter column %2$s options (drop column_name)',
  ),
];

export const TABLE_DAMAGES: readonly CopyDamage[] = [...ON_TABLES, ...ON_COLUMNS];
