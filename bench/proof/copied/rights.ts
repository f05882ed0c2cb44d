import type { CopyDamage } from './damage.ts';
import { simple } from './tables.ts';

const kind = (name: string, candidates: string, more: Partial<CopyDamage> = {}): CopyDamage => ({
  kind: name,
  ...more,
  candidates,
});

/** Everything that can be granted: what SQL calls it, its name, its grants. */
const GRANTABLE = `(
  select case k when 'S' then 'sequence' else 'table' end as word, q, name, x.relowner as owner, coalesce(x.relacl, acldefault(case k when 'S' then 's' else 'r' end::"char", x.relowner)) as acl
    from rel join pg_class x using (oid) where k in ('r', 'p', 'v', 'm', 'S', 'f')
  union all
  select 'schema', format('%I', nspname), json_build_array(nspname), nspowner, coalesce(nspacl, acldefault('n', nspowner)) from pg_namespace where nspname in (select s from rel) and nspname <> 'public'
  union all
  select case fun.kind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure::text, name, proowner, coalesce(proacl, acldefault('f', proowner)) from fun join pg_proc p using (oid)
  union all
  select 'type', q, name, typowner, coalesce(typacl, acldefault('T', typowner)) from typ join pg_type t using (oid)
  union all
  select 'foreign server', format('%I', srvname), json_build_array(srvname), srvowner, coalesce(srvacl, acldefault('S', srvowner)) from pg_foreign_server) g`;

const GRANTEE = `case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end`;

const GRANTS: readonly CopyDamage[] = [
  kind(
    'grant lost',
    `select name, format('revoke %s on %s %s from %s', a.privilege_type, word, q, ${GRANTEE}) as sql
from ${GRANTABLE}, aclexplode(acl) a where a.grantee <> owner`,
    { weight: 4 },
  ),
  kind(
    "owner's own right lost",
    `select name, format('revoke %s on %s %s from %s', a.privilege_type, word, q, ${GRANTEE}) as sql
from ${GRANTABLE}, aclexplode(acl) a where a.grantee = owner`,
  ),
  kind(
    'grant added',
    `select name, format('grant all on %s %s to grafana', word, q) as sql from ${GRANTABLE}`,
    { weight: 2 },
  ),
  kind(
    'grant to everybody added',
    `select name, format('grant all on %s %s to public', word, q) as sql from ${GRANTABLE}`,
  ),
  kind(
    'grant option lost',
    `select name, format('revoke grant option for %s on %s %s from %s', a.privilege_type, word, q, ${GRANTEE}) as sql
from ${GRANTABLE}, aclexplode(acl) a where a.is_grantable and a.grantee <> owner`,
  ),
  kind(
    'grant option added',
    `select name, format('grant %s on %s %s to %s with grant option', a.privilege_type, word, q, ${GRANTEE}) as sql
from ${GRANTABLE}, aclexplode(acl) a where not a.is_grantable and a.grantee not in (0, owner)`,
  ),
  kind(
    'grant on a column lost',
    `select cname as name, format('revoke %s (%s) on %s from %s', a.privilege_type, c, q, ${GRANTEE}) as sql
from col join pg_attribute x on x.attrelid = col.oid and x.attnum = col.attnum, aclexplode(x.attacl) a`,
    { weight: 2 },
  ),
  kind(
    'grant on a column added',
    `select cname as name, format('grant select (%s) on %s to grafana', c, q) as sql from col where k = 'r'`,
  ),
  kind(
    'default privilege lost',
    `select json_build_array(pg_get_userbyid(defaclrole)) as name, format('alter default privileges for role %I %s revoke %s on %s from %s',
  pg_get_userbyid(defaclrole), case when defaclnamespace <> 0 then 'in schema ' || defaclnamespace::regnamespace else '' end, a.privilege_type,
  case defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types' else 'schemas' end, ${GRANTEE}) as sql
from pg_default_acl, aclexplode(defaclacl) a where a.grantee <> defaclrole`,
  ),
  kind(
    'default privilege added',
    `select json_build_array(rolname) as name, format('alter default privileges for role %I grant usage on types to grafana', rolname) as sql
from pg_roles where rolname in ('ticketz_owner', 'app_owner', 'chain')`,
  ),
  kind(
    'right on a system function lost',
    `select to_json('pg_catalog'::text) as name, format('revoke %s on function %s from %s', a.privilege_type, p.oid::regprocedure, ${GRANTEE}) as sql
from pg_proc p join pg_init_privs i on i.classoid = 'pg_proc'::regclass and i.objoid = p.oid, aclexplode(p.proacl) a
where p.oid < 16384 and p.proname = 'pg_stat_file' and a.grantee <> 10`,
  ),
];

