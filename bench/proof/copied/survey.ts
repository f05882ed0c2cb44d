/** Excludes what is not in a dump: the system's schemas and the members of extensions. */
const held = (catalog: string, oid: string): string => `
  n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not exists (
    select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`;

/**
 * Temporary tables that say what there is to be damaged. `q` is a quoted name for SQL, `name` the path as JSON.
 * `rel`: relations. `col`: columns. `filled`: tables with rows whose rows can be changed one by one.
 * `con`: constraints. `fun`: routines. `typ`: types of their own.
 */
export const SURVEY = `
create temp table rel as
select c.oid, n.nspname as s, c.relname as r, format('%I.%I', n.nspname, c.relname) as q, c.relkind::text as k,
  json_build_array(n.nspname, c.relname) as name, c.relpersistence::text as persistence, c.reloptions, c.relowner,
  c.relrowsecurity, c.relforcerowsecurity, c.relreplident::text as replident, c.relispartition,
  exists (select from pg_inherits i where i.inhrelid = c.oid) as child,
  exists (select from pg_inherits i where i.inhparent = c.oid) as parent
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relpersistence <> 't' and ${held('pg_class', 'c.oid')};

create temp table col as
select rel.*, a.attnum, a.attname, format('%I', a.attname) as c, json_build_array(s, r, a.attname) as cname,
  t.typname::text, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull, a.attidentity::text as identity,
  a.attgenerated::text as generated, a.attstorage::text as storage, a.attstattarget, a.attoptions,
  a.attcompression::text as compression, pg_get_expr(d.adbin, d.adrelid) as expression
from rel join pg_attribute a on a.attrelid = rel.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where k in ('r', 'p', 'v', 'm', 'f');

create temp table filled as
select *, (select string_agg(c, ', ' order by attnum) from col where col.oid = counted.oid and generated = '') as cols,
  not exists (select from pg_index i where i.indrelid = counted.oid and (i.indisunique or i.indisexclusion)) as repeatable
from (
  select rel.*, (xpath('//n/text()', query_to_xml(format('select count(*) as n from only %s', q), true, true, '')))[1]::text::int as n
  from rel
  where k = 'r' and not exists (select from pg_rewrite w where w.ev_class = rel.oid)
    and not exists (select from pg_trigger t where t.tgrelid = rel.oid and t.tgenabled = 'A')) counted
where n > 0;

create temp table con as
select k.oid, k.conname, k.contype::text as type, k.convalidated, k.condeferrable, k.coninhcount, k.conparentid,
  format('%I', k.conname) as c, json_build_array(s, r, k.conname) as cname, rel.q, rel.name, rel.parent, rel.child,
  pg_get_constraintdef(k.oid) as def
from pg_constraint k join rel on rel.oid = k.conrelid;

create temp table fun as
select p.oid, p.proname, p.prokind::text as kind, json_build_array(n.nspname, p.proname) as name, p.provolatile::text as volatile,
  p.prosecdef, p.proisstrict, p.proconfig, p.prosqlbody is null as textual, l.lanname,
  format('%s %I.%I(%s)', case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end,
    n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as q
from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
where ${held('pg_proc', 'p.oid')}
  and not exists (select from pg_depend i where i.classid = 'pg_proc'::regclass and i.objid = p.oid and i.deptype = 'i');

create temp table typ as
select t.oid, n.nspname as s, t.typname, t.typtype::text as k, t.typrelid, format('%I.%I', n.nspname, t.typname) as q,
  json_build_array(n.nspname, t.typname) as name, t.typdefault, t.typnotnull
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where ${held('pg_type', 't.oid')} and not exists (select from pg_type e where e.typarray = t.oid)
  and (t.typrelid = 0 or exists (select from pg_class x where x.oid = t.typrelid and x.relkind = 'c'));
`;
