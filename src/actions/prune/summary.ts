import type { PlanEntry } from '../../catalog/retention.ts';
import {
  code,
  escapeMarkdown,
  formatBytes,
  formatCount,
  formatMinute,
  markdownTable,
  plural,
  terminalTable,
} from '../../runtime/format.ts';
import { storedVersions } from '../../sets/versioned-sets.ts';
import { type PhysicalPlan, physicalNote, physicalRows, physicalTitle } from './physical-plan.ts';
import { digestOf } from './plan-store.ts';
import type { PruneReport } from './prune.ts';

const COLUMNS = [
  { title: 'Verdict' },
  { title: 'Set' },
  { title: 'Tier' },
  { title: 'Snapshot (UTC)' },
  { title: 'Size', align: 'right' },
  { title: 'Proven' },
  { title: 'Why' },
] as const;

const PHYSICAL = [
  { title: 'Verdict' },
  { title: 'Repository' },
  { title: 'Base backup' },
  { title: 'Type' },
  { title: 'Ended (UTC)' },
  { title: 'Stored', align: 'right' },
  { title: 'Why' },
] as const;

type Mode = 'plan' | 'apply';

/** Markdown for the job summary: one table per database and store, what goes first. */
export function pruneSummary(
  reports: readonly PruneReport[],
  mode: Mode,
  physical: PhysicalPlan | undefined,
): string {
  const failed = reports.flatMap((report) => report.applied?.failed ?? []);
  const parts = [
    `## ${failed.length > 0 ? '❌' : mode === 'apply' ? '🧹' : '📋'} Prune: ${headline(reports, mode)}`,
    '',
  ];
  for (const report of reports) {
    parts.push(`### ${escapeMarkdown(report.database)} in ${escapeMarkdown(report.store.location)}`, '');
    const rows = sorted(report.plan.entries).map((entry) => [
      entry.verdict === 'delete' ? '🗑️ delete' : 'keep',
      code(entry.id),
      entry.tier,
      formatMinute(entry.snapshotAt),
      formatBytes(entry.bytes),
      entry.proven ? 'proven' : '',
      entry.reason,
    ]);
    parts.push(
      markdownTable(COLUMNS, rows, { maxRows: 200 }),
      '',
      ...notes(report, mode).map((note) => `- ${escapeMarkdown(note)}`),
      '',
    );
    for (const problem of (report.applied?.failed ?? []).slice(0, 20))
      parts.push(`- ❌ ${escapeMarkdown(`${problem.key}: ${problem.reason}`)}`);
  }
  if (physical !== undefined) {
    parts.push(`### ${escapeMarkdown(physicalTitle(physical))}`, '');
    if (physical.backups.length > 0) parts.push(markdownTable(PHYSICAL, physicalRows(physical)), '');
    parts.push(`- ${escapeMarkdown(physicalNote(physical))}`, '');
  }
  parts.push(`Plan ${code(digestOf(reports)).markdown}`, '');
  return parts.join('\n');
}

/** The same for a terminal. */
export function pruneText(
  reports: readonly PruneReport[],
  mode: Mode,
  physical: PhysicalPlan | undefined,
): string {
  const parts = [headline(reports, mode), ''];
  for (const report of reports) {
    const rows = sorted(report.plan.entries).map((entry) => [
      entry.verdict === 'delete' ? 'DELETE' : 'keep',
      entry.id,
      entry.tier,
      formatMinute(entry.snapshotAt),
      formatBytes(entry.bytes),
      entry.proven ? 'proven' : '',
      entry.reason,
    ]);
    parts.push(
      `${report.database} in ${report.store.location}`,
      terminalTable(COLUMNS, rows),
      ...notes(report, mode).map((note) => `- ${note}`),
      '',
    );
  }
  if (physical !== undefined) {
    parts.push(physicalTitle(physical));
    if (physical.backups.length > 0) parts.push(terminalTable(PHYSICAL, physicalRows(physical)));
    parts.push(`- ${physicalNote(physical)}`, '');
  }
  return [...parts, `plan-digest: ${digestOf(reports)}`].join('\n');
}

function headline(reports: readonly PruneReport[], mode: Mode): string {
  const doomed = reports
    .flatMap((report) => report.plan.entries)
    .filter((entry) => entry.verdict === 'delete');
  const bytes = formatBytes(doomed.reduce((sum, entry) => sum + entry.bytes, 0));
  if (mode === 'plan') return `${plural(doomed.length, 'set')} would be deleted (${bytes})`;
  const deleted = reports.reduce((sum, report) => sum + (report.applied?.deleted.length ?? 0), 0);
  return `${plural(deleted, 'set')} deleted${deleted === doomed.length ? ` (${bytes})` : ` of ${doomed.length} planned`}`;
}

function notes(report: PruneReport, mode: Mode): string[] {
  const lines: string[] = [];
  if (report.unknown.length > 0) {
    lines.push(
      `${plural(report.unknown.length, 'object')} not of this toolkit, held: ${report.unknown.slice(0, 5).join(', ')}`,
    );
  }
  const swept =
    report.applied?.swept ?? report.remains.flatMap((set) => storedVersions(set).map(({ key }) => key));
  if (swept.length > 0) {
    const done = mode === 'apply' ? 'removed' : 'would be removed';
    lines.push(
      `${formatCount(swept.length)} remains of unfinished runs ${done}: ${swept.slice(0, 5).join(', ')}`,
    );
  }
  for (const { location } of report.hidden.slice(0, 5))
    lines.push(`Hidden by a delete marker, and still there: ${location.id} (${location.tier})`);
  for (const { set, reason } of (report.applied?.spared ?? []).slice(0, 20))
    lines.push(`Left alone: ${set}: ${reason}`);
  return lines;
}

function sorted(entries: readonly PlanEntry[]): PlanEntry[] {
  return entries.toSorted(
    (a, b) => Number(b.verdict === 'delete') - Number(a.verdict === 'delete') || b.snapshotAt - a.snapshotAt,
  );
}
