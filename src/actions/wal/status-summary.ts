import type { PhysicalRepo } from '../../catalog/physical/physical.ts';
import {
  escapeMarkdown,
  formatBytes,
  formatCount,
  formatDuration,
  formatSecond,
  markdownTable,
  plural,
  terminalTable,
} from '../../runtime/format.ts';
import type { WalReport } from './status.ts';

const FIGURES = [{ title: 'Figure' }, { title: 'Value' }] as const;
const REPOS = [
  { title: 'Repository' },
  { title: 'Where' },
  { title: 'State' },
  { title: 'Backups', align: 'right' },
  { title: 'Recoverable from (UTC)' },
  { title: 'until (UTC)' },
  { title: 'Missing WAL', align: 'right' },
] as const;
const FINDINGS = [{ title: 'Severity' }, { title: 'What' }, { title: 'Remedy' }] as const;

/** Markdown for the job summary. */
export function statusSummary(report: WalReport): string {
  return [
    `## ${mark(report)} ${escapeMarkdown(headline(report))}`,
    '',
    markdownTable(FIGURES, figures(report)),
    '',
    markdownTable(REPOS, report.repos.map(repoRow)),
    '',
    ...(report.findings.length === 0 ? [] : [markdownTable(FINDINGS, findings(report)), '']),
  ].join('\n');
}

/** The same for a terminal. */
export function statusText(report: WalReport): string {
  return [
    headline(report),
    '',
    terminalTable(FIGURES, figures(report)),
    '',
    terminalTable(REPOS, report.repos.map(repoRow)),
    ...(report.findings.length === 0 ? [] : ['', terminalTable(FINDINGS, findings(report))]),
  ].join('\n');
}

function mark({ wal, findings }: WalReport): string {
  if (!wal.kept) return '❌';
  return findings.length > 0 ? '⚠️' : '✅';
}

function headline({ stanza, wal, findings }: WalReport): string {
  const verdict = wal.kept ? (findings.length > 0 ? 'RPO kept, at risk' : 'RPO kept') : 'RPO broken';
  return `WAL archiving of stanza ${stanza}: ${verdict}`;
}

function figures({ wal }: WalReport): string[][] {
  const objective = formatDuration(wal.objectiveSeconds * 1000);
  return [
    [
      'Lag',
      `${wal.lagSeconds === null ? 'nothing was ever archived' : `at most ${formatDuration(wal.lagSeconds * 1000)} (${formatBytes(wal.lagBytes)})`}; objective ${objective}`,
    ],
    ['Position', `${wal.currentLsn}, timeline ${wal.timeline}`],
    [
      'Last archived',
      wal.lastArchivedWal === null ? 'never' : `${wal.lastArchivedWal}, ${formatSecond(wal.lastArchivedAt)}`,
    ],
    [
      'Waiting',
      `${plural(wal.ready, 'segment')}${wal.oldestReadyAt === null ? '' : `, the oldest since ${formatSecond(wal.oldestReadyAt)}`}`,
    ],
    [
      'Failed attempts',
      `${formatCount(wal.failed)}${wal.failedSinceLastLook === null ? '' : `, ${formatCount(wal.failedSinceLastLook)} since the last record`}${wal.lastFailedAt === null ? '' : `; the last ${formatSecond(wal.lastFailedAt)}`}`,
    ],
    [
      'pg_wal',
      `${formatBytes(wal.walBytes)}${wal.freeBytes === null ? '' : `, ${formatBytes(wal.freeBytes)} free`}${wal.fullInHours === null ? '' : `: full after ${formatDuration(wal.fullInHours * 3_600_000)} without archiving`}`,
    ],
  ];
}

function repoRow(repo: PhysicalRepo): string[] {
  return [
    String(repo.repo),
    repo.location,
    repo.state === 'ok' ? 'ok' : `${repo.state}: ${repo.reason ?? ''}`,
    String(repo.backups.length),
    formatSecond(repo.recoverableFrom),
    formatSecond(repo.recoverableUntil),
    formatCount(repo.gaps.reduce((sum, gap) => sum + gap.segments, 0)),
  ];
}

function findings(report: WalReport): string[][] {
  return report.findings.map(({ severity, what, remedy }) => [severity, what, remedy]);
}
