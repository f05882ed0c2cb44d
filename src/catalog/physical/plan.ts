import type { PhysicalBackup, PhysicalType } from './physical.ts';

/** A base backup that is to be made, with the reason for its type. */
export interface PlannedBackup {
  readonly type: PhysicalType;
  readonly why: string;
}

export interface PhysicalIntervals {
  /** Milliseconds. */
  readonly fullEvery: number;
  readonly diffEvery: number;
}

const HOUR = 3_600_000;

/**
 * Which base backup one repository needs now; undefined: none is due. A daily job never starts on the second: a tenth of the
 * interval, at most two hours, counts as gone already.
 * @param asked a type that was asked for by name; undefined: what is due
 * @param backups of the present cluster in this repository, oldest first
 */
export function planBackup(
  now: number,
  backups: readonly PhysicalBackup[],
  { fullEvery, diffEvery }: PhysicalIntervals,
  asked: PhysicalType | undefined,
): PlannedBackup | undefined {
  const chain = backups.slice(
    Math.max(
      0,
      backups.findLastIndex(({ type }) => type === 'full'),
    ),
  );
  const [full] = chain;
  if (asked === 'full') return { type: 'full', why: 'asked for' };
  if (full?.type !== 'full') return { type: 'full', why: 'there is no full backup' };
  // The engine would build upon it, and call the result sound.
  const damaged = chain.find(({ damagedPages }) => damagedPages);
  if (damaged !== undefined) return { type: 'full', why: `${damaged.label} has damaged pages` };
  if (asked !== undefined) return { type: asked, why: 'asked for' };
  const age = (backup: PhysicalBackup): number => now - Date.parse(backup.startedAt);
  if (age(full) >= due(fullEvery)) return { type: 'full', why: `the last full backup is ${full.label}` };
  const base = chain.findLast(({ type }) => type !== 'incr') ?? full;
  if (age(base) >= due(diffEvery)) return { type: 'diff', why: `the last backup is ${base.label}` };
  return undefined;
}

function due(every: number): number {
  return every - Math.min(every / 10, 2 * HOUR);
}
