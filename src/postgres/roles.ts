import type { SchemaObject } from '../catalog/fingerprint/fingerprint.ts';
import { ToolError } from '../errors.ts';
import { type Client, openSession } from './client.ts';
import { dumpRoles } from './dump.ts';
import { setting } from './fingerprint/schema-objects/family.ts';
import { pinSession } from './pinned.ts';
import type { Session } from './session.ts';

/** The kinds of `readRoles`: they belong to the cluster, so a copy on a server with roles of its own lacks them. */
export const ROLE_KINDS: ReadonlySet<string> = new Set(['role', 'role membership', 'role setting']);

/**
 * The roles of the whole cluster as roles.sql brings them back: attributes (no passwords), memberships, settings and
 * comments. Everybody may read them. Lists such as a search path are stored with more or fewer quotes, as the server's
 * `quote_all_identifiers` says; these do not count, see `setting`.
 */
export async function readRoles(session: Session): Promise<SchemaObject[]> {
  return session.rows<SchemaObject>(`
    select kind, name, left(encode(sha256(convert_to(coalesce(definition, ''), 'UTF8')), 'hex'), 32) as digest
    from (
      select 'role' as kind, quote_ident(rolname) as name,
             concat_ws(' ', rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls,
                       rolconnlimit, rolvaliduntil, shobj_description(oid, 'pg_authid')) as definition
        from pg_roles where rolname !~ '^pg_'
      union all
      select 'role membership', quote_ident(pg_get_userbyid(m.member)) || ' in ' || quote_ident(pg_get_userbyid(m.roleid)),
             bool_or(m.admin_option)::text
        from pg_auth_members m where pg_get_userbyid(m.member) !~ '^pg_'
       group by m.member, m.roleid
      union all
      select 'role setting', quote_ident(pg_get_userbyid(setrole)) || ' ' || split_part(entry, '=', 1),
             ${setting('entry')}
        from pg_db_role_setting, unnest(setconfig) as entry where setdatabase = 0 and setrole <> 0) o
    order by 1, 2`);
}

export interface DumpedRoles {
  readonly script: string;
  readonly objects: readonly SchemaObject[];
}

const ATTEMPTS = 5;

/**
 * The roles as a script and as what a copy must equal. Roles are not part of any snapshot that pg_dumpall could use, so
 * they are read before and after it, again and again until nobody changed them in between.
 */
export async function dumpRolesExactly(client: Client): Promise<DumpedRoles> {
  await using session = await openSession(client);
  await pinSession(session);
  let before = await readRoles(session);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const script = await dumpRoles(client);
    const after = await readRoles(session);
    if (JSON.stringify(after) === JSON.stringify(before)) return { script, objects: after };
    before = after;
  }
  throw new ToolError(
    'PBA-PG-SNAPSHOT',
    `The roles of the cluster were changed during each of ${ATTEMPTS} attempts to dump them.`,
    {
      hint: 'Run again when nobody creates or alters roles.',
    },
  );
}
