import type { Tier } from './keys.ts';

/** Tiers that come round by the calendar. `manual` and `pre-migration` are asked for by name and never due. */
export const SCHEDULED_TIERS = ['daily', 'weekly', 'monthly'] as const satisfies readonly Tier[];
export type ScheduledTier = (typeof SCHEDULED_TIERS)[number];

/** Of a committed set, what decides which tiers are still due. */
export interface HeldSet {
  readonly tier: Tier;
  /** Milliseconds since 1970 of the snapshot, from the manifest. */
  readonly snapshotAt: number;
}

/** From `start` (included) to `end` (not included), milliseconds since 1970. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

const DAY = 86_400_000;

/**
 * The tiers that a backup taken now is for, in the order of `TIERS`; empty when none is due. A tier is due when the
 * period that `now` lies in (see `tierPeriod`) has no set of it yet: so the first run of a UTC day makes `daily`, the
 * first run on or after Sunday `weekly`, the first run on or after the first Sunday of the month `monthly`, however
 * late it comes; a second run in the same period makes nothing, and a missed period is never made up for.
 *
 * The first run of all makes all three.
 *
 * @param held sets of ONE lineage that are where their tier wants them; what is not complete has to be left out
 */
export function tiersDue(now: Date, held: readonly HeldSet[]): ScheduledTier[] {
  return SCHEDULED_TIERS.filter((tier) => {
    const { start, end } = tierPeriod(tier, now.getTime());
    return !held.some((set) => set.tier === tier && set.snapshotAt >= start && set.snapshotAt < end);
  });
}

/**
 * The period of a tier that a moment lies in. All in UTC: a runner that is moved, or a government that abolishes daylight
 * saving, changes nothing.
 *
 * - `daily`: midnight to midnight
 * - `weekly`: Sunday 00:00 to the next Sunday
 * - `monthly`: 00:00 of the first Sunday of a month to that of the next month, 28 or 35 days. The days of a month before
 *   its first Sunday belong to the period of the month before; in them `monthly` is due only when that whole period has
 *   none yet, and its set does not count for the period that starts on the Sunday.
 *
 * Every monthly period starts where a weekly one does, so one dump serves all three tiers on a first Sunday.
 */
export function tierPeriod(tier: ScheduledTier, at: number): Period {
  const midnight = Math.floor(at / DAY) * DAY;
  if (tier === 'daily') return { start: midnight, end: midnight + DAY };
  if (tier === 'weekly') {
    const start = midnight - new Date(midnight).getUTCDay() * DAY;
    return { start, end: start + 7 * DAY };
  }
  const date = new Date(midnight);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const first = firstSunday(year, month);
  return at < first
    ? { start: firstSunday(year, month - 1), end: first }
    : { start: first, end: firstSunday(year, month + 1) };
}

/** 00:00 UTC of the first Sunday; months below 0 and above 11 are those of the years around. */
function firstSunday(year: number, month: number): number {
  const first = Date.UTC(year, month, 1);
  return first + ((7 - new Date(first).getUTCDay()) % 7) * DAY;
}
