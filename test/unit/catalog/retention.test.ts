import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSetId, TIERS } from '../../../src/catalog/keys.ts';
import { planRetention, type RetentionSet } from '../../../src/catalog/retention.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-22T05:00:00Z');
const rule = { tier: 'daily', keepDays: 30, keepMinimum: 3 } as const;

function set(daysOld: number, changes: Partial<RetentionSet> = {}): RetentionSet {
  const snapshotAt = NOW - daysOld * DAY;
  return {
    id: makeSetId(new Date(snapshotAt), '000000'),
    tier: 'daily',
    lineage: 'a',
    snapshotAt,
    bytes: 10,
    proven: false,
    ...changes,
  };
}

function deletedDays(sets: readonly RetentionSet[]): number[] {
  return planRetention(sets, rule, NOW)
    .entries.filter((entry) => entry.verdict === 'delete')
    .map((entry) => (NOW - entry.snapshotAt) / DAY)
    .sort((a, b) => a - b);
}

describe('retention', () => {
  test('deletes what is too old once something newer is proven', () => {
    const sets = Array.from({ length: 40 }, (_, index) => set(index, { proven: index === 2 }));
    expect(deletedDays(sets)).toEqual([31, 32, 33, 34, 35, 36, 37, 38, 39]);
  });

  test('keeps a set that is exactly as old as the limit', () => {
    expect(deletedDays([set(0, { proven: true }), set(1), set(2), set(30), set(30.001)])).toEqual([30.001]);
  });

  test('deletes nothing while nothing is proven', () => {
    const plan = planRetention(
      Array.from({ length: 60 }, (_, index) => set(index)),
      rule,
      NOW,
    );
    expect(plan.entries.every((entry) => entry.verdict === 'keep')).toBe(true);
    expect(plan.entries.at(-1)?.reason).toContain('no set of this lineage is proven');
  });

  test('keeps the newest proven set however old it is, and all that is newer', () => {
    const sets = [
      set(35),
      set(36),
      set(37),
      set(38),
      set(90, { proven: true }),
      set(91),
      set(92, { proven: true }),
    ];
    expect(deletedDays(sets)).toEqual([91, 92]);
  });

  test('keeps the minimum when the schedule stood still', () => {
    const sets = [set(100, { proven: true }), set(101), set(102), set(103), set(104)];
    expect(deletedDays(sets)).toEqual([103, 104]);
  });

  test('counts a proven set of another tier as proof, and never deletes it', () => {
    const sets = [
      set(1, { tier: 'weekly', proven: true }),
      set(2),
      set(3),
      set(4),
      set(40),
      set(400, { tier: 'monthly' }),
    ];
    expect(deletedDays(sets)).toEqual([40]);
  });

  test('never looks across lineages', () => {
    const sets = [set(1, { lineage: 'new', proven: true }), ...[40, 41, 42, 43, 44].map((age) => set(age))];
    expect(deletedDays(sets)).toEqual([]);
  });

  test('plans the same, with the same digest, whatever the order of the listing', () => {
    const sets = Array.from({ length: 40 }, (_, index) => set(index, { proven: index % 7 === 0 }));
    expect(planRetention(sets.toReversed(), rule, NOW).digest).toBe(planRetention(sets, rule, NOW).digest);
  });

  test('has another digest when one verdict is another', () => {
    const sets = [set(0, { proven: true }), set(1), set(2), set(40)];
    expect(planRetention(sets, rule, NOW).digest).not.toBe(
      planRetention(sets, { ...rule, keepDays: 50 }, NOW).digest,
    );
  });
});

const anySet = fc
  .record({
    minutes: fc.integer({ min: 0, max: 400 * 24 * 60 }),
    tier: fc.constantFrom(...TIERS),
    lineage: fc.constantFrom('a', 'b'),
    proven: fc.boolean(),
    random: fc.integer({ min: 0, max: 0xffffff }),
  })
  .map(({ minutes, random, ...rest }): RetentionSet => {
    const snapshotAt = NOW - minutes * 60_000;
    return {
      id: makeSetId(new Date(snapshotAt), random.toString(16).padStart(6, '0')),
      snapshotAt,
      bytes: 1,
      ...rest,
    };
  });

test('whatever the history, the floors hold', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anySet, { selector: (one) => one.id, maxLength: 60 }),
      fc.record({
        tier: fc.constantFrom(...TIERS),
        keepDays: fc.integer({ min: 1, max: 300 }),
        keepMinimum: fc.integer({ min: 1, max: 10 }),
      }),
      (sets, anyRule) => {
        const plan = planRetention(sets, anyRule, NOW);
        expect(plan.entries.map((entry) => entry.id).sort()).toEqual(sets.map((one) => one.id).sort());
        for (const lineage of ['a', 'b']) {
          const mine = sets.filter((one) => one.lineage === lineage);
          const kept = mine.filter((one) =>
            plan.entries.some((entry) => entry.id === one.id && entry.verdict === 'keep'),
          );
          const gone = mine.filter((one) => !kept.includes(one));
          const newest = (some: readonly RetentionSet[]): number =>
            Math.max(...some.map((one) => one.snapshotAt));
          if (mine.length > 0) expect(newest(kept)).toBe(newest(mine));
          const proven = mine.filter((one) => one.proven);
          if (proven.length > 0) expect(newest(kept.filter((one) => one.proven))).toBe(newest(proven));
          for (const one of gone) {
            expect(one.tier).toBe(anyRule.tier);
            expect(NOW - one.snapshotAt).toBeGreaterThan(anyRule.keepDays * DAY);
            expect(kept.some((other) => other.proven && other.snapshotAt > one.snapshotAt)).toBe(true);
          }
          if (gone.length > 0)
            expect(kept.filter((one) => one.tier === anyRule.tier).length).toBeGreaterThanOrEqual(
              anyRule.keepMinimum,
            );
        }
      },
    ),
    { numRuns: 3000 },
  );
});
