import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSetId, type Tier } from '../../../src/catalog/keys.ts';
import {
  type Holding,
  type Placement,
  planPlacements,
  type WantedTier,
} from '../../../src/catalog/placement.ts';
import { SCHEDULED_TIERS, tierPeriod } from '../../../src/catalog/tiers.ts';

const STORES = ['local', 'offsite'];
const BOTH = SCHEDULED_TIERS.map((tier) => ({
  tier,
  stores: tier === 'daily' ? STORES : ['offsite'],
}));
const id = (at: string, random = 'aaaaaa'): string => makeSetId(new Date(at), random);
const holding = (tier: Tier, store: string, at: string): Holding => ({
  store,
  tier,
  id: id(at),
  snapshotAt: Date.parse(at),
});
/** A Wednesday; the week began on Sunday the 22nd, the monthly period on Sunday the 1st. */
const NOW = new Date('2026-11-25T02:17:00Z');
const plan = (
  held: Holding[],
  asked: 'due' | 'by name' = 'due',
  wanted: readonly WantedTier[] = BOTH,
): Placement[] => planPlacements(NOW, wanted, held, asked);

describe('what a run that is asked for what is due has to do', () => {
  test('the first of all makes every tier with one dump', () => {
    expect(plan([])).toEqual([
      { tier: 'daily', id: undefined, stores: STORES },
      { tier: 'weekly', id: undefined, stores: ['offsite'] },
      { tier: 'monthly', id: undefined, stores: ['offsite'] },
    ]);
  });

  const kept = [
    holding('weekly', 'offsite', '2026-11-22T02:17:00Z'),
    holding('monthly', 'offsite', '2026-11-01T02:17:00Z'),
  ];
  const today = STORES.map((store) => holding('daily', store, '2026-11-25T02:00:00Z'));

  test('makes what the period has none of', () => {
    expect(plan(kept)).toEqual([{ tier: 'daily', id: undefined, stores: STORES }]);
    expect(plan([...kept, ...today])).toEqual([]);
  });

  test('completes a set where it is missing, without a dump', () => {
    expect(plan([...kept, ...today.slice(0, 1)])).toEqual([
      { tier: 'daily', id: id('2026-11-25T02:00:00Z'), stores: ['offsite'] },
    ]);
  });

  test('takes the dump of today for a tier that is missing', () => {
    expect(plan([...kept.slice(0, 1), ...today])).toEqual([
      { tier: 'monthly', id: id('2026-11-25T02:00:00Z'), stores: ['offsite'] },
    ]);
  });

  test('does not take the dump of yesterday', () => {
    const yesterday = STORES.map((store) => holding('daily', store, '2026-11-24T23:59:00Z'));
    expect(plan([...kept.slice(0, 1), ...yesterday]).map((one) => one.id)).toEqual([undefined, undefined]);
  });

  test('is content with an older complete set beside a newer incomplete one', () => {
    const newer = holding('daily', 'local', '2026-11-25T02:10:00Z');
    expect(plan([...kept, ...today, newer])).toEqual([]);
  });
});

describe('a tier that is asked for by name', () => {
  const daily: WantedTier[] = [{ tier: 'daily', stores: STORES }];
  const today = STORES.map((store) => holding('daily', store, '2026-11-25T02:00:00Z'));
  test('gets a new dump although it has a set', () =>
    expect(plan(today, 'by name', daily)).toEqual([{ tier: 'daily', id: undefined, stores: STORES }]));
  test('is completed when the set of today lacks a store', () =>
    expect(plan(today.slice(1), 'by name', daily)).toEqual([
      { tier: 'daily', id: id('2026-11-25T02:00:00Z'), stores: ['local'] },
    ]));
  test('does not complete what is older than today', () =>
    expect(
      plan([holding('weekly', 'local', '2026-11-22T02:17:00Z')], 'by name', [
        { tier: 'weekly', stores: STORES },
      ]),
    ).toEqual([{ tier: 'weekly', id: undefined, stores: STORES }]));
  test('never takes an earlier dump for a manual backup', () =>
    expect(
      plan([holding('manual', 'local', '2026-11-25T02:00:00Z')], 'by name', [
        { tier: 'manual', stores: STORES },
      ]),
    ).toEqual([{ tier: 'manual', id: undefined, stores: STORES }]));
});

test('over two years of late, missed, doubled and failing runs every period that had a run that could store has its set once, in all of its stores', () => {
  const start = Date.parse('2026-01-01T00:00:00Z');
  const runs = fc.array(
    fc.record({
      // Minutes since the run before: a double start, a night, a missed weekend.
      pause: fc.oneof(
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 600, max: 1800 }),
        fc.integer({ min: 3000, max: 9000 }),
      ),
      down: fc.constantFrom<readonly string[]>([], [], [], ['local'], ['offsite']),
    }),
    { minLength: 400, maxLength: 400 },
  );
  fc.assert(
    fc.property(runs, (steps) => {
      const held: Holding[] = [];
      let at = start;
      let dumps = 0;
      const served = new Map<string, boolean>();
      for (const { pause, down } of steps) {
        at += pause * 60_000;
        const now = new Date(at);
        const usable = BOTH.map(({ tier, stores }) => ({
          tier,
          stores: stores.filter((store) => !down.includes(store)),
        })).filter(({ stores }) => stores.length > 0);
        const visible = held.filter(({ store }) => !down.includes(store));
        const placements = planPlacements(now, usable, visible, 'due');
        const made = makeSetId(now, (++dumps % 0xffffff).toString(16).padStart(6, '0'));
        for (const { tier, id: known, stores } of placements)
          for (const store of stores) {
            const snapshotAt = held.find((one) => one.id === known)?.snapshotAt ?? at;
            held.push({ store, tier, id: known ?? made, snapshotAt });
          }
        for (const { tier } of usable) served.set(`${tier} ${tierPeriod(tier, at).start}`, down.length === 0);
      }
      for (const { tier, stores } of BOTH) {
        const periods = [...served].filter(([key]) => key.startsWith(`${tier} `));
        for (const [key, lastRunSound] of periods) {
          const { end } = tierPeriod(tier, Number(key.split(' ')[1]));
          const mine = held.filter(
            (one) => one.tier === tier && one.snapshotAt >= Number(key.split(' ')[1]) && one.snapshotAt < end,
          );
          expect(mine.length).toBeGreaterThan(0);
          const complete = [...new Set(mine.map((one) => one.id))].filter((one) =>
            stores.every((store) => mine.some((set) => set.id === one && set.store === store)),
          );
          if (lastRunSound) expect(complete.length).toBeGreaterThan(0);
          expect(new Set(mine.map((one) => `${one.store} ${one.id}`)).size).toBe(mine.length);
        }
      }
    }),
    { numRuns: 20 },
  );
});
