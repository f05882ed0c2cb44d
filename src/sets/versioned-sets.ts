import { databasePrefix, MANIFEST, parseKey, type SetLocation, setPrefix } from '../catalog/keys.ts';
import type { Store, StoredVersion, VersionId } from '../storage/store.ts';

/** One version of an object of a set. Only what deleting it needs: a bucket may hold millions of them. */
export interface SetVersion {
  /** `manifest.json`, `database.tar` … */
  readonly name: string;
  readonly versionId: string | undefined;
}

/** What lies under one set's prefix, with every version there is of it. */
export interface VersionedSet {
  readonly location: SetLocation;
  /**
   * `committed`: it has a manifest. `hidden`: a delete marker covers the manifest; the bytes are still there. `remains`: it
   * never had one, or has it no more.
   */
  readonly state: 'committed' | 'hidden' | 'remains';
  readonly versions: readonly SetVersion[];
  /** When the newest of them was stored; undefined where the store does not say. */
  readonly modified: Date | undefined;
}

export interface VersionedListing {
  /** Newest first. */
  readonly sets: readonly VersionedSet[];
  /** Keys that are none of ours: held and shown, never deleted. */
  readonly unknown: readonly string[];
}

/** A set whose versions are still being listed. */
interface OpenSet {
  readonly location: SetLocation;
  readonly versions: SetVersion[];
  live: boolean;
  hidden: boolean;
  modified: number | undefined;
}

/** Lists a database's sets in one store with all versions: one request for 1,000 objects, nothing read. */
export async function listVersionedSets(store: Store, database: string): Promise<VersionedListing> {
  const found = new Map<string, OpenSet>();
  const unknown = new Set<string>();
  // Every set has the same few names.
  const names = new Map<string, string>();
  for await (const version of store.versions(databasePrefix(database))) {
    const parsed = parseKey(version.key);
    if (parsed.kind === 'unknown' && !version.marker) unknown.add(own(version.key));
    if (parsed.kind !== 'set object') continue;
    const { tier } = parsed.location;
    const id = own(parsed.location.id);
    const prefix = `${tier}/${id}`;
    let set = found.get(prefix);
    if (set === undefined) {
      set = {
        location: { database, tier, id },
        versions: [],
        live: false,
        hidden: false,
        modified: undefined,
      };
      found.set(prefix, set);
    }
    const name = names.get(parsed.name) ?? own(parsed.name);
    names.set(name, name);
    note(set, version, name);
  }
  const sets = [...found.values()].map(
    ({ location, live, hidden, versions, modified }): VersionedSet => ({
      location,
      state: live ? 'committed' : hidden ? 'hidden' : 'remains',
      versions,
      modified: modified === undefined ? undefined : new Date(modified),
    }),
  );
  const newestFirst = (a: VersionedSet, b: VersionedSet): number =>
    a.location.id < b.location.id ? 1 : a.location.id > b.location.id ? -1 : 0;
  return { sets: sets.sort(newestFirst), unknown: [...unknown] };
}

function note(set: OpenSet, { versionId, marker, latest, modified }: StoredVersion, name: string): void {
  set.versions.push({ name, versionId: versionId === undefined ? undefined : own(versionId) });
  if (modified !== undefined) set.modified = Math.max(set.modified ?? 0, modified.getTime());
  if (name !== MANIFEST || marker) return;
  set.hidden = true;
  set.live ||= latest;
}

/**
 * The text as a string of its own. A part of a string is a reference into the whole in V8: a few names that were cut from it
 * would keep every answer of the store in memory.
 */
function own(text: string): string {
  return Buffer.from(text).toString();
}

/** The versions of a set as a store names them. */
export function storedVersions(set: VersionedSet): VersionId[] {
  const prefix = setPrefix(set.location);
  return set.versions.map(({ name, versionId }) => ({ key: `${prefix}${name}`, versionId }));
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
  const isManifest = ({ key }: VersionId): boolean => key.endsWith(`/${MANIFEST}`);
  const first = await store.deleteVersions(sets.flatMap((set) => storedVersions(set).filter(isManifest)));
  const staying = new Set([...first.failed, ...first.locked].map(({ key }) => setOfKey(key)));
  const open = sets.filter((set) => !staying.has(setPrefix(set.location)));
  const rest = await store.deleteVersions(
    open.flatMap((set) => storedVersions(set).filter((version) => !isManifest(version))),
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
