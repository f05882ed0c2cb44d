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

/** What became of sets that were to be deleted. */
export interface Erasure {
  readonly erased: readonly VersionedSet[];
  readonly failed: readonly { readonly key: string; readonly reason: string }[];
  readonly locked: readonly { readonly key: string; readonly until: Date | undefined }[];
}

/**
 * Deletes sets for good, all versions, all manifests first: from then on they are no sets any more, and should this run be
 * killed before the rest is gone, a later one sweeps it. Of a set whose manifest stays, nothing else is touched. Takes one
 * request for 1,000 objects.
 */
export async function eraseSets(store: Store, sets: readonly VersionedSet[]): Promise<Erasure> {
  const manifestsOf = (set: VersionedSet): StoredVersion[] =>
    set.versions.filter((version) => isManifest(set.location, version));
  const first = await store.deleteVersions(sets.flatMap(manifestsOf));
  const staying = new Set([...first.failed, ...first.locked].map(({ key }) => setOfKey(key)));
  const open = sets.filter((set) => !staying.has(setPrefix(set.location)));
  const rest = await store.deleteVersions(
    open.flatMap((set) => set.versions.filter((version) => !isManifest(set.location, version))),
  );
  const partial = new Set([...rest.failed, ...rest.locked].map(({ key }) => setOfKey(key)));
  return {
    erased: open.filter((set) => !partial.has(setPrefix(set.location))),
    failed: [...first.failed, ...rest.failed],
    locked: [...first.locked, ...rest.locked],
  };
}

function setOfKey(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

function isManifest(location: SetLocation, version: StoredVersion): boolean {
  return version.key === `${setPrefix(location)}${MANIFEST}`;
}
