import { describeTarget } from '../../catalog/recovery/target.ts';
import {
  code,
  escapeMarkdown,
  formatBytes,
  formatCount,
  formatDuration,
  markdownTable,
  terminalTable,
} from '../../runtime/format.ts';
import type { PitrReport } from './report.ts';

const ICONS: Readonly<Record<PitrReport['verdict'], string>> = {
  recovered: '⏪',
  shown: '🔎',
  promoted: '⏫',
  discarded: '🗑️',
  restored: '⏪',
};

/** Markdown for the job summary: where the recovery stands, what it holds, how it goes on. */
export function pitrSummary(report: PitrReport): string {
  const parts = [
    `## ${ICONS[report.verdict]} Point-in-time recovery: ${escapeMarkdown(headline(report))}`,
    ...report.notes.map((note) => `> ${escapeMarkdown(note)}`),
    markdownTable(
      [{ title: 'What' }, { title: 'Value' }],
      facts(report).map(([name, value]) => [name, code(value)]),
    ),
  ];
  if (report.databases.length > 0) parts.push('### What is there', markdownTable(TABLES, tableRows(report)));
  if (report.ranges.length > 0)
    parts.push(
      '### What can be recovered',
      report.ranges.map((range) => `- ${escapeMarkdown(range)}`).join('\n'),
    );
  if (report.next.length > 0)
    parts.push('### How it goes on', report.next.map((line) => `- ${escapeMarkdown(line)}`).join('\n'));
  return `${parts.join('\n\n')}\n`;
}

/** The same for a terminal. */
export function pitrText(report: PitrReport): string {
  return [
    headline(report),
    ...report.notes,
    '',
    terminalTable([{ title: 'What' }, { title: 'Value' }], facts(report)),
    ...(report.databases.length === 0 ? [] : ['', terminalTable(TABLES, tableRows(report))]),
    ...(report.next.length === 0 ? [] : ['', ...report.next]),
  ].join('\n');
}

function headline(report: PitrReport): string {
  const what = `${report.stanza}, ${describeTarget(report.target)}`;
  if (report.verdict === 'discarded') return `${what}: discarded`;
  if (report.verdict === 'promoted') return `${what}: promoted`;
  if (report.phase === 'stopped') {
    if (report.kept === null) return `${what}: a plan, nothing was changed`;
    return report.verdict === 'recovered'
      ? `${what}: production recovered in place`
      : `${what}: restored in place, not started`;
  }
  return `${what}: ${report.phase === 'open' ? 'at the end of the log, open' : report.phase}`;
}

function facts(report: PitrReport): [string, string][] {
  const rows: [string, string][] = [
    ['Target', `${describeTarget(report.target)}${report.exclusive ? ', stopped just before it' : ''}`],
    ['Base backup', `${report.backup} of repository ${report.repo} (${report.location})`],
    ['Directory', report.directory],
  ];
  if (report.lastCommit !== null) rows.push(['Newest commit', `${report.lastCommit} UTC`]);
  if (report.lsn !== null) rows.push(['LSN', report.lsn]);
  if (report.timeline !== null) rows.push(['Timeline', String(report.timeline)]);
  if (report.phase === 'paused' || report.phase === 'open')
    rows.push(['Connection', `host=${report.socketDirectory} port=${report.port} user=${report.superuser}`]);
  if (report.kept !== null) rows.push(['Kept aside', report.kept]);
  if (report.seconds !== null) {
    const phases = Object.entries(report.phases).map(([name, s]) => `${name} ${formatDuration(s * 1000)}`);
    rows.push(['Took', `${formatDuration(report.seconds * 1000)} (${phases.join(', ')})`]);
  }
  return rows;
}

const TABLES = [
  { title: 'Database' },
  { title: 'Table' },
  { title: 'Rows', align: 'right' },
  { title: 'Size', align: 'right' },
] as const;

function tableRows(report: PitrReport): string[][] {
  return report.databases.flatMap(({ name, bytes, tables, largest }) => [
    [name, `${tables} tables`, '', formatBytes(bytes)],
    ...largest.map((table) => [
      name,
      table.name,
      table.rows === null ? 'not counted' : formatCount(table.rows),
      formatBytes(table.bytes),
    ]),
  ]);
}
