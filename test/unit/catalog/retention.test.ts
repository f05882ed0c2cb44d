import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSetId, TIERS } from '../../../src/catalog/keys.ts';
import {
  planRetention,
  type RetentionLimits,
  type RetentionRule,
  type RetentionSet,
} from '../../../src/catalog/retention.ts';

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
  return planRetention(sets, [rule], NOW)
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
      [rule],
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
    expect(planRetention(sets.toReversed(), [rule], NOW).digest).toBe(
      planRetention(sets, [rule], NOW).digest,
    );
  });

  test('has another digest when one verdict is another', () => {
    const sets = [set(0, { proven: true }), set(1), set(2), set(40)];
    expect(planRetention(sets, [rule], NOW).digest).not.toBe(
      planRetention(sets, [{ ...rule, keepDays: 50 }], NOW).digest,
    );
  });

  test('plans every tier by its own rule', () => {
    const rules: RetentionRule[] = [rule, { tier: 'weekly', keepDays: 90, keepMinimum: 1 }];
    const ages = [0, 35, 80, 95, 100];
    const sets = (['daily', 'weekly', 'monthly'] as const).flatMap((tier) =>
      ages.map((age) => set(age, { tier, proven: age === 0 })),
    );
    const deleted = planRetention(sets, rules, NOW).entries.filter((entry) => entry.verdict === 'delete');
    const shown = deleted.map((entry) => `${entry.tier} ${(NOW - entry.snapshotAt) / DAY}`);
    expect(shown.sort()).toEqual(['daily 100', 'daily 95', 'weekly 100', 'weekly 95']);
  });

  test('counts the minimum per tier', () => {
    const sets = (['daily', 'weekly'] as const).flatMap((tier) =>
      [100, 101, 102, 103, 104].map((age) => set(age, { tier })),
    );
    const rules: RetentionRule[] = [rule, { tier: 'weekly', keepDays: 30, keepMinimum: 1 }];
    const { entries } = planRetention([...sets, set(1, { tier: 'manual', proven: true })], rules, NOW);
    const kept = (tier: string): number =>
      entries.filter((entry) => entry.tier === tier && entry.verdict === 'keep').length;
    expect([kept('daily'), kept('weekly')]).toEqual([3, 1]);
  });

  test('never deletes a copy of the newest dump, whatever its tier', () => {
    const rules: RetentionRule[] = [
      { ...rule, keepMinimum: 0 },
      { tier: 'weekly', keepDays: 30, keepMinimum: 0 },
    ];
    const newest = [set(40), set(40, { tier: 'weekly' })];
    const { entries } = planRetention([...newest, set(41, { proven: true })], rules, NOW);
    expect(entries.map((entry) => entry.verdict)).toEqual(['keep', 'keep', 'keep']);
  });

  test('deletes nothing while the newest proof is too old', () => {
    const sets = [...Array.from({ length: 40 }, (_, age) => set(age)), set(12.5, { proven: true })];
    const deleted = (proofMaxAgeMs: number): number =>
      planRetention(sets, [rule], NOW, { proofMaxAgeMs }).entries.filter(
        (entry) => entry.verdict === 'delete',
      ).length;
    expect(deleted(13 * DAY)).toBe(9);
    expect(deleted(12.5 * DAY)).toBe(9);
    expect(deleted(12 * DAY)).toBe(0);
    expect(
      planRetention(sets, [rule], NOW, { proofMaxAgeMs: DAY }).entries.map((entry) => entry.reason),
    ).toContain('the newest proven set is 12 days old; nothing is deleted until a newer one is proven');
  });

  test('keeps what has no sensible age', () => {
    const sets = [set(0, { proven: true }), set(1), set(2), set(3), set(4, { snapshotAt: Number.NaN })];
    expect(planRetention(sets, [rule], NOW).deleteBytes).toBe(0);
  });

  test('says why each set stays', () => {
    const rules: RetentionRule[] = [{ ...rule, keepMinimum: 2 }];
    const sets = [set(31), set(32), set(33), set(34, { proven: true }), set(35), set(36, { tier: 'weekly' })];
    expect(planRetention(sets, rules, NOW).entries.map((entry) => entry.reason)).toEqual([
      'the newest set is never deleted',
      'among the 2 newest of its tier',
      'nothing newer is proven',
      'the newest proven set is never deleted',
      `35 days old, limit 30; ${set(34).id} is newer and proven`,
      'tier weekly is not pruned in this run',
    ]);
    expect(planRetention([set(1)], rules, NOW).entries[0]?.reason).toBe('1 day old, kept for 30 days');
  });

  test('refuses two rules for one tier', () => {
    expect(() => planRetention([], [rule, rule], NOW)).toThrow('two rules for one tier');
  });
});

