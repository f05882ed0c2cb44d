import { megabytesOfMemory } from '../scratch/settings.ts';

export interface RecoveryPlace {
  readonly dataDirectory: string;
  readonly socketDirectory: string;
  readonly port: string;
  readonly configFile: string;
  readonly hbaFile: string;
  readonly identFile: string;
}

export interface RecoverySettings {
  readonly place: RecoveryPlace;
  /** A command of a POSIX shell that fetches WAL: exit code 1 means that there is none, more than 125 that it failed. */
  readonly restoreCommand: string;
  /** From pg_control: a server that recovers may not have less. */
  readonly atLeast: Readonly<Record<string, number>>;
  /** Of the user; they win. */
  readonly extra: Readonly<Record<string, string>>;
}

/** Names as pg_controldata prints them, with the setting that each of them is. */
const CONTROLLED: Readonly<Record<string, string>> = {
  'max_connections setting': 'max_connections',
  'max_worker_processes setting': 'max_worker_processes',
  'max_wal_senders setting': 'max_wal_senders',
  'max_prepared_xacts setting': 'max_prepared_transactions',
  'max_locks_per_xact setting': 'max_locks_per_transaction',
};

/** What production had when the base backup was taken, from the output of pg_controldata. */
export function controlledSettings(control: string): Record<string, number> {
  const found = new Map(
    control.split('\n').map((line) => {
      const [name = '', value = ''] = line.split(/:\s+/);
      return [name.trim(), value.trim()];
    }),
  );
  return Object.fromEntries(
    Object.entries(CONTROLLED).flatMap(([label, name]) => {
      const value = Number(found.get(label));
      return Number.isInteger(value) ? [[name, value]] : [];
    }),
  );
}

/**
 * Arguments of a server that recovers beside production. They win over whatever the restored files say: nobody reaches it
 * but through its socket; it archives nothing, loads no library of production's, starts no job and no subscription.
 */
export function recoveryArguments({ place, restoreCommand, atLeast, extra }: RecoverySettings): string[] {
  const values: Record<string, string> = {
    config_file: place.configFile,
    hba_file: place.hbaFile,
    ident_file: place.identFile,
    external_pid_file: '',
    listen_addresses: '',
    unix_socket_directories: place.socketDirectory,
    unix_socket_permissions: '0700',
    port: place.port,
    ssl: 'off',
    archive_mode: 'off',
    archive_command: '',
    archive_cleanup_command: '',
    recovery_end_command: '',
    restore_command: restoreCommand,
    recovery_target_action: 'pause',
    hot_standby: 'on',
    primary_conninfo: '',
    shared_preload_libraries: '',
    session_preload_libraries: '',
    local_preload_libraries: '',
    max_logical_replication_workers: '0',
    default_transaction_read_only: 'on',
    synchronous_standby_names: '',
    shared_buffers: `${Math.max(64, Math.min(1024, Math.floor(megabytesOfMemory() / 16)))}MB`,
    huge_pages: 'off',
    autovacuum: 'off',
    max_wal_size: '4GB',
    logging_collector: 'off',
    log_destination: 'stderr',
    log_min_messages: 'warning',
    log_line_prefix: '%m [%p] ',
    log_timezone: 'UTC',
    ...Object.fromEntries(Object.entries(atLeast).map(([name, value]) => [name, String(value)])),
    ...extra,
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Only who may enter the directory of the socket gets here: the owner of the cluster, and root. */
export const RECOVERY_HBA = 'local all all trust\n';

/** A word of a POSIX shell, for a setting of the server, in which `%` has a meaning of its own. */
export function commandWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`).replaceAll('%', '%%')}'`;
}
