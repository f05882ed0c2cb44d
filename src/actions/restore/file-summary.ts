import { UNPROVEN } from '../../catalog/swap/restored-mark.ts';
import type { ActionResult } from '../../runtime/action.ts';
import {
  escapeMarkdown,
  formatBytes,
  formatDuration,
  markdownTable,
  terminalTable,
} from '../../runtime/format.ts';
import type { FileReport } from './restore-file.ts';

/** What a run that restored a file reports: it never says more than is known of the file. */
export function presentFile(report: FileReport): ActionResult {
  const { database, live, dump, place, kind, holds, seconds, phases } = report;
  const headline = `Restored ${place} as ${database}: not proven, there is nothing to compare it with`;
  const titles = [{ title: 'New database' }, { title: database }];
  const notes = [
    ...report.notes,
    `Next: look at it, then \`swap\` with \`database: ${live}\`, \`restored: ${database}\` and \`allow-unproven: true\` puts it in place, and can be undone.`,
  ];
  return {
    outputs: {
      verdict: UNPROVEN,
      'set-id': '',
      'restored-database': database,
      'restored-schemas': '',
      tables: '',
      grade: '',
      differences: '',
      'duration-seconds': seconds.toFixed(1),
      'evidence-key': '',
    },
    summary: [
      `## ⚠️ ${escapeMarkdown(headline)}`,
      '',
      markdownTable(titles, facts(report)),
      '',
      ...notes.map((note) => `- ${escapeMarkdown(note)}`),
      '',
    ].join('\n'),
    text: [headline, '', terminalTable(titles, facts(report)), '', ...notes.map((note) => `- ${note}`)].join(
      '\n',
    ),
    json: {
      file: place,
      format: kind,
      sha256: dump.sha256 ?? null,
      database,
      holds,
      seconds,
      phases,
      notes: report.notes,
    },
  };
}

function facts({ place, kind, dump, target, holds, seconds, phases }: FileReport): string[][] {
  const packed = dump.compression === undefined ? '' : `, ${dump.compression}`;
  const size = dump.size === undefined ? '' : `, ${formatBytes(dump.size)}`;
  return [
    ['Server', `${target.address}, PostgreSQL ${target.version}, system ${target.systemIdentifier}`],
    ['File', `${place} (${kind} format${packed}${size})`],
    ...(dump.sha256 === undefined ? [] : [['SHA-256 of the file', dump.sha256]]),
    ['Holds', `${holds.tables} tables, ${formatBytes(holds.bytes)}`],
    ['Compared', 'nothing: there is no fingerprint'],
    [
      'Time',
      `${formatDuration(seconds * 1000)} until usable (${Object.entries(phases)
        .map(([phase, took]) => `${phase} ${formatDuration(took * 1000)}`)
        .join(', ')})`,
    ],
  ];
}
