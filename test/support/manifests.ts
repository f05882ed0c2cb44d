import type { Manifest } from '../../src/catalog/manifest.ts';

/** A valid manifest; tests change what they are about. */
export function exampleManifest(changes: Partial<Manifest> = {}): Manifest {
  const sha256 = 'ab'.repeat(32);
  const object = (
    name: string,
    role: Manifest['objects'][number]['role'],
    size: number,
  ): Manifest['objects'][number] => ({
    name,
    role,
    size,
    sha256,
    plaintext: { size, sha256 },
  });
  return {
    manifestVersion: 1,
    id: '20261122T030405Z-a1b2c3',
    database: 'ticketz',
    tier: 'daily',
    kind: 'logical',
    content: 'full',
    format: 'directory',
    compression: 'gzip:1',
    snapshotAt: '2026-11-22T03:04:05.678Z',
    snapshotLsn: '0/1A2B3C4D',
    server: {
      version: '15.18',
      versionNum: 150018,
      systemIdentifier: '7711080154535617773',
      encoding: 'UTF8',
      localeProvider: 'libc',
      collate: 'C.UTF-8',
      ctype: 'C.UTF-8',
      locale: null,
      collationVersion: null,
      databaseOwner: 'chain',
      bootstrapRole: 'postgres',
      databaseBytes: 123_456_789,
      dataChecksums: false,
    },
    extensions: [{ name: 'pg_trgm', version: '1.6', schema: 'public' }],
    migration: { tool: 'Flyway', version: '42' },
    tools: { toolkit: '0.1.0', pgDump: '15.18', node: '24.21.0' },
    encryption: null,
    objects: [
      object('database.tar', 'archive', 1000),
      object('roles.sql', 'roles', 10),
      object('database.sql', 'database', 10),
      object('settings.sql', 'settings', 10),
      object('fingerprint.json', 'fingerprint', 100),
      object('RECOVERY.md', 'recovery', 50),
    ],
    totals: { tables: 12, rows: '1000000', sequences: 4, largeObjects: '3', schemaObjects: 200 },
    fingerprint: { depth: 'content', algorithm: 'hash64', serverMajor: 15, schemaSha256: sha256 },
    notHeld: [],
    foreignKeysOut: [],
    run: { repository: null, workflow: null, runUrl: null, commit: null, actor: null, reason: null },
    durations: { dump: 1.5 },
    ...changes,
  };
}