const anySet = fc
  .record({
    minutes: fc.integer({ min: 0, max: 400 * 24 * 60 }),
    tier: fc.constantFrom(...TIERS),
    lineage: fc.constantFrom('a', 'b'),
    proven: fc.boolean(),
    random: fc.integer({ min: 0, max: 0xffffff }),
    held: fc.constantFrom(undefined, undefined, undefined, 'on hold'),
  })
  .map(({ minutes, random, held, ...rest }): RetentionSet => {
    const snapshotAt = NOW - minutes * 60_000;
    return {
      id: makeSetId(new Date(snapshotAt), random.toString(16).padStart(6, '0')),
      snapshotAt,
      bytes: 1,
      ...rest,
      ...(held === undefined ? {} : { held }),
    };
  });

/** Sets of which some are copies of one dump in several tiers. */
const anyHistory = fc
  .array(
    fc.tuple(anySet, fc.uniqueArray(fc.record({ tier: fc.constantFrom(...TIERS), proven: fc.boolean() }))),
    {
      maxLength: 40,
    },
  )
  .map((dumps) => {
    const sets = dumps.flatMap(([one, copies]) => [one, ...copies.map((copy) => ({ ...one, ...copy }))]);
    return [...new Map(sets.map((one) => [keyOf(one), one])).values()];
  });

const anyRules = fc.uniqueArray(
  fc.record({
    tier: fc.constantFrom(...TIERS),
    keepDays: fc.integer({ min: 1, max: 300 }),
    keepMinimum: fc.integer({ min: 1, max: 10 }),
  }),
  { selector: (one) => one.tier },
);

const anyLimits = fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined });
const anyFloor = fc.integer({ min: 1, max: 5 });

function keyOf(one: { readonly lineage: string; readonly tier: string; readonly id: string }): string {
  return `${one.lineage} ${one.tier} ${one.id}`;
}

function limits(days: number | undefined): RetentionLimits {
  return days === undefined ? {} : { proofMaxAgeMs: days * DAY };
}

const HISTORIES = 10_000;

