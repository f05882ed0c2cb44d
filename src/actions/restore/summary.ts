import { describeDifference } from '../../catalog/difference.ts';
import {
  escapeMarkdown,
  formatBytes,
  formatDuration,
  markdownTable,
  terminalTable,
} from '../../runtime/format.ts';
import type { RestoreReport } from './restore.ts';

const SHOWN = 50;

/** Markdown for the job summary: what stands where, how it compares, what comes next. */
export function restoreSummary(report: RestoreReport): string {
  const differences = differencesOf(report);
  return [
    `## ${report.failure === undefined ? '✅' : '❌'} ${escapeMarkdown(headline(report))}`,
    '',
    markdownTable([{ title: 'New database' }, { title: report.database }], facts(report)),
    '',
    ...(differences.length === 0 ? [] : [markdownTable(COLUMNS, differences, { maxRows: SHOWN }), '']),
    ...notes(report).map((note) => `- ${escapeMarkdown(note)}`),
    '',
  ].join('\n');
}

/** The same for a terminal. */
export function restoreText(report: RestoreReport): string {
  const differences = differencesOf(report).slice(0, SHOWN);
  return [
    headline(report),
    '',
    terminalTable([{ title: 'New database' }, { title: report.database }], facts(report)),
    ...(differences.length === 0 ? [] : ['', terminalTable(COLUMNS, differences)]),
    '',
    ...notes(report).map((note) => `- ${note}`),
  ].join('\n');
}

const COLUMNS = [{ title: 'Severity' }, { title: 'Object' }, { title: 'What' }] as const;

function headline({ manifest, comparison, failure }: RestoreReport): string {
  return failure === undefined
    ? `Restored ${manifest.database} beside the live database: equal to what was backed up, grade ${comparison.grade}`
    : `Restored ${manifest.database}, and it is not what was backed up`;
}

function facts({ manifest, store, target, comparison, seconds, phases }: RestoreReport): string[][] {
  const compared = Object.entries(comparison.compared).map(([what, count]) => `${count} ${what}`);
  return [
    ['Server', `${target.address}, PostgreSQL ${target.version}, system ${target.systemIdentifier}`],
    ['Set', `${manifest.id} (${manifest.tier}) from ${store}`],
    ['State of', manifest.snapshotAt],
    ['Size at the snapshot', formatBytes(manifest.server.databaseBytes)],
    ['Compared', compared.join(', ')],
    [
      'Time',
      `${formatDuration(seconds * 1000)} until usable (${Object.entries(phases)
        .map(([phase, took]) => `${phase} ${formatDuration(took * 1000)}`)
        .join(', ')})`,
    ],
  ];
}

function differencesOf({ comparison }: RestoreReport): string[][] {
  return comparison.differences.map((one) => [one.severity, one.name, describeDifference(one)]);
}

function notes({ manifest, comparison, database, notChecked, failure }: RestoreReport): string[] {
  const left = [...manifest.notHeld, ...comparison.notCompared].map(
    (item) => `Not compared: ${item.kind} ${item.name}: ${item.reason}`,
  );
  const next =
    failure === undefined
      ? [
          `Next: \`swap\` with \`database: ${manifest.database}\`, \`restored: ${database}\` puts it in place, and can be undone.`,
        ]
      : [];
  return [...notChecked, ...left.slice(0, SHOWN), ...next];
}
