import type { Draft, Remarks } from './draft.ts';

/** Beyond it a segment that is handed over late, and one that is being stored, exceed the objective together. */
const PARTS = 3;
/** What pgBackRest numbers repositories up to. */
const MOST_REPOSITORIES = 4;

/** The longest `archive_timeout` with which the RPO can be kept, in whole seconds. */
export function archiveTimeoutLimit(rpoMs: number): number {
  return Math.max(1000, Math.floor(rpoMs / PARTS / 1000) * 1000);
}

/** Checks the repositories of the engine with each other and with the objectives. */
export function checkPhysical(draft: Draft, remarks: Remarks): void {
  const { physical } = draft;
  if (physical === undefined) return;
  const repositories = physical.repositories ?? [];
  if (repositories.length > MOST_REPOSITORIES)
    remarks.problem(
      'physical.repositories',
      `has ${repositories.length}; at most ${MOST_REPOSITORIES} are possible`,
    );
  const places = new Map<string, number>();
  repositories.forEach((repository, index) => {
    const path = `physical.repositories[${index}]`;
    checkPlace(repository, path, index, places, remarks);
    if (repository === undefined || repository.cipherSecret !== undefined) return;
    if (remarks.isWritten(`${path}.cipher-secret`)) return;
    if (draft.encryption?.required === true)
      remarks.problem(path, 'has no cipher-secret, but encryption.required is true');
    else if (repository.kind === 's3')
      remarks.warning(path, 'has no cipher-secret: whoever can read the bucket can read the database');
  });
  checkTimes(draft, remarks);
}

type DraftRepository = NonNullable<NonNullable<Draft['physical']>['repositories']>[number];

function checkPlace(
  repository: DraftRepository,
  path: string,
  index: number,
  places: Map<string, number>,
  remarks: Remarks,
): void {
  const where =
    repository?.kind === 's3'
      ? `${repository.s3?.endpoint?.replace(/\/+$/, '') ?? ''} ${repository.s3?.uri?.replace(/\/+$/, '') ?? ''}`
      : repository?.kind === 'directory'
        ? repository.directory?.replace(/\/+$/, '')
        : undefined;
  if (where === undefined || where.trim() === '') return;
  const first = places.get(where);
  if (first === undefined) places.set(where, index);
  else
    remarks.problem(path, `is the same place as repositories[${first}]; two repositories cannot share one`);
}

function checkTimes(draft: Draft, remarks: Remarks): void {
  const { archiveTimeout, fullEvery, diffEvery } = draft.physical ?? {};
  const rpo = draft.objectives?.rpo;
  if (
    rpo !== undefined &&
    archiveTimeout !== undefined &&
    archiveTimeout > archiveTimeoutLimit(rpo) &&
    remarks.isWritten('physical.archive-timeout')
  ) {
    remarks.problem(
      'physical.archive-timeout',
      `is more than a third of objectives.rpo (${rpo / 60_000} minutes), which could then not be kept`,
    );
  }
  if (fullEvery !== undefined && diffEvery !== undefined && diffEvery > fullEvery)
    remarks.problem('physical.diff-every', 'is longer than full-every, so it would never be due');
}
