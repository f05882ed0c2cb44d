import { type Family, named } from './family.ts';
import { grantedAtBirth, ownedObjects } from './owned.ts';

/** SQL: a role by name; 0 is PUBLIC. */
const role = (oid: string): string =>
  `case ${oid} when 0 then 'PUBLIC' else ${named(`pg_get_userbyid(${oid})`)} end`;

/** SQL: one row per grantee and privilege of an ACL; `*` stands for the grant option. */
const exploded = (acl: string): string =>
  `select a.grantee, a.privilege_type || case when a.is_grantable then '*' else '' end as privilege
     from aclexplode(${acl}) a`;

/**
 * SQL: per object and grantee, how the grants differ from what the object would have had without any GRANT or
 * REVOKE: `+SELECT`, `-EXECUTE`, `+UPDATE*` with grant option. Thus it is the same whether the catalog says null or
 * spells out the default, and a privilege that a newer version gives to every owner is no difference.
 * Who granted it is left out: a restore lets the owner grant.
 *
 * @param from a select with the columns what, name, acl, base (what it is compared with)
 * @param but SQL: entries that are not looked at
 */
function deviations(kind: string, from: string, but = 'false'): string {
  return `
select '${kind}' as kind, g.name, g.definition, g.definition as shown
from (
  select o.what || ' ' || o.name || ' to ' || ${role('d.grantee')} as name,
    string_agg(d.change, ', ' order by d.change collate "C") as definition
  from (${from}) o
  cross join lateral (
    (select m.grantee, '+' || m.privilege as change from (${exploded('o.acl')} except ${exploded('o.base')}) m)
    union all
    (select l.grantee, '-' || l.privilege from (${exploded('o.base')} except ${exploded('o.acl')}) l)) d
  where not (${but})
  group by o.what, o.name, d.grantee) g`;
}

const grants: Family = {
  name: 'grants',
  shows: true,
  select: deviations(
    'grant',
    `select u.*, acldefault(u.letter, u.owner) as base from (${ownedObjects()}) u
     where u.acl is not null and not (u.what = 'schema' and u.name = 'public')`,
  ),
};

/** The owner's and the first superuser's entries are as they were at birth, under whatever name. */
const systemGrants: Family = {
  name: 'grants on members of extensions and system objects',
  shows: true,
  select: deviations(
    'grant',
    `select u.what, u.name, u.owner, coalesce(u.acl, acldefault(u.letter, u.owner)) as acl,
       coalesce(b.initprivs, acldefault(u.letter, u.owner)) as base
     from (${grantedAtBirth()}) u
     left join pg_init_privs b on b.classoid = u.classid and b.objoid = u.objid and b.objsubid = 0`,
    'd.grantee in (o.owner, 10)',
  ),
};

const columnGrants: Family = {
  name: 'grants on columns',
  shows: true,
  select: deviations(
    'grant',
    `select 'column' as what, ${named('n.nspname', 'c.relname', 'a.attname')} as name,
       a.attacl as acl, b.initprivs as base
     from pg_attribute a
     join pg_class c on c.oid = a.attrelid
     join pg_namespace n on n.oid = c.relnamespace
     left join pg_init_privs b on b.classoid = 'pg_class'::regclass and b.objoid = c.oid and b.objsubid = a.attnum
     where (a.attacl is not null or b.initprivs is not null) and not a.attisdropped
       and n.nspname <> 'information_schema' and n.nspname !~ '^pg_(toast|temp)'`,
    'd.grantee = 10',
  ),
};

/** Under `database`, as its other properties, because a dump without `--create` does not hold them either. */
const databaseGrants: Family = {
  name: 'grants on the database',
  shows: true,
  select: deviations(
    'database',
    `select 'grant' as what, 'on the database' as name, coalesce(d.datacl, acldefault('d', d.datdba)) as acl,
       acldefault('d', d.datdba) as base
     from pg_database d where d.datname = current_database()`,
  ),
};

/** One entry for all of them: there can be very many. */
const largeObjectGrants: Family = {
  name: 'grants on large objects',
  select: `
select 'grant' as kind, 'large objects' as name,
  string_agg(l.oid || ' ' || ${role('a.grantee')} || ' ' || a.privilege, ', '
    order by l.oid, ${role('a.grantee')} collate "C", a.privilege collate "C") as definition
from pg_largeobject_metadata l
cross join lateral (${exploded('l.lomacl')} except ${exploded(`acldefault('L', l.lomowner)`)}) a
having count(*) > 0`,
};

const DEFAULTS_FOR = `case p.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
  when 'T' then 'types' when 'n' then 'schemas' when 'L' then 'large objects' else p.defaclobjtype::text end`;

/** Entries for one schema add to nothing, the others replace what `acldefault` says. */
const defaultPrivileges: Family = {
  name: 'default privileges',
  shows: true,
  select: deviations(
    'default privilege',
    `select ${DEFAULTS_FOR} as what,
       'of ' || ${named('pg_get_userbyid(p.defaclrole)')} || coalesce(' in ' || ${named('n.nspname')}, '') as name,
       p.defaclacl as acl,
       case when n.oid is null
         then acldefault(case p.defaclobjtype when 'S' then 's' else p.defaclobjtype end::"char", p.defaclrole)
         end as base
     from pg_default_acl p left join pg_namespace n on n.oid = p.defaclnamespace`,
  ),
};

export const GRANT_FAMILIES: readonly Family[] = [
  grants,
  systemGrants,
  columnGrants,
  databaseGrants,
  largeObjectGrants,
  defaultPrivileges,
];
