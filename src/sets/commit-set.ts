import { MANIFEST, objectKey } from '../catalog/keys.ts';
import {
  type Manifest,
  type ManifestObject,
  manifestLocation,
  serialiseManifest,
  storedBytes,
} from '../catalog/manifest.ts';
import type { Log } from '../log.ts';
import type { Store } from '../storage/store.ts';

/** The set's objects on the local disk, by name. */
export type StagedFiles = ReadonlyMap<string, string>;

/**
 * Stores a staged set: every object first, each proven by the store; the manifest last and create-only. On failure
 * what was uploaded is deleted again, so that a set is in the store whole or not at all.
 * @returns the manifest's key
 */
export async function commitSet(
  store: Store,
  manifest: Manifest,
  files: StagedFiles,
  log: Log,
): Promise<string> {
  const location = manifestLocation(manifest);
  const manifestKey = objectKey(location, MANIFEST);
  const keys = manifest.objects.map((object) => objectKey(location, object.name));
  const total = storedBytes(manifest);
  let done = 0;
  try {
    for (const object of manifest.objects) {
      const before = done;
      await store.putFile(
        objectKey(location, object.name),
        { path: pathOf(files, object), size: object.size, sha256: object.sha256 },
        {
          onProgress: (bytes) => log.progress(`storing in ${store.location}`, before + bytes, total, 'bytes'),
        },
      );
      done += object.size;
    }
    await store.create(manifestKey, Buffer.from(serialiseManifest(manifest)));
    return manifestKey;
  } catch (error) {
    await undo(store, manifestKey, keys);
    throw error;
  }
}

/**
 * Takes back a commit that failed. The manifest goes first: it may be there although its write was reported as failed,
 * and a manifest without objects would be a damaged set, while objects without a manifest are only swept.
 */
async function undo(store: Store, manifestKey: string, keys: readonly string[]): Promise<void> {
  const manifest = await store.delete([manifestKey]).catch(() => undefined);
  if (manifest?.failed.length === 0) await store.delete(keys).catch(() => undefined);
}

function pathOf(files: StagedFiles, object: ManifestObject): string {
  const path = files.get(object.name);
  if (path === undefined) throw new Error(`${object.name} was not staged`);
  return path;
}
