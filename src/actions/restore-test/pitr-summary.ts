import type { PitrEvidence } from '../../catalog/recovery/pitr-evidence.ts';
import { code, escapeMarkdown, formatDuration, markdownTable, terminalTable } from '../../runtime/format.ts';

type Evidence = Omit<PitrEvidence, 'database'>;

/** Markdown for the job summary. */
export function pitrTestSummary(evidence: Evidence): string {
  const icon = evidence.verdict === 'proven' ? '✅' : '❌';
  const parts = [
    `## ${icon} ${escapeMarkdown(headline(evidence))}`,
    ...(evidence.reason === null ? [] : [`> ${escapeMarkdown(evidence.reason)}`]),
    markdownTable(
      [{ title: 'What' }, { title: 'Found' }],
      facts(evidence).map(([name, value]) => [name, code(value)]),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The same for a terminal. */
export function pitrTestText(evidence: Evidence): string {
  return [
    headline(evidence),
    '',
    terminalTable([{ title: 'What' }, { title: 'Found' }], facts(evidence)),
  ].join('\n');
}

function headline({ stanza, verdict }: Evidence): string {
  return `Test of point-in-time recovery, stanza ${stanza}: ${verdict}`;
}

function facts(evidence: Evidence): [string, string][] {
  const { rpo, rto } = evidence;
  const phases = Object.entries(evidence.phases).map(
    ([name, seconds]) => `${name} ${formatDuration(seconds * 1000)}`,
  );
  return [
    [
      'Base backup',
      evidence.backup === null ? 'not reached' : `${evidence.backup} of repository ${evidence.repo}`,
    ],
    ['Row committed before the restore point', presence(evidence.rowBefore, true)],
    ['Row committed after it', presence(evidence.rowAfter, false)],
    [
      'Newest recoverable commit',
      evidence.newestCommit === null ? 'not reached' : `${evidence.newestCommit} UTC`,
    ],
    ['RPO', against(rpo)],
    ['RTO', against(rto)],
    ['pg_amcheck', listed(evidence.checked)],
    ['Whole pg_dump', listed(evidence.dumped)],
    ['Took', phases.join(', ')],
  ];
}

function presence(there: boolean | null, wanted: boolean): string {
  if (there === null) return 'not reached';
  const found = there ? 'there' : 'not there';
  return there === wanted ? `${found}, as it has to be` : `${found}: WRONG`;
}

function against({ achievedSeconds, objectiveSeconds }: PitrEvidence['rpo']): string {
  const objective = `objective ${formatDuration(objectiveSeconds * 1000)}`;
  return achievedSeconds === null
    ? `not measured; ${objective}`
    : `${formatDuration(achievedSeconds * 1000)}; ${objective}`;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'not done' : names.join(', ');
}
