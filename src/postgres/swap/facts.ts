import type { DatabaseEntry, SwapPlan } from '../../catalog/swap/plan.ts';
import type { SwapDatabase, SwapFacts, SwapSessions } from '../../catalog/swap/preflight.ts';
import { readMark } from '../../catalog/swap/restored-mark.ts';
import { ToolError, UserError } from '../../errors.ts';
import { type Client, openSession, withDatabase } from '../client.ts';
import { readDatabaseProperties } from '../database-sql.ts';
import { identifier, literal } from '../quote.ts';
import type { Session } from '../session.ts';

/** Which server this is: shown before anything is done to it. */
export interface ServerIdentity {
  readonly systemIdentifier: string;
  readonly version: string;
  /** null over a Unix socket. */
  readonly address: string | null;
  readonly port: string;
  readonly role: string;
}

export function readServerIdentity(session: Session): Promise<ServerIdentity> {
  return session.row<ServerIdentity>(`
    select (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
           current_setting('server_version') as version, host(inet_server_addr()) as address,
           current_setting('port') as port, current_user as role`);
}

/** Every database of the server that is not a template of PostgreSQL's own. */
export function listDatabaseEntries(session: Session): Promise<DatabaseEntry[]> {
  return session.rows<DatabaseEntry>(`
    select datname as name, oid::text as oid, datallowconn as "allowsConnections",
           shobj_description(oid, 'pg_database') as comment
      from pg_catalog.pg_database where datname not in ('template0', 'template1')`);
}

/**
 * Whether our role may end a session: what pg_terminate_backend asks for. Autovacuum's have no role; a rename ends them
 * by itself. `a` is a row of pg_stat_activity.
 */
export const MAY_END = `((select rolsuper from pg_catalog.pg_roles where rolname = current_user)
  or a.usesysid is not null
     and not coalesce((select r.rolsuper from pg_catalog.pg_roles r where r.oid = a.usesysid), false)
     and (pg_catalog.pg_has_role(a.usesysid, 'USAGE') or pg_catalog.pg_has_role('pg_signal_backend', 'USAGE')))`;

/** Reads what the preflight judges, from catalogs that every role may read. */
export async function readSwapFacts(client: Client, session: Session, plan: SwapPlan): Promise<SwapFacts> {
  const names = [plan.incoming.name, ...(plan.outgoing === null ? [] : [plan.live])];
  const among = names.map(literal).join(', ');
  const server = await session.row<Pick<SwapFacts, 'inRecovery' | 'connectedTo' | 'role'>>(`
    select pg_is_in_recovery() as "inRecovery", current_database() as "connectedTo",
           json_build_object('name', rolname, 'superuser', rolsuper, 'createdb', rolcreatedb) as role
      from pg_catalog.pg_roles where rolname = current_user`);
  const databases = await readDatabases(session, among);
  const incoming = databases.find(({ name }) => name === plan.incoming.name);
  if (incoming === undefined) {
    throw new UserError(
      'PBA-PG-NO-DATABASE',
      `Database ${plan.incoming.name} vanished during the preflight.`,
    );
  }
  const properties = await readDatabaseProperties(session, plan.incoming.name);
  const own = properties.settings.find(({ role }) => role === null)?.entries ?? [];
  return {
    ...server,
    incoming,
    outgoing: databases.find(({ name }) => name === plan.live) ?? null,
    sessions: await readSessions(session, among),
    prepared: await session.rows(`
      select database::text as database, gid from pg_catalog.pg_prepared_xacts where database in (${among}) order by gid`),
    slots: await session.rows(`
      select database::text as database, slot_name::text as name, active
        from pg_catalog.pg_replication_slots where database in (${among}) order by slot_name`),
    subscriptions: await session.rows(`
      select d.datname as database, s.subname as name, s.subenabled as enabled
        from pg_catalog.pg_subscription s join pg_catalog.pg_database d on d.oid = s.subdbid
       where d.datname in (${among}) order by s.subname`),
    cronJobs: await readCronJobs(client, session, server.connectedTo, plan.live),
    mark: readMark(own, properties.comment),
  };
}

function readDatabases(session: Session, among: string): Promise<SwapDatabase[]> {
  // to_jsonb, because columns differ by major: datlocprovider 15, daticulocale 15-16, datlocale 17.
  return session.rows<SwapDatabase>(`
    select d.datname as name, pg_has_role(d.datdba, 'USAGE') as owned, d.datconnlimit <> -2 as valid,
           pg_database_size(d.oid)::text as bytes,
           json_build_object('encoding', pg_encoding_to_char(d.encoding), 'collation', d.datcollate,
             'character type', d.datctype, 'locale provider', to_jsonb(d) ->> 'datlocprovider',
             'locale', coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale'),
             'tablespace', t.spcname) as traits
      from pg_catalog.pg_database d join pg_catalog.pg_tablespace t on t.oid = d.dattablespace
     where d.datname in (${among})`);
}

function readSessions(session: Session, among: string): Promise<SwapSessions[]> {
  return session.rows<SwapSessions>(`
    select a.datname as database, a.usename as user, a.application_name as application,
           count(*)::int as count, ${MAY_END} as "mayEnd"
      from pg_catalog.pg_stat_activity a
     where a.datname in (${among}) and a.pid <> pg_backend_pid() and a.usesysid is not null
     group by 1, 2, 3, 5 order by 4 desc, 1, 2, 3`);
}

/** pg_cron keeps the jobs of all databases in one of them (https://github.com/citusdata/pg_cron, cron.database_name). */
async function readCronJobs(
  client: Client,
  session: Session,
  connectedTo: string,
  live: string,
): Promise<string[] | null> {
  const { home } = await session.row<{ home: string | null }>(
    `select current_setting('cron.database_name', true) as home`,
  );
  if (home === null || home === connectedTo) return cronJobsHere(session, live);
  try {
    await using there = await openSession(withDatabase(client, home));
    return await cronJobsHere(there, live);
  } catch (error) {
    // Another database that does not let us in is no reason to refuse; the preflight says that it did not look.
    if (error instanceof ToolError || error instanceof UserError) return null;
    throw error;
  }
}

async function cronJobsHere(session: Session, live: string): Promise<string[] | null> {
  const [table] = await session.rows<{ readable: boolean }>(`
    select has_schema_privilege(n.oid, 'USAGE') and has_table_privilege(c.oid, 'SELECT') as readable
      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'cron' and c.relname = 'job'`);
  if (table === undefined) return [];
  if (!table.readable) return null;
  const jobs = await session.rows<{ job: string }>(`
    select jobid || ' (' || schedule || ')' as job from ${identifier('cron', 'job')}
     where database = ${literal(live)} order by jobid`);
  return jobs.map(({ job }) => job);
}
