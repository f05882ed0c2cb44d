import { TIERS, type Tier } from '../../catalog/keys.ts';
import type { WantedTier } from '../../catalog/placement.ts';
import { SCHEDULED_TIERS } from '../../catalog/tiers.ts';
import type { EffectiveDatabase, EffectivePolicy, EffectiveStore } from '../../policy/effective-policy.ts';
import { copiesFor, type TierCopy } from '../../policy/tier-copies.ts';
import type { Store } from '../../storage/store.ts';

/** Where sets of the wanted tiers belong. Stores are told apart by their names in the policy. */
export interface Destinations {
  readonly tiers: readonly Tier[];
  readonly asked: 'due' | 'by name';
  /** Every store that one of the tiers needs, in the policy's order. */
  readonly stores: readonly EffectiveStore[];
  /** What a tier asks of a store. */
  copyOf(tier: Tier, store: string): TierCopy | undefined;
}

/** @param asked `due`: the tiers that come round by the calendar */
export function destinationsOf(
  policy: EffectivePolicy,
  database: EffectiveDatabase,
  asked: Tier | 'due',
): Destinations {
  const tiers = asked === 'due' ? SCHEDULED_TIERS : TIERS.filter((tier) => tier === asked);
  const copies = new Map(tiers.map((tier) => [tier as Tier, copiesFor(policy, tier, database)]));
  const needed = [...copies.values()].flat();
  return {
    tiers,
    asked: asked === 'due' ? asked : 'by name',
    stores: [...policy.stores.values()].filter((store) => needed.some((copy) => copy.store === store)),
    copyOf: (tier, store) => copies.get(tier)?.find((copy) => copy.store.name === store),
  };
}

/** A store that was opened, and what the policy calls it. */
export interface OpenedStore {
  readonly name: string;
  /** Nothing there can be looked at. */
  readonly writeOnly: boolean;
  readonly store: Store;
}

/** The wanted tiers with those of their stores that can be used now. */
export function wantedTiers(destinations: Destinations, usable: readonly OpenedStore[]): WantedTier[] {
  return destinations.tiers.map((tier) => ({
    tier,
    stores: usable.map((one) => one.name).filter((name) => destinations.copyOf(tier, name) !== undefined),
  }));
}
