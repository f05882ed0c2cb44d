import {
  databasePrefix,
  MANIFEST,
  objectKey,
  parseDatabaseSegment,
  parseKey,
  type SetLocation,
  setPrefix,
} from '../catalog/keys.ts';
import type { Manifest } from '../catalog/manifest.ts';
import { parseManifest } from '../catalog/read-manifest.ts';
import { UserError } from '../errors.ts';
import type { Store } from '../storage/store.ts';

/** What lies under one set's prefix. Without a manifest it is not a set but the remains of a run. */
export interface FoundSet {
  readonly location: SetLocation;
  readonly committed: boolean;
  readonly objects: readonly { readonly key: string; readonly size: number }[];
}

export interface StoreListing {
  /** Newest first. */
  readonly sets: readonly FoundSet[];
  readonly evidence: readonly string[];
  /** Keys that are none of ours: held and shown, never deleted. */
  readonly unknown: readonly string[];
}

/** A manifest is a few kilobytes; anything far larger is not one. */
const MAX_MANIFEST = 16 * 1024 * 1024;

/** Lists what a store holds of one database, or of all, from keys alone; no manifest is read. */
export async function listStore(store: Store, database: string | undefined): Promise<StoreListing> {
  const sets = new Map<
    string,
    { location: SetLocation; committed: boolean; objects: { key: string; size: number }[] }
  >();
  const evidence: string[] = [];
  const unknown: string[] = [];
  for await (const object of store.list(database === undefined ? '' : databasePrefix(database))) {
    const parsed = parseKey(object.key);
    if (parsed.kind === 'unknown') unknown.push(object.key);
    else if (parsed.kind === 'evidence') evidence.push(object.key);
    else if (parsed.kind === 'set object') {
      const prefix = setPrefix(parsed.location);
      const set = sets.get(prefix) ?? { location: parsed.location, committed: false, objects: [] };
      set.objects.push(object);
      if (parsed.name === MANIFEST) set.committed = true;
      sets.set(prefix, set);
    }
  }
  return { sets: [...sets.values()].sort((a, b) => newestFirst(a.location, b.location)), evidence, unknown };
}

function newestFirst(a: SetLocation, b: SetLocation): number {
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

/** The databases a store has sets of. */
export async function listDatabases(store: Store): Promise<string[]> {
  const segments = await store.folders('');
  return segments.flatMap((segment) => parseDatabaseSegment(segment) ?? []);
}

/** Reads and checks the manifest of a set. @throws IntegrityError, StoreError */
export async function readManifest(store: Store, location: SetLocation): Promise<Manifest> {
  const key = objectKey(location, MANIFEST);
  return parseManifest(await readSmall(store, key, MAX_MANIFEST), location, `${store.location}/${key}`);
}

/** Reads a small object as UTF-8 text. */
export async function readSmall(store: Store, key: string, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await store.read(key)) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > limit) break;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Finds the set a user asked for: `latest`, or an id. Without a database the store must hold just one.
 * @throws UserError PBA-SET-NOT-FOUND saying what there is
 */
export async function findSet(
  store: Store,
  database: string | undefined,
  wanted: string,
): Promise<SetLocation> {
  const name = database ?? (await findDatabase(store));
  const { sets } = await listStore(store, name);
  const committed = sets.filter((set) => set.committed);
  const found = wanted === 'latest' ? committed[0] : committed.find((set) => set.location.id === wanted);
  if (found) return found.location;
  const newest = committed.slice(0, 3).map((set) => `${set.location.id} (${set.location.tier})`);
  throw new UserError(
    'PBA-SET-NOT-FOUND',
    wanted === 'latest'
      ? `${store.location} holds no set of database ${name}.`
      : `${store.location} holds no set ${wanted} of database ${name}.`,
    {
      hint:
        newest.length > 0
          ? `The newest there: ${newest.join(', ')}.`
          : 'Run `backup` first, or check `stores` and `database`.',
    },
  );
}

/**
 * The one database a store has sets of.
 * @throws UserError PBA-SET-NOT-FOUND when there is none, PBA-INPUT when there are several
 */
export async function findDatabase(store: Store): Promise<string> {
  const databases = await listDatabases(store);
  const [only, ...others] = databases;
  if (only !== undefined && others.length === 0) return only;
  throw new UserError(
    only === undefined ? 'PBA-SET-NOT-FOUND' : 'PBA-INPUT',
    only === undefined
      ? `${store.location} holds no sets.`
      : `${store.location} holds sets of ${databases.length} databases: ${databases.slice(0, 10).join(', ')}.`,
    {
      hint:
        only === undefined
          ? 'Run `backup` first, or check `stores`.'
          : 'Say which one with the input `database`.',
    },
  );
}
