import type { Finding, Severity } from '../../catalog/doctor/finding.ts';
import { code, escapeMarkdown, markdownTable, plural, printable } from '../../runtime/format.ts';

const MARKS: Readonly<Record<Severity, string>> = {
  problem: '❌',
  warning: '⚠️',
  unknown: '❔',
  note: 'ℹ️',
  good: '✅',
};

const HEADINGS: Readonly<Record<Severity, string>> = {
  problem: 'Problems',
  warning: 'Warnings',
  unknown: 'Not looked at',
  note: 'Worth knowing',
  good: 'Found right',
};

/** Words of the remedy's kind, for the line above it. */
const KINDS = { sql: 'SQL', shell: 'Shell', iam: 'IAM', text: 'What to do' } as const;

/** Markdown for the job summary: each finding with what mends it, then what was found right. */
export function doctorSummary(findings: readonly Finding[], diagnose: string): string {
  const what = diagnose === 'everything' ? 'Doctor' : `Diagnosis ${diagnose}`;
  const bad = findings.filter((one) => one.severity === 'problem' || one.severity === 'warning');
  const title = bad.length === 0 ? `${what}: nothing is wrong` : `${what}: ${tally(findings)}`;
  const told = findings.filter((one) => one.severity !== 'good');
  const good = findings.filter((one) => one.severity === 'good');
  return [
    `## ${bad.length === 0 ? '✅' : MARKS[worst(findings)]} ${escapeMarkdown(title)}`,
    '',
    ...told.flatMap(markdownOf),
    ...(good.length === 0
      ? []
      : [
          '<details><summary>Found right</summary>',
          '',
          markdownTable(
            [{ title: 'Check' }, { title: 'Of' }, { title: 'What' }],
            good.map((one) => [code(one.check), one.subject, one.sentence]),
            { maxRows: 200 },
          ),
          '',
          '</details>',
          '',
        ]),
  ].join('\n');
}

function markdownOf(finding: Finding): string[] {
  const { remedy, link } = finding;
  return [
    `${MARKS[finding.severity]} **${escapeMarkdown(finding.subject)}**: ${escapeMarkdown(finding.sentence)} ${code(finding.check).markdown}`,
    '',
    ...(remedy === undefined ? [] : [KINDS[remedy.kind], '', ...fenced(remedy.text), '']),
    ...(link === undefined
      ? []
      : [`More: ${link.startsWith('https://') ? `<${link}>` : code(link).markdown}`, '']),
  ];
}

/** A block that its own text cannot end: names from the database stand in it. */
function fenced(text: string): string[] {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [fence, ...text.split('\n'), fence];
}

/** The same for a terminal. */
export function doctorText(findings: readonly Finding[]): string {
  const lines: string[] = [];
  let heading: Severity | undefined;
  for (const finding of findings) {
    if (finding.severity !== heading) {
      heading = finding.severity;
      lines.push('', HEADINGS[heading]);
    }
    lines.push(
      `${MARKS[finding.severity]} ${printable(finding.subject)}: ${printable(finding.sentence)} [${finding.check}]`,
    );
    if (finding.severity === 'good') continue;
    if (finding.remedy !== undefined) {
      lines.push(...finding.remedy.text.split('\n').map((line) => `     ${printable(line)}`));
    }
    if (finding.link !== undefined) lines.push(`     ${finding.link}`);
  }
  return [tally(findings), ...lines].join('\n');
}

function worst(findings: readonly Finding[]): Severity {
  return findings[0]?.severity ?? 'good';
}

function tally(findings: readonly Finding[]): string {
  const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length;
  const good = count('good');
  return `${plural(count('problem'), 'problem')}, ${plural(count('warning'), 'warning')}, ${plural(good, 'check')} found right`;
}
