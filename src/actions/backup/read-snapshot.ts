import { join } from 'node:path';
import {
  displayName,
  type Fingerprint,
  mergeSequences,
  type NotHeld,
  rowsNotHeld,
  type SchemaObject,
} from '../../catalog/fingerprint/fingerprint.ts';
import type { Manifest, ServerFacts } from '../../catalog/manifest.ts';
import { selectTables } from '../../catalog/selection.ts';
import { together } from '../../concurrency.ts';
import { claimBackup } from '../../postgres/backup-lock.ts';
import { type Client, withSignal } from '../../postgres/client.ts';
import { type DatabaseSql, readDatabaseSql } from '../../postgres/database-sql.ts';
import { dumpDatabase, dumpTablespaces, writtenSoFar } from '../../postgres/dump.ts';
import { readExtensions, readMigration, readServerFacts } from '../../postgres/facts.ts';
import { fingerprintTables, readProbe } from '../../postgres/fingerprint/fingerprint.ts';
import {
  type ForeignKeyOut,
  foreignKeysOut,
  nameKey,
  readParents,
} from '../../postgres/fingerprint/foreign-keys.ts';
import { fingerprintLargeObjects } from '../../postgres/fingerprint/large-objects.ts';
import { readSchemaObjects } from '../../postgres/fingerprint/schema-objects.ts';
import { readSequences } from '../../postgres/fingerprint/sequences.ts';
import { listTables, lockTables, type TableToFingerprint } from '../../postgres/fingerprint/tables.ts';
import { type DumpedRoles, dumpRolesExactly } from '../../postgres/roles.ts';
import type { Session } from '../../postgres/session.ts';
import {
  closeAll,
  confirmSnapshot,
  joinSnapshot,
  openSnapshot,
  type Snapshot,
} from '../../postgres/snapshot.ts';
import { whileItGetsOn } from '../../postgres/stall.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { BackupRequest } from './request.ts';

/** Everything that was read in one snapshot. */
export interface SnapshotReading {
  readonly snapshotAt: string;
  readonly snapshotLsn: string | null;
  readonly server: ServerFacts;
  readonly extensions: Manifest['extensions'];
  readonly migration: Manifest['migration'];
  readonly databaseSql: DatabaseSql;
  readonly fingerprint: Fingerprint;
  readonly foreignKeysOut: readonly ForeignKeyOut[];
  /** Of the whole cluster; they belong to no snapshot. */
  readonly roles: DumpedRoles;
  /** The script that makes the tablespaces. */
  readonly tablespaces: string;
  readonly archivePath: string;
  /** The schema beside a data-only dump, so that the set can be restored and proven by itself. */
  readonly schemaPath: string | undefined;
}

export interface ReadOptions {
  readonly client: Client;
  readonly directory: string;
  readonly compression: string;
  readonly jobs: number;
}

/** `lock-timeout` ends the wait; who holds the lock is said before. */
const LOCKING = {
  name: 'Locking the tables',
  progress: () => Promise.resolve(0),
  patience: { lookMs: 250, sayMs: 1_000 },
};

/**
 * Dumps and fingerprints the database in one snapshot. The tables are locked first (ACCESS SHARE, as pg_dump does),
 * because TRUNCATE and rewriting ALTERs are not covered by snapshots; the locks are held to the end.
 */
