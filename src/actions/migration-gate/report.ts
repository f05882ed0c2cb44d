import type { MigrationRule } from '../../catalog/migration/rules.ts';
import type { Trial } from '../../catalog/migration/trial.ts';
import { describeEnd, type MigrationVerdict } from '../../catalog/migration/verdict.ts';
import { code, escapeMarkdown, formatCount, type Markdown, plural } from '../../runtime/format.ts';
import { lockSection, outputSection, rowSection, schemaSection, timeSection } from './sections.ts';

/** What is told of a trial. */
export interface TrialReport {
  readonly database: string;
  readonly trial: Trial;
  readonly verdict: MigrationVerdict;
  /** `20261125T…-a1b2c3 (daily, proven)` */
  readonly set: string;
  readonly snapshotAt: string;
  readonly serverVersion: string;
  readonly commit: string | null;
  readonly isolated: boolean;
  readonly longLockMs: number;
  /** Why an approval that was tried does not count. */
  readonly refused: string | undefined;
  readonly approvers: readonly string[];
  readonly approvalLabel: string;
  /** What was not looked at. */
  readonly notes: readonly string[];
}

const TITLES: Readonly<Record<MigrationVerdict['verdict'], string>> = {
  passed: '✅ Migrations of $db: nothing that blocks',
  blocked: '❌ Migrations of $db: blocked',
  approved: '⚠️ Migrations of $db: blocked, and approved',
};

const RULE_TITLES: Readonly<Record<MigrationRule, string>> = {
  failed: 'Failed',
  'data-loss': 'Data loss',
  'data-change': 'Other values',
  destructive: 'Destructive',
  'long-lock': 'Long lock',
  rewrite: 'Rewrite',
  'no-rollback': 'No way back',
  'no-effect': 'No effect',
};

const MOST_FINDINGS = 30;

/** Markdown for the comment and the job summary. */
export function reportMarkdown(report: TrialReport): string {
  const { trial, verdict, database } = report;
  const title = TITLES[verdict.verdict].replace('$db', () => escapeMarkdown(database));
  return [
    `## ${title}`,
    '',
    facts(report),
    '',
    ...findings(report),
    ...approval(report),
    ...schemaSection(trial),
    ...rowSection(trial),
    ...lockSection(trial, report.longLockMs),
    ...timeSection(trial),
    ...wayBack(trial),
    ...outputSection(trial),
    ...blindSpots(report),
  ].join('\n');
}

/** For a terminal and the log. */
export function reportText(report: TrialReport): string {
  const { trial, verdict } = report;
  return [
    `Migration of ${report.database}: ${verdict.verdict}. It ${describeEnd(trial.end)}, on a copy of set ${report.set}`,
    ...verdict.findings.map(({ rule, blocks, text }) => `${blocks ? 'BLOCKS' : 'note  '}  ${rule}: ${text}`),
    ...(verdict.approval === undefined
      ? []
      : [`approved by ${verdict.approval.by} (${verdict.approval.how})`]),
    `${plural(trial.schema.length, 'schema change')}, ${plural(trial.statements.length, 'statement')}, ${plural(trial.locks.locks.length, 'lock')} that kept others out`,
    ...report.notes.map((note) => `- ${note}`),
  ].join('\n');
}

function facts(report: TrialReport): string {
  const { trial } = report;
  const at = report.commit === null ? '' : ` at ${code(report.commit.slice(0, 12)).markdown}`;
  const { before, after } = trial.migration;
  const version = before === after ? '' : ` Version: ${show(before)} → ${show(after)}.`;
  return (
    `${code(trial.command).markdown}${at} ${describeEnd(trial.end)}, on a copy of set ${code(report.set).markdown} ` +
    `(state of ${escapeMarkdown(report.snapshotAt)}, PostgreSQL ${escapeMarkdown(report.serverVersion)}, ` +
    `${report.isolated ? 'in a sandbox without network' : '**not isolated**'}).${version}`
  );
}

function show(version: string | null): string {
  return version === null ? 'none' : code(version).markdown;
}

function findings({ verdict }: TrialReport): string[] {
  if (verdict.findings.length === 0) return [];
  const shown = verdict.findings.slice(0, MOST_FINDINGS);
  const more = verdict.findings.length - shown.length;
  return [
    ...shown.map(
      ({ rule, blocks, text }) =>
        `- ${blocks ? '❌' : 'ℹ️'} **${RULE_TITLES[rule]}**: ${escapeMarkdown(text)}${blocks ? ' Blocks by policy.' : ''}`,
    ),
    ...(more > 0 ? [`- … and ${formatCount(more)} more`] : []),
    '',
  ];
}

function approval(report: TrialReport): string[] {
  const { verdict, refused, approvers } = report;
  if (verdict.approval !== undefined) {
    const { by, how } = verdict.approval;
    return [
      `**Approved by ${escapeMarkdown(by)}** (${escapeMarkdown(how)}), who takes responsibility for this commit. It is recorded.`,
      '',
    ];
  }
  if (verdict.verdict !== 'blocked') return [];
  const why =
    refused === undefined ? '' : `An approval was tried and does not count: ${escapeMarkdown(refused)}. `;
  const who = approvers.map((name) => escapeMarkdown(name)).join(', ');
  const how =
    approvers.length === 0
      ? 'The policy names no approvers, so nobody can let this pass.'
      : `One of ${who} can let this commit pass with the label ${code(report.approvalLabel).markdown}; after another commit it has to be set again.`;
  return [`${why}${how}`, ''];
}

function wayBack({ wayBack: way }: Trial): string[] {
  const lines = (): string => {
    if (way.state === 'none') return `There is none: ${escapeMarkdown(way.reason)}.`;
    if (way.end.outcome !== 'succeeded') return `It was tried and ${escapeMarkdown(describeEnd(way.end))}.`;
    return way.differences.length === 0
      ? 'It was run, and the schema is exactly as before. Rows that were lost stay lost.'
      : `It was run, and the schema is not as before: ${plural(way.differences.length, 'difference')}, such as ${way.differences
          .slice(0, 3)
          .map(({ kind, name, change }) => `${escapeMarkdown(kind)} ${code(name).markdown} ${change}`)
          .join(', ')}.`;
  };
  return ['### Way back', '', lines(), ''];
}

/** What a reader must not take this for. */
function blindSpots(report: TrialReport): string[] {
  const { locks } = report.trial;
  const lines: (string | Markdown)[] = [
    'Times are those of a scratch server without any other load and without fsync. In production the same lock first waits for everybody who uses the table, and everybody who comes later waits behind it.',
    `Locks on tables were looked at ${formatCount(locks.looks)} times; what was held for less than ${locks.blindSeconds.toFixed(2)} s may be missing. Row locks, which an UPDATE takes, are not among them.`,
    'Several statements that a client sent at once have one time; statements inside functions and DO blocks have that of their caller.',
    'The copy has the rows of the set, not those of today. A migration can tell that it is being tried: this shows mistakes, it does not stop malice.',
    ...report.notes,
  ];
  return [
    '<details><summary>What this does not show</summary>',
    '',
    ...lines.map((line) => `- ${typeof line === 'string' ? escapeMarkdown(line) : line.markdown}`),
    '',
    '</details>',
    '',
  ];
}
