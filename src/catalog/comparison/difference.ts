import type { NotHeld } from '../fingerprint/fingerprint.ts';

/** `warning`: to be looked at, and no reason to call the backup bad. */
export type Severity = 'error' | 'warning';

interface Found<Kind extends string, Detail> {
  readonly severity: Severity;
  readonly kind: Kind;
  /** What differs, readable and quoted as in SQL: `public.tickets.status`. */
  readonly name: string;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly detail: Detail;
}

/** One thing in which a restored copy is not what was recorded at the moment of the dump. */
export type Difference =
  /** `detail` is the kind of table; `expected` and `actual` are its rows. */
  | Found<'table missing' | 'table unexpected', string>
  /** `detail` is the reason why it is only a warning, if it is one. */
  | Found<'row count' | 'content', string | null>
  /** Whether a materialized view holds data. */
  | Found<'population', null>
  | Found<'sequence', string | null>
  | Found<'large objects', 'count' | 'content'>
  /** `detail` is the kind of object: `index`, `grant` … `expected` and `actual` are set where they are no secret. */
  | Found<'object missing' | 'object unexpected', string>
  | (Found<'object changed', string> & { readonly reason: string | null });

/** What the steps of a comparison have found so far. */
export interface Findings {
  readonly differences: Difference[];
  readonly notCompared: NotHeld[];
}

/** One sentence for people, on one line whatever the name contains. */
export function describeDifference(difference: Difference): string {
  return onOneLine(sentence(difference));
}

function sentence(found: Difference): string {
  const { name, expected, actual } = found;
  switch (found.kind) {
    case 'table missing':
      return `${capital(found.detail)} ${name} (${rows(expected)}) is missing.`;
    case 'table unexpected':
      return `${capital(found.detail)} ${name} (${rows(actual)}) is there although the backup has none of this name.`;
    case 'row count':
      return `${name} has ${rows(actual)} instead of ${expected}${because(found.detail)}.`;
    case 'content':
      return `${name} has the right number of rows, but not the same rows${because(found.detail)}.`;
    case 'population':
      return `Materialized view ${name} is ${actual} instead of ${expected}.`;
    case 'sequence':
      return sequenceSentence(name, expected, actual, found.detail);
    case 'large objects':
      return found.detail === 'count'
        ? `There are ${actual} large objects instead of ${expected}.`
        : 'The large objects do not have the same content.';
    case 'object missing':
      return `${object(found.detail)} ${name}${shown(expected)} is missing.`;
    case 'object unexpected':
      return `${object(found.detail)} ${name}${shown(actual)} is there although the source has none of this name.`;
    case 'object changed':
      return expected === null && actual === null
        ? `${object(found.detail)} ${name} is defined differently${because(found.reason)}.`
        : `${object(found.detail)} ${name} is ${actual} instead of ${expected}${because(found.reason)}.`;
  }
}

function sequenceSentence(
  name: string,
  expected: string | null,
  actual: string | null,
  detail: string | null,
): string {
  if (actual === null) return `Sequence ${name} (at ${expected}) is missing.`;
  if (expected === null)
    return `Sequence ${name} (at ${actual}) is there although the backup has none of this name.`;
  return `Sequence ${name} is at ${actual} instead of ${expected}${because(detail)}.`;
}

/** Kinds whose name alone does not make a sentence: `Owner of table public.tickets is …`. */
const OBJECT_WORDS: Readonly<Record<string, string>> = {
  comment: 'Comment on',
  default: 'Default of',
  'default privilege': 'Default privilege on',
  'extension version': 'Version of extension',
  grant: 'Grant on',
  owner: 'Owner of',
  'row security': 'Row security of',
};

function object(kind: string): string {
  return OBJECT_WORDS[kind] ?? capital(kind);
}

function rows(count: string | null): string {
  return count === '1' ? '1 row' : `${count ?? '0'} rows`;
}

function shown(value: string | null): string {
  return value === null ? '' : ` (${value})`;
}

function because(reason: string | null): string {
  return reason === null ? '' : ` (${reason})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Names may contain line breaks and control characters, which would tear a log or a table apart. */
function onOneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (char) => {
    const known: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
    return known[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
