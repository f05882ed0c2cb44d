import { describeDifference } from '../../catalog/comparison/difference.ts';
import { isFinding, isRemarkable } from '../../catalog/comparison/drift.ts';
import {
  type Column,
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

interface Section {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** Markdown for the job summary: the verdict, what differs, how long it took, what was not checked. */
export function restoreTestSummary(report: TestReport): string {
  const { failure } = report;
  const parts = [
    `## ${failure === undefined ? '✅' : '❌'} Restore test of ${escapeMarkdown(report.manifest.database)}: ${headline(report)}`,
    '',
  ];
  if (failure !== undefined) parts.push(`**${failure.code}** ${escapeMarkdown(failure.message)}`, '');
  parts.push(markdownTable([{ title: 'Set' }, { title: report.evidence.set }], facts(report)), '');
  for (const { title, columns, rows } of sections(report)) {
    if (rows.length > 0) parts.push(`### ${title}`, '', markdownTable(columns, rows, { maxRows: SHOWN }), '');
  }
  return parts.join('\n');
}

/** The same for a terminal. */
export function restoreTestText(report: TestReport): string {
  const parts = [
    headline(report),
    '',
    terminalTable([{ title: 'Set' }, { title: report.evidence.set }], facts(report)),
  ];
  for (const { title, columns, rows } of sections(report)) {
    if (rows.length > 0) parts.push('', title, terminalTable(columns, rows, { maxRows: SHOWN }));
  }
  return parts.join('\n');
}

function headline(report: TestReport): string {
  const { evidence, failure } = report;
  const control = evidence.negativeControl ? ' (negative control: the copy was damaged on purpose)' : '';
  if (evidence.verdict === 'proven') {
    return `proven, grade ${evidence.grade}${failure === undefined ? '' : `, but ${BROKEN[failure.code] ?? failure.code}`}${control}`;
  }
  const errors = differences(report).filter((one) => one.severity === 'error').length;
  return errors > 0
    ? `FAILED, ${plural(errors, 'difference')}${control}`
    : `FAILED (${failure?.code ?? ''})${control}`;
}

const BROKEN: Readonly<Record<string, string>> = {
  'PBA-RTO-BROKEN': 'the RTO is broken',
  'PBA-DRIFT': 'production has lost rows',
};

function differences(report: TestReport) {
  return report.findings.comparison?.differences ?? [];
}

function facts(report: TestReport): string[][] {
  const { evidence, findings, manifest } = report;
  const compared = Object.entries(evidence.compared).map(
    ([what, count]) => `${formatCount(BigInt(count))} ${COMPARED[what] ?? what}`,
  );
  return [
    ['State of', manifest.snapshotAt],
    ['From', report.store],
    [
      'Restored into',
      `${evidence.target}, PostgreSQL ${findings.serverVersion} (source ${manifest.server.version})`,
    ],
    ['Compared', compared.length === 0 ? 'nothing: the set could not be restored' : compared.join(', ')],
    [
      'Migration',
      manifest.migration === null ? 'none found' : `${manifest.migration.tool} ${manifest.migration.version}`,
    ],
    ['RTO', rto(report)],
    ['Physical checks', evidence.physical],
    ['Production', production(report)],
  ];
}

const COMPARED: Readonly<Record<string, string>> = {
  largeObjects: 'large objects',
  objects: 'schema objects',
};

function rto({ evidence }: TestReport): string {
  const { achievedSeconds, forecastSeconds, objectiveSeconds, kept } = evidence.rto;
  const achieved = achievedSeconds === null ? 'not restored' : formatDuration(achievedSeconds * 1000);
  const forecast =
    forecastSeconds === null ? '' : `, ${formatDuration(forecastSeconds * 1000)} forecast for the newest set`;
  return `${achieved} of ${formatDuration(objectiveSeconds * 1000)}${forecast}${kept ? '' : '; NOT kept'}`;
}

function production({ findings }: TestReport): string {
  if (findings.drift === undefined) return 'not compared';
  const found = findings.drift.filter(isFinding).length;
  const stopped = findings.drift.filter(isRemarkable).length - found;
  const lost =
    found === 0 ? 'no table lost rows beyond its tolerance' : `${plural(found, 'table')} lost rows`;
  return stopped === 0 ? lost : `${lost}; ${plural(stopped, 'table')} stopped growing`;
}

function sections(report: TestReport): Section[] {
  const { evidence, findings } = report;
  return [
    {
      title: 'Differences',
      columns: [{ title: 'Severity' }, { title: 'Kind' }, { title: 'Object' }, { title: 'What' }],
      rows: differences(report).map((one) => [one.severity, one.kind, one.name, describeDifference(one)]),
    },
    {
      title: 'Assertions',
      columns: [
        { title: 'Verdict' },
        { title: 'Assertion' },
        { title: 'Found' },
        { title: 'Time', align: 'right' },
      ],
      rows: findings.assertions.map((one) => [
        one.passed ? 'holds' : 'FAILED',
        one.name,
        one.detail,
        formatDuration(one.seconds * 1000),
      ]),
    },
    {
      title: 'Production now',
      columns: [
        { title: 'Table' },
        { title: 'Rows in the set', align: 'right' },
        { title: 'Rows now', align: 'right' },
        { title: 'Change', align: 'right' },
        { title: 'Verdict' },
      ],
      rows: (findings.drift ?? []).map((one) => [
        one.table,
        formatCount(BigInt(one.inSet)),
        one.now === null ? 'gone' : formatCount(BigInt(one.now)),
        one.percent === null ? '' : `${one.percent > 0 ? '+' : ''}${one.percent.toFixed(1)} %`,
        one.verdict,
      ]),
    },
    {
      title: 'Time',
      columns: [{ title: 'Phase' }, { title: 'Time', align: 'right' }],
      rows: Object.entries(evidence.phases).map(([phase, seconds]) => [
        phase,
        formatDuration(seconds * 1000),
      ]),
    },
    {
      title: 'Allowed by the policy',
      columns: [{ title: 'What, and why' }],
      rows: evidence.allowed.map((one) => [one]),
    },
    {
      title: 'Not checked',
      columns: [{ title: 'What, and why' }],
      rows: evidence.notCompared.map((one) => [one]),
    },
  ];
}
