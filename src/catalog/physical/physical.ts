import type { RunFacts } from '../manifest.ts';

/** What is copied: everything, what changed since the last full, or since the last backup of any type. */
export const PHYSICAL_TYPES = ['full', 'diff', 'incr'] as const;
export type PhysicalType = (typeof PHYSICAL_TYPES)[number];

/** One base backup in one repository, as the engine's `info` lists it. */
export interface PhysicalBackup {
  /** The engine's name, such as `20261122-031500F_20261123-031500D`. */
  readonly label: string;
  readonly type: PhysicalType;
  /** Label of the backup that it builds upon; null for a full one. */
  readonly prior: string | null;
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  /** Recovery is possible to any moment from here on. */
  readonly stoppedAt: string;
  readonly startLsn: string;
  readonly stopLsn: string;
  /** First and last segment that a recovery needs to become consistent. */
  readonly startWal: string;
  readonly stopWal: string;
  /** Size of the cluster. */
  readonly databaseBytes: number;
  /** What this backup added to the repository. */
  readonly storedBytes: number;
  /** Pages failed their checksum while they were copied. */
  readonly damagedPages: boolean;
}

/** WAL that is missing in a repository. */
export interface WalGap {
  /** First and last missing segment. */
  readonly first: string;
  readonly last: string;
  readonly segments: number;
}

/** Recovery is possible to any moment of it, from the base backup `backup`. */
export interface RecoverableRange {
  readonly from: string;
  /** When the last segment without a gap before it was stored. What was committed later is not in it. */
  readonly until: string;
  readonly timeline: number;
  /** Label of the base backup to start from. */
  readonly backup: string;
}

/** Why a repository cannot be used; `ok` when it can. */
export type RepoState = 'ok' | 'no stanza' | 'no backup' | 'other cluster' | 'failed';

/** What one repository holds of one stanza. */
export interface PhysicalRepo {
  /** The engine's number, from 1. */
  readonly repo: number;
  readonly kind: 'directory' | 's3';
  /** Where it is, without credentials. */
  readonly location: string;
  readonly state: RepoState;
  /** In the engine's words, when the state is not `ok`. */
  readonly reason: string | null;
  readonly encrypted: boolean;
  /** Oldest first. */
  readonly backups: readonly PhysicalBackup[];
  /** WAL that is missing after the oldest backup. */
  readonly gaps: readonly WalGap[];
  /** Oldest first. */
  readonly recoverable: readonly RecoverableRange[];
  /** Of the newest range: the window that is open now. Null: nothing is recoverable from here. */
  readonly recoverableFrom: string | null;
  readonly recoverableUntil: string | null;
}

/** How far archiving is behind. */
export interface WalState {
  readonly timeline: number;
  readonly currentLsn: string;
  readonly lastArchivedWal: string | null;
  readonly lastArchivedAt: string | null;
  /**
   * Upper bound of what would be lost if the server were gone now. 0 where nothing was written since; null where nothing was
   * ever archived.
   */
  readonly lagSeconds: number | null;
  readonly lagBytes: number;
  /** Segments that wait to be archived. */
  readonly ready: number;
  readonly oldestReadyAt: string | null;
  /** Attempts that failed since the server began to count, and since the last look. */
  readonly failed: number;
  readonly failedSinceLastLook: number | null;
  readonly lastFailedWal: string | null;
  readonly lastFailedAt: string | null;
  /** Segments that the server was told are archived, and that no repository has (`archive-push-queue-max`). */
  readonly dropped: readonly WalGap[];
  /** `pg_wal`, and the disk below it. Null: not known. */
  readonly walBytes: number;
  readonly freeBytes: number | null;
  readonly bytesPerHour: number | null;
  /** When that disk would be full if archiving stood still from now on. */
  readonly fullInHours: number | null;
  readonly objectiveSeconds: number;
  /** Whether the objective is kept: nothing older is unarchived, nothing is missing, every repository takes part. */
  readonly kept: boolean;
}

/** Evidence of what the repositories hold; append-only, beside that of the logical sets. */
export interface PhysicalRecord {
  readonly evidenceVersion: 1;
  readonly kind: 'physical-backup' | 'wal';
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly database: string;
  readonly stanza: string;
  readonly systemIdentifier: string;
  /** `15.18` */
  readonly serverVersion: string;
  readonly engineVersion: string;
  readonly repos: readonly PhysicalRepo[];
  /** Only of kind `wal`. */
  readonly wal: WalState | null;
  /** Labels that this run made, by repository; only of kind `physical-backup`. */
  readonly made: readonly { readonly repo: number; readonly label: string; readonly seconds: number }[];
  /** Code and message of what failed the run; null when all is well. */
  readonly reason: string | null;
  readonly run: RunFacts;
}
