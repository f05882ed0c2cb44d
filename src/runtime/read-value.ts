import { parseDuration } from '../duration.ts';
import { looksSecret } from '../looks-secret.ts';
import type { InputSpec } from './action-spec.ts';

/** A timer of Node.js fires at once when it should wait longer than 2^31 - 1 ms (24.8 days). */
const LONGEST_DURATION = '24d';

const MAX_SHOWN = 80;

/** Either what the handler gets, or the end of a sentence that starts with the input's name. */
export type Reading = { readonly value: unknown } | { readonly problem: string };

function shown(input: InputSpec, text: string): string {
  if (input.kind === 'secret') return 'the value (not shown)';
  if (looksSecret(text)) return 'a value that looks like a secret (not shown)';
  return JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
}

/** `a, b or c` */
function alternatives(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** What an input accepts, to complete "it has to be …". */
export function allowed(input: InputSpec): string {
  switch (input.kind) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number from ${input.min} to ${input.max}`;
    case 'choice':
      return alternatives(input.choices);
    case 'duration':
      return `a duration such as 30s, 15m, 1h or 7d, longer than zero and at most ${input.max ?? LONGEST_DURATION}`;
    case 'list':
      return input.patternHint ?? 'one item per line, none of them twice';
    case 'path':
      return input.patternHint ?? 'a path, written out (no ~, no control characters)';
    case 'string':
    case 'secret':
      return input.patternHint ?? 'text without NUL characters';
  }
}

/**
 * The text that counts: surrounding white space is no part of a value (YAML blocks end in a line break);
 * of a secret only line breaks at the end are removed. undefined when nothing is left: on GitHub an input that is
 * empty cannot be told from one that was not given.
 */
export function effectiveText(input: InputSpec, text: string | undefined): string | undefined {
  const kept = input.kind === 'secret' ? text?.replace(/[\r\n]+$/, '') : text?.trim();
  return kept === '' ? undefined : kept;
}

/** Reads one value, strictly: nothing is guessed, rounded or replaced. */
export function readValue(input: InputSpec, text: string): Reading {
  const refuse = (part = text): Reading => ({
    problem: `${shown(input, part)} is not right; it has to be ${allowed(input)}`,
  });
  if (text.includes('\0')) return refuse();
  switch (input.kind) {
    case 'boolean':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : refuse();
    case 'integer': {
      const number = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN;
      return number >= input.min && number <= input.max ? { value: number } : refuse();
    }
    case 'choice':
      return input.choices.includes(text) ? { value: text } : refuse();
    case 'duration': {
      const milliseconds = parseDuration(text) ?? 0;
      const longest = parseDuration(input.max ?? LONGEST_DURATION) ?? 0;
      return milliseconds > 0 && milliseconds <= longest ? { value: milliseconds } : refuse();
    }
    case 'list':
      return readList(input, text, refuse);
    case 'path':
      return /[\p{Cc}]|^~/u.test(text) || !matches(input.pattern, text) ? refuse() : { value: text };
    case 'string':
    case 'secret':
      return matches(input.pattern, text) ? { value: text } : refuse();
  }
}

function readList(
  input: Extract<InputSpec, { kind: 'list' }>,
  text: string,
  refuse: (part: string) => Reading,
): Reading {
  const items = text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const wrong = items.find((item) => !matches(input.pattern, item));
  if (wrong !== undefined) return refuse(wrong);
  const twice = items.find((item, index) => items.indexOf(item) !== index);
  return twice === undefined ? { value: items } : { problem: `${shown(input, twice)} is given twice` };
}

function matches(pattern: RegExp | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, '')).test(text);
}
