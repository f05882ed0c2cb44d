import {
  collation,
  type Family,
  fields,
  named,
  notMember,
  options,
  type Server,
  TOAST_OPTIONS,
  userSchema,
  when,
} from './family.ts';

const table = named('n.nspname', 'c.relname');
const column = `${table} || '.' || ${named('a.attname')}`;

/** Tables that are in a dump: their columns, defaults and so on belong to it as well. */
const HELD = `${userSchema()} and ${notMember('pg_class', 'c.oid')}`;

const tables: Family = {
  name: 'tables',
  expressions: true,
  select: `
select case c.relkind when 'f' then 'foreign table' else 'table' end as kind, ${table} as name,
  ${fields({
    persistence: 'c.relpersistence',
    'replica identity': when(`c.relkind <> 'f'`, 'c.relreplident'),
    options: options('c.reloptions'),
    'toast options': TOAST_OPTIONS,
    'access method': '(select am.amname from pg_am am where am.oid = c.relam)',
    'of type': when('c.reloftype <> 0', 'format_type(c.reloftype, null)'),
    'partitioned by': 'pg_get_partkeydef(c.oid)',
    bound: 'pg_get_expr(c.relpartbound, c.oid)',
    parents: `(select string_agg(${named('pn.nspname', 'p.relname')}, ', ' order by i.inhseqno)
      from pg_inherits i join pg_class p on p.oid = i.inhparent join pg_namespace pn on pn.oid = p.relnamespace
      where i.inhrelid = c.oid)`,
    server: `(select ${named('s.srvname')} from pg_foreign_table f join pg_foreign_server s on s.oid = f.ftserver
      where f.ftrelid = c.oid)`,
    'server options': `(select ${options('f.ftoptions')} from pg_foreign_table f where f.ftrelid = c.oid)`,
  })} as definition
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_class t on t.oid = c.reltoastrelid
where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and ${HELD}`,
};

/** Of extension members too: pg_dump keeps that and their policies, see `dumpPolicy`. FORCE it does not keep there. */
const rowSecurity: Family = {
  name: 'row security',
  select: `
select 'row security' as kind, ${table} as name,
  ${fields({
    enabled: 'c.relrowsecurity',
    forced: when(notMember('pg_class', 'c.oid'), 'c.relforcerowsecurity'),
  })} as definition
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where (c.relrowsecurity or c.relforcerowsecurity and ${notMember('pg_class', 'c.oid')})
  and c.relkind in ('r', 'p') and c.relpersistence <> 't' and ${userSchema()}`,
};

/**
 * SQL: a property of a column that a child takes from its parents when it is made. pg_dump writes it only where it is not
 * the default, so a child that has the default beside a parent that has not gets the parent's in a restore: the parent's
 * counts for both.
 */
function inheritable(own: string, parents: string): string {
  return `case when a.attinhcount = 0 or c.relispartition then ${own}
    else coalesce(${own}, (
      with recursive up (oid) as (
        select h.inhparent from pg_inherits h where h.inhrelid = c.oid
        union select h.inhparent from up join pg_inherits h on h.inhrelid = up.oid)
      select min(${parents}) from up join pg_attribute pa on pa.attrelid = up.oid and pa.attname = a.attname
        and not pa.attisdropped)) end`;
}

/**
 * PostgreSQL 17.12 keeps a number of its own among the options, `pg_attver`, which is another one in every copy (seen with Debian's
 * 17.12 of November 2026; the releases of that month for other majors may do the same).
 */
const OPTIONS_OF_PEOPLE = String.raw`array(select one from unnest(a.attoptions) one where one not like 'pg\_attver=%')`;

/**
 * `attislocal`, `attinhcount` and the position are left out: a dump creates partitions on their own and attaches
 * them, and children of an inheritance can get their columns in another order.
 * NOT NULL is a property of the column here; its constraint (18 and later) is not compared, its name may change.
 */
function columns(server: Server): Family {
  return {
    name: 'columns',
    expressions: true,
    select: `
select 'column' as kind, ${column} as name,
  ${fields({
    type: 'format_type(a.atttypid, a.atttypmod)',
    'not null': when('a.attnotnull', `'yes'`),
    'not null not valid':
      server.version < 180000
        ? 'null'
        : `(select 'yes' from pg_constraint nn where nn.conrelid = c.oid and nn.contype = 'n'
            and nn.conkey = array[a.attnum] and not nn.convalidated)`,
    collation: when('a.attcollation <> t.typcollation', collation('a.attcollation')),
    storage: inheritable(
      'nullif(a.attstorage, t.typstorage)::text',
      'nullif(pa.attstorage, t.typstorage)::text',
    ),
    compression:
      server.version < 140000
        ? 'null'
        : inheritable(`nullif(a.attcompression::text, '')`, `nullif(pa.attcompression::text, '')`),
    statistics: 'nullif(a.attstattarget, -1)',
    options: options(OPTIONS_OF_PEOPLE),
    'server options': options('a.attfdwoptions'),
    identity: `nullif(a.attidentity::text, '')`,
    generated: `nullif(a.attgenerated::text, '')`,
    expression: when(`a.attgenerated <> ''`, 'pg_get_expr(d.adbin, d.adrelid)'),
  })} as definition
from pg_attribute a
join pg_class c on c.oid = a.attrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum and a.attgenerated <> ''
where a.attnum > 0 and not a.attisdropped
  and c.relkind in ('r', 'p', 'f', 'm') and c.relpersistence <> 't' and ${HELD}`,
  };
}

const defaults: Family = {
  // A child that dropped the default of its parent comes back with `DEFAULT NULL`, which is the same, unless the column's
  // domain has a default that NULL overrides.
  name: 'defaults',
  expressions: true,
  select: `
select 'default' as kind, ${column} as name, pg_get_expr(d.adbin, d.adrelid) as definition
from pg_attrdef d
join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum and a.attgenerated = ''
join pg_class c on c.oid = d.adrelid
join pg_namespace n on n.oid = c.relnamespace
join pg_type t on t.oid = a.atttypid
where c.relkind in ('r', 'p', 'f', 'v') and c.relpersistence <> 't' and ${HELD}
  and (pg_get_expr(d.adbin, d.adrelid) !~ '^NULL(::.*)?$' or t.typtype = 'd' and t.typdefault is not null)`,
};

const sequences: Family = {
  name: 'sequences',
  select: `
select 'sequence' as kind, ${table} as name,
  ${fields({
    type: 'format_type(s.seqtypid, null)',
    start: 's.seqstart',
    increment: 's.seqincrement',
    maximum: 's.seqmax',
    minimum: 's.seqmin',
    cache: 's.seqcache',
    cycle: 's.seqcycle',
    persistence: 'c.relpersistence',
    owner: `o.deptype::text || ' ' || (select ${named('n.nspname', 'oc.relname', 'a.attname')}
      from pg_class oc join pg_namespace n on n.oid = oc.relnamespace
      join pg_attribute a on a.attrelid = oc.oid where oc.oid = o.refobjid and a.attnum = o.refobjsubid)`,
  })} as definition
from pg_sequence s
join pg_class c on c.oid = s.seqrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_depend o on o.classid = 'pg_class'::regclass and o.objid = c.oid and o.objsubid = 0
  and o.refclassid = 'pg_class'::regclass and o.refobjsubid > 0 and o.deptype in ('a', 'i')
where c.relpersistence <> 't' and ${HELD}`,
};

export function tableFamilies(server: Server): Family[] {
  return [tables, rowSecurity, columns(server), defaults, sequences];
}
