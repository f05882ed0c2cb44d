import { UserError } from '../../errors.ts';

/** What `pg_restore` or psql is to be given. `compressed` is the file around it, not what pg_dump does inside. */
export type DumpKind = 'custom' | 'tar' | 'directory' | 'plain';
export type Compression = 'gzip' | 'zstd';

/** So many bytes from the beginning tell what a file is. */
export const HEAD_BYTES = 4096;
/** So many from its end tell whether a plain dump is whole. */
export const TAIL_BYTES = 1024;

/** @param head the first bytes, one character each */
export function compressionOf(head: string): Compression | undefined {
  if (head.startsWith('\x1f\x8b')) return 'gzip';
  return head.startsWith('\x28\xb5\x2f\xfd') ? 'zstd' : undefined;
}

/**
 * What pg_dump wrote, by its first bytes and never by its name.
 * @param head the first bytes after decompression, one character each
 * @param place for messages
 * @throws UserError PBA-DUMP-FORMAT
 */
export function kindOf(head: string, place: string): Exclude<DumpKind, 'directory'> {
  if (head.startsWith('PGDMP')) return 'custom';
  if (head.slice(257, 262) === 'ustar' && head.slice(0, 100).replace(/\0+$/, '') === 'toc.dat') return 'tar';
  if (/^--\r?\n-- PostgreSQL database dump\r?\n/.test(head)) return 'plain';
  const other = OTHERS.find(([pattern]) => pattern.test(head));
  throw new UserError('PBA-DUMP-FORMAT', `${place} is ${other?.[1] ?? 'no dump that pg_dump wrote'}.`, {
    hint:
      other?.[2] ??
      'Taken are the formats custom, tar, directory and plain of pg_dump, the file also compressed with gzip or zstd.',
  });
}

const OTHERS: readonly (readonly [RegExp, string, string])[] = [
  [
    /^--\r?\n-- PostgreSQL database cluster dump/,
    'a dump of pg_dumpall',
    'It makes roles and databases by their old names, so it cannot be restored beside them. Restore it into a server of its own, and dump the one database there.',
  ],
  [
    /^(age-encryption\.org\/v1|-----BEGIN AGE ENCRYPTED FILE)/,
    'encrypted with age',
    'Decrypt it first: `age --decrypt --identity key.txt --output shop.dump shop.dump.age`.',
  ],
  [
    /^(<!DOCTYPE|<html|<\?xml)/i,
    'a page or an error message, not a dump',
    'The address answers with something else: a login page, an expired link. Open it in a browser.',
  ],
];

const VERSION = /(?:-- |; {4} ?)Dumped from database version:? (\d+)(\.\d+)?/;

/** Major version of the server a dump was made on, as its header or `pg_restore --list` says it. */
export function majorOf(text: string): number | undefined {
  const found = VERSION.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Whether a plain dump comes to its end; psql takes one that was cut off in the middle of a table for success. */
export function isWhole(tail: string): boolean {
  return /^-- PostgreSQL database dump complete\r?$/m.test(tail);
}

const OPTION =
  /\b(ENCODING|LOCALE_PROVIDER|LOCALE|LC_COLLATE|LC_CTYPE|ICU_LOCALE|ICU_RULES|BUILTIN_LOCALE) = ('(?:[^']|'')*'|[a-z]+)/g;

/**
 * Of the CREATE DATABASE that pg_restore writes with `--create`: what belongs to the data, as options of another one. The
 * tablespace is left out: it belongs to the source's host.
 */
export function createOptions(script: string): string[] {
  const statement = /^CREATE DATABASE .* WITH TEMPLATE = template0 (.*);$/m.exec(script)?.[1] ?? '';
  return [...statement.matchAll(OPTION)].map(([, name, value]) => `${name} = ${value}`);
}
