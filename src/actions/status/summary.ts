import { newestSound, type WholeStatus } from '../../catalog/physical-status.ts';
import type { StatusVerdict } from '../../catalog/status.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  markdownTable,
  terminalTable,
} from '../../runtime/format.ts';

const MARKS: Readonly<Record<StatusVerdict, string>> = { kept: '✅', 'at risk': '⚠️', broken: '❌' };

/** Markdown for the job summary: the verdict, then the figures, then what to do. */
export function statusSummary(found: ReadonlyMap<string, WholeStatus>, worst: StatusVerdict): string {
  const findings = findingRows(found);
  const physical = physicalRows(found);
  return [
    `## ${MARKS[worst]} ${headline(worst)}`,
    '',
    markdownTable(COLUMNS, rows(found)),
    '',
    ...(physical.length === 0 ? [] : [markdownTable(PHYSICAL, physical), '']),
    ...(findings.length === 0 ? [] : [markdownTable(FINDINGS, findings), '']),
  ].join('\n');
}

/** The same for a terminal. */
export function statusText(found: ReadonlyMap<string, WholeStatus>, worst: StatusVerdict): string {
  const findings = findingRows(found);
  const physical = physicalRows(found);
  return [
    headline(worst),
    '',
    terminalTable(COLUMNS, rows(found)),
    ...(physical.length === 0 ? [] : ['', terminalTable(PHYSICAL, physical)]),
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

/** Beside the logical sets: what the repositories of the cluster hold. */
const PHYSICAL = [
  { title: 'Stanza' },
  { title: 'Repository' },
  { title: 'Where' },
  { title: 'State' },
  { title: 'Newest base backup' },
  { title: 'Stored', align: 'right' },
  { title: 'Backups', align: 'right' },
  { title: 'Recoverable from (UTC)' },
  { title: 'until (UTC)' },
  { title: 'Seen (UTC)' },
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

function rows(found: ReadonlyMap<string, WholeStatus>): string[][] {
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

/** Once for each cluster: its databases have the same record. */
function physicalRows(found: ReadonlyMap<string, WholeStatus>): string[][] {
  const records = [...found.values()].flatMap(({ physical }) => physical ?? []);
  const newest = new Map(
    records
      .toSorted((a, b) => (a.at < b.at ? -1 : 1))
      .map((record) => [`${record.systemIdentifier} ${record.stanza}`, record]),
  );
  return [...newest.values()].flatMap(({ stanza, at, repos }) =>
    repos.map((repo) => {
      const backup = newestSound(repo);
      return [
        stanza,
        String(repo.repo),
        repo.location,
        repo.state,
        backup?.label ?? 'none',
        backup === undefined ? '' : formatBytes(backup.storedBytes),
        String(repo.backups.length),
        time(repo.recoverableFrom),
        time(repo.recoverableUntil),
        time(at),
      ];
    }),
  );
}

function time(at: string | null): string {
  return at === null ? 'none' : at.slice(0, 16).replace('T', ' ');
}

function findingRows(found: ReadonlyMap<string, WholeStatus>): string[][] {
  return [...found].flatMap(([database, { findings }]) =>
    findings.map((finding) => [finding.severity, database, finding.what, finding.remedy]),
  );
}
