import { type ContentsEntry, listedName, quotedPath } from '../archive/contents.ts';
import type { TablePlan } from '../archive/table-closure.ts';
import type { Fingerprint, NotHeld, SchemaObject } from '../fingerprint/fingerprint.ts';
import type { QualifiedName } from '../selection.ts';

export interface Scope {
  /** What a copy of only these tables has to equal. */
  readonly expected: Fingerprint;
  /** What belongs to the tables and cannot be the same in such a copy. */
  readonly notCompared: readonly NotHeld[];
}

/** Kinds of schema objects that are named `schema.table.name`. */
const OF_TABLE: ReadonlySet<string> = new Set([
  'column',
  'constraint',
  'default',
  'foreign key',
  'policy',
  'rule',
  'trigger',
]);
const TABLE_ITSELF: ReadonlySet<string> = new Set(['table', 'foreign table', 'row security']);
/** Kinds of schema objects that are named `schema.name`, and the kind of their entry in the archive. */
const BESIDE: Readonly<Record<string, string>> = { sequence: 'SEQUENCE', statistics: 'STATISTICS' };

/**
 * The part of a set's fingerprint that a restore of chosen tables has to match: all that belongs to these tables, whether
 * it was restored or not, and of everything else (types, functions, schemas …) what the copy has. So a part that the plan
 * forgot is a difference, and so is one that it brought although it should not.
 */
export function scopeToTables(expected: Fingerprint, actual: Fingerprint, plan: TablePlan): Scope {
  const names = new Names(plan);
  const there = new Set(actual.objects.map(objectKey));
  const notCompared: NotHeld[] = [
    ...plan.leftOut.filter(({ entry }) => names.isAbout(entry)).map(withoutEntry),
  ];
  const objects = expected.objects.filter((object) => {
    const present = there.has(objectKey(object));
    if (!names.owns(object)) return present;
    return present || !names.isLeftOut(object);
  });
  const kept = objects.filter((object) => !names.changesByDetaching(object));
  for (const { schema, name } of names.detached) {
    notCompared.push({
      kind: 'partition',
      name: `${schema}.${name}`,
      reason: 'it stands alone here, so its bounds and what its indexes are parts of are not compared',
    });
  }
  const inScope = ({ schema, name }: QualifiedName): boolean => names.hasTable(schema, name);
  return {
    expected: {
      ...expected,
      tables: expected.tables.filter(inScope),
      sequences: expected.sequences.filter(({ schema, name }) => names.hasBeside('SEQUENCE', schema, name)),
      largeObjects:
        expected.largeObjects === null ? null : { count: '0', digest: actual.largeObjects?.digest ?? null },
      objects: kept,
    },
    notCompared,
  };
}

/** The copy without what differs only because a partition stands alone. */
export function withoutDetached(actual: Fingerprint, plan: TablePlan): Fingerprint {
  const names = new Names(plan);
  if (names.detached.length === 0) return actual;
  return { ...actual, objects: actual.objects.filter((object) => !names.changesByDetaching(object)) };
}

function withoutEntry({ kind, name, reason }: NotHeld): NotHeld {
  return { kind, name, reason };
}

function objectKey({ kind, name }: SchemaObject): string {
  return JSON.stringify([kind, name]);
}

function pathKey(...path: readonly string[]): string {
  return JSON.stringify(path.map(listedName));
}

/** What a plan names, for looking up schema objects. */
class Names {
  readonly detached: readonly QualifiedName[];
  readonly #tables: ReadonlySet<string>;
  readonly #indexes = new Set<string>();
  readonly #detachedIndexes = new Set<string>();
  readonly #beside = new Set<string>();
  readonly #leftOut: ReadonlySet<string>;
  readonly #detachedTables: ReadonlySet<string>;

  constructor(plan: TablePlan) {
    this.#tables = new Set(plan.tables.map(({ schema, name }) => pathKey(schema, name)));
    this.#leftOut = new Set(plan.leftOut.map(({ entry }) => partKey(entry)));
    this.detached = plan.leftOut
      .filter(({ entry }) => entry.kind === 'TABLE ATTACH')
      .map(({ entry }) => ({ schema: entry.schema, name: entry.tag }));
    this.#detachedTables = new Set(this.detached.map(({ schema, name }) => pathKey(schema, name)));
    const tableOf = new Map(
      plan.entries.filter(({ kind }) => kind === 'TABLE').map((entry) => [entry.id, entry]),
    );
    for (const entry of [...plan.entries, ...plan.leftOut.map((left) => left.entry)]) {
      const table = entry.dependsOn.flatMap((id) => tableOf.get(id) ?? [])[0];
      if (entry.kind === 'INDEX' || (entry.kind === 'CONSTRAINT' && table !== undefined)) {
        const name =
          entry.kind === 'INDEX' || table === undefined ? entry.tag : entry.tag.slice(table.tag.length + 1);
        this.#indexes.add(pathKey(entry.schema, name));
        if (table !== undefined && this.#detachedTables.has(pathKey(table.schema, table.tag)))
          this.#detachedIndexes.add(pathKey(entry.schema, name));
      } else if (entry.kind === 'SEQUENCE' || entry.kind === 'STATISTICS') {
        this.#beside.add(`${entry.kind} ${pathKey(entry.schema, entry.tag)}`);
      }
    }
  }

  hasTable(schema: string, name: string): boolean {
    return this.#tables.has(pathKey(schema, name));
  }

  hasBeside(kind: string, schema: string, name: string): boolean {
    return this.#beside.has(`${kind} ${pathKey(schema, name)}`);
  }

  /** Whether something that was left out is a part of the tables, and not only looks at them. */
  isAbout(entry: ContentsEntry): boolean {
    if (entry.kind === 'PUBLICATION TABLE') return true;
    return [...this.#tables].some((key) => {
      const [schema = '', name = ''] = JSON.parse(key) as string[];
      return schema === entry.schema && (entry.tag === name || entry.tag.startsWith(`${name} `));
    });
  }

