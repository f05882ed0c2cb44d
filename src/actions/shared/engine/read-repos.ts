import type { RepoInfo } from '../../../catalog/physical/info.ts';
import type { PhysicalRepo, RepoState } from '../../../catalog/physical/physical.ts';
import { type Continuity, continuityOf, type WalListing } from '../../../catalog/wal/archive.ts';
import { DEFAULT_SEGMENT_BYTES, type WalSegment } from '../../../catalog/wal/segment.ts';
import { PbaError } from '../../../errors.ts';
import { info, listWal } from '../../../pgbackrest/commands.ts';
import type { Engine } from '../../../pgbackrest/engine.ts';
import type { PhysicalPolicy } from './open.ts';
import { repositoryLocation } from './settings.ts';

/** One repository as it was read, with the WAL that it holds of the present cluster. */
export interface ReadRepo extends PhysicalRepo {
  readonly listing: WalListing | undefined;
}

export interface ClusterIdentity {
  readonly systemIdentifier: string;
  readonly segmentBytes: number;
  /** The last segment that the server takes for archived. */
  readonly lastArchived?: WalSegment | undefined;
}

/**
 * Reads what every repository holds, backups and WAL. A repository that cannot be read has that as its state; it does not
 * keep the others from being read.
 * @param cluster undefined: there is no server to compare with, and the stanza's present cluster is meant
 */
export async function readRepos(
  engine: Engine,
  physical: PhysicalPolicy,
  cluster: ClusterIdentity | undefined,
): Promise<ReadRepo[]> {
  const stanza = await info(engine);
  const repos: ReadRepo[] = [];
  for (const [index, repository] of physical.repositories.entries()) {
    const common = {
      repo: index + 1,
      kind: repository.kind,
      location: repositoryLocation(repository),
      encrypted: repository.cipherSecret !== undefined,
    };
    const found = stanza.repos.find(({ repo }) => repo === index + 1);
    repos.push({ ...common, ...(await readRepo(engine, found, cluster)) });
  }
  return repos;
}

type Contents = Omit<ReadRepo, 'repo' | 'kind' | 'location' | 'encrypted'>;

async function readRepo(
  engine: Engine,
  found: RepoInfo | undefined,
  cluster: ClusterIdentity | undefined,
): Promise<Contents> {
  if (found === undefined) return unusable('no stanza', 'The engine does not list the repository.');
  const present = found.clusters.at(-1);
  if (found.code === 99) return unusable('failed', firstSentence(found.message));
  if (found.code !== 0 && found.code !== 2) return unusable('no stanza', found.message);
  if (cluster !== undefined && present?.systemIdentifier !== cluster.systemIdentifier) {
    return unusable(
      'other cluster',
      `The stanza is that of the cluster ${present?.systemIdentifier ?? 'unknown'}; this is ${cluster.systemIdentifier}.`,
    );
  }
  const archiveId = `${present?.version ?? ''}-${present?.id ?? ''}`;
  const archived = found.archives.some(({ id, min }) => id === archiveId && min !== null);
  try {
    const listing = archived
      ? await listWal(engine, found.repo, archiveId)
      : { segments: new Map(), histories: new Map() };
    const backups = found.backups.filter((backup) => backup.clusterId === present?.id);
    const { gaps, recoverable } = continuity(backups, listing, cluster);
    const newest = recoverable.toSorted((a, b) => (a.until < b.until ? -1 : 1)).at(-1);
    const state: RepoState = found.code === 2 ? 'no backup' : 'ok';
    return {
      state,
      reason: state === 'ok' ? null : found.message,
      backups: backups.map(({ clusterId: _, ...backup }) => backup),
      gaps,
      recoverable,
      recoverableFrom: newest?.from ?? null,
      recoverableUntil: newest?.until ?? null,
      listing,
    };
  } catch (error) {
    if (!(error instanceof PbaError) || error.code === 'PBA-CANCELLED') throw error;
    return unusable('failed', `${error.code}: ${error.message}`);
  }
}

function continuity(
  backups: RepoInfo['backups'],
  listing: WalListing,
  cluster: ClusterIdentity | undefined,
): Continuity {
  return continuityOf(
    backups,
    listing,
    cluster?.segmentBytes ?? DEFAULT_SEGMENT_BYTES,
    cluster?.lastArchived,
  );
}

function unusable(state: RepoState, reason: string): Contents {
  return {
    state,
    reason,
    backups: [],
    gaps: [],
    recoverable: [],
    recoverableFrom: null,
    recoverableUntil: null,
    listing: undefined,
  };
}

function firstSentence(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/[^\P{C}]|\uFFFD/gu, '?').slice(0, 300);
}
