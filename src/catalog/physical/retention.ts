import type { PhysicalBackup, PhysicalRepo } from './physical.ts';

/** One base backup and what becomes of it, by the rule that the engine goes by. */
export interface PhysicalRetention {
  readonly repo: number;
  readonly backup: PhysicalBackup;
  /** `expires`: with the next `backup` of kind physical. */
  readonly verdict: 'keep' | 'expires';
  readonly reason: string;
}

const DAY = 24 * 3_600_000;

/**
 * Foretells what the engine removes (`retention-full-type=time`): full backups that are older than the newest one that is
 * itself past the limit, with all that build upon them; recovery to any moment within the limit needs that one.
 */
export function foretellExpiry(
  { repo, backups }: Pick<PhysicalRepo, 'repo' | 'backups'>,
  keepDays: number,
  now: number,
): PhysicalRetention[] {
  const past = (backup: PhysicalBackup): boolean => now - Date.parse(backup.stoppedAt) >= keepDays * DAY;
  const base = backups.findLast((backup) => backup.type === 'full' && past(backup));
  return backups.map((backup) => {
    if (base !== undefined && backup.label < base.label)
      return { repo, backup, verdict: 'expires', reason: `${base.label} covers ${keepDays} days` };
    if (backup === base)
      return {
        repo,
        backup,
        verdict: 'keep',
        reason: `the base of recovery ${keepDays} days back; WAL is kept from it on`,
      };
    return {
      repo,
      backup,
      verdict: 'keep',
      reason:
        backup === backups[0] ? 'the oldest; WAL is kept from it on' : 'builds upon the base, or is younger',
    };
  });
}
