import type { ProofRecord } from '../evidence.ts';
import { forecastRestore } from '../rto.ts';
import type { StatusFacts, StatusFinding } from '../status.ts';
import { atRisk, broken, span } from './finding.ts';

/** `not judged`: there is nothing to judge it by, or nobody asked for it. */
export type ObjectiveVerdict = 'kept' | 'at risk' | 'broken' | 'not judged';

/** How much would be lost. Milliseconds. */
export interface RecoveryPoint {
  readonly verdict: ObjectiveVerdict;
  readonly objectiveMs: number;
  /** If the database were lost now; undefined: everything. */
  readonly achievedMs: number | undefined;
  /** The longest time without a set in the last 30 days, or as long as daily sets are kept. */
  readonly worstMs: number | undefined;
  /** What it rests on. */
  readonly basis: 'dumps' | 'WAL';
}

/** How long it would take. Seconds. */
export interface RecoveryTime {
  readonly verdict: ObjectiveVerdict;
  readonly objectiveSeconds: number;
  /** What the newest complete restore took. */
  readonly achievedSeconds: number | undefined;
  /** What restoring the newest set would take, by the last restores. */
  readonly forecastSeconds: number | undefined;
}

export interface Judged<T> {
  readonly value: T;
  readonly findings: readonly StatusFinding[];
  readonly notes: readonly string[];
}

const DAY = 86_400_000;
const WINDOW_DAYS = 30;

/**
 * What a dump does not hold is lost. So dumps alone have an RPO of the time since the newest one; an objective below
 * `backup-every` is out of their reach, and is broken where somebody wrote it down.
 */
export function recoveryPoint({
  now,
  stored,
  objectives,
  dailyKeepDays,
  hasPhysical,
}: StatusFacts): Judged<RecoveryPoint> {
  const { rpo: objectiveMs, rpoWritten, backupEvery } = objectives;
  const times = [...new Set(stored.map((set) => set.snapshotAt))].sort((a, b) => a - b);
  const newest = times.at(-1);
  const achievedMs = newest === undefined ? undefined : now.getTime() - newest;
  const since = now.getTime() - Math.min(WINDOW_DAYS, dailyKeepDays) * DAY;
  const worstMs = longestGap(times, since, now.getTime());
  const value = { objectiveMs, achievedMs, worstMs, basis: 'dumps' as const };
  if (hasPhysical) return { value: { ...value, verdict: 'not judged' }, findings: [], notes: [] };
  const reachable = objectiveMs >= backupEvery;
  const honest = `There are no physical backups, so the RPO equals the backup interval: up to ${span(backupEvery)} can be lost.`;
  if (!reachable && !rpoWritten) {
    return { value: { ...value, verdict: 'not judged' }, findings: [], notes: [honest] };
  }
  if (!reachable) {
    const finding = broken(
      `An RPO of ${span(objectiveMs)} is out of reach of dumps every ${span(backupEvery)}.`,
      'Set up physical backups with WAL archiving, or write the RPO that dumps can keep into the policy.',
    );
    return { value: { ...value, verdict: 'broken' }, findings: [finding], notes: [honest] };
  }
  const kept = achievedMs !== undefined && achievedMs <= objectiveMs;
  // Without a set, and with one that is too old by `backup-every`, it has been said already.
  const said = achievedMs === undefined || objectiveMs <= backupEvery;
  const finding = broken(
    `If the database were lost now, ${span(achievedMs ?? 0)} of changes would be lost; the RPO is ${span(objectiveMs)}.`,
    'Make a backup now, and find out why the last ones are missing.',
  );
  return {
    value: { ...value, verdict: kept ? 'kept' : 'broken' },
    findings: kept || said ? [] : [finding],
    notes: [honest],
  };
}

/** Between sets from `since` on; that before the first of them does not count, for it is not known. */
function longestGap(times: readonly number[], since: number, now: number): number | undefined {
  const points = [...times.filter((time) => time >= since), now];
  if (points.length < 2) return undefined;
  return points.reduce((longest, time, index) => Math.max(longest, time - (points[index - 1] ?? time)), 0);
}

/** By the newest restore that came to its end, and by what the newest set would take. */
export function recoveryTime(
  objectiveMs: number,
  databaseBytes: number | undefined,
  newestFirst: readonly ProofRecord[],
): Judged<RecoveryTime> {
  const history = newestFirst.flatMap((proof) => proof.time ?? []);
  const achievedSeconds = history[0]?.seconds;
  const forecastSeconds =
    databaseBytes === undefined ? undefined : forecastRestore(databaseBytes, history)?.seconds;
  const value = { objectiveSeconds: objectiveMs / 1000, achievedSeconds, forecastSeconds };
  if (achievedSeconds === undefined) {
    return {
      value: { ...value, verdict: 'not judged' },
      findings: [],
      notes: ['No restore ever came to its end, so nobody knows how long one takes.'],
    };
  }
  const remedy = 'More jobs, a faster disk or a nearer store; the evidence tells which phase takes what.';
  if (achievedSeconds * 1000 > objectiveMs) {
    const what = `The last restore took ${span(achievedSeconds * 1000)}; the objective is ${span(objectiveMs)}.`;
    return { value: { ...value, verdict: 'broken' }, findings: [broken(what, remedy)], notes: [] };
  }
  if ((forecastSeconds ?? 0) * 1000 > objectiveMs) {
    const what = `Restoring the newest set would take ${span((forecastSeconds ?? 0) * 1000)} by the last restores; the objective is ${span(objectiveMs)}.`;
    return { value: { ...value, verdict: 'at risk' }, findings: [atRisk(what, remedy)], notes: [] };
  }
  return { value: { ...value, verdict: 'kept' }, findings: [], notes: [] };
}
