import { newestSound } from '../../catalog/physical/status.ts';
import type { Trend } from '../../catalog/status/trend.ts';
import type { DatabaseStatus, StatusVerdict } from '../../catalog/status.ts';
import {
  escapeMarkdown,
  formatBytes,
  formatCount,
  formatDuration,
  formatMinute,
  markdownTable,
  plural,
  terminalTable,
} from '../../runtime/format.ts';
import type { Exported } from './export-evidence.ts';
import type { Published } from './publish-report.ts';
import type { StatusReport } from './status.ts';

const MARKS: Readonly<Record<StatusVerdict, string>> = { kept: '✅', 'at risk': '⚠️', broken: '❌' };

/** Markdown for the job summary: the verdict, then the figures, then what to do. */
export function statusSummary(
  report: StatusReport,
  published: Published | undefined,
  exported: Exported | undefined,
): string {
  const { worst } = report;
  const findings = findingRows(report);
  const physical = physicalRows(report);
  const part = (title: string, table: string): string[] => [`### ${title}`, '', table, ''];
  return [
    `## ${MARKS[worst]} ${headline(worst)}`,
    '',
    markdownTable(COLUMNS, rows(report)),
    '',
    ...(findings.length === 0 ? [] : part('Findings', markdownTable(FINDINGS, findings))),
    ...part('What is kept, and how it grows', markdownTable(DETAILS, detailRows(report))),
    ...(physical.length === 0 ? [] : part('Base backups', markdownTable(PHYSICAL, physical))),
    ...noteLines(report).map((note) => `- ${escapeMarkdown(note)}`),
    '',
    ...closing(report, published, exported).map(escapeMarkdown),
    '',
  ].join('\n');
}

/** The same for a terminal. */
export function statusText(
  report: StatusReport,
  published: Published | undefined,
  exported: Exported | undefined,
): string {
  const findings = findingRows(report);
  const physical = physicalRows(report);
  return [
    headline(report.worst),
    '',
    terminalTable(COLUMNS, rows(report)),
    '',
    ...(findings.length === 0 ? [] : [terminalTable(FINDINGS, findings), '']),
    terminalTable(DETAILS, detailRows(report)),
    '',
    ...(physical.length === 0 ? [] : [terminalTable(PHYSICAL, physical), '']),
    ...noteLines(report).map((note) => `note: ${note}`),
    ...closing(report, published, exported),
  ].join('\n');
}

