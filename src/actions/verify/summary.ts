import {
  code,
  escapeMarkdown,
  formatBytes,
  formatCount,
  formatDuration,
  markdownTable,
  plural,
  terminalTable,
} from '../../runtime/format.ts';
import { type SetCheck, type SetVerdict, verdictOf } from './check-set.ts';

const DEPTH: Readonly<Record<'full' | 'quick', string>> = {
  full: 'Every object was read back, hashed, decrypted where encrypted, and the archive decoded to its last byte. Whether it restores, only `restore-test` can say.',
  quick: 'Every object was read back and hashed. Nothing was decrypted or decoded.',
};

const COLUMNS = [
  { title: 'Verdict' },
  { title: 'Set' },
  { title: 'Database' },
  { title: 'Tier' },
  { title: 'Store' },
  { title: 'Objects', align: 'right' },
  { title: 'Read', align: 'right' },
  { title: 'Time', align: 'right' },
] as const;

/** Markdown for the job summary. */
export function verifySummary(checks: readonly SetCheck[], mode: 'full' | 'quick'): string {
  const failed = checks.filter((check) => check.problems.length > 0);
  const rows = [...failed, ...checks.filter((check) => check.problems.length === 0)].map((check) => [
    `${check.problems.length === 0 ? '✅' : '❌'} ${verdictOf(check)}`,
    code(check.location.id),
    check.location.database,
    check.location.tier,
    check.store,
    formatCount(check.objects),
    formatBytes(check.bytes),
    formatDuration(check.milliseconds),
  ]);
  const problems = failed.flatMap((check) => check.problems);
  return [
    `## ${failed.length === 0 ? '✅' : '❌'} Verify: ${headline(checks)}`,
    '',
    markdownTable(COLUMNS, rows, { maxRows: 200 }),
    '',
    ...problems
      .slice(0, 20)
      .map(
        (problem) =>
          `- **${problem.code}** ${escapeMarkdown(problem.message)}${problem.hint === undefined ? '' : ` ${escapeMarkdown(problem.hint)}`}`,
      ),
    ...(problems.length > 20 ? [`- … and ${problems.length - 20} more`] : []),
    '',
    DEPTH[mode],
    '',
  ].join('\n');
}

/** The same for a terminal. */
export function verifyText(checks: readonly SetCheck[], mode: 'full' | 'quick'): string {
  const rows = checks.map((check) => [
    check.problems.length === 0 ? 'sound' : verdictOf(check).toUpperCase(),
    check.location.id,
    check.location.database,
    check.location.tier,
    check.store,
    formatCount(check.objects),
    formatBytes(check.bytes),
    formatDuration(check.milliseconds),
  ]);
  return `${headline(checks)}\n\n${terminalTable(COLUMNS, rows)}\n\n${DEPTH[mode].replaceAll('`', '')}`;
}

function headline(checks: readonly SetCheck[]): string {
  const count = (verdict: SetVerdict): number =>
    checks.filter((check) => verdictOf(check) === verdict).length;
  const bad = (['damaged', 'not checked'] as const).filter((verdict) => count(verdict) > 0);
  if (bad.length === 0) return `${plural(checks.length, 'set')} sound`;
  return `${bad.map((verdict) => `${count(verdict)} ${verdict}`).join(', ')} of ${plural(checks.length, 'set')}`;
}
