import type { RescuePair, RescueTable } from '../../catalog/rescue.ts';
import type { Client } from '../client.ts';
import { identifier } from '../quote.ts';
import { copyOut, copyValue } from './copy-out.ts';

/** One row that is not the same on both sides. */
export type RowFinding =
  | { readonly kind: 'missing' | 'extra'; readonly key: readonly string[] }
  /** `before` is the digest of the live row. */
  | { readonly kind: 'changed'; readonly key: readonly string[]; readonly before: string };

/** SQL: the whole of what is compared of a row, as text; the columns in the live order on both sides. */
function rowText(alias: string, columns: readonly string[]): string {
  return `row(${columns.map((column) => `${alias}.${identifier(column)}`).join(', ')})::text`;
}

/** SQL: the digest of a row. md5, because the source may be a server of another major version. */
export function rowDigest(alias: string, columns: readonly string[]): string {
  return `md5(${rowText(alias, columns)})`;
}

/** SQL: where the rows are. An inheritance parent is read without its children, a partitioned table with its partitions. */
export function rowsOf({ schema, name, partitioned }: RescueTable): string {
  return `${partitioned ? '' : 'only '}${identifier(schema, name)}`;
}

/** Keys in one order on every server, whatever its collations and encoding: by the bytes of their text in UTF-8. */
function keyed(table: RescueTable, pair: RescuePair): string {
  const keys = pair.key.map((column) => `t.${identifier(column)}::text`);
  const order = keys.map((key) => `convert_to(${key}, 'UTF8')`);
  return `select ${keys.join(', ')}, ${rowDigest('t', pair.columns)} from ${rowsOf(table)} t order by ${order.join(', ')}`;
}

interface Keyed {
  readonly key: readonly string[];
  readonly digest: string;
}

async function* keyedRows(client: Client, table: RescueTable, pair: RescuePair): AsyncGenerator<Keyed> {
  for await (const line of copyOut(client, keyed(table, pair), pair.searchPath)) {
    const fields = line.split('\t').map((field) => copyValue(field) ?? '');
    yield { key: fields.slice(0, -1), digest: fields.at(-1) ?? '' };
  }
}

/** Rows read on each side so far. */
export interface RowCounts {
  live: number;
  source: number;
}

/**
 * Walks through the rows of both sides in the order of their keys and tells what differs. Neither side is held in memory;
 * both servers sort, on disk where it has to be.
 */
export async function* compareRows(
  clients: { readonly live: Client; readonly source: Client },
  pair: RescuePair,
  counts: RowCounts,
): AsyncGenerator<RowFinding, void, undefined> {
  const live = keyedRows(clients.live, pair.live, pair);
  const source = keyedRows(clients.source, pair.source, pair);
  try {
    let [ours, theirs] = await Promise.all([live.next(), source.next()]);
    while (!ours.done || !theirs.done) {
      const order = ours.done ? 1 : theirs.done ? -1 : compareKeys(ours.value.key, theirs.value.key);
      if (order <= 0 && !ours.done) counts.live += 1;
      if (order >= 0 && !theirs.done) counts.source += 1;
      if (order < 0 && !ours.done) yield { kind: 'extra', key: ours.value.key };
      if (order > 0 && !theirs.done) yield { kind: 'missing', key: theirs.value.key };
      if (order === 0 && !ours.done && !theirs.done && ours.value.digest !== theirs.value.digest)
        yield { kind: 'changed', key: ours.value.key, before: ours.value.digest };
      if (order <= 0) ours = await live.next();
      if (order >= 0) theirs = await source.next();
    }
  } finally {
    await Promise.all([live.return(undefined), source.return(undefined)]);
  }
}

/** The order of the servers: bytes in UTF-8, the shorter one first. JavaScript's own order of strings is another. */
export function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? '';
    if (part !== other) return Buffer.compare(Buffer.from(part), Buffer.from(other));
  }
  return 0;
}
