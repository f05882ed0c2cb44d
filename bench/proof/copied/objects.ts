import type { CopyDamage } from './damage.ts';
import { simple } from './tables.ts';

const kind = (name: string, candidates: string, more: Partial<CopyDamage> = {}): CopyDamage => ({
  kind: name,
  ...more,
  candidates,
});

/** In user schemas and not from an extension. */
const inSchema = (catalog: string, alias: string, namespace: string): string =>
  `join pg_namespace n on n.oid = ${alias}.${namespace} and n.nspname in (select s from rel)
  and not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${alias}.oid and d.deptype = 'e')`;

const named = (catalog: string, alias: string, prefix: string, word: string): string => `
select json_build_array(n.nspname, ${alias}.${prefix}name) as name, format('%I.%I', n.nspname, ${alias}.${prefix}name) as q, ${alias}.oid as oid, '${word}' as word
from ${catalog} ${alias} ${inSchema(catalog, alias, `${prefix}namespace`)}`;

const lost = (word: string, catalog: string, prefix: string): CopyDamage[] => [
  kind(
    `${word} lost`,
    `select name, format('drop %s %s cascade', word, q) as sql from (${named(catalog, 'x', prefix, word)}) o`,
  ),
  kind(
    `${word} renamed`,
    `select name, format('alter %s %s rename to "Renamed x"', word, q) as sql from (${named(catalog, 'x', prefix, word)}) o`,
  ),
];

const TEXT_AND_TYPES: readonly CopyDamage[] = [
  ...lost('collation', 'pg_collation', 'coll'),
  ...lost('conversion', 'pg_conversion', 'con'),
  ...lost('text search dictionary', 'pg_ts_dict', 'dict'),
  ...lost('text search configuration', 'pg_ts_config', 'cfg'),
  kind(
    'text search mapping lost',
    `select json_build_array(n.nspname, c.cfgname) as name, format('alter text search configuration %I.%I drop mapping for %I', n.nspname, c.cfgname, t.alias) as sql
from pg_ts_config c ${inSchema('pg_ts_config', 'c', 'cfgnamespace')} cross join lateral ts_token_type(c.cfgparser) t
where exists (select from pg_ts_config_map m where m.mapcfg = c.oid and m.maptokentype = t.tokid)`,
  ),
  kind(
    'text search dictionary option changed',
    `select name, format('alter text search dictionary %s (accept = false)', q) as sql from (${named('pg_ts_dict', 'x', 'dict', '')}) o`,
  ),
  kind(
    'cast lost',
    `select to_json(format('(%s as %s)', format_type(castsource, null), format_type(casttarget, null))) as name,
  format('drop cast (%s as %s)', castsource::regtype, casttarget::regtype) as sql from pg_cast c
where oid >= 16384 and not exists (select from pg_depend d where d.classid = 'pg_cast'::regclass and d.objid = c.oid and d.deptype = 'e')`,
  ),
  kind(
    'cast in another context',
    `select to_json(format('(%s as %s)', format_type(castsource, null), format_type(casttarget, null))) as name,
  format('update pg_cast set castcontext = ''e'' where oid = %s', oid) as sql from pg_cast c
where oid >= 16384 and castcontext <> 'e' and not exists (select from pg_depend d where d.classid = 'pg_cast'::regclass and d.objid = c.oid and d.deptype = 'e')`,
  ),
  kind(
    'operator lost',
    `select to_json(n.nspname || '.' || o.oprname) as name, format('drop operator %s cascade', o.oid::regoperator) as sql from pg_operator o ${inSchema('pg_operator', 'o', 'oprnamespace')}`,
  ),
  kind(
    'operator with another estimator',
    `select to_json(n.nspname || '.' || o.oprname) as name, format('alter operator %s set (restrict = none)', o.oid::regoperator) as sql
from pg_operator o ${inSchema('pg_operator', 'o', 'oprnamespace')} where oprrest <> 0`,
  ),
  kind(
    'operator class lost',
    `select json_build_array(n.nspname, c.opcname) as name, format('drop operator class %I.%I using %I cascade', n.nspname, c.opcname, a.amname) as sql
from pg_opclass c join pg_am a on a.oid = c.opcmethod ${inSchema('pg_opclass', 'c', 'opcnamespace')}`,
  ),
  kind(
    'operator family lost',
    `select json_build_array(n.nspname, c.opfname) as name, format('drop operator family %I.%I using %I cascade', n.nspname, c.opfname, a.amname) as sql
from pg_opfamily c join pg_am a on a.oid = c.opfmethod ${inSchema('pg_opfamily', 'c', 'opfnamespace')}`,
  ),
  kind(
    'extended statistics lost',
    `select name, format('drop statistics %s', q) as sql from (${named('pg_statistic_ext', 'x', 'stx', '')}) o`,
  ),
  kind(
    'extended statistics with another target',
    `select name, format('alter statistics %s set statistics 17', q) as sql from (${named('pg_statistic_ext', 'x', 'stx', '')}) o`,
  ),
];

