import type { DataEffect, TableEffect } from '../../catalog/migration/trial.ts';
import { mapLimited } from '../../concurrency.ts';
import { type Client, openSession } from '../client.ts';
import { bookkeepingTables } from '../facts.ts';
import { identifier, literal } from '../quote.ts';
import {
  columnIn,
  counterpart,
  nameOf,
  type Relation,
  type RelationColumn,
  readRelations,
} from '../relations.ts';
import type { Session } from '../session.ts';
import { closeAll } from '../snapshot.ts';

export interface DataEffectOptions {
  readonly jobs: number;
  readonly onTable: (done: number, total: number) => void;
}

interface Pair extends AsyncDisposable {
  readonly before: Session;
  readonly after: Session;
}

/**
 * What a migration did to the rows of every table that was there before. Both databases are read, so that rows are compared
 * by the columns that are in both: a table that gained a column has not lost anything.
 * @param before the database as it was, a copy made with `TEMPLATE`
 */
export async function readDataEffect(
  before: Client,
  after: Client,
  options: DataEffectOptions,
): Promise<DataEffect> {
  const pairs: Pair[] = [];
  try {
    for (let index = 0; index < options.jobs; index += 1) pairs.push(await openPair(before, after));
    const [first] = pairs;
    if (first === undefined) throw new Error('at least one job is needed');
    const old = (await readRelations(first.before)).filter(
      ({ kind, populated }) => kind !== 'p' && populated,
    );
    const now = await readRelations(first.after);
    const schemas = [...new Set([...old, ...now].map(({ schema }) => identifier(schema)))].join(', ');
    // Expressions of indexes may call functions that are not written with their schema.
    for (const { before: one, after: other } of pairs)
      for (const session of [one, other]) await session.execute(`set search_path = ${schemas || "''"}`);
    const free = [...pairs];
    let done = 0;
    const tables = await mapLimited(old, options.jobs, async (table) => {
      const pair = free.pop();
      if (pair === undefined) throw new Error('no session is free');
      try {
        return await effectOn(table, counterpart(table, now), pair);
      } finally {
        free.push(pair);
        options.onTable(++done, old.length);
      }
    });
    return {
      tables: tables.filter((table) => table !== undefined),
      largeObjects: { before: await largeObjects(first.before), after: await largeObjects(first.after) },
    };
  } finally {
    await closeAll(pairs.flatMap((pair) => [pair.before, pair.after]));
  }
}

async function openPair(before: Client, after: Client): Promise<Pair> {
  const one = await openSession(before);
  const other = await openSession(after);
  return { before: one, after: other, [Symbol.asyncDispose]: () => closeAll([one, other]) };
}

async function largeObjects(session: Session): Promise<string> {
  return (
    await session.row<{ n: string }>('select count(*)::text as n from pg_catalog.pg_largeobject_metadata')
  ).n;
}

/** A materialized view holds nothing of its own: only its absence is worth a word, and the schema says that. */
async function effectOn(
  table: Relation,
  now: Relation | undefined,
  pair: Pair,
): Promise<TableEffect | undefined> {
  if (table.kind === 'm') return undefined;
  const base = {
    name: nameOf(table),
    bytes: table.bytes,
    bookkeeping: bookkeepingTables.has(table.name),
  };
  if (now === undefined || now.kind === 'm') {
    const { n } = await digests(pair.before, table, [], []);
    return {
      ...base,
      ...{ nameAfter: null, rowsBefore: n, rowsAfter: null, content: 'gone', changedTypes: [] },
      ...{ droppedColumns: [], rewritten: false },
    };
  }
  const matched = table.columns.map((column) => ({ column, other: columnIn(column, table, now) }));
  const both = matched.flatMap(({ column, other }) => (other === undefined ? [] : [{ column, other }]));
  const same = both.filter(({ column, other }) => column.type === other.type);
  const retyped = both.filter(({ column, other }) => column.type !== other.type);
  const gone = matched.filter(({ other }) => other === undefined).map(({ column }) => column);
  const mine = (list: readonly { column: RelationColumn }[]): string[] =>
    list.map(({ column }) => column.name);
  const theirs = (list: readonly { other: RelationColumn }[]): string[] =>
    list.map(({ other }) => other.name);
  const old = await digests(
    pair.before,
    table,
    mine(same),
    mine(retyped),
    gone.map(({ name }) => name),
  );
  // A table that became partitioned has its rows in its partitions.
  const current = await digests(pair.after, now, theirs(same), theirs(retyped));
  return {
    ...base,
    nameAfter: nameOf(now),
    rowsBefore: old.n,
    rowsAfter: current.n,
    content: old.n === current.n && old.d === current.d ? 'same' : 'changed',
    changedTypes: retyped.flatMap(({ column }, index) =>
      old.each[index] === current.each[index] ? [] : [column.name],
    ),
    droppedColumns: gone.map(({ name }, index) => ({ name, values: old.values[index] ?? '0' })),
    rewritten: old.n !== '0' && (table.oid !== now.oid || table.file !== now.file) && now.kind === 'r',
  };
}

interface Digests {
  readonly n: string;
  readonly d: string;
  /** Digest of each column by itself. */
  readonly each: readonly string[];
  /** Number of values that are not null. */
  readonly values: readonly string[];
}

/** Sums of hashes, as in the fingerprint: order-free, and equal rows count twice. */
function digests(
  session: Session,
  table: Relation,
  together: readonly string[],
  each: readonly string[],
  counted: readonly string[] = [],
): Promise<Digests> {
  const hash = (text: string): string =>
    `coalesce(sum(pg_catalog.hashtextextended(${text}, 0)::numeric), 0)::text`;
  const column = (name: string): string => `t.${identifier(name)}`;
  const row = `row(${together.map(column).join(', ')})::text`;
  const list = (parts: readonly string[]): string =>
    parts.length === 0 ? `'[]'::json` : `json_build_array(${parts.join(', ')})`;
  return session.row<Digests>(`
    select count(*)::text as n, ${together.length === 0 ? literal('0') : hash(row)} as d,
      ${list(each.map((name) => hash(`coalesce(${column(name)}::text, '\\N')`)))} as each,
      ${list(counted.map((name) => `count(${column(name)})::text`))} as values
    from ${table.kind === 'p' ? '' : 'only '}${identifier(table.schema, table.name)} t`);
}
