import { UserError } from '../errors.ts';
import { displayName } from './fingerprint/fingerprint.ts';
import { matchesTable, type QualifiedName } from './selection.ts';

export interface RescueColumn {
  readonly name: string;
  /** As `format_type` writes it, with its schema. */
  readonly type: string;
  /** Computed by the table itself; never compared and never written. */
  readonly generated: boolean;
  /** `GENERATED ALWAYS AS IDENTITY`: written by an INSERT that says so, and by no UPDATE. */
  readonly always: boolean;
}

export interface TriggerState {
  readonly table: QualifiedName;
  readonly name: string;
  readonly kind: 'trigger' | 'rule';
  /** As PostgreSQL keeps it: `O` normal, `D` disabled, `R` replica, `A` always. */
  readonly state: 'O' | 'D' | 'R' | 'A';
}

export interface OwnedSequence extends QualifiedName {
  readonly column: string;
  readonly ascending: boolean;
}

/** A table as one side has it. */
export interface RescueTable extends QualifiedName {
  readonly partitioned: boolean;
  readonly ancestors: readonly QualifiedName[];
  readonly columns: readonly RescueColumn[];
  /** Columns of the primary key in its order; empty without one. */
  readonly key: readonly string[];
  /** Whether an index or statistics object has an expression or a condition: the planner looks into its functions. */
  readonly expressions: boolean;
  readonly triggers: readonly TriggerState[];
  readonly sequences: readonly OwnedSequence[];
  /** Tables it has foreign keys to. */
  readonly refersTo: readonly QualifiedName[];
  /** Tables whose rows go, or lose their reference, when rows here are deleted. */
  readonly takesAlong: readonly QualifiedName[];
}

/** One table on both sides, and which of its columns can be compared. */
export interface RescuePair {
  readonly live: RescueTable;
  readonly source: RescueTable;
  readonly key: readonly string[];
  /** Columns of both sides that hold data of their own, in the live order, the key among them. */
  readonly columns: readonly string[];
  /** Of `columns`, what an UPDATE may write. */
  readonly writable: readonly string[];
  /**
   * Schemas in which names are looked up while the rows are read, the same on both sides: none, so that values of type
   * regclass are written with their schema; all, where an index calls functions that may name things without one.
   */
  readonly searchPath: readonly string[];
  readonly notes: readonly string[];
}

export interface RescuePlan {
  /** Tables that others refer to come first, so that rows find what they refer to. */
  readonly pairs: readonly RescuePair[];
  /** Tables that were not named and cannot be compared, with the reason. */
  readonly notCompared: readonly { readonly name: string; readonly reason: string }[];
  readonly notes: readonly string[];
}

export interface RescueSides {
  readonly live: readonly RescueTable[];
  /** All schemas of the live database. */
  readonly schemas: readonly string[];
  /** By the names the tables have on the live side. */
  readonly source: readonly { readonly as: QualifiedName; readonly table: RescueTable }[];
}

/**
 * Decides which tables are compared, how, and in which order they are repaired. Partitions are seen through their
 * partitioned table.
 * @param patterns empty: every table that the source has
 * @throws UserError PBA-PG-NO-SUCH-TABLE, PBA-RESCUE-KEY for tables that were named
 */
export function planRescue(sides: RescueSides, patterns: readonly string[]): RescuePlan {
  const chosen = choose(sides, patterns);
  const live = new Map(sides.live.map((table) => [keyOf(table), table]));
  const pairs: RescuePair[] = [];
  const notCompared: { name: string; reason: string }[] = [];
  const refused: string[] = [];
  for (const { as, table } of chosen) {
    const name = displayName(as.schema, as.name);
    const there = live.get(keyOf(as));
    const reason = there === undefined ? 'the live database has no such table' : whyNot(there, table);
    if (there !== undefined && reason === undefined) pairs.push(pairOf(there, table, sides.schemas));
    else if (reason !== undefined) {
      notCompared.push({ name, reason });
      if (patterns.length > 0) refused.push(`${name}: ${reason}`);
    }
  }
  if (refused.length > 0) {
    throw new UserError(
      'PBA-RESCUE-KEY',
      `Not everything that was named can be rescued row by row:\n${refused.map((one) => `- ${one}`).join('\n')}`,
      {
        hint: 'A table that is gone or has no primary key is brought back whole: `restore` with `tables` and `beside: schema`, then ALTER TABLE … SET SCHEMA or INSERT … SELECT by hand.',
      },
    );
  }
  const ordered = parentsFirst(pairs);
  return { pairs: ordered, notCompared, notes: notesOn(ordered) };
}

