import { displayName } from '../../catalog/fingerprint/fingerprint.ts';
import type { TableFindings } from '../../postgres/rescue/collect-rows.ts';
import {
  type Column,
  escapeMarkdown,
  formatCount,
  markdownTable,
  plural,
  terminalTable,
} from '../../runtime/format.ts';
import type { RescueReport } from './rescue.ts';
import { describeSide } from './sides.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Table' },
  { title: 'Live rows', align: 'right' },
  { title: 'Source rows', align: 'right' },
  { title: 'Missing', align: 'right' },
  { title: 'Changed', align: 'right' },
  { title: 'Extra', align: 'right' },
];
const SAMPLES: readonly Column[] = [
  { title: 'Table' },
  { title: 'What' },
  { title: 'Key' },
  { title: 'Columns' },
];

/** Markdown for the job summary. */
export function rescueSummary(report: RescueReport, verdict: string): string {
  const samples = samplesOf(report);
  return [
    `## ${verdict === 'different' ? '⚠️' : '✅'} ${escapeMarkdown(headline(report, verdict))}`,
    '',
    ...sidesOf(report).flatMap((line) => [escapeMarkdown(line), '']),
    markdownTable(COLUMNS, tablesOf(report)),
    '',
    ...(samples.length === 0 ? [] : ['Examples:', '', markdownTable(SAMPLES, samples), '']),
    ...notes(report).map((note) => `- ${escapeMarkdown(note)}`),
    '',
  ].join('\n');
}

/** The same for a terminal. */
export function rescueText(report: RescueReport, verdict: string): string {
  const samples = samplesOf(report);
  return [
    headline(report, verdict),
    '',
    ...sidesOf(report),
    '',
    terminalTable(COLUMNS, tablesOf(report)),
    ...(samples.length === 0 ? [] : ['', 'Examples:', '', terminalTable(SAMPLES, samples)]),
    '',
    ...notes(report).map((note) => `- ${note}`),
  ].join('\n');
}

function headline({ sides, stated, repairFile }: RescueReport, verdict: string): string {
  const { database } = sides.live;
  if (verdict === 'equal') return `${database} has the rows of the source`;
  if (verdict === 'repaired') return `Repaired ${database}: ${plural(stated, 'row')} came back`;
  return repairFile === undefined
    ? `${database} differs from the source`
    : `${database} differs from the source; the repair of ${plural(stated, 'row')} is written, not applied`;
}

function sidesOf({ sides }: RescueReport): string[] {
  return [
    `Live: ${describeSide(sides.live)}`,
    sides.schema === undefined
      ? `Source: ${describeSide(sides.source)}`
      : `Source: the tables in ${sides.schema} of the same database`,
  ];
}

function tablesOf({ parts }: RescueReport): string[][] {
  return parts.map(({ findings }) => [
    nameOf(findings),
    ...[findings.liveRows, findings.sourceRows, findings.missing, findings.changed, findings.extra].map(
      formatCount,
    ),
  ]);
}

function samplesOf({ parts, changes }: RescueReport): string[][] {
  return parts.flatMap(({ findings }) => {
    const row = (what: string, key: readonly string[], columns: readonly string[] = []): string[] => [
      nameOf(findings),
      what,
      key.join(', '),
      columns.join(', '),
    ];
    return [
      ...findings.samples.missing.map((key) => row('missing', key)),
      ...(changes.get(findings) ?? []).map(({ key, columns }) => row('changed', key, columns)),
      ...findings.samples.extra.map((key) => row('extra', key)),
    ];
  });
}

function notes({ plan, repairFile, applied, stated, sides, triggers }: RescueReport): string[] {
  const next = applied
    ? [
        `Checked inside the transaction, before its commit: ${plural(stated, 'row')} written, no other row touched${triggers === 'disable' ? ', each equal to the source' : ''}.`,
      ]
    : repairFile === undefined
      ? []
      : [
          `Read ${repairFile}, then run it: psql --no-psqlrc --dbname=${sides.live.database} --file=${repairFile}. It holds the rows in clear text; delete it afterwards.`,
        ];
  return [
    ...plan.notCompared.map(({ name, reason }) => `Not compared: ${name}: ${reason}`),
    ...plan.notes,
    'Large objects are no part of a table, and were not compared.',
    ...next,
  ];
}

function nameOf({ pair }: TableFindings): string {
  return displayName(pair.live.schema, pair.live.name);
}
