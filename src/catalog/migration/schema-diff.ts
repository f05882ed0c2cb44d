/** A schema object with its definition as text, where that is known and may be shown. */
export interface DefinedObject {
  readonly kind: string;
  readonly name: string;
  readonly digest: string;
  readonly definition?: string;
}

/** A table, or a column of one, that has another name afterwards and is still the same (known by its number in the catalog). */
export interface Rename {
  readonly kind: 'table' | 'column';
  /** `public.tickets`, `public.tickets.state`, as `displayName` writes them. */
  readonly from: string;
  readonly to: string;
}

export interface SchemaChange {
  readonly change: 'added' | 'changed' | 'dropped' | 'renamed';
  readonly kind: string;
  /** As it is called afterwards, or was called when it is gone. */
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Gone is something that held data, gave values a type, or held other objects. */
  readonly destructive: boolean;
  /** How many objects came or went with it: columns and constraints of a table are not listed on their own. */
  readonly parts: number;
}

/** What cannot be dropped without losing something that was stored, or the type of something that is. */
const HOLDS_DATA: ReadonlySet<string> = new Set([
  'table',
  'foreign table',
  'column',
  'materialized view',
  'sequence',
  'schema',
  'extension',
  'enum',
  'domain',
  'composite type',
  'base type',
  'range',
]);

/** Kinds that are named by their table and come and go with it. */
const OF_A_TABLE: ReadonlySet<string> = new Set([
  'column',
  'default',
  'constraint',
  'foreign key',
  'trigger',
  'policy',
  'rule',
  'row security',
]);

/** Objects whose name says whose they are in words: `Owner of table public.tickets`. */
const ABOUT: ReadonlySet<string> = new Set(['owner', 'grant', 'comment']);

/** Facts that follow from the versions of programs, not from a migration. */
const NOT_COMPARED: ReadonlySet<string> = new Set(['collation version']);

/**
 * Compares two lists of schema objects by meaning: what came, went or is defined otherwise, tables with their parts as one.
 * The order is that of `before`, then of `after`; destructive changes come first.
 */
export function diffSchemas(
  before: readonly DefinedObject[],
  after: readonly DefinedObject[],
  renames: readonly Rename[] = [],
): SchemaChange[] {
  // Columns first: their old names have the old name of their table in them.
  const inOrder = renames.toSorted((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
  const old = before.filter(({ kind }) => !NOT_COMPARED.has(kind)).map((object) => renamed(object, inOrder));
  const present = new Map(
    after.filter(({ kind }) => !NOT_COMPARED.has(kind)).map((object) => [key(object), object]),
  );
  const changes: SchemaChange[] = renames
    .filter(({ kind, from, to }) => kind === 'table' || !movesWithItsTable(from, to, renames))
    .map(({ kind, from, to }) => ({
      ...{ change: 'renamed', kind, name: to, before: from, after: to, destructive: false, parts: 0 },
    }));
  const gone: DefinedObject[] = [];
  for (const object of old) {
    const other = present.get(key(object));
    present.delete(key(object));
    if (other === undefined) gone.push(object);
    else if (object.digest !== other.digest) {
      changes.push(changed(object, other));
    }
  }
  const dropped = collapse(gone).map(({ object, parts }) => ({
    ...base(object, 'dropped', parts),
    before: object.definition ?? null,
    destructive: HOLDS_DATA.has(object.kind),
  }));
  const added = collapse([...present.values()]).map(({ object, parts }) => ({
    ...base(object, 'added', parts),
    after: object.definition ?? null,
  }));
  const all = [...changes, ...dropped, ...added];
  return [...all.filter((one) => one.destructive), ...all.filter((one) => !one.destructive)];
}

function base(object: DefinedObject, change: SchemaChange['change'], parts: number): SchemaChange {
  const { kind, name } = object;
  return { change, kind, name, before: null, after: null, destructive: false, parts };
}

/** An enum that lost a value is as destructive as one that is gone; one that gained a value is not. */
function changed(object: DefinedObject, other: DefinedObject): SchemaChange {
  const lines = (text: string | undefined): string[] => text?.split('\n') ?? [];
  const [old, now] = [lines(object.definition), lines(other.definition)];
  const lost = object.kind === 'enum' && old.some((line) => !now.includes(line));
  // Only what differs: a column whose type changed still has its collation.
  const only = (mine: string[], theirs: string[]): string | null => {
    const kept = mine.filter((line) => !theirs.includes(line));
    return kept.length === 0 ? null : kept.join('\n');
  };
  return {
    ...base(other, 'changed', 0),
    before: only(old, now),
    after: only(now, old),
    destructive: lost,
  };
}

/** Leaves out what belongs to a table of the same list, and counts it. */
function collapse(objects: readonly DefinedObject[]): { object: DefinedObject; parts: number }[] {
  const tables = new Set(objects.filter(isTable).map(({ name }) => name));
  const columns = new Set(objects.filter(({ kind }) => kind === 'column').map(({ name }) => name));
  const parts = new Map<string, number>();
  const whole: DefinedObject[] = [];
  for (const object of objects) {
    const owner = isTable(object)
      ? undefined
      : (ownerOf(object, tables) ?? (object.kind === 'column' ? undefined : ownerOf(object, columns)));
    if (owner === undefined) whole.push(object);
    else parts.set(owner, (parts.get(owner) ?? 0) + 1);
  }
  return whole.map((object) => ({ object, parts: parts.get(object.name) ?? 0 }));
}

function isTable({ kind }: DefinedObject): boolean {
  return kind === 'table' || kind === 'foreign table';
}

/** The table or column among `names` that an object belongs to. */
function ownerOf({ kind, name }: DefinedObject, names: ReadonlySet<string>): string | undefined {
  if (OF_A_TABLE.has(kind)) {
    if (names.has(name)) return name;
    const end = lastDot(name);
    const parent = name.slice(0, end);
    return end > 0 && names.has(parent) ? parent : undefined;
  }
  if (!ABOUT.has(kind)) return undefined;
  const words = name.split(' ');
  return words.find((word) => names.has(word));
}

/** Position of the last dot that is not inside quotes. */
function lastDot(name: string): number {
  let quoted = false;
  let last = -1;
  for (let at = 0; at < name.length; at += 1) {
    if (name[at] === '"') quoted = !quoted;
    else if (name[at] === '.' && !quoted) last = at;
  }
  return last;
}

/** An object of before under the names of after, so that a renamed table does not look like one gone and one new. */
function renamed(object: DefinedObject, renames: readonly Rename[]): DefinedObject {
  let { name } = object;
  for (const { kind, from, to } of renames) {
    const whole =
      kind === 'table' ? isTable(object) || OF_A_TABLE.has(object.kind) : OF_A_TABLE.has(object.kind);
    if (whole && name === from) name = to;
    else if (kind === 'table' && OF_A_TABLE.has(object.kind) && name.startsWith(`${from}.`)) {
      name = `${to}${name.slice(from.length)}`;
    } else if (ABOUT.has(object.kind)) {
      name = name
        .split(' ')
        .map((word) => (word === from ? to : word))
        .join(' ');
    }
  }
  return name === object.name ? object : { ...object, name };
}

/** A column of a renamed table has another full name although nobody renamed it. */
function movesWithItsTable(from: string, to: string, renames: readonly Rename[]): boolean {
  return renames.some(
    (table) =>
      table.kind === 'table' &&
      from.startsWith(`${table.from}.`) &&
      to === `${table.to}${from.slice(table.from.length)}`,
  );
}

function key({ kind, name }: DefinedObject): string {
  return JSON.stringify([kind, name]);
}
