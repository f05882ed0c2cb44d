import type { ServerFacts } from '../catalog/doctor/archiving.ts';
import type { RoleFacts } from '../catalog/doctor/database.ts';
import { type Client, openSession } from './client.ts';
import { literal } from './quote.ts';
import type { Session } from './session.ts';

/** Everything doctor asks one database about itself. */
export interface DatabaseFacts {
  /** Such as `15.18`. */
  readonly version: string;
  readonly databaseBytes: number;
  /** Milliseconds by which the server's clock is ahead of ours. */
  readonly aheadMs: number;
  readonly role: RoleFacts;
  readonly server: ServerFacts;
}

const USER_SCHEMAS = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`;
const SHOWN = 6;

/** Reads only; opens two sessions at the same time, to see whether each is kept. */
export async function readDoctorFacts(client: Client): Promise<DatabaseFacts> {
  await using session = await openSession(client);
  const sent = Date.now();
  const basics = await session.row<{
    version: string;
    num: number;
    bytes: number;
    now: number;
    recovery: boolean;
  }>(
    `select split_part(current_setting('server_version'), ' ', 1) as version,
            current_setting('server_version_num')::int as num,
            pg_catalog.pg_database_size(current_database()) as bytes,
            extract(epoch from pg_catalog.clock_timestamp())::float8 * 1000 as now,
            pg_catalog.pg_is_in_recovery() as recovery`,
  );
  const middle = (sent + Date.now()) / 2;
  const role = await readRole(session, basics.num);
  const server = await readServer(session, basics.recovery, basics.num);
  return {
    version: basics.version,
    databaseBytes: basics.bytes,
    aheadMs: basics.now - middle,
    role: { ...role, sessionKept: await isSessionKept(client, session) },
    server,
  };
}

async function readRole(session: Session, versionNum: number): Promise<Omit<RoleFacts, 'sessionKept'>> {
  const readAll =
    versionNum >= 140000 ? `pg_catalog.pg_has_role(current_user, 'pg_read_all_data', 'usage')` : 'false';
  return session.row(`
    with relations as (
      select c.oid, c.relkind, c.relowner, c.relrowsecurity, c.relforcerowsecurity,
             pg_catalog.format('%I.%I', n.nspname, c.relname) as name,
             pg_catalog.has_schema_privilege(n.oid, 'usage')
               and case when c.relkind = 'S' then pg_catalog.has_sequence_privilege(c.oid, 'select')
                        else pg_catalog.has_table_privilege(c.oid, 'select') end as readable
        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'm', 'S') and ${USER_SCHEMAS}
    ), hidden as (
      select name from relations
       where relrowsecurity and (relforcerowsecurity or not pg_catalog.pg_has_role(relowner, 'usage'))
    ), objects as (
      select m.oid, pg_catalog.pg_has_role(m.lomowner, 'usage') or exists (
               select from pg_catalog.aclexplode(m.lomacl) a
                where a.privilege_type = 'SELECT' and (a.grantee = 0 or pg_catalog.pg_has_role(a.grantee, 'usage'))
             ) as readable
        from pg_catalog.pg_largeobject_metadata m
    )
    select r.rolname as role, r.rolsuper as superuser, r.rolbypassrls as "bypassRls",
           r.rolcreaterole as "createRole", r.rolcreatedb as "createDatabase", ${readAll} as "readAllData",
           array(select name from relations where not readable order by name collate "C" limit ${SHOWN}) as unreadable,
           (select count(*) from relations where not readable) as "unreadableCount",
           array(select name from hidden order by name collate "C" limit ${SHOWN}) as "rowSecurity",
           (select count(*) from hidden) as "rowSecurityCount",
           (select count(*) from objects) as "largeObjects",
           (select count(*) from objects where not readable and not r.rolsuper) as "unreadableLargeObjects",
           (select min(oid)::text from objects where not readable) as "firstLargeObject",
           (select count(*) from relations where relowner = r.oid and relkind in ('r', 'p')) as owned,
           (select count(*) from relations where relkind in ('r', 'p')
               and pg_catalog.has_table_privilege(oid, 'insert, update, delete, truncate')) as writable,
           coalesce((select s.ssl from pg_catalog.pg_stat_ssl s where s.pid = pg_catalog.pg_backend_pid()), false) as tls,
           coalesce(pg_catalog.inet_client_addr() <<= inet '127.0.0.0/8' or pg_catalog.inet_client_addr() = inet '::1', true) as local
      from pg_catalog.pg_roles r where r.rolname = current_user`);
}

const SETTINGS = [
  'wal_level',
  'archive_mode',
  'archive_command',
  'archive_library',
  'archive_timeout',
  'recovery_target',
  'recovery_target_time',
  'recovery_target_lsn',
  'recovery_target_xid',
  'recovery_target_name',
  'fsync',
  'full_page_writes',
  'max_slot_wal_keep_size',
];

async function readServer(session: Session, inRecovery: boolean, versionNum: number): Promise<ServerFacts> {
  const settings = await session.rows<{ name: string; setting: string }>(
    `select name, setting from pg_catalog.pg_settings where name in (${SETTINGS.map(literal).join(', ')})`,
  );
  const archiver = await session.row<NonNullable<ServerFacts['archiver']>>(`
    select archived_count as archived, failed_count as failed, last_archived_wal as "lastArchived",
           last_failed_wal as "lastFailed",
           extract(epoch from last_archived_time)::float8 * 1000 as "lastArchivedAt",
           extract(epoch from last_failed_time)::float8 * 1000 as "lastFailedAt"
      from pg_catalog.pg_stat_archiver`);
  const here = inRecovery ? 'pg_catalog.pg_last_wal_replay_lsn()' : 'pg_catalog.pg_current_wal_lsn()';
  const lost = versionNum >= 130000 ? `coalesce(wal_status = 'lost', false)` : 'false';
  const slots = await session.rows<ServerFacts['slots'][number]>(`
    select slot_name as name, active, ${lost} as lost,
           coalesce(pg_catalog.pg_wal_lsn_diff(${here}, restart_lsn), 0)::float8 as "retainedBytes"
      from pg_catalog.pg_replication_slots`);
  const { checksums } = await session.row<{ checksums: boolean }>(
    `select current_setting('data_checksums') <> 'off' as checksums`,
  );
  const seen = new Map(settings.map(({ name, setting }) => [name, setting]));
  return {
    settings: Object.fromEntries(SETTINGS.map((name) => [name, seen.get(name) ?? null])),
    inRecovery,
    archiver,
    slots,
    dataChecksums: checksums,
  };
}

/**
 * A pooler in transaction mode gives each statement whatever connection is free: then one session finds what another has
 * set. PostgreSQL itself never does that.
 */
async function isSessionKept(client: Client, first: Session): Promise<boolean> {
  await using second = await openSession(client);
  const mark = (session: Session, value: string): Promise<void> =>
    session.execute(`set pba.session = ${literal(value)};`);
  const read = async (session: Session): Promise<string> =>
    (await session.row<{ value: string | null }>(`select current_setting('pba.session', true) as value`))
      .value ?? '';
  await mark(first, 'first');
  await mark(second, 'second');
  return (await read(first)) === 'first' && (await read(second)) === 'second';
}
