import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { PhysicalRecord, PhysicalRepo, WalState } from '../../catalog/physical/physical.ts';
import { commonGaps } from '../../catalog/wal/archive.ts';
import { archiveLag } from '../../catalog/wal/lag.ts';
import { lsnBytes, parseSegment, segmentName } from '../../catalog/wal/segment.ts';
import { parseSeconds } from '../../catalog/wal/settings.ts';
import {
  type ArchiverFacts,
  readArchiver,
  readSettings,
  readWalDirectory,
  type WalFile,
} from '../../postgres/archiving.ts';
import { openSession } from '../../postgres/client.ts';
import type { PhysicalServer } from '../shared/engine/server.ts';

/** What the server tells of its archiving. */
export interface ServerMeasure {
  readonly archiver: ArchiverFacts;
  readonly files: readonly WalFile[];
  /** Milliseconds, as it is in force. */
  readonly archiveTimeout: number;
  readonly freeBytes: number | null;
}

export async function measureServer(server: PhysicalServer): Promise<ServerMeasure> {
  await using session = await openSession(server.client);
  const settings = await readSettings(session, ['archive_timeout']);
  const disk = await statfs(join(server.place.dataDirectory, 'pg_wal')).catch(() => undefined);
  return {
    archiver: await readArchiver(session, server.place.major),
    files: await readWalDirectory(session),
    archiveTimeout: parseSeconds(settings.get('archive_timeout')?.value ?? '0') * 1000,
    freeBytes: disk === undefined ? null : disk.bavail * disk.bsize,
  };
}

/** The server's figures and those of the repositories in one. */
export function walStateOf(
  measure: ServerMeasure,
  repos: readonly PhysicalRepo[],
  previous: PhysicalRecord | undefined,
  segmentBytes: number,
  rpoMs: number,
): Omit<WalState, 'kept'> {
  const { archiver, files } = measure;
  const writtenAt = (name: string | undefined): number | null =>
    files.find((file) => file.name === name)?.writtenAt ?? null;
  const current = segmentName(
    { timeline: archiver.timeline, number: Math.floor(lsnBytes(archiver.currentLsn) / segmentBytes) },
    segmentBytes,
  );
  const lag = archiveLag({
    ...archiver,
    segmentBytes,
    archiveTimeout: measure.archiveTimeout,
    beforeReadyAt: writtenAt(before(archiver.oldestReady, segmentBytes)),
    archivedWrittenAt: writtenAt(archiver.lastArchivedWal ?? undefined),
    currentWrittenAt: writtenAt(current),
  });
  const readable = repos.filter(({ state }) => state === 'ok');
  const rate = bytesPerHour(archiver, previous);
  return {
    timeline: archiver.timeline,
    currentLsn: archiver.currentLsn,
    lastArchivedWal: archiver.lastArchivedWal,
    lastArchivedAt: iso(archiver.lastArchivedAt),
    lagSeconds: lag.seconds,
    lagBytes: lag.bytes,
    ready: archiver.ready,
    oldestReadyAt: iso(archiver.oldestReadyAt),
    failed: archiver.failedCount,
    failedSinceLastLook: failedSince(archiver, previous),
    lastFailedWal: archiver.lastFailedWal,
    lastFailedAt: iso(archiver.lastFailedAt),
    dropped: commonGaps(
      readable.map(({ gaps }) => gaps),
      segmentBytes,
    ),
    walBytes: files.reduce((sum, file) => sum + file.bytes, 0),
    freeBytes: measure.freeBytes,
    bytesPerHour: rate,
    fullInHours:
      measure.freeBytes === null || rate === null || rate === 0
        ? null
        : Math.round((measure.freeBytes / rate) * 10) / 10,
    objectiveSeconds: Math.round(rpoMs / 1000),
  };
}

function before(name: string | null, segmentBytes: number): string | undefined {
  const segment = name === null ? undefined : parseSegment(name, segmentBytes);
  return segment === undefined || segment.number === 0
    ? undefined
    : segmentName({ ...segment, number: segment.number - 1 }, segmentBytes);
}

/** The counter begins anew when statistics are reset, and after a crash. */
function failedSince(archiver: ArchiverFacts, previous: PhysicalRecord | undefined): number | null {
  const had = previous?.wal?.failed;
  if (had === undefined) return null;
  return archiver.failedCount >= had ? archiver.failedCount - had : archiver.failedCount;
}

/** Since the last look, if that is long enough ago to tell; else the server's own average. */
function bytesPerHour(archiver: ArchiverFacts, previous: PhysicalRecord | undefined): number | null {
  const hours =
    previous?.wal === null || previous === undefined
      ? 0
      : (archiver.now - Date.parse(previous.at)) / 3_600_000;
  const written = lsnBytes(archiver.currentLsn) - lsnBytes(previous?.wal?.currentLsn ?? '');
  return hours > 0.05 && written >= 0 ? Math.round(written / hours) : archiver.bytesPerHour;
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
