import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProofRecord } from '../../../src/catalog/evidence.ts';
import type { EvidenceLine } from '../../../src/catalog/evidence-line.ts';
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
    seconds: 300,
    databaseBytes: 1,
    lineage: '1/ticketz/full',
    serverMajor: 15,
    schemaSha256: 'ab',
    migration: 'Flyway 42',
    runUrl: null,
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

/** `sets` are both what is stored and what was read of it. */
type Changes = Partial<StatusFacts> & { readonly sets?: readonly StatusSet[] };
const OBJECTIVES = { rpo: HOUR, rpoWritten: false, backupEvery: DAY, restoreTestEvery: 7 * DAY, rto: HOUR };

const judge = ({ sets = [set(3)], ...changes }: Changes = {}) =>
  judgeStatus({
    now: NOW,
    stored: sets,
    dumps: sets,
    remains: [],
    proofs: [proof(2)],
    records: [],
    holds: [],
    objectives: OBJECTIVES,
    hasPhysical: false,
    dailyKeepDays: 30,
    storesOf: () => ['offsite'],
    encryptionRequired: false,
    unlocked: [],
    tables: [],
    damaged: [],
    unreachable: [],
    ...changes,
  });
const verdicts = (changes: Changes): string[] => [
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
  const rows = (values: readonly number[], scale = 1000): StatusSet[] =>
    values.map((value, index) => set(3 + index * 24, { rows: value * scale }));
  const before = [100, 104, 98, 101, 103, 99];

  test.each([
    ['far fewer rows', 40, '-60 % rows'],
    ['rows that a fixed threshold of one half would miss', 80, '-20 % rows'],
    ['far more rows', 900, '% rows'],
  ])('is worth a look with %s', (_what, newest, says) => {
    expect(verdicts({ sets: rows([newest, ...before]) })[1]).toContain(says);
  });

  test('says so of bytes as well', () => {
    const sets = before.map((bytes, index) => set(27 + index * 24, { bytes: bytes * 1e6 }));
    expect(verdicts({ sets: [set(3, { bytes: 9e8 }), ...sets] })[1]).toContain('% bytes');
  });

  test('is none when it is within what is usual', () => {
    expect(verdicts({ sets: rows([94, ...before]) })).toEqual(['kept']);
    expect(verdicts({ sets: rows([600, 10, 400, 90, 800, 30, 250]) })).toEqual(['kept']);
    expect(verdicts({ sets: rows([3, 9, 10, 10, 10, 10, 10], 1) })).toEqual(['kept']);
  });

  test('is none when the database grows steadily, as it did before', () => {
    const growing = Array.from({ length: 30 }, (_, index) => 1000 - index * 25);
    expect(verdicts({ sets: rows(growing) })).toEqual(['kept']);
    // No growth for a day is nothing; a fall to where it was two weeks ago is something.
    expect(verdicts({ sets: rows([975, ...growing.slice(1)]) })).toEqual(['kept']);
    expect(verdicts({ sets: rows([600, ...growing.slice(1)]) })[1]).toContain('% rows');
  });

  test('is not judged without a history', () =>
    expect(verdicts({ sets: rows([1, ...before.slice(0, 4)]) })).toEqual(['kept']));

  test('is not measured against those of another cluster', () => {
    const sets = [
      set(3, { rows: 5_000 }),
      ...rows(before).map((one) => ({ ...one, lineage: '2/ticketz/full' })),
    ];
    expect(verdicts({ sets })).toEqual(['kept']);
    expect(judge({ sets }).notes.join()).toContain('another cluster');
  });

  test('that took far longer is told; one that was faster is not', () => {
    const usual = [300, 310, 290, 305, 320, 295].map((seconds, index) => set(27 + index * 24, { seconds }));
    expect(verdicts({ sets: [set(3, { seconds: 1500 }), ...usual] })[1]).toContain('1500 seconds');
    expect(verdicts({ sets: [set(3, { seconds: 20 }), ...usual] })).toEqual(['kept']);
  });
});

describe('a schema that changed', () => {
  const changed = (migration: string | null) =>
    judge({ sets: [set(3, { schemaSha256: 'cd', migration }), set(27)] });

  test('without a migration is a risk', () =>
    expect(changed('Flyway 42').findings[0]?.what).toContain('but the migrations did not'));
  test('with one is news, and so is one in a database without migrations', () => {
    expect(changed('Flyway 43').verdict).toBe('kept');
    expect(changed('Flyway 43').notes.join()).toContain('Flyway 42 to Flyway 43');
    expect(changed(null).notes.join()).toContain('no migration tool');
  });
  test('with a new major version is none: digests are not comparable', () => {
    const { findings, notes } = judge({ sets: [set(3, { schemaSha256: 'cd', serverMajor: 16 }), set(27)] });
    expect([...findings, ...notes.filter((note) => note.includes('schema'))]).toEqual([]);
  });
});

