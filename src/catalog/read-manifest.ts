import { IntegrityError } from '../errors.ts';
import { parseJson, Reader } from './json.ts';
import { isSetId, type SetLocation, setIdTime, TIERS } from './keys.ts';
import {
  CONTENTS,
  FORMATS,
  MANIFEST_VERSION,
  type Manifest,
  type ManifestObject,
  manifestDigest,
  ROLES,
} from './manifest.ts';

/**
 * Reads a manifest strictly.
 * @param expected where it was found; a manifest that was copied to another place is refused
 * @throws IntegrityError PBA-MANIFEST-INVALID (all problems in one message) or PBA-MANIFEST-NEWER
 */
export function parseManifest(text: string, expected: SetLocation, where: string): Manifest {
  const invalid = (reason: string, cause?: unknown): IntegrityError =>
    new IntegrityError('PBA-MANIFEST-INVALID', `The manifest at ${where} cannot be used: ${reason}.`, {
      hint: 'The set counts as damaged. Restore another one; compare the object with its copy in another store.',
      cause,
    });
  const parsed = parseJson(text, invalid);
  const read = new Reader();
  const root = read.object(parsed, 'the manifest');
  const version = root['manifestVersion'];
  if (typeof version === 'number' && version > MANIFEST_VERSION) {
    throw new IntegrityError(
      'PBA-MANIFEST-NEWER',
      `The manifest at ${where} has version ${version}; this toolkit reads up to ${MANIFEST_VERSION}.`,
      {
        hint: 'Use the toolkit version that wrote the set, or a newer one. RECOVERY.md in the set works without us.',
      },
    );
  }
  const manifest = readManifest(read, root);
  if (read.problems.length > 0) throw invalid(read.problems.slice(0, 8).join('; '));
  if (root['manifestSha256'] !== manifestDigest(manifest)) throw invalid('it does not match its own digest');
  if (
    manifest.id !== expected.id ||
    manifest.tier !== expected.tier ||
    manifest.database !== expected.database
  ) {
    throw invalid(`it belongs to ${manifest.database}/${manifest.tier}/${manifest.id}`);
  }
  if (setIdTime(manifest.id)?.getTime() !== Math.floor(Date.parse(manifest.snapshotAt) / 1000) * 1000) {
    throw invalid(`its snapshot time ${manifest.snapshotAt} is not the time in its id`);
  }
  return manifest;
}

const SHA256 = /^[0-9a-f]{64}$/;
const DECIMAL = /^\d+$/;
const OBJECT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

