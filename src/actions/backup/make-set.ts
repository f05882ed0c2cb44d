import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fingerprint } from '../../catalog/fingerprint/fingerprint.ts';
import { serialiseFingerprint } from '../../catalog/fingerprint/json.ts';
import { canonicalJson } from '../../catalog/json.ts';
import { makeSetId, type Tier } from '../../catalog/keys.ts';
import { MANIFEST_VERSION, type Manifest } from '../../catalog/manifest.ts';
import { ToolError } from '../../errors.ts';
import type { Client } from '../../postgres/client.ts';
import { resolveCompression } from '../../postgres/dump.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { StagedFiles } from '../../sets/commit-set.ts';
import type { AgeEncryption } from '../../streams/age.ts';
import { VERSION } from '../../version.ts';
import { runFacts } from '../shared/run-facts.ts';
import type { Stopwatch } from '../shared/stopwatch.ts';
import { readSnapshot, type SnapshotReading } from './read-snapshot.ts';
import type { BackupRequest } from './request.ts';
import { Staging } from './staging.ts';

export interface MakeSetOptions {
  readonly client: Client;
  readonly encryption: AgeEncryption | undefined;
  readonly stopwatch: Stopwatch;
  readonly jobs: number;
  /** Any of those it is for; `tierSet` makes the sets of the others. */
  readonly tier: Tier;
}

/** A dump whose files are complete on the local disk, all but RECOVERY.md, which each tier has of its own. */
export interface MadeDump {
  readonly manifest: Manifest;
  readonly files: StagedFiles;
}

/** Dumps, fingerprints, packs, encrypts and measures. Everything lies in the run's private directory. */
export async function makeDump(
  inputs: BackupRequest,
  context: ActionContext,
  options: MakeSetOptions,
): Promise<MadeDump> {
  const { client, stopwatch } = options;
  const { log } = context;
  const directory = await mkdtemp(join(context.tempDir, 'set-'));
  const compression =
    inputs.format === 'plain' ? 'none' : resolveCompression(inputs.compression, client.installation.major);
  const reading = await log.group(
    `Dumping ${inputs.database} with pg_dump ${client.installation.version}, ${options.jobs} jobs`,
    () =>
      stopwatch.time('dump', () =>
        readSnapshot(inputs, context, { client, directory, compression, jobs: options.jobs }),
      ),
  );
  const { roles, tablespaces } = reading;
  const fingerprint = { ...reading.fingerprint, objects: [...reading.fingerprint.objects, ...roles.objects] };

  return log.group('Packing', () =>
    stopwatch.time('pack', async () => {
      const staging = new Staging(directory, options.encryption);
      await staging.addArchive(reading.archivePath, inputs.format, (bytes) =>
        log.progress('packing', bytes, undefined, 'bytes'),
      );
      if (reading.schemaPath !== undefined) await staging.addFile('schema', reading.schemaPath);
      await staging.addText('roles', roles.script);
      if (/^CREATE TABLESPACE /m.test(tablespaces)) await staging.addText('tablespaces', tablespaces);
      await staging.addText('database', reading.databaseSql.create);
      await staging.addText('settings', reading.databaseSql.settings);
      await staging.addText('fingerprint', serialiseFingerprint(fingerprint));
      const draft = manifestOf(inputs, context, options, { ...reading, fingerprint }, compression, staging);
      return {
        manifest: { ...draft, durations: stopwatch.phases },
        files: staging.files,
      };
    }),
  );
}

function manifestOf(
  inputs: BackupRequest,
  context: ActionContext,
  options: MakeSetOptions,
  reading: SnapshotReading,
  compression: string,
  staging: Staging,
): Manifest {
  const { fingerprint, snapshotAt } = reading;
  return {
    manifestVersion: MANIFEST_VERSION,
    id: makeSetId(parseServerTime(snapshotAt), randomBytes(3).toString('hex')),
    database: inputs.database,
    tier: options.tier,
    kind: 'logical',
    content: inputs.content,
    format: inputs.format,
    compression,
    snapshotAt,
    snapshotLsn: reading.snapshotLsn,
    server: reading.server,
    extensions: reading.extensions,
    migration: reading.migration,
    tools: { toolkit: VERSION, pgDump: options.client.installation.version, node: process.versions.node },
    encryption:
      options.encryption === undefined ? null : { method: 'age', recipients: options.encryption.recipients },
    objects: [...staging.objects],
    totals: {
      tables: fingerprint.tables.length,
      rows: String(fingerprint.tables.reduce((sum, table) => sum + BigInt(table.rows), 0n)),
      sequences: fingerprint.sequences.length,
      largeObjects: fingerprint.largeObjects?.count ?? '0',
      schemaObjects: fingerprint.objects.length,
    },
    fingerprint: {
      depth: fingerprint.depth,
      algorithm: fingerprint.algorithm,
      serverMajor: fingerprint.serverMajor,
      schemaSha256: schemaDigest(fingerprint),
    },
    notHeld: fingerprint.notHeld,
    foreignKeysOut: reading.foreignKeysOut.map((key) => `${key.schema} ${key.name} ${key.constraint}`),
    run: runFacts(context.run, inputs.reason),
    durations: {},
  };
}

function schemaDigest(fingerprint: Fingerprint): string {
  return createHash('sha256').update(canonicalJson(fingerprint.objects)).digest('hex');
}

function parseServerTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new ToolError('PBA-PG-QUERY', `The server’s clock says ${text}, which is no time.`);
  return time;
}
