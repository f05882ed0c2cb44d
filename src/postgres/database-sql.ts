import type { ServerFacts } from '../catalog/manifest.ts';
import type { NamedProperties } from '../catalog/swap/properties.ts';
import { identifier, literal } from './quote.ts';
import type { Session } from './session.ts';

/**
 * What pg_dump writes only with `--create`, and then only under the old name: the database itself. We write it as
 * psql scripts with the variable `target`, so that a restore can choose the name:
 * `psql -v target=NAME -f database.sql`.
 */
export interface DatabaseSql {
  /** CREATE DATABASE with the recorded encoding, locale and owner; run first, connected to another database. */
  readonly create: string;
  /** Settings, grants, comment and connection limit; run last, because they would apply to the restore itself. */
  readonly settings: string;
}

export interface DatabaseProperties extends NamedProperties {
  /** Whether rights were ever changed; otherwise `grants` are PostgreSQL's defaults. */
  readonly acl: boolean;
}

/** What belongs to a database's name and not to its data. */
export function readDatabaseProperties(session: Session, database: string): Promise<DatabaseProperties> {
  return session.row<DatabaseProperties>(`
    select pg_get_userbyid(d.datdba) as owner, shobj_description(d.oid, 'pg_database') as comment,
           d.datconnlimit as "connectionLimit", d.datistemplate as template, d.datacl is not null as acl,
           coalesce((select json_agg(json_build_object('grantee', case when a.grantee = 0 then null else pg_get_userbyid(a.grantee) end,
                            'privilege', a.privilege_type, 'grantable', a.is_grantable) order by a.grantee, a.privilege_type)
                       from aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a), '[]') as grants,
           coalesce((select json_agg(json_build_object('role', case when s.setrole = 0 then null else pg_get_userbyid(s.setrole) end,
                            'entries', s.setconfig) order by s.setrole)
                       from pg_catalog.pg_db_role_setting s where s.setdatabase = d.oid), '[]') as settings
      from pg_catalog.pg_database d where d.datname = ${literal(database)}`);
}

export async function readDatabaseSql(session: Session, facts: ServerFacts): Promise<DatabaseSql> {
  const { name } = await session.row<{ name: string }>('select current_database() as name');
  const properties = await readDatabaseProperties(session, name);
  return { create: createSql(facts), settings: settingsSql(properties, facts.databaseOwner) };
}

function createSql(facts: ServerFacts): string {
  const options = [
    'template = template0',
    `owner = ${identifier(facts.databaseOwner)}`,
    `encoding = ${literal(facts.encoding)}`,
    `lc_collate = ${literal(facts.collate)}`,
    `lc_ctype = ${literal(facts.ctype)}`,
  ];
  if (facts.localeProvider === 'icu') {
    options.push('locale_provider = icu', `icu_locale = ${literal(facts.locale ?? '')}`);
  } else if (facts.localeProvider === 'builtin') {
    options.push('locale_provider = builtin', `builtin_locale = ${literal(facts.locale ?? '')}`);
  }
  return `-- Run with: psql -v ON_ERROR_STOP=1 -d postgres -v target=NAME -f database.sql\ncreate database :"target"\n  ${options.join('\n  ')};\n`;
}

function settingsSql(properties: DatabaseProperties, owner: string): string {
  const lines = ['-- Run last, with: psql -v ON_ERROR_STOP=1 -d postgres -v target=NAME -f settings.sql'];
  if (properties.comment !== null)
    lines.push(`comment on database :"target" is ${literal(properties.comment)};`);
  if (properties.connectionLimit !== -1)
    lines.push(`alter database :"target" connection limit ${properties.connectionLimit};`);
  if (properties.acl) {
    lines.push(
      'revoke all on database :"target" from public;',
      `revoke all on database :"target" from ${identifier(owner)};`,
    );
    for (const grant of properties.grants) {
      const to = grant.grantee === null ? 'public' : identifier(grant.grantee);
      lines.push(
        `grant ${grant.privilege} on database :"target" to ${to}${grant.grantable ? ' with grant option' : ''};`,
      );
    }
  }
  for (const setting of properties.settings) {
    for (const entry of setting.entries) {
      const change = settingSql(entry);
      lines.push(
        setting.role === null
          ? `alter database :"target" ${change};`
          : `alter role ${identifier(setting.role)} in database :"target" ${change};`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Parameters whose value is a list of names: PostgreSQL stores them quoted and wants them one by one (GUC_LIST_QUOTE). */
const LIST_SETTINGS = new Set([
  'local_preload_libraries',
  'search_path',
  'session_preload_libraries',
  'shared_preload_libraries',
  'temp_tablespaces',
  'unix_socket_directories',
]);

/** `name=value` as pg_db_role_setting stores it, as the tail of an ALTER. */
export function settingSql(entry: string): string {
  const at = entry.indexOf('=');
  const name = entry.slice(0, at);
  const value = entry.slice(at + 1);
  const quoted = name
    .split('.')
    .map((part) => identifier(part))
    .join('.');
  if (!LIST_SETTINGS.has(name.toLowerCase())) return `set ${quoted} to ${literal(value)}`;
  const names = [...value.matchAll(/"((?:[^"]|"")*)"|([^\s,]+)/g)].map(
    (found) => (found[1] ?? '').replaceAll('""', '"') || (found[2] ?? ''),
  );
  return `set ${quoted} to ${names.length === 0 ? "''" : names.map(literal).join(', ')}`;
}
