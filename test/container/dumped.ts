import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fingerprint } from '../../src/catalog/fingerprint/fingerprint.ts';
import type { ServerFacts } from '../../src/catalog/manifest.ts';
import { type Client, withDatabase } from '../../src/postgres/client.ts';
import { readDatabaseSql } from '../../src/postgres/database-sql.ts';
import { dumpDatabase, dumpRoles } from '../../src/postgres/dump.ts';
import { readServerFacts } from '../../src/postgres/facts.ts';
import { type RestorePhase, restoreDatabase, runScript } from '../../src/postgres/restore.ts';
import { withoutBootstrapRole } from '../../src/postgres/scratch/scratch.ts';
import { openSnapshot } from '../../src/postgres/snapshot.ts';
import { clientOf, fingerprintOf } from '../support/round-trip.ts';
import { DATABASE, type Scene } from '../support/scene.ts';

/** The database of a scene as a backup holds it. */
export interface DumpedDatabase extends AsyncDisposable {
  readonly facts: ServerFacts;
  readonly fingerprint: Fingerprint;
  /** Holds `dump`, `roles.sql`, `database.sql` and `settings.sql`. */
  readonly directory: string;
}

export async function dumpScene(scene: Scene): Promise<DumpedDatabase> {
  const client = clientOf(scene.postgres, DATABASE);
  const directory = await mkdtemp('/tmp/pba-dumped-');
  await using snapshot = await openSnapshot(client, 10_000);
  const facts = await readServerFacts(snapshot.session);
  await dumpDatabase(client, {
    path: join(directory, 'dump'),
    format: 'directory',
    content: 'full',
    compression: 'gzip:1',
    jobs: 2,
    snapshotId: snapshot.id,
    lockTimeoutMs: 10_000,
    withoutRowsOf: [],
    onTable: () => {},
  });
  const roles = withoutBootstrapRole(await dumpRoles(client), facts.bootstrapRole);
  const { create, settings } = await readDatabaseSql(snapshot.session, facts);
  await writeFile(join(directory, 'roles.sql'), roles);
  await writeFile(join(directory, 'database.sql'), create);
  await writeFile(join(directory, 'settings.sql'), settings);
  return {
    facts,
    fingerprint: await fingerprintOf(client),
    directory,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Restores it as `restore-test` does, and returns a client on the copy. */
export async function restoreDumped(
  server: Client,
  dumped: DumpedDatabase,
  onPhase: (phase: RestorePhase) => void | Promise<void>,
): Promise<Client> {
  const file = (name: string): string => join(dumped.directory, name);
  const tempDir = await mkdtemp('/tmp/pba-restoring-');
  const target = { target: DATABASE };
  const archive = { path: file('dump'), format: 'directory' } as const;
  const client = withDatabase(server, DATABASE);
  let phases: Promise<unknown> = Promise.resolve();
  try {
    await runScript(server, file('roles.sql'));
    await runScript(server, file('database.sql'), target);
    await restoreDatabase(client, {
      schema: archive,
      data: archive,
      jobs: 2,
      foreignKeysOut: [],
      tempDir,
      onPhase: (phase) => {
        phases = Promise.all([phases, onPhase(phase)]);
      },
    });
    await runScript(server, file('settings.sql'), target);
    return client;
  } finally {
    await phases;
    await rm(tempDir, { recursive: true });
  }
}
