import { collation, type Family, fields, named, notMember, userSchema, when } from './family.ts';

const table = named('n.nspname', 'c.relname');
const HELD = `c.relpersistence <> 't' and ${userSchema()} and ${notMember('pg_class', 'c.oid')}`;

/**
 * A check constraint that a child has from its parent is restored with the parent's state, so NOT VALID is
 * compared at the parent. Named NOT NULL constraints (18 and later) are part of the column.
 */
const constraints: Family = {
  name: 'constraints',
  expressions: true,
  select: `
select 'constraint' as kind, ${table} || '.' || ${named('k.conname')} as name,
  case when k.contype = 'c' and k.coninhcount > 0 then regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '')
    else pg_get_constraintdef(k.oid) end as definition
from pg_constraint k
join pg_class c on c.oid = k.conrelid
join pg_namespace n on n.oid = c.relnamespace
where k.contype in ('c', 'p', 'u', 'x') and ${HELD}`,
};

/** Without those that PostgreSQL makes for the partitions of either side: they have names of their own choice. */
const foreignKeys: Family = {
  name: 'foreign keys',
  select: `
select 'foreign key' as kind, ${table} || '.' || ${named('k.conname')} as name,
  pg_get_constraintdef(k.oid) as definition
from pg_constraint k
join pg_class c on c.oid = k.conrelid
join pg_namespace n on n.oid = c.relnamespace
where k.contype = 'f' and k.conparentid = 0 and ${HELD}`,
};

/**
 * The indexes that pg_dump holds: `getIndexes` leaves out invalid ones, except those of partitioned tables. Whether
 * a partitioned index is valid follows from its parts, so the attachment of each part is compared instead.
 */
const indexes: Family = {
  name: 'indexes',
  expressions: true,
  select: `
select 'index' as kind, ${named('n.nspname', 'ic.relname')} as name,
  ${fields({
    definition: 'pg_get_indexdef(i.indexrelid)',
    clustered: when('i.indisclustered', `'yes'`),
    'replica identity': when('i.indisreplident', `'yes'`),
    'part of': `(select ${named('pn.nspname', 'p.relname')} from pg_inherits h join pg_class p on p.oid = h.inhparent
      join pg_namespace pn on pn.oid = p.relnamespace where h.inhrelid = i.indexrelid)`,
    statistics: `(select string_agg(a.attnum || '=' || a.attstattarget, ', ' order by a.attnum) from pg_attribute a
      where a.attrelid = i.indexrelid and a.attstattarget >= 0)`,
  })} as definition
from pg_index i
join pg_class ic on ic.oid = i.indexrelid
join pg_class c on c.oid = i.indrelid
join pg_namespace n on n.oid = ic.relnamespace
where (i.indisvalid or c.relkind = 'p') and i.indisready and ${HELD}`,
};

const statistics: Family = {
  name: 'extended statistics',
  expressions: true,
  select: `
select 'statistics' as kind, ${named('n.nspname', 's.stxname')} as name,
  ${fields({ definition: 'pg_get_statisticsobjdef(s.oid)', target: 'nullif(s.stxstattarget, -1)' })} as definition
from pg_statistic_ext s
join pg_namespace n on n.oid = s.stxnamespace
where ${userSchema()} and ${notMember('pg_statistic_ext', 's.oid')}`,
};

/** Domains are types, their constraints are compared one by one. NOT NULL is part of the domain itself. */
const domainConstraints: Family = {
  name: 'domain constraints',
  expressions: true,
  select: `
select 'domain constraint' as kind, ${named('n.nspname', 't.typname')} || '.' || ${named('k.conname')} as name,
  pg_get_constraintdef(k.oid) as definition
from pg_constraint k
join pg_type t on t.oid = k.contypid
join pg_namespace n on n.oid = t.typnamespace
where k.contype = 'c' and ${userSchema()} and ${notMember('pg_type', 't.oid')}`,
};

const domains: Family = {
  name: 'domains',
  expressions: true,
  select: `
select 'domain' as kind, ${named('n.nspname', 't.typname')} as name,
  ${fields({
    type: 'format_type(t.typbasetype, t.typtypmod)',
    collation: when('t.typcollation <> b.typcollation', collation('t.typcollation')),
    'not null': when('t.typnotnull', `'yes'`),
    default: `pg_get_expr(t.typdefaultbin, 'pg_type'::regclass)`,
  })} as definition
from pg_type t
join pg_type b on b.oid = t.typbasetype
join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'd' and ${userSchema()} and ${notMember('pg_type', 't.oid')}`,
};

export const CONSTRAINT_FAMILIES: readonly Family[] = [
  constraints,
  foreignKeys,
  indexes,
  statistics,
  domainConstraints,
  domains,
];