function choose(sides: RescueSides, patterns: readonly string[]): RescueSides['source'] {
  const names = [...sides.source.map(({ as }) => as), ...sides.live];
  const unmatched = patterns.filter((pattern) => !names.some((name) => matchesTable(pattern, name)));
  const absent = patterns.filter(
    (pattern) => !unmatched.includes(pattern) && !sides.source.some(({ as }) => matchesTable(pattern, as)),
  );
  if (unmatched.length + absent.length > 0) {
    throw new UserError(
      'PBA-PG-NO-SUCH-TABLE',
      unmatched.length > 0
        ? `No table matches ${unmatched.map((one) => JSON.stringify(one)).join(', ')}.`
        : `The source has no table that matches ${absent.map((one) => JSON.stringify(one)).join(', ')}.`,
      { hint: 'Write schema.table; * and ? stand for any characters. Check that it is the right source.' },
    );
  }
  const hit = (name: QualifiedName): boolean =>
    patterns.length === 0 || patterns.some((pattern) => matchesTable(pattern, name));
  const chosen = sides.source.filter(({ as }) => hit(as));
  const live = new Map(sides.live.map((table) => [keyOf(table), table]));
  const keys = new Set(chosen.map(({ as }) => keyOf(as)));
  // What the live side sees as a partition of a chosen table is compared with that.
  return chosen.filter(
    ({ as }) => !(live.get(keyOf(as))?.ancestors ?? []).some((parent) => keys.has(keyOf(parent))),
  );
}

function whyNot(live: RescueTable, source: RescueTable): string | undefined {
  if (live.key.length === 0) return 'it has no primary key, so its rows cannot be told apart';
  if (source.key.length === 0) return 'it has no primary key in the source';
  if ([...live.key].sort().join('\n') !== [...source.key].sort().join('\n'))
    return `its primary key is (${live.key.join(', ')}), and (${source.key.join(', ')}) in the source`;
  const key = live.columns.filter(({ name }) => live.key.includes(name));
  return key.some(({ generated }) => generated) ? 'a column of its primary key is generated' : undefined;
}

function pairOf(live: RescueTable, source: RescueTable, schemas: readonly string[]): RescuePair {
  const theirs = new Map(source.columns.map((column) => [column.name, column]));
  const both = live.columns.filter(({ name, generated }) => theirs.has(name) && !generated);
  const columns = both.map(({ name }) => name);
  const notes: string[] = [];
  const name = displayName(live.schema, live.name);
  const list = (some: readonly { readonly name: string }[]): string => some.map((one) => one.name).join(', ');
  const newer = live.columns.filter((column) => !theirs.has(column.name) && !column.generated);
  if (newer.length > 0)
    notes.push(`${name}: the source has no ${list(newer)}; rows that come back get the default there.`);
  const older = source.columns.filter(({ name: column }) => !live.columns.some((one) => one.name === column));
  if (older.length > 0) notes.push(`${name}: the live table has no ${list(older)}; its values stay behind.`);
  const types = both.filter((column) => theirs.get(column.name)?.type !== column.type);
  if (types.length > 0) notes.push(`${name}: ${list(types)} had another type; compared as text.`);
  const fixed = both.filter((column) => column.always && !live.key.includes(column.name));
  if (fixed.length > 0)
    notes.push(`${name}: ${list(fixed)} is GENERATED ALWAYS AS IDENTITY; no UPDATE can write it.`);
  return {
    live,
    source,
    key: live.key,
    columns,
    writable: both
      .filter((column) => !column.always && !live.key.includes(column.name))
      .map((column) => column.name),
    searchPath: live.expressions || source.expressions ? schemas : [],
    notes,
  };
}

/** Referenced tables first; among those that refer to each other in a circle, in the order given. */
function parentsFirst(pairs: readonly RescuePair[]): RescuePair[] {
  const byKey = new Map(pairs.map((pair) => [keyOf(pair.live), pair]));
  const done = new Set<string>();
  const ordered: RescuePair[] = [];
  const visit = (pair: RescuePair, trail: readonly string[]): void => {
    const key = keyOf(pair.live);
    if (done.has(key) || trail.includes(key)) return;
    for (const parent of pair.live.refersTo) {
      const referenced = byKey.get(keyOf(parent));
      if (referenced !== undefined) visit(referenced, [...trail, key]);
    }
    if (done.has(key)) return;
    done.add(key);
    ordered.push(pair);
  };
  for (const pair of pairs) visit(pair, []);
  return ordered;
}

function notesOn(pairs: readonly RescuePair[]): string[] {
  const chosen = new Set(pairs.map(({ live }) => keyOf(live)));
  const taken = new Map<string, string>();
  for (const { live } of pairs) {
    for (const other of live.takesAlong)
      if (!chosen.has(keyOf(other)))
        taken.set(displayName(other.schema, other.name), displayName(live.schema, live.name));
  }
  return [
    ...pairs.flatMap(({ notes }) => notes),
    ...[...taken].map(
      ([other, table]) =>
        `${other} is not compared, and loses rows or references when rows of ${table} are deleted: add it if it matters.`,
    ),
  ];
}

function keyOf({ schema, name }: QualifiedName): string {
  return JSON.stringify([schema, name]);
}