export async function readSnapshot(
  inputs: BackupRequest,
  context: ActionContext,
  options: ReadOptions,
): Promise<SnapshotReading> {
  const { client } = options;
  await using snapshot = await openSnapshot(client, inputs.lockTimeout);
  const { session } = snapshot;
  // Definitions alone are read in a moment: a check of a pull request does not wait for the nightly dump.
  if (inputs.content !== 'schema') await claimBackup(session, inputs.database);
  const server = await readServerFacts(session);
  // To read how large a table is takes a lock on it, too.
  const listing = await whileItGetsOn(client, LOCKING, () => listTables(session));
  const parents = await readParents(session);
  const selection = selectTables(
    listing.tables.map((table) => ({ ...table, parents: parents.get(nameKey(table)) ?? [] })),
    inputs.tables,
    inputs.excludeTables,
    listing,
  );
  const tables = inputs.content === 'schema' ? [] : selection.selected;
  await whileItGetsOn(client, LOCKING, () => lockTables(session, listing.tables));
  const before = await readSequences(session);

  const archivePath = join(options.directory, inputs.format === 'directory' ? 'dump' : 'dump.out');
  const schemaPath = inputs.content === 'data' ? join(options.directory, 'schema.out') : undefined;
  const dump = {
    snapshotId: snapshot.id,
    lockTimeoutMs: inputs.lockTimeout,
    withoutRowsOf:
      inputs.content === 'schema' ? [] : selection.left.filter((table) => table.kind === 'table'),
    compression: options.compression,
  };
  const steps = progressOf(context, tables.length);
  const archive = { path: archivePath, format: inputs.format };
  const written = writtenSoFar(archive);
  const dumping = { name: 'pg_dump', progress: async () => steps.tablesDumped() + (await written()) };
  const [, digests, definitions, roles, tablespaces] = await together(
    context.signal,
    (signal) =>
      whileItGetsOn(withSignal(client, signal), dumping, (watched) =>
        dumpDatabase(watched, {
          ...dump,
          ...archive,
          content: inputs.content,
          jobs: options.jobs,
          onTable: steps.dumped,
        }),
      ),
    (signal) =>
      fingerprintRows(withSignal(client, signal), snapshot, tables, inputs, options, steps.fingerprinted),
    () => readDefinitions(session, server, inputs),
    // Of the whole cluster, so they belong to no snapshot. Read now, they hold every role that owns something in this one.
    (signal) => dumpRolesExactly(withSignal(client, signal)),
    (signal) => dumpTablespaces(withSignal(client, signal)),
  );
  if (schemaPath !== undefined) {
    await dumpDatabase(client, {
      ...dump,
      path: schemaPath,
      format: 'custom',
      jobs: 1,
      onTable: () => {},
      // Not `--schema-only`: that leaves out large objects, which a data-only archive can only fill, and the refresh
      // of materialized views.
      content: 'full',
      withoutRowsOf: listing.tables.filter((table) => table.kind === 'table'),
    });
  }
  const after = await readSequences(session);
  await confirmSnapshot(snapshot);

  const objects =
    inputs.content === 'schema' ? definitions.objects.filter(isInSchemaDump) : definitions.objects;
  const left: NotHeld[] =
    inputs.content === 'schema'
      ? [{ kind: 'rows', name: 'all tables and large objects', reason: 'content: schema' }]
      : selection.left.map((table) => rowsNotHeld(table, 'left out by tables or exclude-tables'));
  return {
    snapshotAt: snapshot.at,
    snapshotLsn: snapshot.lsn,
    server,
    extensions: definitions.extensions,
    migration: definitions.migration,
    databaseSql: definitions.databaseSql,
    fingerprint: {
      version: 1,
      serverMajor: Math.floor(server.versionNum / 10000),
      probe: definitions.probe,
      depth: inputs.fingerprint,
      algorithm: inputs.digest,
      tables: digests.tables,
      sequences: inputs.content === 'schema' ? [] : mergeSequences(before, after),
      largeObjects: digests.largeObjects,
      objects,
      notHeld: [...listing.notHeld, ...definitions.notHeld, ...left, ...notDigested(digests.tables)],
    },
    foreignKeysOut:
      inputs.content === 'schema' ? [] : await foreignKeysOut(session, selection.selected, selection.left),
    roles,
    tablespaces,
    archivePath,
    schemaPath,
  };
}

/**
 * What is not rows, read while pg_dump runs: PostgreSQL's functions that write definitions look at the newest state,
 * not at the snapshot, so this comes as early as it can.
 */
async function readDefinitions(session: Session, server: ServerFacts, inputs: BackupRequest) {
  const schema = await readSchemaObjects(session);
  return {
    notHeld: schema.notHeld,
    objects: schema.objects,
    extensions: await readExtensions(session),
    migration: await readMigration(session),
    databaseSql: await readDatabaseSql(session, server),
    probe: await readProbe(session, inputs.digest),
  };
}

/** The tables whose content the fingerprint does not cover whole, for the manifest and every verdict. */
function notDigested(tables: Fingerprint['tables']): NotHeld[] {
  return tables.flatMap((table) =>
    table.partial === undefined
      ? []
      : {
          kind: 'digest of table',
          name: displayName(table.schema, table.name),
          reason:
            table.partial === 'counted' ? 'its rows were only counted' : `one row in ${table.partial.oneIn}`,
        },
  );
}

/** `pg_dump --schema-only` holds nothing about large objects: no owner, no grant, no comment. */
function isInSchemaDump(object: SchemaObject): boolean {
  return !/^large objects?( \d+)?$/.test(object.name);
}

type RowDigests = Pick<Fingerprint, 'tables' | 'largeObjects'>;

/** Counts and digests all rows in sessions of their own on the same snapshot, while pg_dump runs. */
async function fingerprintRows(
  client: Client,
  snapshot: Snapshot,
  tables: readonly TableToFingerprint[],
  inputs: BackupRequest,
  options: ReadOptions,
  onTable: () => void,
): Promise<RowDigests> {
  if (inputs.content === 'schema') return { tables: [], largeObjects: null };
  const sessions = await joinSnapshot(client, snapshot, options.jobs, inputs.lockTimeout);
  try {
    const [first] = sessions;
    const budget = inputs.fingerprintBudget;
    const result = await fingerprintTables(sessions, tables, {
      depth: inputs.fingerprint,
      algorithm: inputs.digest,
      onTable,
      ...(budget === undefined ? {} : { deadline: performance.now() + budget }),
    });
    const largeObjects =
      first === undefined
        ? null
        : await fingerprintLargeObjects(first, { depth: inputs.fingerprint, algorithm: inputs.digest });
    return { tables: result, largeObjects };
  } finally {
    await closeAll(sessions);
  }
}

function progressOf(
  context: ActionContext,
  tables: number,
): { tablesDumped: () => number; dumped: () => void; fingerprinted: () => void } {
  let dumped = 0;
  let fingerprinted = 0;
  return {
    tablesDumped: () => dumped,
    dumped: () => context.log.progress('dumping', Math.min(++dumped, tables), tables, 'tables'),
    fingerprinted: () => context.log.progress('fingerprinting', ++fingerprinted, tables, 'tables'),
  };
}
