import { MANIFEST, objectKey } from '../../catalog/keys.ts';
import type { FoundSet } from '../../sets/read-sets.ts';
import type { Store } from '../../storage/store.ts';

/**
 * Deletes one set, its manifest first: from then on it is no set any more, and should this run be killed before the
 * rest is gone, the next one sweeps it. If the manifest stays, nothing else is touched.
 * @returns the keys that could not be deleted
 */
export async function deleteSet(store: Store, set: FoundSet): Promise<{ key: string; reason: string }[]> {
  const manifestKey = objectKey(set.location, MANIFEST);
  const first = await store.delete([manifestKey]);
  if (first.failed.length > 0) return [...first.failed];
  const rest = set.objects.map((object) => object.key).filter((key) => key !== manifestKey);
  return [...(await store.delete(rest)).failed];
}
