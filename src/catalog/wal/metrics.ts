import { label } from '../metrics.ts';
import type { PhysicalRepo, WalState } from '../physical/physical.ts';
import type { WalFinding } from './status.ts';

export interface WalMetrics {
  readonly stanza: string;
  readonly wal: WalState;
  readonly repos: readonly PhysicalRepo[];
  readonly findings: readonly WalFinding[];
}

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly kind?: 'counter';
  readonly value: (wal: WalState) => number | null;
}

const WAL: readonly Metric[] = [
  {
    name: 'pg_wal_archive_lag_seconds',
    help: 'How old the oldest change is that is not archived, at most.',
    value: (wal) => wal.lagSeconds ?? Number.POSITIVE_INFINITY,
  },
  {
    name: 'pg_wal_archive_lag_bytes',
    help: 'WAL that is not archived, the part of the present segment included.',
    value: (wal) => wal.lagBytes,
  },
  {
    name: 'pg_wal_archive_ready_segments',
    help: 'Segments that wait to be archived.',
    value: (wal) => wal.ready,
  },
  {
    name: 'pg_wal_archive_failed_total',
    help: 'Attempts to archive that failed.',
    kind: 'counter',
    value: (wal) => wal.failed,
  },
  {
    name: 'pg_wal_archive_last_success_timestamp_seconds',
    help: 'When a segment was last archived.',
    value: (wal) => seconds(wal.lastArchivedAt),
  },
  {
    name: 'pg_wal_archive_dropped_segments',
    help: 'Segments that were reported as archived and are in no repository.',
    value: (wal) => wal.dropped.reduce((sum, gap) => sum + gap.segments, 0),
  },
  {
    name: 'pg_wal_directory_bytes',
    help: 'Size of pg_wal.',
    value: (wal) => wal.walBytes,
  },
  {
    name: 'pg_wal_disk_free_bytes',
    help: 'Free space on the disk of pg_wal.',
    value: (wal) => wal.freeBytes,
  },
  {
    name: 'pg_wal_disk_full_seconds',
    help: 'When that disk would be full if archiving stood still from now on.',
    value: (wal) => (wal.fullInHours === null ? null : Math.round(wal.fullInHours * 3600)),
  },
  {
    name: 'pg_wal_rpo_seconds',
    help: 'The recovery point objective.',
    value: (wal) => wal.objectiveSeconds,
  },
];

interface RepoMetric {
  readonly name: string;
  readonly help: string;
  readonly value: (repo: PhysicalRepo) => number | null;
}

const REPOS: readonly RepoMetric[] = [
  {
    name: 'pg_wal_repository_ok',
    help: '1: the repository can be read and belongs to this cluster.',
    value: ({ state }) => Number(state === 'ok' || state === 'no backup'),
  },
  {
    name: 'pg_wal_repository_missing_segments',
    help: 'Segments that are missing after the oldest backup.',
    value: ({ gaps }) => gaps.reduce((sum, gap) => sum + gap.segments, 0),
  },
  {
    name: 'pg_wal_repository_backups',
    help: 'Base backups.',
    value: ({ backups }) => backups.length,
  },
  {
    name: 'pg_wal_recoverable_from_timestamp_seconds',
    help: 'Recovery is possible to any moment from here …',
    value: (repo) => seconds(repo.recoverableFrom),
  },
  {
    name: 'pg_wal_recoverable_until_timestamp_seconds',
    help: '… to here.',
    value: (repo) => seconds(repo.recoverableUntil),
  },
];

/** The text format of Prometheus, for a textfile collector. */
export function walMetricsText({ stanza, wal, repos, findings }: WalMetrics, now: Date): string {
  const own = `stanza="${label(stanza)}"`;
  const status = findings.some(({ severity }) => severity === 'broken') ? 2 : Math.min(1, findings.length);
  const lines = [
    ...WAL.flatMap(({ name, help, kind, value }) => family(name, help, kind ?? 'gauge', [[own, value(wal)]])),
    ...REPOS.flatMap(({ name, help, value }) =>
      family(
        name,
        help,
        'gauge',
        repos.map((repo) => [`${own},repo="${repo.repo}"`, value(repo)] as const),
      ),
    ),
    ...family('pg_wal_status', '0: kept, 1: at risk, 2: broken.', 'gauge', [[own, status]]),
    ...family(
      'pg_wal_status_written_timestamp_seconds',
      'When these figures were written: alert when it stands still.',
      'gauge',
      [[own, now.getTime() / 1000]],
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function family(
  name: string,
  help: string,
  kind: string,
  samples: readonly (readonly [string, number | null])[],
): string[] {
  const known = samples.flatMap(([labels, value]) =>
    value === null ? [] : [`${name}{${labels}} ${value === Number.POSITIVE_INFINITY ? '+Inf' : value}`],
  );
  return known.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...known];
}

function seconds(at: string | null): number | null {
  return at === null ? null : Date.parse(at) / 1000;
}
