import type { PlannedBackup } from '../../catalog/physical/plan.ts';
import { IntegrityError, type PbaError, StoreError } from '../../errors.ts';
import type { ReadRepo } from '../shared/engine/read-repos.ts';

/** What one repository got, before it is read again. */
export interface Attempt {
  readonly planned: PlannedBackup | undefined;
  readonly label: string | undefined;
  readonly warnings: readonly string[];
  readonly seconds: number;
  readonly failure: PbaError | undefined;
}

/** The repository itself is well, but WAL goes to all repositories or to none, and a base backup ends with WAL. */
export function notTried({ repo, location }: ReadRepo, dead: PbaError): PbaError {
  return new StoreError(
    'PBA-WAL-STUCK',
    `Repository ${repo} (${location}) got no backup: it could not end while archiving stands still. ${dead.message}`,
    dead.hint === undefined ? {} : { hint: dead.hint },
  );
}

/** The engine exits with 0 also when pages were damaged: what it lists afterwards decides. */
export function judgeAttempt(repo: ReadRepo, tried: Attempt | undefined): PbaError | undefined {
  if (tried?.failure !== undefined || tried?.label === undefined) return tried?.failure;
  const where = `repository ${repo.repo} (${repo.location})`;
  const made = repo.backups.find(({ label }) => label === tried.label);
  if (made === undefined) {
    return new StoreError(
      'PBA-REPO-DAMAGED',
      `The engine says that it made ${tried.label}, and ${where} does not list it${repo.reason === null ? '' : `: ${repo.reason}`}.`,
      { hint: 'Look at the repository and at the log of the engine; the backup cannot be relied on.' },
    );
  }
  const pages = tried.warnings.filter((text) => /checksum/.test(text)).map((text) => text.split('\n')[0]);
  if (made.damagedPages || pages.length > 0) {
    return new IntegrityError(
      'PBA-BACKUP-PAGES',
      `Damaged pages were copied into ${made.label} in ${where}: ${pages.slice(0, 3).join('; ') || 'the engine marks the backup as such'}.`,
      {
        hint: 'The files of the live cluster are damaged. Nothing was expired: recover the page from an older backup, look at the disk, and take a full backup then.',
      },
    );
  }
  return undefined;
}

/** What was there before the engine expired, and is there no longer. */
export function removedFrom(
  before: ReadRepo | undefined,
  after: ReadRepo,
): { readonly removed: readonly string[]; readonly removedWal: number } {
  if (before?.listing === undefined || after.listing === undefined) return { removed: [], removedWal: 0 };
  const { segments } = after.listing;
  const left = new Set(after.backups.map(({ label }) => label));
  return {
    removed: before.backups.map(({ label }) => label).filter((label) => !left.has(label)),
    removedWal: [...before.listing.segments.keys()].filter((name) => !segments.has(name)).length,
  };
}
