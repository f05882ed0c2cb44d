import type { ProofRecord } from '../../catalog/evidence.ts';
import type { EvidenceLine } from '../../catalog/evidence-line.ts';
import { MANIFEST, objectKey, type SetLocation } from '../../catalog/keys.ts';
import type { Hold } from '../../catalog/lease.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import type { Remains, StoredSet } from '../../catalog/status.ts';
import { SCHEDULED_TIERS } from '../../catalog/tiers.ts';
import { mapLimited } from '../../concurrency.ts';
import { IntegrityError, StoreError } from '../../errors.ts';
import { readHolds } from '../../sets/leases.ts';
import { newestFirst, type RecordKey, readRecords, readUntil, recordTime } from '../../sets/newest-proofs.ts';
import { isProven } from '../../sets/proofs.ts';
import { readManifest } from '../../sets/read-sets.ts';
import type { Survey, SurveyedSet } from '../../sets/survey.ts';
import type { Store } from '../../storage/store.ts';

/** How much of the history is read. The listing is always whole; what is read beyond it is bounded by this. */
export interface Depth {
  /** The newest dumps; a manifest each. */
  readonly dumps: number;
  /** Older dumps and records are not read; milliseconds since 1970. */
  readonly since: number;
  /** Restore tests that are read in any case: the forecast of the next restore rests on them. */
  readonly restoreTests: number;
  /** Records of pruning: they name the sets that are gone. */
  readonly prunes: number;
  /** Records of each other kind. */
  readonly others: number;
}

/** One dump with its manifest, and the stores and tiers its sets lie in. */
export interface ReadDump {
  readonly manifest: Manifest;
  readonly store: Store;
  readonly bytes: number;
  readonly proven: boolean;
}

/** What the stores hold of one database. */
export interface DatabaseHistory {
  readonly stored: readonly StoredSet[];
  readonly remains: readonly Remains[];
  /** Newest first. */
  readonly dumps: readonly ReadDump[];
  readonly proofs: readonly ProofRecord[];
  /** Every record that was read, restore tests too. */
  readonly lines: readonly EvidenceLine[];
  /** Ids of sets that records name; they may be gone by now. */
  readonly named: readonly string[];
  readonly holds: readonly Hold[];
  readonly damaged: readonly { readonly what: string; readonly reason: string }[];
  /** What was left unread. */
  readonly unread: { readonly dumps: number; readonly records: number };
}

const AT_ONCE = 8;

/** Reads the newest manifests and records of one database, as many as are needed and no more. */
export async function readDatabase(
  surveys: readonly Survey[],
  database: string,
  depth: Depth,
  nameOf: (location: string) => string,
): Promise<DatabaseHistory> {
  const manifests = new Manifests(surveys);
  const ids = newestIds(surveys, depth);
  const newest = await mapLimited(ids.read, AT_ONCE, (id) => manifests.read(id));
  await manifests.readNewestOfTiers();
  const tests = await readTests(surveys, depth, manifests);
  const others = await readRecords(otherRecords(surveys, depth));
  const holds = await Promise.all(
    surveys.filter((survey) => survey.holds.length > 0).map(({ store }) => readHolds(store, database)),
  );
  const proven = await provenDump(tests.proofs, manifests);
  const known = new Map(
    [...newest, proven].flatMap((one) => (one === undefined ? [] : [[one.manifest.id, one]])),
  );
  const sets = surveys.flatMap(({ store, sets }) =>
    sets.map((set) => ({ ...set, store: nameOf(store.location) })),
  );
  return {
    stored: sets.filter((set) => set.committed).map(storedSet),
    remains: sets.filter((set) => !set.committed).map(remainsOf),
    dumps: [...known.values()]
      .map((one) => ({ ...one, proven: isProven(one.manifest, tests.proofs) }))
      .sort((a, b) => (a.manifest.id < b.manifest.id ? 1 : -1)),
    proofs: tests.proofs,
    lines: [...tests.lines, ...others.lines],
    named: [...tests.sets, ...others.sets],
    holds: [...new Map(holds.flatMap((one) => [...one])).values()],
    damaged: [...manifests.damaged, ...tests.damaged, ...others.damaged],
    unread: { dumps: ids.left, records: tests.unread },
  };
}

type Placed = Omit<SurveyedSet, 'location'> & { readonly location: SetLocation; readonly store: string };

function storedSet({ location, store, snapshotAt, bytes }: Placed): StoredSet {
  return { id: location.id, tier: location.tier, store, snapshotAt, bytes };
}

function remainsOf({ location, store, snapshotAt, bytes }: Placed): Remains {
  return { id: location.id, tier: location.tier, store, since: snapshotAt, bytes };
}

/** Of the dumps that are in any store, the newest. */
function newestIds(
  surveys: readonly Survey[],
  { dumps, since }: Depth,
): { readonly read: readonly string[]; readonly left: number } {
  const times = new Map(
    surveys.flatMap(({ sets }) =>
      sets.filter((set) => set.committed).map((set) => [set.location.id, set.snapshotAt] as const),
    ),
  );
  const ids = [...times].sort(([a], [b]) => (a < b ? 1 : -1));
  // The newest is read however old it is: what else would there be to tell.
  const wanted = ids.filter(([, at], index) => index < 2 || at >= since).slice(0, dumps);
  return { read: wanted.map(([id]) => id), left: ids.length - wanted.length };
}