describe('how much would be lost', () => {
  const hourly = { ...OBJECTIVES, rpo: 2 * HOUR, rpoWritten: true, backupEvery: HOUR };

  test('is the age of the newest set; the default is out of reach of dumps and is told, not held against them', () => {
    const { rpo, notes, verdict } = judge();
    expect(rpo).toMatchObject({ verdict: 'not judged', achievedMs: 3 * HOUR, basis: 'dumps' });
    expect(notes.join()).toContain(
      'no physical backups, so the RPO equals the backup interval: up to 24 hours',
    );
    expect(verdict).toBe('kept');
  });
  test('is broken where somebody wrote down what dumps cannot keep', () => {
    const { rpo, findings } = judge({ objectives: { ...OBJECTIVES, rpoWritten: true } });
    expect(rpo.verdict).toBe('broken');
    expect(findings[0]?.what).toContain('out of reach');
  });
  test('is judged by the objective where dumps can keep it', () => {
    expect(judge({ sets: [set(1)], objectives: hourly }).rpo.verdict).toBe('kept');
    expect(judge({ sets: [set(3)], objectives: hourly }).rpo.verdict).toBe('broken');
  });
  test('counts the longest gap of late, as far back as daily sets are kept', () => {
    const sets = [set(3), set(27), set(3 + 4 * 24)];
    expect(judge({ sets }).rpo.worstMs).toBe(72 * HOUR);
    expect(judge({ sets, dailyKeepDays: 2 }).rpo.worstMs).toBe(24 * HOUR);
  });
});

describe('how long it would take', () => {
  test('is what the newest restore took, and the forecast for the newest set', () => {
    const sets = [set(3, { databaseBytes: 10 })];
    const proofs = [proof(1, { time: { databaseBytes: 1, seconds: 600 } })];
    expect(judge({ sets, proofs })).toMatchObject({
      verdict: 'at risk',
      rto: { verdict: 'at risk', achievedSeconds: 600, forecastSeconds: 6000 },
    });
  });
  test('is not known without a restore', () =>
    expect(judge({ proofs: [] }).rto).toMatchObject({ verdict: 'not judged', achievedSeconds: undefined }));
});

test('tells when each tier is due', () => {
  const { due, nextDue } = judge({ sets: [set(3)] });
  expect(due).toEqual(['weekly', 'monthly']);
  expect(nextDue.map(({ tier, at }) => [tier, new Date(at).toISOString().slice(0, 10)])).toEqual([
    ['daily', '2026-11-23'],
    ['weekly', '2026-11-22'],
    ['monthly', '2026-11-01'],
  ]);
});

test('counts sets and bytes by tier and store, and remains only once a backup cannot be uploading them any more', () => {
  const remains = (hours: number) => ({
    id: makeSetId(new Date(NOW.getTime() - hours * HOUR), 'aaaaaa'),
    tier: 'daily' as const,
    store: 'offsite',
    since: NOW.getTime() - hours * HOUR,
    bytes: 5,
  });
  const found = judge({
    sets: [set(3), set(27), set(3, { store: 'local' })],
    remains: [remains(2), remains(30)],
  });
  expect(found.tiers.map(({ tier, store, sets, bytes }) => [tier, store, sets, bytes])).toEqual([
    ['daily', 'local', 1, 1000],
    ['daily', 'offsite', 2, 2000],
  ]);
  expect(found.remains).toHaveLength(1);
});

test.each([
  [
    'a lock that is missing',
    { unlocked: [{ id: 'x', tier: 'daily', store: 'offsite' }] },
    'broken',
    'not locked',
  ],
  ['a damaged manifest', { damaged: [{ what: 'Set x', reason: 'torn' }] }, 'broken', 'torn'],
  [
    'a failed verification',
    { records: [line('verify', { good: false, what: '1 set: a bit fell over' })] },
    'broken',
    'a bit fell over',
  ],
  [
    'an emptied table',
    { tables: [{ table: 'public.orders', rows: '5000', since: 'x', verdict: 'emptied' }] },
    'at risk',
    'public.orders (emptied, 5000 rows in set x)',
  ],
] as const)('%s is a finding', (_what, changes, verdict, says) => {
  const [found, ...whats] = verdicts(changes);
  expect(found).toBe(verdict);
  expect(whats.join()).toContain(says);
});

test('encryption that went missing is a finding even where no policy asks for it', () =>
  expect(verdicts({ sets: [set(3), set(27, { encrypted: true })] })[1]).toContain('the one before it was'));

function line(kind: string, changes: Partial<EvidenceLine> = {}): EvidenceLine {
  return {
    kind,
    at: NOW.toISOString(),
    what: '',
    verdict: '',
    good: true,
    actor: null,
    runUrl: null,
    workflow: null,
    ...changes,
  };
}

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
