import { parseDuration } from '../duration.ts';
import { looksSecret } from '../looks-secret.ts';
import type { ScalarShape, Shape, TextShape } from './shape.ts';

/** The value, or what is wrong as the end of a sentence that starts with the key. */
export type ScalarReading = { readonly value: unknown } | { readonly problem: string };

const MAX_SHOWN = 80;

export const MAX_PERCENT = 100;

/** A name for an environment variable that is a secret itself: an AWS access key, or 16 and more characters in a row with a digit. */
export const KEY_LIKE = /^(?:AKIA|ASIA|AGPA|AIDA|AROA)[A-Z0-9]{12,}$|^(?=.*[0-9])[A-Z0-9]{16,}$/;

/**
 * Reads one scalar, strictly. `value` is what YAML 1.2 makes of it (text, number, true, false or null); `source` is how
 * it is written, so that `0x1e`, `1e3` and `30.0` are not taken for 30 silently.
 * `wanted` is what is allowed in that place, if that is more than this shape.
 */
export function readScalar(
  shape: ScalarShape,
  value: unknown,
  source: string,
  wanted = expected(shape),
): ScalarReading {
  if (value === null) return { problem: 'has no value; give it one, or remove the line' };
  const refuse = (): ScalarReading => ({
    problem: `found ${foundScalar(shape, value, source)}; it has to be ${wanted}${quotesRemark(shape, value)}`,
  });
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string' && isText(shape, value) ? { value } : refuse();
    case 'environment-name':
      return isEnvironmentName(value) ? { value } : refuse();
    case 'integer':
      return isDigits(value, source) && value >= shape.min && value <= shape.max ? { value } : refuse();
    case 'percent':
      return isDecimal(value, source) && value >= 0 && value <= MAX_PERCENT ? { value } : refuse();
    case 'number':
      return isDecimal(value, source) ? { value } : refuse();
    case 'boolean':
      return isBoolean(value, source) ? { value } : refuse();
    case 'choice':
      return typeof value === 'string' && shape.choices.includes(value) ? { value } : refuse();
    case 'duration': {
      const milliseconds = typeof value === 'string' ? parseDuration(value) : undefined;
      const [min = 0, max = 0] = [parseDuration(shape.min), parseDuration(shape.max)];
      return milliseconds !== undefined && milliseconds >= min && milliseconds <= max
        ? { value: milliseconds }
        : refuse();
    }
    case 'constant':
      return isDigits(value, source) && value === shape.value ? { value } : refuse();
    case 'answer':
      return readAnswer(value, source) ?? refuse();
  }
}

/** psql writes booleans as `t` and `f`. */
function readAnswer(value: unknown, source: string): ScalarReading | undefined {
  if (isBoolean(value, source)) return { value: value ? 't' : 'f' };
  if (typeof value === 'string') return looksSecret(value) ? undefined : { value };
  return isDecimal(value, source) ? { value: source } : undefined;
}

function isText(shape: TextShape, text: string): boolean {
  return textPattern(shape).test(text) && !looksSecret(text);
}

/** What a text has to match: not blank, no control characters, line breaks only where many lines may stand, and its own pattern. */
export function textPattern({ lines, pattern }: TextShape): RegExp {
  const characters = lines === 'many' ? '[\\P{Cc}\\t\\r\\n]' : '\\P{Cc}';
  const own = pattern === undefined ? '' : `(?=(?:${pattern.source})$)`;
  return new RegExp(`^(?=${characters}*$)${own}\\s*\\S`, 'u');
}

/** The pattern for the whole text. */
export function whole(pattern: RegExp): RegExp {
  return new RegExp(`^(?:${pattern.source})$`, 'u');
}

function isEnvironmentName(value: unknown): boolean {
  return typeof value === 'string' && whole(ENVIRONMENT_NAME).test(value) && !KEY_LIKE.test(value);
}

export const ENVIRONMENT_NAME = /[A-Z_][A-Z0-9_]{0,99}/;

/** YAML takes `True` and `TRUE` for booleans too. */
function isBoolean(value: unknown, source: string): value is boolean {
  return typeof value === 'boolean' && source === String(value);
}

function isDigits(value: unknown, source: string): value is number {
  return typeof value === 'number' && /^(0|[1-9][0-9]*)$/.test(source) && Number.isSafeInteger(value);
}

/** A number in plain decimal notation that a double holds to the digit before the point. */
function isDecimal(value: unknown, source: string): value is number {
  return (
    typeof value === 'number' &&
    /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(source) &&
    Math.abs(value) <= Number.MAX_SAFE_INTEGER
  );
}

function foundScalar(shape: ScalarShape, value: unknown, source: string): string {
  if (typeof value === 'number') return `the number ${source.slice(0, MAX_SHOWN)}`;
  if (typeof value === 'boolean') return source;
  const text = String(value);
  if (mayHoldSecret(text)) return 'text that looks like a secret (not shown)';
  // Whoever writes a secret where its name belongs must not find it in a log.
  if (shape.kind === 'environment-name') return 'text (not shown)';
  return `the text ${JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text)}`;
}

/** Parameters and long paths of URLs are where webhooks and signed links carry their tokens. */
export function mayHoldSecret(text: string): boolean {
  return looksSecret(text) || /https?:\/\/\S*([?#]|\/[A-Za-z0-9_-]{16,})/i.test(text);
}

function quotesRemark(shape: ScalarShape, value: unknown): string {
  if (shape.kind === 'text' && typeof value !== 'string') return ', in quotes';
  const wantsText = ['text', 'choice', 'duration', 'environment-name', 'answer'].includes(shape.kind);
  return !wantsText && typeof value === 'string' && /^(true|false|-?[0-9.]+)$/.test(value)
    ? ', without quotes'
    : '';
}

/** `a, b or c` */
function alternatives(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** What a shape accepts, to complete "it has to be …". */
export function expected(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return shape.hint;
    case 'environment-name':
      return 'the name of an environment variable that holds the secret, such as SMTP_PASSWORD, never the secret itself';
    case 'integer':
      return `a whole number from ${shape.min} to ${shape.max}`;
    case 'percent':
      return `a percentage from 0 to ${MAX_PERCENT} such as 10 or 2.5, without the sign`;
    case 'number':
      return 'a decimal number';
    case 'boolean':
      return 'true or false';
    case 'choice':
      return alternatives(shape.choices);
    case 'duration':
      return `a duration such as 30s, 15m, 1h or 7d, from ${shape.min} to ${shape.max}`;
    case 'constant':
      return String(shape.value);
    case 'answer':
      return 'text, a number, true or false';
    case 'list':
      return 'a list';
    case 'either': {
      const { scalar, list, mapping } = shape;
      const scalars = scalar.kind === 'choice' ? scalar.choices : [expected(scalar)];
      const others = [list, mapping].flatMap((one) => (one === undefined ? [] : expected(one)));
      return alternatives([...scalars, ...others]);
    }
    case 'map':
    case 'record':
    case 'rows':
    case 'variants':
      return 'a mapping';
  }
}
