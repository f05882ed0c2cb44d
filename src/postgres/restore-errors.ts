import { ToolError } from '../errors.ts';
import type { Exit } from '../process.ts';
import type { ArchiveEntry } from './archive-list.ts';

/** One error that pg_restore reported, with the archive entry it belongs to. */
export interface RestoreProblem {
  /** After `nameEntries` as in the archive's listing: `INDEX public tickets_search_idx chain`; empty when none was named. */
  readonly entry: string;
  readonly message: string;
}

/**
 * Collects pg_restore's errors from its stderr, line by line. It has to run with `--verbose`: without it, parallel
 * workers do not say which entry an error belongs to. Every error it goes on after is one line `pg_restore: error: …`
 * (the count in "errors ignored on restore" is of no use: with parallel jobs each one is counted twice).
 */
export class RestoreProblems {
  readonly found: RestoreProblem[] = [];
  #entry = '';

  /** "from TOC entry 3456; 1259 16401 INDEX y owner" stands before the errors of an entry. */
  take(line: string): void {
    const entry = /from TOC entry (\d+; \d+ \d+ .*)$/.exec(line);
    if (entry) this.#entry = (entry[1] ?? '').trim();
    const error = /^pg_restore: error: (.*)$/.exec(line);
    if (error && !/a worker process died unexpectedly/.test(line)) {
      this.found.push({ entry: this.#entry, message: plainMessage(error[1] ?? '') });
    }
  }
}

/**
 * Names the entries of problems as the archive's listing does: with their schema, and without the numbers.
 * @param listing from `listArchive`
 */
export function nameEntries(
  problems: readonly RestoreProblem[],
  listing: readonly ArchiveEntry[],
): RestoreProblem[] {
  const texts = new Map(listing.map((entry) => [entry.line.slice(0, entry.line.indexOf(';')), entry.text]));
  return problems.map(({ entry, message }) => {
    const id = entry.slice(0, entry.indexOf(';'));
    return { entry: texts.get(id) ?? entry.replace(/^\d+; \d+ \d+ /, ''), message };
  });
}

function plainMessage(text: string): string {
  return text.replace(/^could not execute query: +/, '').replace(/^ERROR: +/, '');
}

/** A problem of pg_restore, or of psql with a plain dump, as an error, with the remedy for the causes that are known. */
export function restoreError(problem: RestoreProblem, exit: Exit, program = 'pg_restore'): ToolError {
  const remedy = REMEDIES.find(([pattern]) => pattern.test(problem.message));
  return new ToolError(
    'PBA-PG-RESTORE',
    `${program} failed${problem.entry === '' ? '' : ` at ${problem.entry}`}: ${problem.message}`,
    {
      exitCode: exit.exitCode,
      signal: exit.signal,
      stderr: exit.stderr.slice(-4096),
      ...(remedy === undefined ? {} : { hint: remedy[1] }),
    },
  );
}

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /No space left on device|could not extend file/,
    'The target’s disk is full: a restore needs the database’s full size, not the backup’s.',
  ],
  [
    /role "[^"]*" does not exist/,
    'Restore the roles first (roles.sql in the set), or make the role: CREATE ROLE … NOLOGIN. With pg_restore, `roles: ignore` leaves owners and grants out.',
  ],
  [
    /out of shared memory/,
    'One transaction locks everything it makes: raise max_locks_per_transaction, or take a dump in the custom format.',
  ],
  [
    /could not open extension control file|extension "[^"]*" is not available/,
    'Install the extension’s package on this host, or restore into an image that has it (`container-image`); the manifest lists the extensions.',
  ],
  [
    /could not access file "[^"]*"|incompatible library|undefined symbol/,
    'The extension’s library here is of another version than the server or the source. Install the version the manifest names.',
  ],
  [
    /COPY failed for table "[^"]*": ERROR: {2}relation "[^"]*" does not exist/,
    'A value of type regclass names a relation that is not there. When single tables are restored: choose that one too.',
  ],
  [
    /relation "[^"]*" does not exist|function .* does not exist/,
    'A function that an index, check, generated column or view uses names objects without their schema; restores run with an empty search_path. Qualify the names in the source, or ALTER FUNCTION … SET search_path.',
  ],
  [
    /unsupported version \([^)]*\) in file header/,
    'The dump was made by a newer pg_dump. Restore with programs of that version or later.',
  ],
  [
    /could not uncompress|could not read|corrupt|unexpected (end|block|data)|zst error/,
    'The archive is damaged. `verify` tells which copy is sound.',
  ],
  [
    /invalid locale name|could not create locale|collation .* does not exist/,
    'Install the source’s locales on this host (locale-gen or the locales package).',
  ],
];
