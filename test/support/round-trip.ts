import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DigestAlgorithm, Fingerprint } from '../../src/catalog/fingerprint/fingerprint.ts';
import type { Client } from '../../src/postgres/client.ts';
import { dumpDatabase } from '../../src/postgres/dump.ts';
import { fingerprintDatabase } from '../../src/postgres/fingerprint/database.ts';
import { restoreDatabase } from '../../src/postgres/restore.ts';
import { openSnapshot } from '../../src/postgres/snapshot.ts';
import type { TestPostgres } from './postgres.ts';
import { silentLog } from './silent-log.ts';

/** The toolkit's own client for a database of a test server. */
export function clientOf(postgres: TestPostgres, database: string, user = postgres.superuser): Client {
  const { binDir, major, env } = postgres;
  return {
    installation: { binDir, major, version: String(major), server: true },
    env: { ...env, PGDATABASE: database, PGUSER: user },
    signal: AbortSignal.timeout(600_000),
    log: silentLog,
  };
}

export function fingerprintOf(client: Client, algorithm: DigestAlgorithm = 'hash64'): Promise<Fingerprint> {
  return fingerprintDatabase(client, { depth: 'content', algorithm, rows: true, roles: false, jobs: 2 });
}

/** Dumps as the toolkit does and restores, in its phases, into a new database of `target`. */
export async function dumpAndRestore(source: Client, target: TestPostgres, database: string): Promise<void> {
  const directory = await mkdtemp('/tmp/pba-round-trip-');
  try {
    await using snapshot = await openSnapshot(source, 10_000);
    const path = join(directory, 'dump');
    await dumpDatabase(source, {
      path,
      format: 'directory',
      content: 'full',
      compression: 'gzip:1',
      jobs: 2,
      snapshotId: snapshot.id,
      lockTimeoutMs: 10_000,
      withoutRowsOf: [],
      onTable: () => {},
    });
    await target.psql(`create database ${database} template template0`);
    const archive = { path, format: 'directory' } as const;
    await restoreDatabase(clientOf(target, database), {
      schema: archive,
      data: archive,
      jobs: 2,
      foreignKeysOut: [],
      tempDir: directory,
      onPhase: () => {},
    });
  } finally {
    await rm(directory, { recursive: true });
  }
}