/** Restore tests, until no older one could prove a newer set than the newest proven one found. */
async function readTests(surveys: readonly Survey[], depth: Depth, manifests: Manifests) {
  const keys = newestFirst(keysOf(surveys, 'restore-test'));
  const wanted = keys.filter(({ key }) => (recordTime(key) ?? 0) >= depth.since).slice(0, depth.restoreTests);
  return readUntil(keys, async (proofs, nextAt) => {
    if (proofs.length < wanted.length) return false;
    const proven = await provenDump(proofs, manifests);
    return proven !== undefined && Date.parse(proven.manifest.snapshotAt) >= nextAt;
  });
}

/** The newest set that its newest restore test proved, wherever it lies among the sets. */
async function provenDump(
  proofs: readonly ProofRecord[],
  manifests: Manifests,
): Promise<Omit<ReadDump, 'proven'> | undefined> {
  const ids = [...new Set(proofs.filter((proof) => proof.proven).map((proof) => proof.set))].sort().reverse();
  for (const id of ids) {
    const dump = await manifests.read(id);
    if (dump !== undefined && isProven(dump.manifest, proofs)) return dump;
  }
  return undefined;
}

function keysOf(surveys: readonly Survey[], kind: string): RecordKey[] {
  return surveys.flatMap(({ store, evidence }) => (evidence.get(kind) ?? []).map((key) => ({ store, key })));
}

/** The newest records of every kind but restore tests. */
function otherRecords(surveys: readonly Survey[], { others, prunes, since }: Depth): RecordKey[] {
  const kinds = new Set(surveys.flatMap(({ evidence }) => [...evidence.keys()]));
  kinds.delete('restore-test');
  return [...kinds].flatMap((kind) =>
    newestFirst(keysOf(surveys, kind))
      .filter(({ key }, index) => index < 1 || (recordTime(key) ?? 0) >= since)
      .slice(0, kind === 'prune' ? prunes : others),
  );
}

/** Reads each manifest once, from the first store that has the set. */
class Manifests {
  readonly damaged: { what: string; reason: string }[] = [];
  readonly #places = new Map<string, { store: Store; set: SurveyedSet }[]>();
  readonly #surveys: readonly Survey[];
  readonly #read = new Map<string, Promise<Omit<ReadDump, 'proven'> | undefined>>();
  readonly #seen = new Map<string, Promise<Manifest | undefined>>();

  constructor(surveys: readonly Survey[]) {
    this.#surveys = surveys;
    for (const { store, sets } of surveys) {
      for (const set of sets) {
        if (!set.committed) continue;
        const places = this.#places.get(set.location.id);
        if (places === undefined) this.#places.set(set.location.id, [{ store, set }]);
        else places.push({ store, set });
      }
    }
  }

  /** The dump of this id; undefined when no store has it, or none in a usable state. */
  read(id: string): Promise<Omit<ReadDump, 'proven'> | undefined> {
    let dump = this.#read.get(id);
    if (dump === undefined) {
      dump = this.#readFrom(this.#places.get(id) ?? []);
      this.#read.set(id, dump);
    }
    return dump;
  }

  /** The newest set of every scheduled tier has to be usable in every store it is in. */
  async readNewestOfTiers(): Promise<void> {
    const places = this.#surveys.flatMap(({ store, sets }) =>
      SCHEDULED_TIERS.flatMap((tier) => {
        const set = sets.find((one) => one.committed && one.location.tier === tier);
        return set === undefined ? [] : [{ store, location: set.location }];
      }),
    );
    await mapLimited(places, AT_ONCE, ({ store, location }) => this.#manifest(store, location));
  }

  async #readFrom(
    places: readonly { store: Store; set: SurveyedSet }[],
  ): Promise<Omit<ReadDump, 'proven'> | undefined> {
    for (const { store, set } of places) {
      const manifest = await this.#manifest(store, set.location);
      if (manifest !== undefined) return { manifest, store, bytes: set.bytes };
    }
    return undefined;
  }

  #manifest(store: Store, location: SetLocation): Promise<Manifest | undefined> {
    const key = `${store.location}\n${objectKey(location, MANIFEST)}`;
    let manifest = this.#seen.get(key);
    if (manifest === undefined) {
      manifest = this.#load(store, location);
      this.#seen.set(key, manifest);
    }
    return manifest;
  }

  async #load(store: Store, location: SetLocation): Promise<Manifest | undefined> {
    try {
      return await readManifest(store, location);
    } catch (error) {
      // Pruned since it was listed.
      if (error instanceof StoreError && error.code === 'PBA-STORE-NOT-FOUND') return undefined;
      if (!(error instanceof IntegrityError) && !(error instanceof StoreError)) throw error;
      this.damaged.push({
        what: `Set ${location.id} (${location.tier}) in ${store.location}`,
        reason: error.message,
      });
      return undefined;
    }
  }
}
