import { availableParallelism, totalmem } from 'node:os';

export interface ScratchPlace {
  readonly port: string;
  /** Where the sockets lie, as the server sees it. */
  readonly socketDirs: readonly string[];
}

/** How every scratch cluster is made: nothing is worth flushing, and no locale of the host decides anything. */
export function initdbArguments(options: { readonly checksums: boolean }): string[] {
  return ['--no-sync', '--encoding=UTF8', '--no-locale', ...(options.checksums ? ['--data-checksums'] : [])];
}

/** Fast settings for a server whose data may be lost at any time, sized to this machine, as arguments of `postgres`. */
export function serverArguments(
  place: ScratchPlace,
  settings: Readonly<Record<string, string>> = {},
): string[] {
  const memory = megabytesOfMemory();
  const values: Record<string, string> = {
    listen_addresses: '',
    port: place.port,
    unix_socket_directories: place.socketDirs.join(','),
    unix_socket_permissions: '0777', // The directory around it decides who gets in.
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    archive_mode: 'off',
    autovacuum: 'off',
    max_wal_size: '16GB',
    checkpoint_timeout: '1d',
    shared_buffers: `${Math.max(128, Math.min(2048, Math.floor(memory / 8)))}MB`,
    maintenance_work_mem: `${Math.max(64, Math.min(1024, Math.floor(memory / 16)))}MB`,
    max_parallel_maintenance_workers: String(Math.min(4, availableParallelism())),
    max_locks_per_transaction: '1024',
    logging_collector: 'off',
    log_min_messages: 'warning',
    ...settings,
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Memory of this machine in MiB. */
export function megabytesOfMemory(): number {
  return Math.floor(totalmem() / 1024 / 1024);
}
