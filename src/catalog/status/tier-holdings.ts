import { TIERS, type Tier } from '../keys.ts';
import type { StoredSet } from '../status.ts';
import { SCHEDULED_TIERS, type ScheduledTier, tierPeriod } from '../tiers.ts';

/** What one store holds of one tier. */
export interface TierHolding {
  readonly tier: Tier;
  readonly store: string;
  readonly sets: number;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly oldest: number;
  readonly newest: number;
}

export interface NextDue {
  readonly tier: ScheduledTier;
  /** From when on the next backup makes this tier; in the past when it is due already. Milliseconds since 1970. */
  readonly at: number;
}

/** Sets and bytes per tier and store, in the order of the tiers. */
export function tierHoldings(stored: readonly StoredSet[]): TierHolding[] {
  const found = new Map<string, TierHolding>();
  for (const { tier, store, bytes, snapshotAt } of stored) {
    const key = JSON.stringify([tier, store]);
    const one = found.get(key);
    found.set(key, {
      tier,
      store,
      sets: (one?.sets ?? 0) + 1,
      bytes: (one?.bytes ?? 0) + bytes,
      oldest: Math.min(one?.oldest ?? snapshotAt, snapshotAt),
      newest: Math.max(one?.newest ?? snapshotAt, snapshotAt),
    });
  }
  const rank = (holding: TierHolding): number => TIERS.indexOf(holding.tier);
  return [...found.values()].sort(
    (a, b) => rank(a) - rank(b) || (a.store < b.store ? -1 : a.store > b.store ? 1 : 0),
  );
}

/** When each scheduled tier is due next: the start of this period while it has no set, else of the next one. */
export function nextDue(now: Date, stored: readonly Pick<StoredSet, 'tier' | 'snapshotAt'>[]): NextDue[] {
  return SCHEDULED_TIERS.map((tier) => {
    const { start, end } = tierPeriod(tier, now.getTime());
    const held = stored.some((set) => set.tier === tier && set.snapshotAt >= start && set.snapshotAt < end);
    return { tier, at: held ? end : start };
  });
}
