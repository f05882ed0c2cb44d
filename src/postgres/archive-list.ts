import {
  type ContentsEntry,
  type KnownNames,
  listedName,
  parseContents,
} from '../catalog/archive/contents.ts';
import { runText } from '../process.ts';
import { type Client, commandOf, filesFor } from './client.ts';
import { explainPostgres } from './stderr.ts';

/** One entry of an archive's table of contents, as `pg_restore --list` shows it. */
export interface ArchiveEntry {
  /** The line as pg_restore wrote it: what a `--use-list` file has to hold. */
  readonly line: string;
  /** The part after the three numbers: `TABLE DATA public tickets chain`. Newlines in names have become spaces. */
  readonly text: string;
}

/**
 * Reads the table of contents, of one section or of all. It is a listing, never a verification.
 * @param path where the client's programs find the archive
 */
export async function listArchive(
  client: Client,
  path: string,
  section?: 'pre-data' | 'data' | 'post-data',
): Promise<ArchiveEntry[]> {
  return parseArchiveList(
    await runList(client, [...(section === undefined ? [] : [`--section=${section}`]), path]),
  );
}

/** Reads the whole table of contents with what each entry depends on. */
export async function readContents(
  client: Client,
  path: string,
  known: KnownNames,
): Promise<ContentsEntry[]> {
  await using files = await filesFor(client, path);
  return parseContents(await runList(client, ['--verbose', files.at(path)]), known);
}

function runList(client: Client, args: readonly string[]): Promise<string> {
  return readArchive(client, ['--list', ...args]);
}

/** What pg_restore says of an archive, or writes of it as SQL. No database is needed. */
export function readArchive(client: Client, args: readonly string[]): Promise<string> {
  const command = commandOf(client, 'pg_restore', args);
  return runText(command.file, command.args, {
    env: command.env,
    signal: client.signal,
    timeoutMs: 120_000,
    maxOutput: 512 * 1024 * 1024,
    explain: (exit) => explainPostgres(exit, client.env),
  });
}

/** Pure part of `listArchive`. Lines that start with `;` are comments. */
export function parseArchiveList(text: string): ArchiveEntry[] {
  const entries: ArchiveEntry[] = [];
  for (const line of text.split('\n')) {
    const found = /^\d+; \d+ \d+ (.*)$/.exec(line);
    if (found) entries.push({ line, text: found[1] ?? '' });
  }
  return entries;
}

/** The start of the entry that holds a table's rows. */
export function tableDataText(schema: string, name: string): string {
  return `TABLE DATA ${listedName(schema)} ${listedName(name)} `;
}

/**
 * Splits the post-data section for a parallel restore that cannot deadlock or run ahead of itself: plain indexes and
 * constraints may be built side by side; attaching partitions' indexes, foreign keys, triggers, policies and the rest
 * must follow one by one. (pg_restore -j of PostgreSQL 15 deadlocked or lost rows in 8 to 38 % of runs on partitioned
 * schemas; in these phases in none. See docs/restore-phases.md.)
 */
export function splitPostData(
  entries: readonly ArchiveEntry[],
  foreignKeysOut: readonly string[],
): { parallel: ArchiveEntry[]; serial: ArchiveEntry[]; leftOut: ArchiveEntry[] } {
  const parallel: ArchiveEntry[] = [];
  const serial: ArchiveEntry[] = [];
  const leftOut: ArchiveEntry[] = [];
  const out = foreignKeysOut.map((key) => `FK CONSTRAINT ${listedName(key)} `);
  for (const entry of entries) {
    const plain = /^(INDEX|CONSTRAINT) /.test(entry.text) && !entry.text.startsWith('INDEX ATTACH ');
    if (out.some((text) => entry.text.startsWith(text))) leftOut.push(entry);
    else (plain ? parallel : serial).push(entry);
  }
  return { parallel, serial, leftOut };
}
