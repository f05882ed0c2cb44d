import { escapeMarkdown, markdownTable, printable, terminalTable } from '../../runtime/format.ts';

/** What became of one channel. */
export interface Attempt {
  readonly name: string;
  readonly kind: string;
  /** What it was told; undefined: nothing. */
  readonly said: string | undefined;
  readonly failure: string | undefined;
}

const COLUMNS = [{ title: 'Channel' }, { title: 'Kind' }, { title: 'Told' }] as const;

/** Markdown for the job summary. */
export function notifySummary(
  title: string,
  reasons: readonly string[],
  attempts: readonly Attempt[],
  failed: boolean,
): string {
  return [
    `## ${failed ? '❌' : '🔔'} ${escapeMarkdown(title)}`,
    ...(reasons.length === 0 ? [] : [reasons.map((reason) => `- ${escapeMarkdown(reason)}`).join('\n')]),
    markdownTable(COLUMNS, rows(attempts)),
    '',
  ].join('\n\n');
}

/** The same for a terminal. */
export function notifyText(title: string, reasons: readonly string[], attempts: readonly Attempt[]): string {
  return [
    printable(title),
    ...reasons.map((reason) => `- ${printable(reason)}`),
    '',
    terminalTable(COLUMNS, rows(attempts)),
  ].join('\n');
}

function rows(attempts: readonly Attempt[]): string[][] {
  return attempts.map(({ name, kind, said, failure }) => [
    name,
    kind,
    failure === undefined ? (said ?? 'nothing: no change') : `FAILED: ${failure}`,
  ]);
}