  /** Whether an object is a part of one of the tables. */
  owns(object: SchemaObject): boolean {
    const path = quotedPath(object.name);
    const [schema = '', name = ''] = path;
    if (TABLE_ITSELF.has(object.kind) || OF_TABLE.has(object.kind)) return this.hasTable(schema, name);
    if (object.kind === 'index') return this.#indexes.has(pathKey(schema, name));
    const beside = BESIDE[object.kind];
    if (beside !== undefined) return this.hasBeside(beside, schema, name);
    return ['owner', 'grant', 'comment'].includes(object.kind) && this.#ownsSubject(object.name);
  }

  /** Of owners, grants and comments: `table public.tickets to app`, `trigger touch on public.tickets`. */
  #ownsSubject(text: string): boolean {
    const [, kind = '', behind = ''] =
      /^((?:table )?column|table constraint|foreign table|table|sequence|statistics object|statistics|index|trigger|policy|rule) (.*)$/s.exec(
        text,
      ) ?? [];
    if (kind === '') return false;
    const names = dottedNames(behind);
    const path = /^(table constraint|trigger|policy|rule)$/.test(kind) ? names.at(-1) : names[0];
    const [schema = '', name = ''] = path ?? [];
    if (kind === 'index') return this.#indexes.has(pathKey(schema, name));
    if (kind === 'sequence') return this.hasBeside('SEQUENCE', schema, name);
    if (kind.startsWith('statistics')) return this.hasBeside('STATISTICS', schema, name);
    return this.hasTable(schema, name);
  }

  isLeftOut(object: SchemaObject): boolean {
    const [schema = '', table = '', name = ''] = quotedPath(object.name);
    const kind = object.kind === 'foreign key' ? 'FK CONSTRAINT' : object.kind.toUpperCase();
    if (this.#leftOut.has(`${kind} ${pathKey(schema, `${table} ${name}`)}`)) return true;
    // A comment on a constraint, trigger or policy that was left out.
    const on = dottedNames(object.name.replace(/^(table constraint|trigger|policy|rule) /, ''));
    const [part, of] = [on[0], on.at(-1)];
    return (
      object.kind === 'comment' &&
      ['FK CONSTRAINT', 'TRIGGER', 'POLICY', 'RULE'].some((one) =>
        this.#leftOut.has(`${one} ${pathKey(of?.[0] ?? '', `${of?.[1] ?? ''} ${part?.[0] ?? ''}`)}`),
      )
    );
  }

  /** A partition without its parent has no bounds, and its indexes are parts of nothing. */
  changesByDetaching(object: SchemaObject): boolean {
    const [schema = '', name = ''] = quotedPath(object.name);
    if (object.kind === 'table') return this.#detachedTables.has(pathKey(schema, name));
    if (object.kind === 'index') return this.#detachedIndexes.has(pathKey(schema, name));
    const ofDetached = this.#detachedTables.has(pathKey(schema, name));
    if (object.kind === 'trigger') return ofDetached;
    // Which sequence a column owns is said by the column's table.
    return object.kind === 'sequence' && this.#leftOut.has(`SEQUENCE OWNED BY ${pathKey(schema, name)}`);
  }
}

function partKey(entry: ContentsEntry): string {
  return `${entry.kind} ${pathKey(entry.schema, entry.tag)}`;
}

/** The dotted names in a text, quoted or not: `it on public."Order ""1"""` has two. */
function dottedNames(text: string): string[][] {
  const part = `(?:"(?:[^"]|"")*"|[^\\s".]+)`;
  return [...text.matchAll(new RegExp(`${part}(?:\\.${part})*`, 'g'))]
    .map(([name]) => quotedPath(name))
    .filter((path) => !(path.length === 1 && (path[0] === 'on' || path[0] === 'to')));
}
