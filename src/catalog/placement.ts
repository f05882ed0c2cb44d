import type { Tier } from './keys.ts';
import { SCHEDULED_TIERS, type ScheduledTier, tierPeriod } from './tiers.ts';

/** One committed set in one store that answers the request of this run: same lineage, content and encryption. */
export interface Holding {
  readonly store: string;
  readonly tier: Tier;
  readonly id: string;
  /** Milliseconds since 1970 of the snapshot. */
  readonly snapshotAt: number;
}

/** A tier, and the stores (of those that can be reached) that have to hold its sets. */
export interface WantedTier {
  readonly tier: Tier;
  readonly stores: readonly string[];
}

/** A set that has to come into being: the dump with this id, or, without one, the dump this run makes. */
export interface Placement {
  readonly tier: Tier;
  readonly id: string | undefined;
  readonly stores: readonly string[];
}

/**
 * What a run has to do so that every wanted tier has its set in all of its stores, with at most one dump:
 *
 * - a tier whose period (see `tierPeriod`) has a set that is complete needs nothing;
 * - one whose newest set of the period lacks stores is completed there, without a dump;
 * - one without a set takes the newest dump of this UTC day of any scheduled tier, if an earlier run made one, else the dump
 *   that this run makes.
 *
 * A tier that is asked for by name always gets a new dump, unless the newest set of today lacks stores: then an earlier run
 * failed, and this one completes it. `manual` and `pre-migration` mean the state of now: they always need a dump.
 */
export function planPlacements(
  now: Date,
  wanted: readonly WantedTier[],
  held: readonly Holding[],
  asked: 'due' | 'by name',
): Placement[] {
  const today = tierPeriod('daily', now.getTime());
  const newestFirst = held.toSorted((a, b) => (a.id < b.id ? 1 : a.id > b.id ? -1 : 0));
  const ofToday = newestFirst.find(
    (one) => isScheduled(one.tier) && one.snapshotAt >= today.start && one.snapshotAt < today.end,
  );
  return wanted.flatMap(({ tier, stores }): Placement[] => {
    if (!isScheduled(tier)) return [{ tier, id: undefined, stores }];
    const { start, end } = tierPeriod(tier, now.getTime());
    const mine = newestFirst.filter(
      (one) => one.tier === tier && one.snapshotAt >= start && one.snapshotAt < end,
    );
    const lacking = (id: string): string[] =>
      stores.filter((store) => !mine.some((one) => one.id === id && one.store === store));
    const ids = [...new Set(mine.map((one) => one.id))];
    const [newest] = ids;
    if (asked === 'by name') {
      const unfinished = newest !== undefined && newest === ofToday?.id ? lacking(newest) : [];
      return [
        unfinished.length > 0 ? { tier, id: newest, stores: unfinished } : { tier, id: undefined, stores },
      ];
    }
    if (ids.some((id) => lacking(id).length === 0)) return [];
    if (newest !== undefined) return [{ tier, id: newest, stores: lacking(newest) }];
    return [{ tier, id: ofToday?.id, stores }];
  });
}

/** When a tier is due again: the end of its period. */
export function nextDue(now: Date, tier: ScheduledTier): Date {
  return new Date(tierPeriod(tier, now.getTime()).end);
}

export function isScheduled(tier: Tier): tier is ScheduledTier {
  return (SCHEDULED_TIERS as readonly Tier[]).includes(tier);
}
