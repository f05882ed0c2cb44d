import {
  type Family,
  fields,
  named,
  notMember,
  options,
  type Server,
  setting,
  userSchema,
  when,
} from './family.ts';

/**
 * Properties of the database itself, which pg_dump holds only with `--create`. Their names do not contain the
 * database's, so a copy under another name is equal.
 */
function properties(server: Server): Family {
  const provider = server.version < 150000 ? `'c'` : 'd.datlocprovider';
  const locale =
    server.version < 150000 ? 'null' : server.version < 170000 ? 'd.daticulocale' : 'd.datlocale';
  const rules = server.version < 160000 ? 'null' : 'd.daticurules';
  return {
    name: 'database',
    shows: true,
    select: `
select 'database' as kind, p.name, p.value as definition, p.value as shown
from pg_database d
cross join lateral (values
  ('encoding', pg_encoding_to_char(d.encoding)::text),
  ('collation', d.datcollate::text),
  ('character type', d.datctype::text),
  ('locale provider', ${provider}::text),
  ('locale', ${locale}::text),
  ('locale rules', ${rules}::text),
  ('owner', pg_get_userbyid(d.datdba)::text),
  ('connection limit', nullif(d.datconnlimit, -1)::text),
  ('comment', shobj_description(d.oid, 'pg_database'))) p (name, value)
where d.datname = current_database() and p.value is not null`,
  };
}

/** ALTER DATABASE … SET and ALTER ROLE … IN DATABASE … SET. A value may be a secret, so it is never shown. */
const settings: Family = {
  name: 'database settings',
  select: `
select 'database setting' as kind,
  split_part(x, '=', 1) || coalesce(' for role ' || ${named('r.rolname')}, '') as name,
  ${setting('x')} as definition
from pg_db_role_setting s
join pg_database d on d.oid = s.setdatabase and d.datname = current_database()
left join pg_roles r on r.oid = s.setrole
cross join lateral unnest(s.setconfig) x`,
};

/**
 * `public` is in every new database and a dump neither drops it nor says that it is there, so neither is its
 * existence compared. Owner and grants are, see `grants.ts` and `owners.ts`.
 */
const schemas: Family = {
  name: 'schemas',
  select: `
select 'schema' as kind, ${named('n.nspname')} as name, '' as definition
from pg_namespace n
where n.nspname <> 'public' and ${userSchema()} and ${notMember('pg_namespace', 'n.oid')}`,
};

/** Without plpgsql, for the same reason as `public`. Owners of extensions are not in a dump. */
const extensions: Family = {
  name: 'extensions',
  shows: true,
  select: `
select e.kind, ${named('x.extname')} as name, e.value as definition, e.value as shown
from pg_extension x
join pg_namespace n on n.oid = x.extnamespace
cross join lateral (values
  ('extension', 'in schema ' || ${named('n.nspname')}),
  ('extension version', x.extversion)) e (kind, value)
where x.extname <> 'plpgsql'`,
};

/** What ALTER … DEPENDS ON EXTENSION wrote down. */
const extensionDependencies: Family = {
  name: 'extension dependencies',
  select: `
select 'extension dependency' as kind, i.type || ' ' || i.identity || ' on ' || ${named('x.extname')} as name,
  '' as definition
from pg_depend d
join pg_extension x on x.oid = d.refobjid
cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) i
where d.deptype = 'x' and d.refclassid = 'pg_extension'::regclass`,
};

/** Differs between hosts and is rebuilt by a restore: the comparator names it and does not judge it. */
function collationVersions(server: Server): Family {
  const database =
    server.version < 150000
      ? ''
      : `union all select 'database default', d.datcollversion from pg_database d where d.datname = current_database()`;
  return {
    name: 'collation versions',
    shows: true,
    select: `
select 'collation version' as kind, v.name, v.value as definition, v.value as shown
from (
  select ${named('n.nspname', 'c.collname')} as name, c.collversion as value
  from pg_collation c join pg_namespace n on n.oid = c.collnamespace
  where ${userSchema()} and ${notMember('pg_collation', 'c.oid')}
  ${database}) v
where v.value is not null`,
  };
}

const wrappers: Family = {
  name: 'foreign data',
  select: `
select 'foreign data wrapper' as kind, ${named('w.fdwname')} as name,
  ${fields({
    handler: when('w.fdwhandler <> 0', 'w.fdwhandler::regproc'),
    validator: when('w.fdwvalidator <> 0', 'w.fdwvalidator::regproc'),
    options: options('w.fdwoptions'),
  })} as definition
from pg_foreign_data_wrapper w
where ${notMember('pg_foreign_data_wrapper', 'w.oid')}
union all
select 'foreign server', ${named('s.srvname')},
  ${fields({
    wrapper: named('w.fdwname'),
    type: 's.srvtype',
    version: 's.srvversion',
    options: options('s.srvoptions'),
  })}
from pg_foreign_server s
join pg_foreign_data_wrapper w on w.oid = s.srvfdw
where ${notMember('pg_foreign_server', 's.oid')}
union all
select 'user mapping', ${named('m.usename')} || ' on ' || ${named('m.srvname')}, ''
from pg_user_mappings m`,
};

export function databaseFamilies(server: Server): Family[] {
  return [
    properties(server),
    settings,
    schemas,
    extensions,
    extensionDependencies,
    collationVersions(server),
    wrappers,
  ];
}
