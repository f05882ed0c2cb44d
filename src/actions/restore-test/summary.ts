import { type Difference, describeDifference } from '../../catalog/difference.ts';
import {
  code,
  escapeMarkdown,
  formatCount,
  formatDuration,
  markdownTable,
  plural,
  terminalTable,
} from '../../runtime/format.ts';
import type { TestReport } from './restore-test.ts';

/** How many rows of a list a reader is shown; the totals are always there. */
const SHOWN = 50;

/** Markdown for the job summary: the verdict, what differs, how long it took, what was not checked. */
export function restoreTestSummary(report: TestReport): string {
  const { evidence } = report;
  const good = report.failure === undefined;
  return [
    `## ${good ? '✅' : '❌'} Restore test of ${escapeMarkdown(report.manifest.database)}: ${headline(report)}`,
    '',
    ...(report.failure === undefined
      ? []
      : [`**${report.failure.code}** ${escapeMarkdown(report.failure.message)}`, '']),
    markdownTable([{ title: 'Set' }, { title: evidence.set }], facts(report)),
    '',
    ...section('Differences', differences(report).length, () =>
      markdownTable(
        [{ title: 'Severity' }, { title: 'Kind' }, { title: 'Object' }, { title: 'What' }],
        differences(report).map((one) => [
          one.severity === 'error' ? '❌ error' : '⚠️ warning',
          one.kind,
          code(one.name),
          describeDifference(one),
        ]),
        { maxRows: SHOWN },
      ),
    ),
    ...section('Time', Object.keys(evidence.phases).length, () =>
      markdownTable([{ title: 'Phase' }, { title: 'Time', align: 'right' }], phaseRows(report)),
    ),
    ...section('Not checked', evidence.notCompared.length, () =>
      [
        ...evidence.notCompared.slice(0, SHOWN).map((item) => `- ${escapeMarkdown(item)}`),
        ...(evidence.notCompared.length > SHOWN
          ? [`- … and ${evidence.notCompared.length - SHOWN} more`]
          : []),
      ].join('\n'),
    ),
  ].join('\n');
}

/** The same for a terminal. */
export function restoreTestText(report: TestReport): string {
  const { evidence } = report;
  return [
    headline(report),
    '',
    terminalTable([{ title: 'Set' }, { title: evidence.set }], facts(report)),
    ...differences(report)
      .slice(0, SHOWN)
      .map((one) => `- ${one.severity}: ${describeDifference(one)}`),
    '',
    terminalTable([{ title: 'Phase' }, { title: 'Time', align: 'right' }], phaseRows(report)),
    ...evidence.notCompared.slice(0, SHOWN).map((item) => `- not checked: ${item}`),
  ].join('\n');
}

function headline(report: TestReport): string {
  const { evidence, failure } = report;
  const control = evidence.negativeControl ? ' (negative control: the copy was damaged on purpose)' : '';
  if (evidence.verdict === 'proven') {
    return `proven, grade ${evidence.grade}${evidence.rto.kept ? '' : ', but the RTO is broken'}${control}`;
  }
  const errors = differences(report).filter((one) => one.severity === 'error').length;
  return errors > 0
    ? `FAILED, ${plural(errors, 'difference')}${control}`
    : `FAILED (${failure?.code ?? ''})${control}`;
}

function differences(report: TestReport): readonly Difference[] {
  return report.comparison?.differences ?? [];
}

function facts(report: TestReport): string[][] {
  const { evidence, manifest } = report;
  const compared = report.comparison?.compared;
  return [
    ['State of', manifest.snapshotAt],
    ['From', report.store],
    [
      'Compared',
      compared === undefined
        ? 'nothing: the set could not be restored'
        : Object.entries(compared)
            .map(([what, count]) => `${formatCount(BigInt(count))} ${COMPARED[what] ?? what}`)
            .join(', '),
    ],
    [
      'Migration',
      manifest.migration === null ? 'none found' : `${manifest.migration.tool} ${manifest.migration.version}`,
    ],
    [
      'RTO',
      `${formatDuration(evidence.rto.achievedSeconds * 1000)} of ${formatDuration(evidence.rto.objectiveSeconds * 1000)}${evidence.rto.kept ? '' : ', NOT kept'}`,
    ],
    ['Server', `PostgreSQL ${evidence.tools['server'] ?? ''} (source ${manifest.server.version})`],
  ];
}

const COMPARED: Readonly<Record<string, string>> = {
  largeObjects: 'large objects',
  objects: 'schema objects',
};

function phaseRows(report: TestReport): string[][] {
  return Object.entries(report.evidence.phases).map(([phase, seconds]) => [
    phase,
    formatDuration(seconds * 1000),
  ]);
}

function section(title: string, count: number, body: () => string): string[] {
  return count === 0 ? [] : [`### ${title}`, '', body(), ''];
}
