import { createHash } from 'node:crypto';
import type { NotificationRecord } from '../catalog/notification.ts';
import { code, escapeMarkdown } from '../runtime/format.ts';
import { cut, firstFacts, firstReasons, type Message, manyLines, oneLine } from './message.ts';

const HIDDEN = 'postgres-backup-actions';

/** Stands hidden in an issue and says which problem it is about. Exact, so one problem never takes another's issue. */
export function issueMarker(thread: string): string {
  return `<!-- ${HIDDEN}:problem:${createHash('sha256').update(thread).digest('hex').slice(0, 32)} -->`;
}

/** When and what the issue was last told, as the record in a store has it. */
function toldMarker(message: Message, since: Date, problem: string): string {
  return `<!-- ${HIDDEN}:told:${message.at.toISOString()}:${since.toISOString()}:${problem} -->`;
}

/** What the issue remembers; undefined when somebody edited it away. */
export function readTold(
  body: string,
  name: string,
): Pick<NotificationRecord, 'state' | 'since' | 'told'> | undefined {
  const instant = String.raw`(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)`;
  const [, at, since, problem] =
    new RegExp(`<!-- ${HIDDEN}:told:${instant}:${instant}:([0-9a-f]*) -->`).exec(body) ?? [];
  if (at === undefined || since === undefined || problem === undefined) return undefined;
  return { state: 'failing', since, told: { [name]: { at, state: 'failing', problem } } };
}

/** The same as long as the problem lasts: what changes is in the comments. */
export function issueTitle(message: Message): string {
  const text = oneLine(`${message.database ?? 'All databases'}: ${message.what} fails`);
  return cut(text, 200).replace(/@(?=\w)/g, '@\u200b');
}

/** The whole body of an issue, hidden memory included. */
export function issueBody(message: Message, since: Date, problem: string): string {
  return [
    issueMarker(message.thread),
    toldMarker(message, since, problem),
    issueComment(message),
    'This issue is closed by itself when it has worked again. Deleting its label or its hidden marks makes a new one.',
    '',
  ].join('\n\n');
}

/** One message as Markdown. Every text from outside is escaped: no HTML, no link, no mention. */
export function issueComment(message: Message): string {
  const reasons = firstReasons(message).map((reason) => `- ${escapeMarkdown(reason)}`);
  const facts = firstFacts(message).map(
    ({ name, value }) => `| ${escapeMarkdown(name)} | ${code(value).markdown} |`,
  );
  return [
    `**${escapeMarkdown(message.title)}**`,
    ...(reasons.length === 0 ? [] : [reasons.join('\n')]),
    ...(message.note === undefined
      ? []
      : [manyLines(message.note).split('\n').map(escapeMarkdown).join('<br>')]),
    ...(facts.length === 0 ? [] : [['| | |', '|---|---|', ...facts].join('\n')]),
    ...(message.runUrl === undefined ? [] : [`[The run](${message.runUrl})`]),
  ].join('\n\n');
}