const PUBLICATIONS: readonly CopyDamage[] = [
  kind(
    'publication lost',
    `select json_build_array(pubname) as name, format('drop publication %I', pubname) as sql from pg_publication`,
  ),
  kind(
    'publication of other operations',
    `select json_build_array(pubname) as name, format('alter publication %I set (publish = %L)', pubname, case when pubtruncate then 'insert' else 'insert, truncate' end) as sql from pg_publication`,
  ),
  kind(
    'table no longer published',
    `select name, format('alter publication %I drop table only %s', pubname, q) as sql
from pg_publication_rel x join rel on rel.oid = x.prrelid join pg_publication p on p.oid = x.prpubid`,
  ),
  kind(
    'published table without its filter',
    `select name, format('alter publication %I set table %s', pubname, q) as sql
from pg_publication_rel x join rel on rel.oid = x.prrelid join pg_publication p on p.oid = x.prpubid where x.prqual is not null`,
  ),
  kind(
    'schema no longer published',
    `select json_build_array(nspname) as name, format('alter publication %I drop tables in schema %I', pubname, nspname) as sql
from pg_publication_namespace x join pg_publication p on p.oid = x.pnpubid join pg_namespace n on n.oid = x.pnnspid`,
  ),
];

const FOREIGN: readonly CopyDamage[] = [
  kind(
    'foreign server lost',
    `select json_build_array(srvname) as name, format('drop server %I cascade', srvname) as sql from pg_foreign_server`,
  ),
  kind(
    'foreign server with another host',
    `select json_build_array(srvname) as name, format('alter server %I options (set host ''elsewhere'')', srvname) as sql from pg_foreign_server where srvoptions::text ~ 'host='`,
  ),
  kind(
    'user mapping lost',
    `select to_json(usename || ' on ' || srvname) as name, format('drop user mapping for %I server %I', usename, srvname) as sql from pg_user_mappings`,
  ),
  simple('foreign table lost', 'rel', `k = 'f'`, 'drop foreign table %1$s'),
  simple(
    'foreign table with another option',
    'rel',
    `k = 'f'`,
    `alter foreign table %1$s options (set table_name 'elsewhere')`,
  ),
];

const EXTENSIONS_AND_SCHEMAS: readonly CopyDamage[] = [
  kind(
    'extension lost',
    `select json_build_array(extname) as name, format('drop extension %I cascade', extname) as sql from pg_extension where extname <> 'plpgsql'`,
  ),
  kind(
    'extension in another schema',
    `select json_build_array(extname) as name, format('alter extension %I set schema crm', extname) as sql from pg_extension where extname <> 'plpgsql' and extrelocatable`,
  ),
  kind(
    'extension of another version',
    `select json_build_array(extname) as name, format('update pg_extension set extversion = ''0.9'' where oid = %s', oid) as sql from pg_extension where extname <> 'plpgsql'`,
    { warns: true, outsideDump: true },
  ),
  kind(
    'dependency on an extension lost',
    `select json_build_array(proname) as name, format('alter function %s no depends on extension %I', p.oid::regprocedure, extname) as sql
from pg_depend d join pg_proc p on d.classid = 'pg_proc'::regclass and p.oid = d.objid join pg_extension x on x.oid = d.refobjid where d.deptype = 'x'`,
  ),
  kind(
    'schema lost',
    `select json_build_array(s) as name, format('drop schema %I cascade', s) as sql from (select distinct s from rel where s <> 'public') x`,
  ),
  kind(
    'schema renamed',
    `select json_build_array(s) as name, format('alter schema %I rename to "Renamed x"', s) as sql from (select distinct s from rel where s <> 'public') x`,
  ),
  kind('schema added', `select json_build_array('Added ö') as name, 'create schema "Added ö"' as sql`),
];

const largeObject = (name: string, sql: string, where = 'true', weight = 1): CopyDamage =>
  kind(
    name,
    `select to_json('large objects'::text) as name, format($q$${sql}$q$, oid, size) as sql
from (select oid, length(lo_get(oid)) as size from pg_largeobject_metadata) l where ${where}`,
    { weight },
  );

const LARGE_OBJECTS: readonly CopyDamage[] = [
  largeObject('large object lost', 'select lo_unlink(%1$s)', 'true', 3),
  largeObject(
    'one byte of a large object changed',
    `do $d$ declare at int := floor(:r1 * %2$s); begin
  perform lo_put(%1$s, at, set_byte(lo_get(%1$s, at, 1), 0, 255 - get_byte(lo_get(%1$s, at, 1), 0))); end $d$`,
    'size > 0',
    3,
  ),
  largeObject(
    'large object one byte shorter',
    'begin; select lo_truncate(lo_open(%1$s, 131072), %2$s - 1); commit',
    'size > 0',
  ),
  largeObject('large object one zero byte longer', `select lo_put(%1$s, %2$s, '\\x00')`, 'true', 2),
  largeObject(
    'large object empty',
    'begin; select lo_truncate(lo_open(%1$s, 131072), 0); commit',
    'size > 0',
  ),
  largeObject('large object added', 'select lo_create(%1$s + 50000)'),
  largeObject(
    'large object with another number',
    `select lo_from_bytea(%1$s + 50000, lo_get(%1$s)), lo_unlink(%1$s)`,
  ),
  largeObject('large object with another owner', 'alter large object %1$s owner to ticketz_auditor'),
  kind(
    'grant on a large object lost',
    `select to_json('large objects'::text) as name, format('revoke %s on large object %s from %s', a.privilege_type, l.oid, a.grantee::regrole) as sql
from pg_largeobject_metadata l, aclexplode(lomacl) a where a.grantee <> l.lomowner`,
  ),
];

export const OBJECT_DAMAGES: readonly CopyDamage[] = [
  ...TEXT_AND_TYPES,
  ...PUBLICATIONS,
  ...FOREIGN,
  ...EXTENSIONS_AND_SCHEMAS,
  ...LARGE_OBJECTS,
];
