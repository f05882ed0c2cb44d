import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSetId, TIERS, type Tier } from '../../../src/catalog/keys.ts';
import { chooseForTest, type RotationProof, type RotationSet } from '../../../src/catalog/rotation.ts';

const set = (day: number, tier: Tier): RotationSet => ({
  id: makeSetId(new Date(Date.UTC(2026, 0, day)), '000000'),
  tier,
});
const proof = (one: RotationSet, day: number, proven = true): RotationProof => ({
  set: one.id,
  tier: one.tier,
  at: new Date(Date.UTC(2026, 0, day)).toISOString(),
  proven,
});

describe('the next set to test', () => {
  const daily = set(10, 'daily');
  const older = set(9, 'daily');
  const weekly = set(7, 'weekly');
  const monthly = set(4, 'monthly');
  const all = [older, monthly, daily, weekly];

  test('is the newest while nothing is proven', () => expect(chooseForTest(all, [])).toBe(daily));
  test('is of the next tier when the daily one is proven', () =>
    expect(chooseForTest(all, [proof(daily, 10)])).toBe(weekly));
  test('is of a tier never proven before the newest of a tier that was', () => {
    expect(chooseForTest([...all, set(11, 'daily')], [proof(daily, 10)])).toBe(weekly);
  });
  test('is the one with the oldest proof when all newest are proven', () => {
    expect(
      chooseForTest([daily, weekly, monthly], [proof(daily, 12), proof(weekly, 11), proof(monthly, 13)]),
    ).toBe(weekly);
  });
  test('does not take a failed test for a proof', () =>
    expect(chooseForTest(all, [proof(daily, 10, false)])).toBe(daily));
  test('is none in an empty store', () => expect(chooseForTest([], [])).toBeUndefined());
});

test('with a new daily set before every weekly test, every tier is proven again and again', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...TIERS), { minLength: 1 }),
      fc.integer({ min: 10, max: 40 }),
      (tiers, weeks) => {
        const sets: RotationSet[] = [];
        const proofs: RotationProof[] = [];
        const last = new Map<Tier, number>();
        for (let week = 0; week < weeks; week += 1) {
          for (const [index, tier] of tiers.entries())
            if (week % (index + 1) === 0) sets.push(set(1 + week * 7 + index, tier));
          const chosen = chooseForTest(sets, proofs);
          if (chosen === undefined) throw new Error('nothing was chosen');
          proofs.push(proof(chosen, 8 + week * 7));
          last.set(chosen.tier, week);
          for (const tier of tiers)
            expect(week - (last.get(tier) ?? -1)).toBeLessThanOrEqual(tiers.length + 1);
        }
      },
    ),
  );
});
