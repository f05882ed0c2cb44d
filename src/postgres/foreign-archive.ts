import { createOptions, majorOf } from '../catalog/archive/dump-file.ts';
import { readArchive } from './archive-list.ts';
import { type Client, filesFor } from './client.ts';

/** What an archive that somebody else made says of itself. */
export interface ForeignArchive {
  /** Major version of its server. */
  readonly major: number | undefined;
  /** Tables whose rows it has. */
  readonly tables: number;
  /** Options for CREATE DATABASE; empty when it does not hold a whole database. */
  readonly options: readonly string[];
  /** Owner of the database. */
  readonly owner: string | undefined;
}

/** Reads the table of contents of an archive, and the statement that would make its database. */
export async function describeArchive(client: Client, path: string): Promise<ForeignArchive> {
  await using files = await filesFor(client, path);
  const listing = await readArchive(client, ['--list', '--create', files.at(path)]);
  const entry = /^\d+; 1262 \d+ DATABASE - .*$/m.exec(listing)?.[0];
  const script =
    entry === undefined
      ? ''
      : await readArchive(client, [
          '--create',
          '--schema-only',
          '--section=pre-data',
          '--file=-',
          files.at(path),
        ]);
  return {
    major: majorOf(listing),
    tables: [...listing.matchAll(/^\d+; \d+ \d+ TABLE DATA /gm)].length,
    options: createOptions(script),
    owner: /^ALTER DATABASE .* OWNER TO (.*);$/m.exec(script)?.[1],
  };
}
