import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseFingerprint } from '../../catalog/fingerprint/json.ts';
import { objectKey, type SetLocation } from '../../catalog/keys.ts';
import type { ManifestObject } from '../../catalog/manifest.ts';
import { IntegrityError, PbaError } from '../../errors.ts';
import { listArchive, tableDataText } from '../../postgres/archive-list.ts';
import { decodeArchive } from '../../postgres/decode.ts';
import { chooseClient, type Installation, noClient } from '../../postgres/tools.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { Checked } from '../../sets/checked.ts';
import {
  isEncrypted,
  keyMissing,
  type OpenOptions,
  openObject,
  readObjectText,
  requireObject,
} from '../../sets/open-object.ts';
import { readManifest } from '../../sets/read-sets.ts';
import { unpackArchive } from '../../sets/unpack-archive.ts';
import type { Store } from '../../storage/store.ts';
import type { AgeDecryption } from '../../streams/age.ts';
import { type ArchivedInputs, ensureReadable } from '../shared/ensure-readable.ts';

export interface CheckOptions {
  readonly mode: 'full' | 'quick';
  readonly decryption: AgeDecryption | undefined;
  readonly installations: readonly Installation[];
  readonly context: ActionContext;
  readonly archived: ArchivedInputs;
}

/** What became of one set in one store. */
export interface SetCheck {
  readonly store: string;
  readonly location: SetLocation;
  readonly objects: number;
  readonly bytes: number;
  readonly milliseconds: number;
  /** Empty when the set is sound. All damaged objects are found, not only the first. */
  readonly problems: readonly PbaError[];
}

export type SetVerdict = 'sound' | 'damaged' | 'not checked';

/** A full disk here, or a store that cannot be reached, says nothing about the set. */
export function verdictOf({ problems }: SetCheck): SetVerdict {
  if (problems.length === 0) return 'sound';
  return problems.some(isDamage) ? 'damaged' : 'not checked';
}

export function isDamage(problem: PbaError): boolean {
  return problem instanceof IntegrityError || problem.code === 'PBA-STORE-NOT-FOUND';
}

/**
 * Reads every object of one set back from one store. `quick` compares size and SHA-256 of what is stored. `full`
 * also decrypts, decodes the archive to its end and compares its tables with the fingerprint.
 * Damage is a result; only cancellation and defects are thrown.
 */
export async function checkSet(
  store: Store,
  location: SetLocation,
  options: CheckOptions,
): Promise<SetCheck> {
  const start = performance.now();
  const problems: PbaError[] = [];
  let bytes = 0;
  let objects = 0;
  const attempt = async (body: () => Promise<void>): Promise<boolean> => {
    try {
      await body();
      return true;
    } catch (error) {
      if (!(error instanceof PbaError) || error.code === 'PBA-CANCELLED') throw error;
      problems.push(error);
      return false;
    }
  };
  await attempt(async () => {
    const manifest = await readManifest(store, location);
    await ensureReadable(store, location, manifest, options.archived, options.context);
    const open = { store, location, manifest, decryption: options.decryption };
    for (const object of manifest.objects) {
      objects += 1;
      const decoded = options.mode === 'full' && (object.role === 'archive' || object.role === 'schema');
      const checked = decoded
        ? () => decodeObject(object, open, options)
        : () => hashObject(object, open, options.context.signal, options.mode === 'full');
      if (await attempt(checked)) bytes += object.size;
    }
  });
  return {
    store: store.location,
    location,
    objects,
    bytes,
    milliseconds: performance.now() - start,
    problems,
  };
}

/** Reads an object to its end: hashes what is stored and, with `decrypt`, the plaintext too. */
async function hashObject(
  object: ManifestObject,
  open: OpenOptions,
  signal: AbortSignal,
  decrypt: boolean,
): Promise<void> {
  const nothing = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (decrypt) {
    await pipeline(await openObject(object, open), nothing, { signal });
    return;
  }
  const key = objectKey(open.location, object.name);
  await pipeline(await open.store.read(key), new Checked(object, `${open.store.location}/${key}`), nothing, {
    signal,
  });
}

async function decodeObject(object: ManifestObject, open: OpenOptions, options: CheckOptions): Promise<void> {
  const { context } = options;
  if (isEncrypted(open.manifest, object) && open.decryption === undefined) throw keyMissing(open.manifest);
  const directory = await mkdtemp(join(context.tempDir, 'verify-'));
  try {
    const report = (bytes: number): void =>
      context.log.progress(`reading ${object.name}`, bytes, object.size, 'bytes');
    const archive = await unpackArchive(object, directory, { ...open, onBytes: report });
    if (archive.format === 'plain') return;
    if (options.installations.length === 0) throw noClient();
    const installation = chooseClient(
      options.installations,
      Math.floor(open.manifest.server.versionNum / 10000),
    );
    const client = {
      installation,
      env: { PATH: context.env['PATH'] ?? '', LC_ALL: 'C' },
      signal: context.signal,
      log: context.log,
    };
    const what = `${open.store.location}/${objectKey(open.location, object.name)}`;
    await decodeArchive(client, archive.path, what);
    if (object.role === 'archive') await compareTables(client, archive.path, open, what);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The archive must hold the rows of exactly the tables that the fingerprint was taken of. */
async function compareTables(
  client: Parameters<typeof listArchive>[0],
  path: string,
  open: OpenOptions,
  what: string,
): Promise<void> {
  const { manifest } = open;
  if (manifest.content === 'schema') return;
  const fingerprint = parseFingerprint(await readObjectText(requireObject(manifest, 'fingerprint'), open));
  const held = (await listArchive(client, path))
    .map((entry) => entry.text)
    .filter((text) => text.startsWith('TABLE DATA '));
  const expected = fingerprint.tables
    .filter((table) => table.kind === 'table')
    .map((table) => tableDataText(table.schema, table.name));
  const missing = expected.filter((text) => !held.some((entry) => entry.startsWith(text)));
  const extra = held.filter((entry) => !expected.some((text) => entry.startsWith(text)));
  if (missing.length === 0 && extra.length === 0) return;
  throw new IntegrityError(
    'PBA-ARCHIVE-DAMAGED',
    `${what} does not hold the tables of its fingerprint: ${[...missing.map((one) => `missing ${one.trim()}`), ...extra.map((one) => `unexpected ${one}`)].slice(0, 5).join('; ')}.`,
    { hint: 'Archive and fingerprint do not belong together. Use another set.' },
  );
}
