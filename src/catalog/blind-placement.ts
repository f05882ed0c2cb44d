import { UserError } from '../errors.ts';
import { type Holding, isScheduled, type Placement, type WantedTier } from './placement.ts';
import { tierPeriod } from './tiers.ts';

export interface BlindStores {
  readonly now: Date;
  readonly asked: 'due' | 'by name';
  readonly held: readonly Holding[];
  /** What belongs into stores that can only be written to. */
  readonly wanted: readonly WantedTier[];
  /** The same tiers in the stores that can be looked at. */
  readonly readable: readonly WantedTier[];
  /** When the sets of scheduled tiers in stores that can be looked at were made. */
  readonly setTimes: readonly number[];
}

/**
 * Adds stores that can only be written to. What they hold is not known, so they get each set once, when it comes into being:
 *
 * - a tier that also belongs elsewhere goes there together with the set elsewhere, never to complete an older one;
 * - a tier that belongs nowhere else is due when no scheduled dump that can be seen falls into its period: the first dump of a
 *   period serves every tier that is due.
 *
 * A copy that fails there fails its run, and is not made up for by the next: the run says so, and `status` sees it.
 * @throws UserError PBA-INPUT when nothing can be looked at, and due tiers were asked for
 */
export function withBlindStores(placements: readonly Placement[], blind: BlindStores): Placement[] {
  const { now, asked, held, wanted, readable } = blind;
  if (wanted.length === 0) return [...placements];
  const seen = (tier: string): boolean => readable.some((one) => one.tier === tier && one.stores.length > 0);
  if (asked === 'due' && !readable.some((one) => one.stores.length > 0)) {
    throw new UserError('PBA-INPUT', 'Which tiers are due cannot be known: every store is write-only.', {
      hint: 'Name the tier (`tier: daily`), or add a store that can be read, such as a directory of the runner.',
    });
  }
  const joined = placements.map((placement) => {
    const there = wanted.find((one) => one.tier === placement.tier)?.stores ?? [];
    const isNew = !held.some((one) => one.tier === placement.tier && one.id === placement.id);
    return isNew ? { ...placement, stores: [...placement.stores, ...there] } : placement;
  });
  const alone = wanted
    .filter(({ tier }) => !seen(tier) && !joined.some((one) => one.tier === tier))
    .filter(({ tier }) => asked === 'by name' || isDue(tier, blind))
    .map(({ tier, stores }): Placement => ({ tier, id: undefined, stores }));
  return [...joined, ...alone];

  function isDue(tier: WantedTier['tier'], { setTimes }: BlindStores): boolean {
    if (!isScheduled(tier)) return true;
    const { start, end } = tierPeriod(tier, now.getTime());
    return !setTimes.some((time) => time >= start && time < end);
  }
}
