import {
  escapeMarkdown,
  formatCount,
  formatDuration,
  formatSecond,
  markdownTable,
  plural,
  terminalTable,
} from '../../runtime/format.ts';
import type { RepoCheck } from './physical.ts';

const COLUMNS = [
  { title: 'Verdict' },
  { title: 'Repository' },
  { title: 'Where' },
  { title: 'Backups', align: 'right' },
  { title: 'Files', align: 'right' },
  { title: 'WAL', align: 'right' },
  { title: 'Time', align: 'right' },
  { title: 'Recoverable from (UTC)' },
  { title: 'until (UTC)' },
] as const;

const DEPTH =
  'pgBackRest read every file and compared its checksum, and the WAL was followed by name from every base backup to the last archived segment. Whether it restores, only restoring it can say.';

/** Markdown for the job summary. */
export function physicalSummary(stanza: string, checks: readonly RepoCheck[]): string {
  const problems = checks.flatMap((check) => check.problems);
  return [
    `## ${problems.length === 0 ? '✅' : '❌'} ${escapeMarkdown(headline(stanza, checks))}`,
    '',
    markdownTable(COLUMNS, checks.map(row)),
    '',
    ...problems
      .slice(0, 20)
      .map((one) => `- **${one.code}** ${escapeMarkdown(`${one.message} ${one.hint ?? ''}`)}`),
    ...(problems.length > 20 ? [`- … and ${problems.length - 20} more`] : []),
    '',
    DEPTH,
    '',
  ].join('\n');
}

/** The same for a terminal. */
export function physicalText(stanza: string, checks: readonly RepoCheck[]): string {
  const problems = checks.flatMap((check) => check.problems);
  return [
    headline(stanza, checks),
    '',
    terminalTable(COLUMNS, checks.map(row)),
    '',
    ...problems.map((one) => `- ${one.code}: ${one.message}`),
    DEPTH,
  ].join('\n');
}

function headline(stanza: string, checks: readonly RepoCheck[]): string {
  const damaged = checks.filter(({ problems }) => problems.length > 0).length;
  const all = plural(checks.length, 'repository', 'repositories');
  return `Verify of stanza ${stanza}: ${damaged === 0 ? `${all} sound` : `${damaged} of ${all} NOT SOUND`}`;
}

function row(check: RepoCheck): string[] {
  return [
    check.problems.length === 0 ? 'sound' : 'NOT SOUND',
    String(check.repo),
    check.location,
    formatCount(check.backups),
    formatCount(check.files),
    formatCount(check.segments),
    formatDuration(check.seconds * 1000),
    formatSecond(check.recoverableFrom),
    formatSecond(check.recoverableUntil),
  ];
}
