import type { Tier } from './keys.ts';

export interface RotationSet {
  readonly id: string;
  readonly tier: Tier;
}

export interface RotationProof {
  readonly set: string;
  readonly tier: Tier;
  /** RFC 3339 in UTC. */
  readonly at: string;
  readonly proven: boolean;
}

/**
 * Which set a restore test should take next, so that every tier is proven in turn and no proof grows old unseen:
 *
 * 1. While the newest set of some tier is unproven, the newest set of that tier among these whose last proof (of any
 *    of its sets) is longest ago; a tier that was never proven comes first, and of several the one with the newest set.
 * 2. When the newest set of every tier is proven, the set whose last proof is oldest.
 *
 * Testing always the newest set would, with daily backups and weekly tests, never look at a weekly or monthly one.
 * Undefined when there are no sets.
 */
export function chooseForTest<T extends RotationSet>(
  sets: readonly T[],
  proofs: readonly RotationProof[],
): T | undefined {
  const newestFirst = sets.toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const lastProof = (matches: (proof: RotationProof) => boolean): string =>
    proofs
      .filter((proof) => proof.proven && matches(proof))
      .map((proof) => proof.at)
      .toSorted()
      .at(-1) ?? '';
  const ofSet = (set: T): string => lastProof((proof) => proof.set === set.id && proof.tier === set.tier);

  const tiers = [...new Set(newestFirst.map((set) => set.tier))];
  const newest = tiers.flatMap((tier) => newestFirst.find((set) => set.tier === tier) ?? []);
  const unproven = newest.filter((set) => ofSet(set) === '');
  if (unproven.length > 0) return oldest(unproven, (set) => lastProof((proof) => proof.tier === set.tier));
  return oldest(
    newestFirst.filter((set) => ofSet(set) !== ''),
    ofSet,
  );
}

/** The first of those with the smallest time. */
function oldest<T>(items: readonly T[], time: (item: T) => string): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (best === undefined || time(item) < time(best) ? item : best),
    undefined,
  );
}
