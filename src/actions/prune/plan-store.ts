import { createHash } from 'node:crypto';
import type { ProofRecord } from '../../catalog/evidence.ts';
import { MANIFEST, objectKey, setIdTime } from '../../catalog/keys.ts';
import { lineageOf, type Manifest, storedBytes } from '../../catalog/manifest.ts';
import {
  type PrunePlan,
  planRetention,
  type RetentionLimits,
  type RetentionRule,
  type RetentionSet,
} from '../../catalog/retention.ts';
import { mapLimited } from '../../concurrency.ts';
import { readHolds } from '../../sets/leases.ts';
import { isProven } from '../../sets/proofs.ts';
import { readManifest } from '../../sets/read-sets.ts';
import { listVersionedSets, type VersionedSet } from '../../sets/versioned-sets.ts';
import type { Store } from '../../storage/store.ts';

/** What is to be done with one database in one store. */
export interface StorePlan {
  readonly store: Store;
  readonly database: string;
  readonly plan: PrunePlan;
  /** The sets that the plan deletes. */
  readonly doomed: readonly VersionedSet[];
  /** Why they go, by `tier/id`. */
  readonly reasons: ReadonlyMap<string, string>;
  /** Remains of runs that never committed, old enough to be swept. */
  readonly remains: readonly VersionedSet[];
  /** Sets that a delete marker hides: somebody deleted them, their bytes are still there. */
  readonly hidden: readonly VersionedSet[];
  /** Keys that are none of ours: held. */
  readonly unknown: readonly string[];
}

export interface PlanOptions {
  readonly rules: readonly RetentionRule[];
  readonly limits: RetentionLimits;
  readonly proofs: readonly ProofRecord[];
  readonly now: Date;
}

const MANIFESTS_AT_ONCE = 8;
/** Uncommitted objects of younger runs may belong to a backup that is still uploading. */
export const SWEEP_AFTER_MS = 24 * 3_600_000;

/** Reads the catalog and plans. Nothing is written. */
export async function planStore(store: Store, database: string, options: PlanOptions): Promise<StorePlan> {
  const now = options.now.getTime();
  const { sets, unknown } = await listVersionedSets(store, database);
  const committed = sets.filter((set) => set.state === 'committed');
  const holds = await readHolds(store, database);
  const planned = await mapLimited(committed, MANIFESTS_AT_ONCE, async (set): Promise<RetentionSet> => {
    const manifest = await readManifest(store, set.location);
    const hold = holds.get(manifest.id);
    return {
      ...retentionSet(manifest, isProven(manifest, options.proofs)),
      ...(hold === undefined ? {} : { held: `on hold by ${hold.who}: ${hold.reason}` }),
    };
  });
  const plan = await withLocks(store, database, planned, options);
  const doomed = plan.entries.filter(({ verdict }) => verdict === 'delete');
  const reasons = new Map(doomed.map(({ id, tier, reason }) => [`${tier}/${id}`, reason]));
  return {
    store,
    database,
    plan,
    doomed: committed.filter(({ location: { id, tier } }) => reasons.has(`${tier}/${id}`)),
    reasons,
    remains: sets.filter((set) => set.state === 'remains' && isOld(set, now)),
    hidden: sets.filter((set) => set.state === 'hidden'),
    unknown,
  };
}

/** Only the sets that would go are asked for their locks: each costs requests. */
async function withLocks(
  store: Store,
  database: string,
  sets: readonly RetentionSet[],
  { rules, limits, now }: PlanOptions,
): Promise<PrunePlan> {
  const first = planRetention(sets, rules, now.getTime(), limits);
  const doomed = first.entries.filter((entry) => entry.verdict === 'delete');
  const locked = new Map<string, string>();
  await mapLimited(doomed, MANIFESTS_AT_ONCE, async ({ id, tier }) => {
    const { lock, legalHold } = await store.protection(objectKey({ database, tier, id }, MANIFEST));
    if (legalHold) locked.set(`${tier}/${id}`, 'on legal hold in the store');
    else if (lock !== undefined && lock.until > now)
      locked.set(`${tier}/${id}`, `locked (${lock.mode}) until ${lock.until.toISOString().slice(0, 10)}`);
  });
  if (locked.size === 0) return first;
  const known = sets.map((set) => {
    const held = locked.get(`${set.tier}/${set.id}`);
    return held === undefined ? set : { ...set, held };
  });
  return planRetention(known, rules, now.getTime(), limits);
}

/** One digest over all plans of a run. */
export function digestOf(plans: readonly StorePlan[]): string {
  const hash = createHash('sha256');
  for (const { store, database, plan } of plans)
    hash.update(JSON.stringify([store.location, database, plan.digest]));
  return hash.digest('hex');
}

function retentionSet(manifest: Manifest, proven: boolean): RetentionSet {
  return {
    id: manifest.id,
    tier: manifest.tier,
    lineage: lineageOf(manifest),
    snapshotAt: Date.parse(manifest.snapshotAt),
    bytes: storedBytes(manifest),
    proven,
  };
}

/** By the time in its id, and by the store's clock where it tells: a slow upload goes on after its snapshot. */
function isOld(set: VersionedSet, now: number): boolean {
  const made = setIdTime(set.location.id)?.getTime();
  const last = Math.max(made ?? now, set.modified?.getTime() ?? 0);
  return now - last > SWEEP_AFTER_MS;
}
