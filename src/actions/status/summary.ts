import type { DatabaseStatus, StatusVerdict } from '../../catalog/status.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  markdownTable,
  terminalTable,
} from '../../runtime/format.ts';

const MARKS: Readonly<Record<StatusVerdict, string>> = { kept: '✅', 'at risk': '⚠️', broken: '❌' };

/** Markdown for the job summary: the verdict, then the figures, then what to do. */
export function statusSummary(found: ReadonlyMap<string, DatabaseStatus>, worst: StatusVerdict): string {
  const findings = findingRows(found);
  return [
    `## ${MARKS[worst]} ${headline(worst)}`,
    '',
    markdownTable(COLUMNS, rows(found)),
    '',
    ...(findings.length === 0 ? [] : [markdownTable(FINDINGS, findings), '']),
  ].join('\n');
}

/** The same for a terminal. */
export function statusText(found: ReadonlyMap<string, DatabaseStatus>, worst: StatusVerdict): string {
  const findings = findingRows(found);
  return [
    headline(worst),
    '',
    terminalTable(COLUMNS, rows(found)),
    ...(findings.length === 0 ? [] : ['', terminalTable(FINDINGS, findings)]),
  ].join('\n');
}

const COLUMNS = [
  { title: 'Database' },
  { title: 'Objectives' },
  { title: 'Newest set' },
  { title: 'Newest proven' },
  { title: 'Last proof (UTC)' },
  { title: 'Restore took', align: 'right' },
  { title: 'Size', align: 'right' },
  { title: 'Rows', align: 'right' },
  { title: 'Due' },
] as const;

const FINDINGS = [
  { title: 'Severity' },
  { title: 'Database' },
  { title: 'What' },
  { title: 'Remedy' },
] as const;

function headline(worst: StatusVerdict): string {
  if (worst === 'kept') return 'Objectives kept';
  return worst === 'broken' ? 'Objectives broken' : 'Objectives at risk';
}

function rows(found: ReadonlyMap<string, DatabaseStatus>): string[][] {
  return [...found].map(([database, one]) => [
    database,
    one.verdict,
    one.newest?.id ?? 'none',
    one.newestProven?.id ?? 'none',
    one.provenAt === undefined
      ? 'never'
      : new Date(one.provenAt).toISOString().slice(0, 16).replace('T', ' '),
    one.restoreSeconds === undefined ? '' : formatDuration(one.restoreSeconds * 1000),
    one.newest === undefined ? '' : formatBytes(one.newest.bytes),
    one.newest === undefined ? '' : formatCount(one.newest.rows),
    one.due.length === 0 ? 'nothing' : one.due.join(', '),
  ]);
}

function findingRows(found: ReadonlyMap<string, DatabaseStatus>): string[][] {
  return [...found].flatMap(([database, { findings }]) =>
    findings.map((finding) => [finding.severity, database, finding.what, finding.remedy]),
  );
}
