import type { EvidenceLine } from '../evidence-line.ts';
import { atRisk, broken, span } from '../status/finding.ts';
import type { RecoveryPoint } from '../status/objectives.ts';
import type { DatabaseStatus, StatusFinding } from '../status.ts';
import type { PhysicalBackup, PhysicalRecord, PhysicalRepo } from './physical.ts';

/** A database's status with what the newest record says of its cluster's physical backups. */
export interface WholeStatus extends DatabaseStatus {
  /** Undefined: there is no record. */
  readonly physical: PhysicalRecord | undefined;
  /** The newest test of a recovery to a moment. */
  readonly pitrTest: EvidenceLine | undefined;
}

/** What the policy asks for, in milliseconds. */
export interface PhysicalWanted {
  readonly fullEvery: number;
  /** How often a recovery has to be tested; the objective for restore tests counts for both kinds. */
  readonly testEvery: number;
}

/** As with sets: a schedule may start late; so much of the interval is only a risk yet. */
const GRACE = 0.25;
const HOUR = 3_600_000;

/**
 * Adds physical backups to the verdict.
 * @param records of both kinds, from every store; the newest tells what the repositories hold
 * @param wanted of the policy; undefined: it wants no physical backups, and none is missed
 * @param tests records of `restore-test` with `mode: pitr`; others are passed over
 */
export function withPhysical(
  status: DatabaseStatus,
  records: readonly PhysicalRecord[],
  now: number,
  wanted: PhysicalWanted | undefined,
  tests: readonly EvidenceLine[],
): WholeStatus {
  const newestFirst = records.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const physical = newestFirst[0];
  const pitrTest = tests
    .filter(({ kind }) => kind === 'pitr-test')
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
  if (wanted === undefined) return { ...status, physical, pitrTest };
  const wal = walPoint(
    newestFirst.find(({ kind }) => kind === 'wal'),
    now,
    status.rpo.objectiveMs,
  );
  const ran = newestFirst.find(({ kind }) => kind === 'physical-backup');
  const findings = [
    ...status.findings,
    ...wal.findings,
    ...physicalFindings(physical, ran, now, wanted.fullEvery),
    ...pitrFindings(pitrTest, now, wanted.testEvery),
  ].toSorted((a, b) => Number(b.severity === 'broken') - Number(a.severity === 'broken'));
  const rpo = { ...status.rpo, ...wal.rpo, basis: 'WAL' as const };
  return { ...status, rpo, findings, verdict: findings[0]?.severity ?? 'kept', physical, pitrTest };
}

/**
 * What would be lost by the WAL archive: what was not archived at the last look, and, since nobody has looked since, all that was
 * written after it.
 */
function walPoint(
  record: PhysicalRecord | undefined,
  now: number,
  objectiveMs: number,
): { rpo: Pick<RecoveryPoint, 'verdict' | 'achievedMs'>; findings: readonly StatusFinding[] } {
  const remedy = 'Look at the workflow or timer that runs `wal` with `mode: status`, and at what it says.';
  const lag = record?.wal?.lagSeconds ?? null;
  const achievedMs =
    record === undefined || lag === null ? undefined : now - Date.parse(record.at) + lag * 1000;
  const kept = achievedMs !== undefined && achievedMs <= objectiveMs && record?.reason === null;
  if (kept) return { rpo: { verdict: 'kept', achievedMs }, findings: [] };
  const minutes = (ms: number): string => `${Math.ceil(ms / 60_000)} minutes`;
  const what =
    record === undefined
      ? 'There is no record of WAL archiving.'
      : record.reason !== null
        ? `WAL archiving: ${record.reason}`
        : achievedMs === undefined
          ? 'No WAL was ever archived.'
          : `By the last look at WAL archiving up to ${minutes(achievedMs)} of changes would be lost; the RPO is ${minutes(objectiveMs)}.`;
  return { rpo: { verdict: 'broken', achievedMs }, findings: [{ severity: 'broken', what, remedy }] };
}

/** Whether recovery to a moment is tested, and succeeds: by the rules for restore tests of sets. */
function pitrFindings(last: EvidenceLine | undefined, now: number, testEvery: number): StatusFinding[] {
  const remedy = 'Run `restore-test` with `mode: pitr`, and look at why its workflow did not.';
  if (last === undefined) return [atRisk('Recovery to a moment was never tested.', remedy)];
  if (!last.good) {
    return [
      broken(
        `The last test of a recovery to a moment, on ${last.at.slice(0, 10)}, failed: ${last.what}`,
        'Mend what it says, and run `restore-test` with `mode: pitr` again.',
      ),
    ];
  }
  const age = now - Date.parse(last.at);
  if (age <= testEvery) return [];
  const what = `The last test of a recovery to a moment is ${span(age)} ago; one is due every ${span(testEvery)}.`;
  return [age > testEvery * 2 ? broken(what, remedy) : atRisk(what, remedy)];
}

/** The newest backup of a repository without damaged pages. */
export function newestSound({ backups }: PhysicalRepo): PhysicalBackup | undefined {
  return backups.findLast(({ damagedPages }) => !damagedPages);
}

function physicalFindings(
  newest: PhysicalRecord | undefined,
  ran: PhysicalRecord | undefined,
  now: number,
  fullEvery: number,
): StatusFinding[] {
  const remedy =
    'Look at the workflow with `kind: physical`: did it run, and what did it say? Run it by hand.';
  if (newest === undefined)
    return [{ severity: 'broken', what: 'There is no record of a physical backup.', remedy }];
  const failed: StatusFinding[] =
    ran === undefined || ran.reason === null
      ? []
      : [{ severity: 'broken', what: `The last physical backup failed: ${ran.reason}`, remedy }];
  return [...failed, ...newest.repos.flatMap((repo) => repoFindings(repo, now, fullEvery, remedy))];
}

function repoFindings(repo: PhysicalRepo, now: number, fullEvery: number, remedy: string): StatusFinding[] {
  const where = `Repository ${repo.repo} (${repo.location})`;
  if (repo.state !== 'ok')
    return [{ severity: 'broken', what: `${where}: ${repo.state}: ${repo.reason ?? ''}`, remedy }];
  const full = repo.backups.findLast(({ type, damagedPages }) => type === 'full' && !damagedPages);
  if (full === undefined)
    return [{ severity: 'broken', what: `${where} holds no sound full backup.`, remedy }];
  const age = now - Date.parse(full.startedAt);
  if (age <= fullEvery) return [];
  const what = `${where}: the newest full backup ${full.label} is ${Math.floor(age / HOUR)} hours old; one is due every ${Math.round(fullEvery / HOUR)} hours.`;
  return [{ severity: age > fullEvery * (1 + GRACE) ? 'broken' : 'at risk', what, remedy }];
}
