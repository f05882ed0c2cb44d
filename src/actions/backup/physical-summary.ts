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
import type { PhysicalReport, RepoOutcome } from './physical.ts';

const COLUMNS = [
  { title: 'Repository' },
  { title: 'Where' },
  { title: 'This run' },
  { title: 'Backup' },
  { title: 'Cluster', align: 'right' },
  { title: 'Stored', align: 'right' },
  { title: 'Time', align: 'right' },
  { title: 'Recoverable from (UTC)' },
  { title: 'until (UTC)' },
] as const;

/** Markdown for the job summary. */
export function physicalSummary(report: PhysicalReport): string {
  const failed = report.outcomes.some(({ failure }) => failure !== undefined);
  return [
    `## ${failed ? '❌' : '✅'} ${escapeMarkdown(headline(report))}`,
    '',
    markdownTable(COLUMNS, report.outcomes.map(row)),
    '',
    ...notes(report).map((note) => `- ${escapeMarkdown(note)}`),
    '',
  ].join('\n');
}

/** The same for a terminal. */
export function physicalText(report: PhysicalReport): string {
  return [
    headline(report),
    '',
    terminalTable(COLUMNS, report.outcomes.map(row)),
    '',
    ...notes(report).map((note) => `- ${note}`),
  ].join('\n');
}

function headline({ stanza, outcomes, seconds }: PhysicalReport): string {
  const made = outcomes.filter(({ made: backup, failure }) => backup !== undefined && failure === undefined);
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  const what =
    failed.length > 0
      ? `FAILED in ${failed.length} of ${plural(outcomes.length, 'repository', 'repositories')}`
      : made.length === 0
        ? 'nothing was due'
        : `stored in ${plural(made.length, 'repository', 'repositories')}, ${formatDuration(seconds * 1000)}`;
  return `Physical backup of stanza ${stanza}: ${what}`;
}

function row({ repo, planned, made, seconds, failure }: RepoOutcome): string[] {
  const did = planned === undefined ? (failure === undefined ? 'nothing due' : 'none') : planned.type;
  return [
    String(repo.repo),
    repo.location,
    failure === undefined ? did : `${did}: FAILED`,
    made?.label ?? '',
    made === undefined ? '' : formatBytes(made.databaseBytes),
    made === undefined ? '' : formatBytes(made.storedBytes),
    planned === undefined ? '' : formatDuration(seconds * 1000),
    formatSecond(repo.recoverableFrom),
    formatSecond(repo.recoverableUntil),
  ];
}

function notes({ cluster, outcomes }: PhysicalReport): string[] {
  const each = outcomes.flatMap(({ repo, planned, removed, removedWal, keepDays, failure, made }) => {
    const where = `Repository ${repo.repo}`;
    const gone = removed.length > 0 || removedWal > 0;
    return [
      ...(failure === undefined
        ? []
        : [`${where}: ${failure.code}: ${failure.message} ${failure.hint ?? ''}`]),
      ...(planned === undefined ? [] : [`${where}: ${planned.type}, because ${because(planned.why)}.`]),
      ...(gone
        ? [
            `${where}: the engine expired ${removed.length === 0 ? 'no backup' : removed.join(', ')} and ${plural(removedWal, 'WAL segment')}; it keeps ${plural(keepDays, 'day')}.`,
          ]
        : []),
      ...(made !== undefined && !gone && failure === undefined
        ? [
            `${where}: nothing was old enough to expire; ${plural(repo.backups.length, 'backup')}, kept ${plural(keepDays, 'day')}.`,
          ]
        : []),
      ...(repo.gaps.length === 0
        ? []
        : [
            `${where}: ${formatCount(repo.gaps.reduce((sum, gap) => sum + gap.segments, 0))} WAL segments are missing after its oldest backup: \`wal\` with \`mode: status\` says which.`,
          ]),
    ];
  });
  return [
    `${cluster}.`,
    ...each,
    'Not proven yet: that a base backup restores is shown only by restoring it.',
  ];
}

function because(why: string): string {
  return why === 'asked for' ? 'it was asked for' : why;
}