const owners = (word: string, from: string, where = 'true'): CopyDamage =>
  simple(`another owner: ${word}`, from, where, `alter ${word} %1$s owner to ticketz_auditor`);

const OWNERS: readonly CopyDamage[] = [
  { ...owners('table', 'rel', `k in ('r', 'p') and not child`), weight: 2 },
  owners('view', 'rel', `k = 'v'`),
  owners('materialized view', 'rel', `k = 'm'`),
  owners('sequence', 'rel', `k = 'S'`),
  owners('type', 'typ'),
  { ...simple('another owner: routine', 'fun', 'true', 'alter %1$s owner to ticketz_auditor'), weight: 2 },
  kind(
    'another owner: schema',
    `select json_build_array(s) as name, format('alter schema %I owner to ticketz_auditor', s) as sql from (select distinct s from rel) x`,
  ),
  kind(
    'another owner: publication',
    `select json_build_array(pubname) as name, format('update pg_publication set pubowner = ''ticketz_auditor''::regrole where oid = %s', oid) as sql from pg_publication`,
  ),
  kind(
    'another owner: foreign server',
    `select json_build_array(srvname) as name, format('update pg_foreign_server set srvowner = ''ticketz_auditor''::regrole where oid = %s', oid) as sql from pg_foreign_server`,
  ),
];

const COMMENTED = `pg_description d cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
where d.objoid >= 16384 and d.classoid <> 'pg_extension'::regclass and coalesce(i.schema, '') !~ '^pg_' and i.type <> 'cast'
  and not exists (select from pg_depend m where m.classid = d.classoid and m.objid = d.objoid and m.deptype = 'e')`;

const COMMENTS: readonly CopyDamage[] = [
  kind(
    'comment lost',
    `select to_json(i.identity) as name, format('delete from pg_description where objoid = %s and classoid = %s and objsubid = %s', objoid, classoid, objsubid) as sql from ${COMMENTED}`,
    { weight: 2 },
  ),
  kind(
    'comment changed',
    `select to_json(i.identity) as name, format('update pg_description set description = description || ''.'' where objoid = %s and classoid = %s and objsubid = %s', objoid, classoid, objsubid) as sql from ${COMMENTED}`,
  ),
  kind(
    'comment added',
    `select cname as name, format('comment on column %s.%s is ''added''', q, c) as sql from col
where k in ('r', 'p') and col_description(oid, attnum) is null`,
  ),
];

/** `:database` is the name of the copy. */
const database = (name: string, what: string, sql: string): CopyDamage =>
  kind(name, `select to_json('${what}'::text) as name, $q$${sql}$q$ as sql`, { outsideDump: true });

const DATABASE: readonly CopyDamage[] = [
  database('database setting lost', 'TimeZone', 'alter database :database reset timezone'),
  database('database setting changed', 'lock_timeout', `alter database :database set lock_timeout = '31s'`),
  database(
    'search path as one name',
    'search_path',
    `alter database :database set search_path = 'public, support'`,
  ),
  database('database setting added', 'work_mem', `alter database :database set work_mem = '17MB'`),
  database(
    "role's setting in the database lost",
    'for role grafana',
    'alter role grafana in database :database reset work_mem',
  ),
  database('database comment lost', 'comment', 'comment on database :database is null'),
  database('another owner: database', 'owner', 'alter database :database owner to ticketz_auditor'),
  database('connection limit changed', 'connection limit', 'alter database :database connection limit 17'),
  database(
    'grant on the database lost',
    'on the database',
    'revoke connect on database :database from ticketz_app',
  ),
  database('grant on the database added', 'on the database', 'grant create on database :database to grafana'),
];

export const RIGHT_DAMAGES: readonly CopyDamage[] = [...GRANTS, ...OWNERS, ...COMMENTS, ...DATABASE];
