import type { Session } from './session.ts';

/** Settings that archiving depends on, as they are in force. */
export interface ServerPlace {
  readonly dataDirectory: string;
  readonly port: number;
  /** The first directory of sockets; undefined when the server has none. */
  readonly socketDirectory: string | undefined;
  /** The first role of the cluster, always a superuser. */
  readonly bootstrapRole: string;
  readonly systemIdentifier: string;
  readonly version: string;
  readonly major: number;
  readonly segmentBytes: number;
  /** A standby: it archives nothing by itself. */
  readonly inRecovery: boolean;
}

/** One setting, with what it needs to come into force. */
export interface ServerSetting {
  readonly name: string;
  readonly value: string;
  /** The value that the configuration files give it; null: none does, or this role may not see it. */
  readonly written: string | null;
  /** Another value waits in a file for a restart. */
  readonly pendingRestart: boolean;
  /** `postmaster`: needs a restart; `sighup`: a reload. */
  readonly context: string;
}

/** How archiving goes, as the server counts it. */
export interface ArchiverFacts {
  /** Milliseconds since 1970, by the clock of the server. */
  readonly now: number;
  readonly currentLsn: string;
  readonly timeline: number;
  readonly lastArchivedWal: string | null;
  readonly lastArchivedAt: number | null;
  readonly failedCount: number;
  readonly lastFailedWal: string | null;
  readonly lastFailedAt: number | null;
  /** Segments that wait: their `.ready` files. */
  readonly ready: number;
  readonly oldestReadyAt: number | null;
  /** Name of the oldest segment that waits. */
  readonly oldestReady: string | null;
  /** Average since the server began to count; null before PostgreSQL 14. */
  readonly bytesPerHour: number | null;
}

/** Where the server is; needs the right to see all settings (`pg_read_all_settings`). */
export async function readServerPlace(session: Session): Promise<ServerPlace> {
  const row = await session.row<
    Omit<ServerPlace, 'socketDirectory' | 'major'> & { sockets: string; num: number }
  >(`
    select pg_catalog.current_setting('data_directory') as "dataDirectory",
           pg_catalog.current_setting('port')::int as "port",
           pg_catalog.current_setting('unix_socket_directories') as "sockets",
           pg_catalog.pg_get_userbyid(10) as "bootstrapRole",
           (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
           split_part(pg_catalog.current_setting('server_version'), ' ', 1) as "version",
           pg_catalog.current_setting('server_version_num')::int as "num",
           pg_catalog.pg_size_bytes(pg_catalog.current_setting('wal_segment_size')) as "segmentBytes",
           pg_catalog.pg_is_in_recovery() as "inRecovery"`);
  const { sockets, num, ...place } = row;
  const first = sockets
    .split(',')[0]
    ?.trim()
    .replace(/^"(.*)"$/, '$1');
  return {
    ...place,
    socketDirectory: first === '' ? undefined : first,
    major: Math.floor(num / 10_000),
  };
}

/** The settings of these names; one that the server does not know is missing. */
export async function readSettings(
  session: Session,
  names: readonly string[],
): Promise<Map<string, ServerSetting>> {
  const list = names.map((name) => `'${name}'`).join(', ');
  const { sees } = await session.row<{ sees: boolean }>(`
    select pg_catalog.has_table_privilege('pg_catalog.pg_file_settings', 'select')
       and pg_catalog.has_function_privilege('pg_catalog.pg_show_all_file_settings()', 'execute') as sees`);
  // `archive_command` shows as disabled while `archive_mode` is off, whatever the files say.
  const written = sees
    ? `(select f.setting from pg_catalog.pg_file_settings f
         where f.name = s.name and f.setting is not null order by f.seqno desc limit 1)`
    : 'null::text';
  const rows = await session.rows<ServerSetting>(`
    select s.name, pg_catalog.current_setting(s.name) as "value", ${written} as "written",
           s.pending_restart as "pendingRestart", s.context
      from pg_catalog.pg_settings s where s.name in (${list})`);
  return new Map(rows.map((row) => [row.name, row]));
}

/** What waits and what was archived, in one look. Needs `pg_monitor`, for the files of `pg_wal`. */
export async function readArchiver(session: Session, major: number): Promise<ArchiverFacts> {
  const ms = (expression: string): string => `(extract(epoch from ${expression}) * 1000)::bigint`;
  const rate =
    major >= 14
      ? `(select (wal_bytes / greatest(extract(epoch from clock_timestamp() - stats_reset), 1) * 3600)::bigint
            from pg_catalog.pg_stat_wal)`
      : 'null::bigint';
  return session.row<ArchiverFacts>(`
    select ${ms('pg_catalog.clock_timestamp()')} as "now",
           pg_catalog.pg_current_wal_insert_lsn()::text as "currentLsn",
           ('x' || left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8))::bit(32)::int as "timeline",
           a.last_archived_wal as "lastArchivedWal", ${ms('a.last_archived_time')} as "lastArchivedAt",
           a.failed_count as "failedCount",
           a.last_failed_wal as "lastFailedWal", ${ms('a.last_failed_time')} as "lastFailedAt",
           r.ready, ${ms('r.oldest')} as "oldestReadyAt", r.name as "oldestReady",
           ${rate} as "bytesPerHour"
      from pg_catalog.pg_stat_archiver a,
           (select count(*)::int as ready, min(modification) as oldest, min(replace(name, '.ready', '')) as name
              from pg_catalog.pg_ls_archive_statusdir()
             where name ~ '^[0-9A-F]{24}\\.ready$') r`);
}

export interface WalFile {
  readonly name: string;
  readonly bytes: number;
  /** Last write into it, in milliseconds. */
  readonly writtenAt: number;
}

/** The segments in `pg_wal`, those that are prepared for later included. */
export async function readWalDirectory(session: Session): Promise<WalFile[]> {
  return session.rows<WalFile>(`
    select name, size as bytes, (extract(epoch from modification) * 1000)::bigint as "writtenAt"
      from pg_catalog.pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'`);
}