const COLUMNS = [
  { title: 'Database' },
  { title: 'Objectives' },
  { title: 'Newest set' },
  { title: 'Newest proven' },
  { title: 'Last proof (UTC)' },
  { title: 'Would lose' },
  { title: 'Restore takes' },
  { title: 'Next due (UTC)' },
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

const DETAILS = [
  { title: 'Database' },
  { title: 'Size', align: 'right' },
  { title: 'Trend' },
  { title: 'Rows', align: 'right' },
  { title: 'Trend' },
  { title: 'Backup took', align: 'right' },
  { title: 'Sets' },
  { title: 'On hold', align: 'right' },
  { title: 'Remains', align: 'right' },
  { title: 'Last verify' },
  { title: 'Last prune' },
] as const;

function headline(worst: StatusVerdict): string {
  if (worst === 'kept') return 'Objectives kept';
  return worst === 'broken' ? 'Objectives broken' : 'Objectives at risk';
}

function rows({ databases }: StatusReport): string[][] {
  return [...databases].map(([database, { status: one }]) => [
    database,
    one.verdict,
    one.newest?.id ?? 'none',
    one.newestProven?.id ?? 'none',
    one.provenAt === undefined ? 'never' : formatMinute(one.provenAt),
    loss(one),
    one.rto.achievedSeconds === undefined
      ? 'not known'
      : `${formatDuration(one.rto.achievedSeconds * 1000)} of ${formatDuration(one.rto.objectiveSeconds * 1000)}`,
    dueText(one),
  ]);
}

function loss({ rpo }: DatabaseStatus): string {
  if (rpo.achievedMs === undefined) return 'everything';
  const objective = rpo.verdict === 'not judged' ? '' : ` of ${formatDuration(rpo.objectiveMs)}`;
  return `${formatDuration(rpo.achievedMs)}${objective}`;
}

function dueText({ nextDue, due }: DatabaseStatus): string {
  if (due.length > 0) return `${due.join(', ')} now`;
  const [first] = nextDue.toSorted((a, b) => a.at - b.at);
  return first === undefined ? '' : `${first.tier} from ${formatMinute(first.at)}`;
}

function detailRows({ databases }: StatusReport): string[][] {
  return [...databases].map(([database, { status: one }]) => [
    database,
    one.newest === undefined ? '' : formatBytes(one.newest.bytes),
    growth(one.trends.bytes),
    one.newest === undefined ? '' : formatCount(one.newest.rows),
    growth(one.trends.rows),
    one.newest?.seconds === undefined ? '' : formatDuration(one.newest.seconds * 1000),
    one.tiers.map(({ tier, store, sets }) => `${tier} ${sets} in ${store}`).join(', ') || 'none',
    String(one.holds.length),
    String(one.remains.length),
    one.last.verify === undefined ? 'never' : `${one.last.verify.at.slice(0, 10)} ${one.last.verify.verdict}`,
    one.last.prune === undefined ? 'never' : one.last.prune.at.slice(0, 10),
  ]);
}

function growth(trend: Trend | undefined): string {
  if (trend === undefined) return '';
  const percent = Math.round(trend.percentPerMonth * 10) / 10;
  return `${percent > 0 ? '+' : ''}${percent} % a month`;
}

function findingRows({ databases, workflows }: StatusReport): string[][] {
  const own = [...databases].flatMap(
    ([
      database,
      {
        status: { findings },
      },
    ]) => findings.map((finding) => [finding.severity, database, finding.what, finding.remedy]),
  );
  const github = (workflows?.findings ?? []).map((one) => [one.severity, 'GitHub', one.what, one.remedy]);
  return [...own, ...github].sort((a, b) => Number(b[0] === 'broken') - Number(a[0] === 'broken'));
}

/** A note that is the same for several databases is said once. */
function noteLines({ databases, workflows }: StatusReport): string[] {
  const by = new Map<string, string[]>();
  for (const [database, { status }] of databases) {
    for (const note of status.notes) by.set(note, [...(by.get(note) ?? []), database]);
  }
  return [
    ...[...by].map(([note, names]) =>
      names.length === databases.size ? note : `${names.join(', ')}: ${note}`,
    ),
    ...(workflows?.notes ?? []),
  ];
}

function closing(
  { requests, workflows }: StatusReport,
  published: Published | undefined,
  exported: Exported | undefined,
): string[] {
  return [
    ...(published === undefined ? [] : [`Report: ${published.path} (${formatBytes(published.bytes)})`]),
    ...(published?.artifact === undefined
      ? []
      : [`It is kept with this run as artifact ${published.artifact}.`]),
    ...(exported === undefined ? [] : exportLines(exported)),
    `${requests === 0 ? 'No S3 store was asked' : `${plural(requests, 'request')} to S3 stores`}; ${workflows === undefined ? 'GitHub was not asked (no `github-token`)' : 'GitHub was asked about the workflows'}.`,
  ];
}

function exportLines({ path, sha256, records, sets, fingerprint }: Exported): string[] {
  return [
    `Evidence: ${path}, ${plural(records, 'record')} and ${plural(sets, 'set')}, SHA-256 ${sha256}`,
    fingerprint === undefined
      ? 'The evidence is not signed (no `evidence-key`).'
      : `Signed by the Ed25519 key with the fingerprint ${fingerprint}.`,
  ];
}

function orNone(at: string | null): string {
  return at === null ? 'none' : formatMinute(at);
}

/** Once for each cluster: its databases have the same record. */
function physicalRows({ databases }: StatusReport): string[][] {
  const records = [...databases.values()].flatMap(({ status }) => status.physical ?? []);
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
        orNone(repo.recoverableFrom),
        orNone(repo.recoverableUntil),
        formatMinute(at),
      ];
    }),
  );
}
