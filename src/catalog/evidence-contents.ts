import type { EvidenceLine } from './evidence-line.ts';
import type { Period } from './period.ts';

/** One record of an export. `line` is undefined when it cannot be read as one; its bytes are exported all the same. */
export interface IndexedRecord {
  readonly database: string;
  readonly at: string;
  readonly line: EvidenceLine | undefined;
  /** Within the archive. */
  readonly path: string;
}

/** Everything that an index says. */
export interface EvidenceIndex {
  readonly period: Period;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly status: string;
  readonly stores: readonly { readonly folder: string; readonly location: string }[];
  /** Stores that could not be read, with the reason. */
  readonly missing: readonly { readonly location: string; readonly reason: string }[];
  readonly databases: readonly string[];
  readonly records: readonly IndexedRecord[];
  readonly sets: number;
  readonly holds: number;
  /** Keys among the evidence that no record of ours can have. */
  readonly foreign: readonly string[];
}

/** What an auditor reads first: plain text, one line for each record. */
export function indexText(index: EvidenceIndex): string {
  const { since, until } = index.period;
  const from = since === Number.NEGATIVE_INFINITY ? 'the beginning' : instant(since);
  return [
    `Evidence of backups and recoveries, from ${from} until ${instant(until)}`,
    '',
    `Made     ${index.madeAt} by ${index.madeBy}`,
    `Status   ${index.status}, when this was made`,
    ...index.stores.map(({ folder, location }) => `Store    ${folder}: ${location}`),
    ...index.missing.map(
      ({ location, reason }) => `MISSING  ${location} could not be read, its evidence is not here: ${reason}`,
    ),
    ...index.foreign.map((key) => `IGNORED  ${key} is no record`),
    '',
    'Every record lies below its store, as it was written; SHA256SUMS lists all files (sha256sum --check SHA256SUMS).',
    'sets.jsonl of a store names the sets of the period that it still holds, by the SHA-256 of manifest and dump.',
    `holds/ has the holds that were in force when this was made. Records: ${index.records.length}, sets: ${index.sets}, holds: ${index.holds}.`,
    ...index.databases.flatMap((database) => databaseLines(database, index.records)),
    '',
  ]
    .map(oneLine)
    .join('\n');
}

function databaseLines(database: string, all: readonly IndexedRecord[]): string[] {
  const records = all.filter((one) => one.database === database).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return ['', `Database ${database}: ${counts(records)}`, ...records.map(recordLine)];
}

function counts(records: readonly IndexedRecord[]): string {
  if (records.length === 0) return 'no records in this period';
  const by = new Map<string, number>();
  for (const { line } of records) {
    const what = line === undefined ? 'unreadable' : `${line.kind} ${line.verdict}`;
    by.set(what, (by.get(what) ?? 0) + 1);
  }
  return [...by].map(([what, count]) => `${count} ${what}`).join(', ');
}

function recordLine({ at, line, path }: IndexedRecord): string {
  if (line === undefined) return `  ${at}  CANNOT BE READ  ${path}`;
  const run = line.runUrl === null ? '' : `  ${line.runUrl}`;
  return `  ${line.at}  ${line.kind}  ${line.verdict}  ${line.what}${run}  ${path}`;
}

function instant(time: number): string {
  return new Date(time).toISOString().replace('.000', '');
}

/** Names and words come from stores: none of them makes a line of its own, or moves a terminal's cursor. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
}
