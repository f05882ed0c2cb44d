import { MANIFEST, objectKey, type SetLocation } from '../catalog/keys.ts';
import {
  type Manifest,
  type ManifestObject,
  manifestLocation,
  serialiseManifest,
  storedBytes,
} from '../catalog/manifest.ts';
import type { Log } from '../log.ts';
import type { PutOptions, Store } from '../storage/store.ts';

/** The set's objects on the local disk, by name. */
export type StagedFiles = ReadonlyMap<string, string>;

/** Where the objects come from: local files; those without a file are copied from another set of the same store. */
export interface SetSource {
  readonly files: StagedFiles;
  readonly copyOf?: SetLocation;
}

export interface CommitOptions {
  readonly log: Log;
  /** Storage class and lock of an object; asked for the manifest, too. */
  readonly optionsOf?: (object: { readonly name: string; readonly size: number }) => PutOptions;
}

/**
 * Stores a staged set: every object first, each proven by the store; the manifest last and create-only. On failure
 * what was uploaded is deleted again, so that a set is in the store whole or not at all.
 * @returns the manifest's key
 */
export async function commitSet(
  store: Store,
  manifest: Manifest,
  source: SetSource,
  { log, optionsOf = () => ({}) }: CommitOptions,
): Promise<string> {
  const location = manifestLocation(manifest);
  const manifestKey = objectKey(location, MANIFEST);
  const keys = manifest.objects.map((object) => objectKey(location, object.name));
  const total = storedBytes(manifest);
  let done = 0;
  try {
    for (const object of manifest.objects) {
      const before = done;
      const options = {
        ...optionsOf(object),
        onProgress: (bytes: number): void =>
          log.progress(`storing in ${store.location}`, before + bytes, total, 'bytes'),
      };
      await storeObject(store, objectKey(location, object.name), object, source, options);
      done += object.size;
    }
    const body = Buffer.from(serialiseManifest(manifest));
    const { lock } = optionsOf({ name: MANIFEST, size: body.length });
    await store.create(manifestKey, body, lock === undefined ? {} : { lock });
    return manifestKey;
  } catch (error) {
    await undo(store, manifestKey, keys, log);
    throw error;
  }
}

async function storeObject(
  store: Store,
  key: string,
  object: ManifestObject,
  source: SetSource,
  options: PutOptions,
): Promise<void> {
  const { size, sha256, name } = object;
  const path = source.files.get(name);
  if (path !== undefined) await store.putFile(key, { path, size, sha256 }, options);
  else if (source.copyOf !== undefined) {
    await store.copy(objectKey(source.copyOf, name), key, { size, sha256 }, options);
  } else throw new Error(`${name} was not staged`);
}

/**
 * Takes back a commit that failed. The manifest goes first: it may be there although its write was reported as failed,
 * and a manifest without objects would be a damaged set, while objects without a manifest are only swept.
 */
async function undo(store: Store, manifestKey: string, keys: readonly string[], log: Log): Promise<void> {
  const manifest = await store.takeBack([manifestKey]);
  const objects = manifest.failed.length === 0 ? await store.takeBack(keys) : undefined;
  const [left] = [...manifest.failed, ...(objects?.failed ?? [])];
  if (left !== undefined)
    log.warning(
      `What the failed backup left in ${store.location} could not be removed; \`prune\` will. ${left.reason}`,
    );
}
