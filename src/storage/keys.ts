import { StoreError } from '../errors.ts';

/** Folder at the root of a directory store for files that are not complete yet. No key lies below it. */
export const TEMPORARY_FOLDER = '.tmp';

/** First segments that no key may have: our own temporary folder, and the one that ext4 keeps at its root. */
const RESERVED: ReadonlySet<string> = new Set([TEMPORARY_FOLDER, 'lost+found']);

/** S3's limit for a whole key ("up to 1,024 bytes long", S3 user guide, object keys). */
export const LONGEST_KEY = 1024;
/** NAME_MAX of every common Linux file system. */
const LONGEST_SEGMENT = 255;

/** True for the names that are hidden at the root of every store. */
export function isReserved(firstSegment: string): boolean {
  return RESERVED.has(firstSegment);
}

/** What is wrong with `key`, as half a sentence, or undefined when it is a key every store can hold. */
export function keyProblem(key: string): string | undefined {
  if (key === '') return 'it is empty';
  if (!key.isWellFormed()) return 'it is not well-formed Unicode';
  if (Buffer.byteLength(key) > LONGEST_KEY) return `it is longer than ${LONGEST_KEY} bytes`;
  // A listing is XML 1.0, which cannot carry control characters; a backslash is a separator to some programs.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\u0000-\u001f\u007f\\]/.test(key)) return 'it holds a control character or a backslash';
  const segments = key.split('/');
  for (const segment of segments) {
    if (segment === '') return 'it has an empty segment';
    if (segment === '.' || segment === '..') return `it has the segment "${segment}"`;
    if (Buffer.byteLength(segment) > LONGEST_SEGMENT)
      return `a segment is longer than ${LONGEST_SEGMENT} bytes`;
  }
  if (isReserved(segments[0] ?? '')) return `"${segments[0]}" is reserved`;
  return undefined;
}

/**
 * Refuses keys that not every store can hold, or that would leave a store's root.
 * @throws StoreError PBA-STORE-FAILED
 */
export function assertKey(key: string): void {
  const problem = keyProblem(key);
  if (problem !== undefined) {
    throw new StoreError('PBA-STORE-FAILED', `${JSON.stringify(key)} is not a key: ${problem}.`);
  }
}

/** The same for a prefix: empty, or a key followed by `/`. */
export function assertPrefix(prefix: string): void {
  if (prefix === '') return;
  if (!prefix.endsWith('/')) {
    throw new StoreError(
      'PBA-STORE-FAILED',
      `${JSON.stringify(prefix)} is not a prefix: it does not end in "/".`,
    );
  }
  assertKey(prefix.slice(0, -1));
}

/** Orders by UTF-8 bytes, as S3 lists. JavaScript's own order differs beyond U+FFFF. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
