import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProofRecord } from '../../../src/catalog/evidence.ts';
import { makeSetId, type Tier } from '../../../src/catalog/keys.ts';
import { judgeStatus, type StatusFacts, type StatusSet } from '../../../src/catalog/status.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = new Date('2026-11-22T05:00:00Z');

function set(hoursOld: number, changes: Partial<StatusSet> = {}): StatusSet {
  const snapshotAt = NOW.getTime() - hoursOld * HOUR;
  return {
    id: makeSetId(new Date(snapshotAt), 'abcdef'),
    tier: 'daily',
    store: 'offsite',
    snapshotAt,
    bytes: 1000,
    rows: 100,
    proven: true,
    encrypted: false,
    ...changes,
  };
}

function proof(daysAgo: number, changes: Partial<ProofRecord> = {}): ProofRecord {
  return {
    set: '20261101T000000Z-abcdef',
    tier: 'daily',
    dumpSha256: '',
    at: new Date(NOW.getTime() - daysAgo * DAY).toISOString(),
    proven: true,
    grade: 'full',
    time: { databaseBytes: 1, seconds: 600 },
    ...changes,
  };
}

const judge = (changes: Partial<StatusFacts> = {}) =>
  judgeStatus({
    now: NOW,
    sets: [set(3)],
    proofs: [proof(2)],
    objectives: { backupEvery: DAY, restoreTestEvery: 7 * DAY, rto: HOUR },
    storesOf: () => ['offsite'],
    encryptionRequired: false,
    unreachable: [],
    ...changes,
  });
const verdicts = (changes: Partial<StatusFacts>): string[] => [
  judge(changes).verdict,
  ...judge(changes).findings.map((one) => one.what),
];

describe('the objectives', () => {
  test('are kept by a young set and a recent proof', () => expect(verdicts({})).toEqual(['kept']));

  test.each([
    ['no set', { sets: [], proofs: [] }, 'broken', 'no set at all'],
    ['a set that is a little late', { sets: [set(26)] }, 'at risk', '26 hours old'],
    ['a set that is far too late', { sets: [set(31)] }, 'broken', '31 hours old'],
    ['no restore test ever', { proofs: [] }, 'at risk', 'ever restored'],
    ['a late restore test', { proofs: [proof(8)] }, 'at risk', '8 days ago'],
    ['a very late restore test', { proofs: [proof(15)] }, 'broken', '15 days ago'],
    ['a failed restore test', { proofs: [proof(1, { proven: false }), proof(2)] }, 'broken', 'failed'],
    [
      'a slow restore',
      { proofs: [proof(1, { time: { databaseBytes: 1, seconds: 5400 } })] },
      'broken',
      '90 minutes',
    ],
    ['a store that lacks it', { storesOf: () => ['offsite', 'local'] }, 'broken', 'not in local'],
    ['a store that cannot be read', { unreachable: [{ store: 'local', reason: 'gone' }] }, 'broken', 'gone'],
    ['no encryption', { encryptionRequired: true }, 'broken', 'not encrypted'],
  ] as const)('with %s are %s', (_what, changes, verdict, says) => {
    const [found, ...whats] = verdicts(changes);
    expect(found).toBe(verdict);
    expect(whats.join()).toContain(says);
  });

  test('a store that cannot be read is not said to lack the set, too', () => {
    const found = verdicts({
      storesOf: () => ['offsite', 'local'],
      unreachable: [{ store: 'local', reason: 'gone' }],
    });
    expect(found).toHaveLength(2);
  });

  test('sets by hand may be where somebody wanted them', () => {
    const storesOf = (tier: Tier): string[] => (tier === 'manual' ? ['offsite', 'local'] : ['offsite']);
    expect(verdicts({ sets: [set(3), set(2, { tier: 'manual' })], storesOf })).toEqual(['kept']);
  });

  test('what is broken comes first', () => {
    const { findings } = judge({ proofs: [], sets: [set(40)] });
    expect(findings.map((one) => one.severity)).toEqual(['broken', 'at risk']);
  });
});

describe('a set of another size', () => {
  const before = [100, 104, 98, 101, 103, 99].map((rows, index) => set(27 + index * 24, { rows }));
  test('is worth a look', () => {
    expect(verdicts({ sets: [set(3, { rows: 40 }), ...before] })[1]).toContain('-60 % rows');
    expect(verdicts({ sets: [set(3, { bytes: 9000 }), ...before] })[1]).toContain('+800 % bytes');
  });
  test('is none when it is within what is usual', () => {
    expect(verdicts({ sets: [set(3, { rows: 60 }), ...before] })).toEqual(['kept']);
    const wild = [10, 400, 90, 800, 30, 250].map((rows, index) => set(27 + index * 24, { rows }));
    expect(verdicts({ sets: [set(3, { rows: 600 }), ...wild] })).toEqual(['kept']);
  });
  test('is not judged without a history', () =>
    expect(verdicts({ sets: [set(3, { rows: 1 }), ...before.slice(0, 4)] })).toEqual(['kept']));
});

test('copies of one dump in several stores and tiers are one dump', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('weekly' as const, 'monthly' as const), { maxLength: 4 }),
      (tiers) => {
        const sets = [set(3), ...tiers.map((tier) => set(3, { tier, rows: 100 }))];
        expect(judge({ sets }).verdict).toBe('kept');
      },
    ),
  );
});
