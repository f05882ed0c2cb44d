import type { PhysicalBackup, PhysicalRecord, PhysicalRepo } from './physical.ts';
import type { DatabaseStatus, StatusFinding } from './status.ts';

/** A database's status with what the newest record says of its cluster's physical backups. */
export interface WholeStatus extends DatabaseStatus {
  /** Undefined: there is no record. */
  readonly physical: PhysicalRecord | undefined;
}

/** As with sets: a schedule may start late; so much of the interval is only a risk yet. */
const GRACE = 0.25;
const HOUR = 3_600_000;

/**
 * Adds physical backups to the verdict.
 * @param records of both kinds, from every store; the newest tells what the repositories hold
 * @param fullEvery of the policy, in milliseconds; undefined: the policy wants no physical backups, and none is missed
 */
export function withPhysical(
  status: DatabaseStatus,
  records: readonly PhysicalRecord[],
  now: number,
  fullEvery: number | undefined,
): WholeStatus {
  const newestFirst = records.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const physical = newestFirst[0];
  if (fullEvery === undefined) return { ...status, physical };
  const ran = newestFirst.find(({ kind }) => kind === 'physical-backup');
  const findings = [...status.findings, ...physicalFindings(physical, ran, now, fullEvery)].toSorted(
    (a, b) => Number(b.severity === 'broken') - Number(a.severity === 'broken'),
  );
  return { ...status, findings, verdict: findings[0]?.severity ?? 'kept', physical };
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
