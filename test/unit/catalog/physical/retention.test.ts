import { describe, expect, test } from 'vitest';
import { type EvidenceLine, readRecord } from '../../../../src/catalog/evidence-line.ts';
import type { PhysicalBackup, PhysicalRecord } from '../../../../src/catalog/physical/physical.ts';
import { foretellExpiry } from '../../../../src/catalog/physical/retention.ts';
import { withPhysical } from '../../../../src/catalog/physical/status.ts';
import type { PitrEvidence } from '../../../../src/catalog/recovery/pitr-evidence.ts';
import type { DatabaseStatus } from '../../../../src/catalog/status.ts';

const DAY = 24 * 3_600_000;
const WANTED = { fullEvery: 7 * DAY, testEvery: 7 * DAY };
const NOW = Date.parse('2026-11-25T03:00:00Z');

function made(type: PhysicalBackup['type'], daysAgo: number, damagedPages = false): PhysicalBackup {
  const at = new Date(NOW - daysAgo * DAY).toISOString();
  return {
    label: `${at.replaceAll('-', '').slice(0, 8)}-000000${type === 'full' ? 'F' : 'F_D'}`,
    type,
    prior: null,
    startedAt: at,
    stoppedAt: at,
    startLsn: '0/1',
    stopLsn: '0/2',
    startWal: '000000010000000000000001',
    stopWal: '000000010000000000000001',
    databaseBytes: 1,
    storedBytes: 1,
    damagedPages,
  };
}

/** A record of `restore-test` with `mode: pitr`, as it is read from a store. */
function tested(daysAgo: number, over: Partial<PitrEvidence> = {}): EvidenceLine {
  const record = {
    kind: 'pitr-test',
    at: new Date(NOW - daysAgo * DAY).toISOString(),
    stanza: 'main',
    backup: '20261124-000000F',
    verdict: 'proven',
    reason: null,
    rpo: { objectiveSeconds: 900, achievedSeconds: 1.9 },
    ...over,
  };
  return readRecord(JSON.stringify(record), 'a/evidence/pitr-test/x.json').line;
}

describe('what the engine will expire', () => {
  const verdicts = (...backups: PhysicalBackup[]): string =>
    foretellExpiry({ repo: 1, backups }, 30, NOW)
      .map(({ verdict }) => verdict)
      .join(' ');

  test('nothing while none but the oldest is past the limit', () => {
    expect(verdicts(made('full', 33), made('diff', 32), made('full', 26))).toBe('keep keep keep');
  });
  test('all before the newest full one that is past the limit', () => {
    expect(verdicts(made('full', 40), made('diff', 39), made('full', 33), made('diff', 29))).toBe(
      'expires expires keep keep',
    );
  });
  test('never the only one, however old', () => {
    expect(verdicts(made('full', 400))).toBe('keep');
  });
});