test(`whatever the history (${HISTORIES} of them), the floors hold`, { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(anyHistory, anyRules, anyLimits, anyFloor, (sets, rules, proofDays, keepProven) => {
      const plan = planRetention(sets, rules, NOW, { ...limits(proofDays), keepProven });
      expect(plan.entries.map(keyOf).sort()).toEqual(sets.map(keyOf).sort());
      const keptKeys = new Set(plan.entries.filter((entry) => entry.verdict === 'keep').map(keyOf));
      for (const lineage of ['a', 'b']) {
        const mine = sets.filter((one) => one.lineage === lineage);
        const kept = mine.filter((one) => keptKeys.has(keyOf(one)));
        const gone = mine.filter((one) => !keptKeys.has(keyOf(one)));
        const newest = (some: readonly RetentionSet[]): number =>
          Math.max(...some.map((one) => one.snapshotAt));
        if (mine.length > 0) expect(newest(kept)).toBe(newest(mine));
        const proven = mine.filter((one) => one.proven);
        if (proven.length > 0) expect(newest(kept.filter((one) => one.proven))).toBe(newest(proven));
        const dumps = (some: readonly RetentionSet[]): number => new Set(some.map((one) => one.id)).size;
        const provenKept = dumps(kept.filter((one) => one.proven));
        expect(provenKept).toBeGreaterThanOrEqual(Math.min(keepProven, dumps(proven)));
        for (const one of gone) {
          expect(one.held).toBeUndefined();
          const rule = rules.find((candidate) => candidate.tier === one.tier);
          if (rule === undefined) throw new Error(`${one.tier} has no rule, yet a set of it was deleted`);
          expect(NOW - one.snapshotAt).toBeGreaterThan(rule.keepDays * DAY);
          expect(kept.some((other) => other.proven && other.snapshotAt > one.snapshotAt)).toBe(true);
          const peers = kept.filter((other) => other.tier === one.tier && other.snapshotAt >= one.snapshotAt);
          expect(peers.length).toBeGreaterThanOrEqual(rule.keepMinimum);
          if (proofDays !== undefined) {
            expect(NOW - newest(proven)).toBeLessThanOrEqual(proofDays * DAY);
          }
        }
      }
    }),
    { numRuns: HISTORIES },
  );
});

test('nothing that the rules allow to go is kept', () => {
  fc.assert(
    fc.property(anyHistory, anyRules, (sets, rules) => {
      for (const entry of planRetention(sets, rules, NOW).entries) {
        const mine = sets.filter((one) => one.lineage === entry.lineage);
        const rule = rules.find((candidate) => candidate.tier === entry.tier);
        const newer = mine.filter((one) => one.tier === entry.tier && one.snapshotAt > entry.snapshotAt);
        const provenNewer = mine.some((one) => one.proven && one.snapshotAt > entry.snapshotAt);
        const mayGo =
          rule !== undefined &&
          NOW - entry.snapshotAt > rule.keepDays * DAY &&
          newer.length >= rule.keepMinimum &&
          provenNewer &&
          sets.find((one) => keyOf(one) === keyOf(entry))?.held === undefined;
        if (mayGo) expect(entry.verdict).toBe('delete');
      }
    }),
    { numRuns: 2000 },
  );
});

test('planning several tiers at once is planning each alone', () => {
  fc.assert(
    fc.property(anyHistory, anyRules, anyLimits, (sets, rules, proofDays) => {
      const deleted = (some: readonly RetentionRule[]): string[] =>
        planRetention(sets, some, NOW, limits(proofDays))
          .entries.filter((entry) => entry.verdict === 'delete')
          .map(keyOf);
      expect(deleted(rules).sort()).toEqual(rules.flatMap((rule) => deleted([rule])).sort());
    }),
    { numRuns: 1000 },
  );
});

test('the digest does not depend on the order of the listing', () => {
  fc.assert(
    fc.property(
      anyHistory.chain((sets) =>
        fc.tuple(fc.constant(sets), fc.shuffledSubarray(sets, { minLength: sets.length })),
      ),
      anyRules,
      ([sets, shuffled], rules) => {
        expect(planRetention(shuffled, rules, NOW).digest).toBe(planRetention(sets, rules, NOW).digest);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a plan of 100,000 sets takes time in proportion to their number', () => {
  const make = (count: number): RetentionSet[] =>
    Array.from({ length: count }, (_, index) =>
      set(index / 24, { id: `${index}`, proven: index % 100 === 0 }),
    );
  // Time of this process, not of the clock: other processes do not count.
  const seconds = (sets: readonly RetentionSet[]): number => {
    const from = process.cpuUsage();
    planRetention(sets, [rule], NOW);
    return process.cpuUsage(from).user / 1e6;
  };
  const [few, many] = [make(10_000), make(100_000)];
  seconds(few);
  const base = Math.max(0.02, Math.min(seconds(few), seconds(few)));
  // Ten times as many, and room for garbage collection; a plan in quadratic time would take a hundred times as long.
  expect(seconds(many)).toBeLessThan(base * 40);
});
