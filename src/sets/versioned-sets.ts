import { databasePrefix, MANIFEST, parseKey, type SetLocation, setPrefix } from '../catalog/keys.ts';
import type { Store, StoredVersion } from '../storage/store.ts';

/** What lies under one set's prefix, with every version there is of it. */
export interface VersionedSet {
  readonly location: SetLocation;
  /**
   * `committed`: it has a manifest. `hidden`: a delete marker covers the manifest; the bytes are still there. `remains`: it
   * never had one, or has it no more.
   */
  readonly state: 'committed' | 'hidden' | 'remains';
  readonly versions: readonly StoredVersion[];
  /** When the newest of them was stored; undefined where the store does not say. */
  readonly modified: Date | undefined;
}

export interface VersionedListing {
  /** Newest first. */
  readonly sets: readonly VersionedSet[];
  /** Keys that are none of ours: held and shown, never deleted. */
  readonly unknown: readonly string[];
}

/** Lists a database's sets in one store with all versions: one request for 1,000 objects, nothing read. */
export async function listVersionedSets(store: Store, database: string): Promise<VersionedListing> {
  const found = new Map<string, { location: SetLocation; versions: StoredVersion[] }>();
  const unknown = new Set<string>();
  for await (const version of store.versions(databasePrefix(database))) {
    const parsed = parseKey(version.key);
    if (parsed.kind === 'unknown' && !version.marker) unknown.add(version.key);
    if (parsed.kind !== 'set object') continue;
    const prefix = setPrefix(parsed.location);
    const set = found.get(prefix) ?? { location: parsed.location, versions: [] };
    set.versions.push(version);
    found.set(prefix, set);
  }
  const sets = [...found.values()].map(({ location, versions }): VersionedSet => {
    const manifests = versions.filter((version) => isManifest(location, version));
    const live = manifests.some((version) => version.latest && !version.marker);
    const hidden = manifests.some((version) => !version.marker);
    const times = versions.flatMap((version) => version.modified?.getTime() ?? []);
    return {
      location,
      state: live ? 'committed' : hidden ? 'hidden' : 'remains',
      versions,
      modified: times.length === 0 ? undefined : new Date(times.reduce((a, b) => Math.max(a, b))),
    };
  });
  const newestFirst = (a: VersionedSet, b: VersionedSet): number =>
    a.location.id < b.location.id ? 1 : a.location.id > b.location.id ? -1 : 0;
  return { sets: sets.sort(newestFirst), unknown: [...unknown] };
}

/** What could not be deleted of a set. */
export interface Undeleted {
  readonly failed: readonly { readonly key: string; readonly reason: string }[];
  readonly locked: readonly { readonly key: string; readonly until: Date | undefined }[];
}

/**
 * Deletes a set for good, all versions, its manifest first: from then on it is no set any more, and should this run be
 * killed before the rest is gone, a later one sweeps it. If the manifest stays, nothing else is touched.
 */
export async function eraseSet(store: Store, set: VersionedSet): Promise<Undeleted> {
  const manifests = set.versions.filter((version) => isManifest(set.location, version));
  const first = await store.deleteVersions(manifests);
  if (first.failed.length > 0 || first.locked.length > 0) return first;
  return await store.deleteVersions(set.versions.filter((version) => !manifests.includes(version)));
}

function isManifest(location: SetLocation, version: StoredVersion): boolean {
  return version.key === `${setPrefix(location)}${MANIFEST}`;
}