function readManifest(read: Reader, root: Record<string, unknown>): Manifest {
  const id = read.string(root['id'], 'id');
  if (!isSetId(id)) read.fail('id', 'a set id');
  const server = read.object(root['server'], 'server');
  const tools = read.object(root['tools'], 'tools');
  const totals = read.object(root['totals'], 'totals');
  const fingerprint = read.object(root['fingerprint'], 'fingerprint');
  const run = read.object(root['run'], 'run');
  const snapshotAt = read.string(root['snapshotAt'], 'snapshotAt');
  if (Number.isNaN(Date.parse(snapshotAt))) read.fail('snapshotAt', 'a time');
  const version = root['manifestVersion'];
  if (version !== MANIFEST_VERSION) read.fail('manifestVersion', String(MANIFEST_VERSION));
  if (root['kind'] !== 'logical') read.fail('kind', 'logical');
  return {
    manifestVersion: MANIFEST_VERSION,
    id,
    database: read.string(root['database'], 'database'),
    tier: read.choice(root['tier'], 'tier', TIERS),
    kind: 'logical',
    content: read.choice(root['content'], 'content', CONTENTS),
    format: read.choice(root['format'], 'format', FORMATS),
    compression: read.string(root['compression'], 'compression'),
    snapshotAt,
    snapshotLsn: read.nullableString(root['snapshotLsn'], 'snapshotLsn'),
    server: {
      version: read.string(server['version'], 'server.version'),
      versionNum: read.integer(server['versionNum'], 'server.versionNum', 90000),
      systemIdentifier: read.string(server['systemIdentifier'], 'server.systemIdentifier', DECIMAL),
      encoding: read.string(server['encoding'], 'server.encoding'),
      localeProvider: read.string(server['localeProvider'], 'server.localeProvider'),
      collate: read.string(server['collate'], 'server.collate'),
      ctype: read.string(server['ctype'], 'server.ctype'),
      locale: read.nullableString(server['locale'], 'server.locale'),
      collationVersion: read.nullableString(server['collationVersion'], 'server.collationVersion'),
      databaseOwner: read.string(server['databaseOwner'], 'server.databaseOwner'),
      bootstrapRole: read.string(server['bootstrapRole'], 'server.bootstrapRole'),
      databaseBytes: read.integer(server['databaseBytes'], 'server.databaseBytes'),
      dataChecksums: read.boolean(server['dataChecksums'], 'server.dataChecksums'),
    },
    extensions: read.array(root['extensions'], 'extensions').map((value, index) => {
      const item = read.object(value, `extensions[${index}]`);
      return {
        name: read.string(item['name'], `extensions[${index}].name`),
        version: read.string(item['version'], `extensions[${index}].version`),
        schema: read.string(item['schema'], `extensions[${index}].schema`),
      };
    }),
    migration: root['migration'] === null ? null : readMigration(read, root['migration']),
    tools: {
      toolkit: read.string(tools['toolkit'], 'tools.toolkit'),
      pgDump: read.string(tools['pgDump'], 'tools.pgDump'),
      node: read.string(tools['node'], 'tools.node'),
    },
    encryption: root['encryption'] === null ? null : readEncryption(read, root['encryption']),
    objects: readObjects(read, root['objects']),
    totals: {
      tables: read.integer(totals['tables'], 'totals.tables'),
      rows: read.string(totals['rows'], 'totals.rows', DECIMAL),
      sequences: read.integer(totals['sequences'], 'totals.sequences'),
      largeObjects: read.string(totals['largeObjects'], 'totals.largeObjects', DECIMAL),
      schemaObjects: read.integer(totals['schemaObjects'], 'totals.schemaObjects'),
    },
    fingerprint: {
      depth: read.choice(fingerprint['depth'], 'fingerprint.depth', ['content', 'sampled', 'counts']),
      algorithm: read.choice(fingerprint['algorithm'], 'fingerprint.algorithm', ['hash64', 'md5']),
      serverMajor: read.integer(fingerprint['serverMajor'], 'fingerprint.serverMajor', 9),
      schemaSha256: read.string(fingerprint['schemaSha256'], 'fingerprint.schemaSha256', SHA256),
    },
    notHeld: read.array(root['notHeld'], 'notHeld').map((value, index) => {
      const item = read.object(value, `notHeld[${index}]`);
      return {
        kind: read.string(item['kind'], `notHeld[${index}].kind`),
        name: read.string(item['name'], `notHeld[${index}].name`),
        reason: read.string(item['reason'], `notHeld[${index}].reason`),
      };
    }),
    foreignKeysOut: read
      .array(root['foreignKeysOut'], 'foreignKeysOut')
      .map((value, index) => read.string(value, `foreignKeysOut[${index}]`)),
    run: {
      repository: read.nullableString(run['repository'], 'run.repository'),
      workflow: read.nullableString(run['workflow'], 'run.workflow'),
      runUrl: read.nullableString(run['runUrl'], 'run.runUrl'),
      commit: read.nullableString(run['commit'], 'run.commit'),
      actor: read.nullableString(run['actor'], 'run.actor'),
      reason: read.nullableString(run['reason'], 'run.reason'),
    },
    durations: readDurations(read, root['durations']),
  };
}

function readMigration(read: Reader, value: unknown): Manifest['migration'] {
  const item = read.object(value, 'migration');
  return {
    tool: read.string(item['tool'], 'migration.tool'),
    version: read.string(item['version'], 'migration.version'),
  };
}

function readEncryption(read: Reader, value: unknown): Manifest['encryption'] {
  const item = read.object(value, 'encryption');
  if (item['method'] !== 'age') read.fail('encryption.method', 'age');
  return {
    method: 'age',
    recipients: read
      .array(item['recipients'], 'encryption.recipients')
      .map((recipient, index) => read.string(recipient, `encryption.recipients[${index}]`)),
  };
}

function readObjects(read: Reader, value: unknown): ManifestObject[] {
  const seen = new Set<string>();
  const objects = read.array(value, 'objects').map((entry, index) => {
    const path = `objects[${index}]`;
    const item = read.object(entry, path);
    const plaintext = read.object(item['plaintext'], `${path}.plaintext`);
    const name = read.string(item['name'], `${path}.name`, OBJECT_NAME);
    if (seen.has(name)) read.fail(`${path}.name`, `unique, but ${name} stands twice`);
    seen.add(name);
    return {
      name,
      role: read.choice(item['role'], `${path}.role`, ROLES),
      size: read.integer(item['size'], `${path}.size`),
      sha256: read.string(item['sha256'], `${path}.sha256`, SHA256),
      plaintext: {
        size: read.integer(plaintext['size'], `${path}.plaintext.size`),
        sha256: read.string(plaintext['sha256'], `${path}.plaintext.sha256`, SHA256),
      },
    };
  });
  for (const role of ['archive', 'fingerprint'] as const) {
    if (objects.filter((object) => object.role === role).length !== 1)
      read.fail('objects', `with exactly one ${role}`);
  }
  return objects;
}

function readDurations(read: Reader, value: unknown): Record<string, number> {
  const durations: Record<string, number> = {};
  for (const [phase, seconds] of Object.entries(read.object(value, 'durations'))) {
    if (typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0) durations[phase] = seconds;
    else read.fail(`durations.${phase}`, 'a number of seconds');
  }
  return durations;
}