describe('physical backups in the status', () => {
  const kept: DatabaseStatus = {
    verdict: 'kept',
    findings: [],
    newest: undefined,
    newestProven: undefined,
    provenAt: undefined,
    restoreSeconds: undefined,
    due: [],
    notes: [],
    rpo: {
      verdict: 'not judged',
      objectiveMs: 900_000,
      achievedMs: undefined,
      worstMs: undefined,
      basis: 'dumps',
    },
    rto: {
      verdict: 'not judged',
      objectiveSeconds: 0,
      achievedSeconds: undefined,
      forecastSeconds: undefined,
    },
    nextDue: [],
    tiers: [],
    trends: { bytes: undefined, rows: undefined, seconds: undefined },
    holds: [],
    remains: [],
    last: { restoreTest: undefined, verify: undefined, prune: undefined },
    tests: { proven: 0, failed: 0, last: undefined, grade: undefined },
  };
  const record = (
    backups: readonly PhysicalBackup[],
    over: Partial<PhysicalRecord> = {},
    state: PhysicalRecord['repos'][number]['state'] = 'ok',
  ): PhysicalRecord => ({
    evidenceVersion: 1,
    kind: 'physical-backup',
    id: 'x',
    at: new Date(NOW).toISOString(),
    database: 'a',
    stanza: 'main',
    systemIdentifier: '1',
    serverVersion: '15.18',
    engineVersion: '2.45',
    repos: [
      {
        repo: 1,
        kind: 'directory',
        location: '/repo',
        state,
        reason: null,
        encrypted: true,
        backups,
        gaps: [],
        recoverable: [],
        recoverableFrom: null,
        recoverableUntil: null,
      },
    ],
    wal: null,
    made: [],
    reason: null,
    run: {} as PhysicalRecord['run'],
    ...over,
  });
  /** A look at archiving so many minutes ago, by which 30 s would be lost. */
  const look = (minutes: number, over: Partial<PhysicalRecord> = {}): PhysicalRecord =>
    record([made('full', 1)], {
      kind: 'wal',
      at: new Date(NOW - minutes * 60_000).toISOString(),
      wal: { lagSeconds: 30 } as PhysicalRecord['wal'],
      ...over,
    });
  const verdict = (records: PhysicalRecord[]): string =>
    withPhysical(
      kept,
      records.some(({ kind }) => kind === 'wal') ? records : [...records, look(1)],
      NOW,
      WANTED,
      [tested(1)],
    ).verdict;

  test('a fresh full backup is all right; a late one a risk first, then broken', () => {
    expect(verdict([record([made('full', 6)])])).toBe('kept');
    expect(verdict([record([made('full', 8), made('diff', 1)])])).toBe('at risk');
    expect(verdict([record([made('full', 9)])])).toBe('broken');
  });
  test('no record, a failed run, damaged pages and a dead repository are broken', () => {
    expect(withPhysical(kept, [], NOW, WANTED, [tested(1)]).verdict).toBe('broken');
    expect(verdict([record([made('full', 1)], { reason: 'PBA-BACKUP-PAGES: x' })])).toBe('broken');
    expect(verdict([record([made('full', 1, true)])])).toBe('broken');
    expect(verdict([record([made('full', 1)], {}, 'failed')])).toBe('broken');
  });
  test('a record of archiving is newer, and the failed backup before it still counts', () => {
    const failed = record([], { reason: 'PBA-X: x', at: new Date(NOW - DAY).toISOString() });
    const wal = look(0);
    expect(verdict([wal, failed])).toBe('broken');
    expect(verdict([wal])).toBe('kept');
  });
  test('the recovery point is that of the WAL: the lag, and the time since somebody looked', () => {
    const backup = record([made('full', 1)]);
    const judged = (minutes: number, over: Partial<PhysicalRecord> = {}) =>
      withPhysical(kept, [backup, look(minutes, over)], NOW, WANTED, [tested(1)]);
    expect(judged(10)).toMatchObject({
      verdict: 'kept',
      rpo: { verdict: 'kept', achievedMs: 630_000, basis: 'WAL' },
    });
    expect(judged(15)).toMatchObject({ verdict: 'broken', rpo: { verdict: 'broken' } });
    expect(judged(15).findings[0]?.what).toContain(
      'up to 16 minutes of changes would be lost; the RPO is 15 minutes',
    );
    expect(judged(1, { reason: 'PBA-RPO-BROKEN: stuck' }).verdict).toBe('broken');
    expect(withPhysical(kept, [backup], NOW, WANTED, [tested(1)]).findings[0]?.what).toBe(
      'There is no record of WAL archiving.',
    );
  });
  describe('the newest test of a recovery', () => {
    const judged = (...tests: EvidenceLine[]) => {
      const { verdict, findings, pitrTest } = withPhysical(kept, [look(1)], NOW, WANTED, tests);
      return { verdict, what: findings[0]?.what, pitrTest };
    };
    const failed = { verdict: 'failed', reason: 'PBA-WAL-GAP: a hole', backup: null } as const;

    test('is a risk when it is missing or late, and broken when it is twice as late', () => {
      expect(judged()).toMatchObject({ verdict: 'at risk', what: 'Recovery to a moment was never tested.' });
      expect(judged(tested(7)).verdict).toBe('kept');
      expect(judged(tested(8))).toMatchObject({
        verdict: 'at risk',
        what: 'The last test of a recovery to a moment is 8 days ago; one is due every 7 days.',
      });
      expect(judged(tested(15)).verdict).toBe('broken');
    });
    test('is broken when it failed, also after one that passed, until one passes again', () => {
      expect(judged(tested(2), tested(1, failed))).toMatchObject({
        verdict: 'broken',
        what: 'The last test of a recovery to a moment, on 2026-11-24, failed: stanza main, achieved RPO 1.9 s: PBA-WAL-GAP: a hole',
      });
      expect(judged(tested(2, failed), tested(1)).verdict).toBe('kept');
    });
    test('tells what would have been lost; tests of sets are none of it', () => {
      expect(judged(tested(1)).pitrTest?.what).toBe('from base backup 20261124-000000F, achieved RPO 1.9 s');
      expect(judged({ ...tested(1), kind: 'restore-test' }).verdict).toBe('at risk');
    });
  });
  test('without the section in the policy nothing is missed', () => {
    expect(withPhysical(kept, [], NOW, undefined, []).verdict).toBe('kept');
  });
});
