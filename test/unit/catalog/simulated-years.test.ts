import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeSetId, type Tier } from '../../../src/catalog/keys.ts';
import { planPlacements } from '../../../src/catalog/placement.ts';
import { planRetention, type RetentionSet } from '../../../src/catalog/retention.ts';
import { SCHEDULED_TIERS, tierPeriod } from '../../../src/catalog/tiers.ts';

const DAY = 86_400_000;
/** The runbook's table, which is the default of the policy. */
const KEEP: Readonly<Record<string, number>> = { daily: 30, weekly: 90, monthly: 365 };
const RULES = SCHEDULED_TIERS.map((tier) => ({ tier, keepDays: KEEP[tier] ?? 0, keepMinimum: 3 }));
const LIMITS = { proofMaxAgeMs: 14 * DAY, keepProven: 2 };
const WANTED = SCHEDULED_TIERS.map((tier) => ({ tier, stores: ['offsite'] }));
const START = Date.parse('2025-01-01T02:17:00Z');
const DAYS = 550;

interface Stored extends RetentionSet {
  readonly tier: Tier;
}

/** One night each: missed, run once, or run twice within minutes; the restore test of Sunday, missed or not; prune. */
const nights = fc.array(
  fc.record({
    schedule: fc.integer({ min: 0, max: 99 }).map((number) => (number < 30 ? 0 : number < 95 ? 1 : 2)),
    lateMinutes: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1300 })),
    tested: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
  }),
  { minLength: DAYS, maxLength: DAYS },
);

test(`in ${DAYS} days with 30 % missed and 5 % doubled runs the policy is kept`, { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(nights, (plan) => {
      let sets: Stored[] = [];
      const made: Stored[] = [];
      const deletedAt = new Map<string, number>();
      let counter = 0;
      plan.forEach((night, day) => {
        const midnight = START - (START % DAY) + day * DAY;
        let now = midnight + Math.min(DAY - 3_600_000, (137 + night.lateMinutes) * 60_000);
        for (let run = 0; run < night.schedule; run += 1) {
          now += 60_000;
          counter += 1;
          const id = makeSetId(new Date(now), (counter % 0xffffff).toString(16).padStart(6, '0'));
          const held = sets.map((set) => ({ ...set, store: 'offsite' }));
          for (const placement of planPlacements(new Date(now), WANTED, held, 'due')) {
            const source = sets.find((set) => set.id === placement.id);
            const set: Stored = {
              id: source?.id ?? id,
              tier: placement.tier,
              lineage: 'a',
              snapshotAt: source?.snapshotAt ?? now,
              bytes: 1,
              proven: source?.proven ?? false,
            };
            sets.push(set);
            made.push(set);
          }
        }
        const newest = sets.reduce<Stored | undefined>(
          (best, set) => (best === undefined || set.snapshotAt > best.snapshotAt ? set : best),
          undefined,
        );
        if (new Date(midnight).getUTCDay() === 0 && night.tested && newest !== undefined)
          sets = sets.map((set) => (set.id === newest.id ? { ...set, proven: true } : set));
        const verdicts = planRetention(sets, RULES, now, LIMITS).entries;
        const gone = new Set(
          verdicts.filter((one) => one.verdict === 'delete').map((one) => `${one.tier} ${one.id}`),
        );
        for (const key of gone) deletedAt.set(key, now);
        sets = sets.filter((set) => !gone.has(`${set.tier} ${set.id}`));
        // Whatever happened, the last good backup is there.
        if (made.some((set) => deletedAt.has(`${set.tier} ${set.id}`)))
          expect(sets.some((set) => set.proven)).toBe(true);
      });
      const end = midnightOf(START) + DAYS * DAY;
      for (const set of made) {
        const at = deletedAt.get(`${set.tier} ${set.id}`);
        // Nothing went early.
        if (at !== undefined) expect(at - set.snapshotAt).toBeGreaterThan((KEEP[set.tier] ?? 0) * DAY);
      }
      for (const tier of SCHEDULED_TIERS) {
        const starts = made
          .filter((set) => set.tier === tier)
          .map((set) => tierPeriod(tier, set.snapshotAt).start);
        // One set a period, however often it ran.
        expect(new Set(starts).size).toBe(starts.length);
        // Nothing stays for long: three for the floor, and what restore tests that were missed kept back.
        const late = sets.filter(
          (set) => set.tier === tier && end - set.snapshotAt > ((KEEP[tier] ?? 0) + 45) * DAY,
        );
        expect(late.length).toBeLessThanOrEqual(3);
      }
    }),
    { numRuns: 25 },
  );
});

function midnightOf(time: number): number {
  return time - (time % DAY);
}
