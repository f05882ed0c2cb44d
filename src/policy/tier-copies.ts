import type { Tier } from '../catalog/keys.ts';
import type {
  EffectiveDatabase,
  EffectivePolicy,
  EffectiveStore,
  EffectiveTier,
  Lock,
  Transition,
} from './effective-policy.ts';
import type { StorageClass } from './storage-classes.ts';
import { tierStores } from './tier-stores.ts';

/** Where a set of a tier belongs, and what is asked of that store; of a directory nothing but the set. */
export interface TierCopy {
  readonly store: EffectiveStore;
  /** Undefined: none is asked for. `classOfObject` has the exceptions within a set. */
  readonly storageClass: StorageClass | undefined;
  /** What a lifecycle rule of the bucket has to do. */
  readonly transition: Transition | undefined;
  readonly lock: Lock | undefined;
}

/** The copies that a set of this tier of this database has to have, in the order of `stores`; never none. */
export function copiesFor(
  policy: EffectivePolicy,
  tier: Tier,
  database: Pick<EffectiveDatabase, 'stores'>,
): TierCopy[] {
  const allowed = [...policy.stores].filter(([name]) => database.stores?.includes(name) ?? true);
  const rules = policy.tiers[tier];
  const names = tierStores(rules.stores, new Map(allowed));
  return allowed.filter(([name]) => names.includes(name)).map(([, store]) => copyIn(store, rules));
}

function copyIn(store: EffectiveStore, rules: EffectiveTier): TierCopy {
  if (store.kind === 'directory') {
    return { store, storageClass: undefined, transition: undefined, lock: undefined };
  }
  const amazon = isAmazon(store.endpoint);
  // STANDARD by default is what every service does when it is not asked for a class.
  const asks = rules.written.storageClass || (amazon && rules.storageClass !== 'STANDARD');
  return {
    store,
    storageClass: asks ? rules.storageClass : undefined,
    transition: rules.written.transition || amazon ? rules.transition : undefined,
    lock: store.objectLock ? rules.lock : undefined,
  };
}

/** Only Amazon is known to have Amazon's classes: Ceph, for one, refuses those it was not configured for. */
function isAmazon(endpoint: string | undefined): boolean {
  if (endpoint === undefined) return true;
  return URL.canParse(endpoint) && /(^|\.)amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);
}
