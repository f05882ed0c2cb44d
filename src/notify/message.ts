import type { Occasion } from '../catalog/notification.ts';

/** What is to be said, before any channel has put it into its own words. All of it is plain text from anywhere. */
export interface Message {
  readonly occasion: Occasion;
  /** undefined: all databases of the policy together. */
  readonly database: string | undefined;
  /** What was tried: `Nightly backup`. */
  readonly what: string;
  /** One line that says it all. */
  readonly title: string;
  /** Why, one sentence each; empty when all is well. */
  readonly reasons: readonly string[];
  readonly facts: readonly Fact[];
  /** The user's own words. */
  readonly note: string | undefined;
  readonly runUrl: string | undefined;
  readonly at: Date;
  /** The same for every message about this problem of this database, so that channels can put them together. */
  readonly thread: string;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** Whether the message is bad news. */
export function isBad({ occasion }: Pick<Message, 'occasion'>): boolean {
  return occasion === 'failure' || occasion === 'repeat' || occasion === 'change';
}

/** `#rrggbb` of the bar or badge that channels show. */
export function colourOf(message: Pick<Message, 'occasion'>): string {
  return isBad(message) ? '#b42318' : '#067647';
}

/** Text in one line without control characters, so that it can start no header, no line and no list. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}

/** The same with its lines kept, for texts of several lines. */
export function manyLines(text: string): string {
  return text
    .toWellFormed()
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => oneLine(line))
    .join('\n')
    .trim();
}

/** At most so many characters, with an ellipsis where something was left out; no emoji is cut in two. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text
    .slice(0, limit - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`;
}

/** Reasons that fit into a message; the rest is counted. */
export function firstReasons(message: Message, limit = 10): string[] {
  const { reasons } = message;
  const more = reasons.length - limit;
  const shown = reasons.slice(0, limit).map((reason) => cut(oneLine(reason), 400));
  return more > 0 ? [...shown, `… and ${more} more`] : shown;
}

/** Facts that fit into a message. */
export function firstFacts(message: Message, limit = 20): Fact[] {
  return message.facts.slice(0, limit).map(({ name, value }) => ({
    name: cut(oneLine(name), 100),
    value: cut(oneLine(value), 300) || '-',
  }));
}
