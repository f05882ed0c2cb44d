import { UserError } from '../../errors.ts';
import { displayName, type NotHeld } from '../fingerprint/fingerprint.ts';
import { matchesTable, type QualifiedName } from '../selection.ts';
import type { ContentsEntry } from './contents.ts';

/** What of an archive has to be restored so that the chosen tables are whole. */
export interface TablePlan {
  /** All tables that are restored with their rows: chosen, partitions and children of these, and what they need. */
  readonly tables: readonly QualifiedName[];
  /** Tables nobody named, and why they come along. */
  readonly along: readonly NotHeld[];
  /** What is restored, in the archive's order. */
  readonly entries: readonly ContentsEntry[];
  /** What belongs to the tables or looks at them and could not come along, and why. */
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut extends NotHeld {
  readonly entry: ContentsEntry;
}

const TABLES: ReadonlySet<string> = new Set(['TABLE', 'FOREIGN TABLE']);
/** What holds or shows rows: never taken along only because a policy or a trigger looks at it. */
const RELATIONS: ReadonlySet<string> = new Set([...TABLES, 'VIEW', 'MATERIALIZED VIEW']);
/** Belongs to what it names first among its dependencies. */
const ATTRIBUTES: ReadonlySet<string> = new Set(['COMMENT', 'ACL', 'SEQUENCE SET', 'STATISTICS DATA']);
/** Belongs to the table that its tag begins with. */
const PARTS: ReadonlySet<string> = new Set([
  'CHECK CONSTRAINT',
  'CONSTRAINT',
  'DEFAULT',
  'FK CONSTRAINT',
  'POLICY',
  'ROW SECURITY',
  'RULE',
  'TABLE DATA',
  'TRIGGER',
]);
/** Belongs to whichever table it depends on. */
const BESIDE: ReadonlySet<string> = new Set(['INDEX', 'SEQUENCE', 'STATISTICS']);
/** Looks at a table and is none of its parts. */
const ONLOOKERS: ReadonlySet<string> = new Set([
  'AGGREGATE',
  'FUNCTION',
  'MATERIALIZED VIEW',
  'PROCEDURE',
  'PUBLICATION TABLE',
  'VIEW',
]);

/**
 * Plans the restore of whole tables. `pg_restore --table` brings only columns and rows; this follows the archive's
 * dependencies: to what a table needs to exist (types, functions, sequences, schemas, extensions), and back to what
 * belongs to it (rows, keys, indexes, triggers, policies, rights …). What also needs a table that is not in the plan,
 * such as a foreign key to it, is left out and named.
 * @param patterns tables as people name them: `public.tickets`, `audit_*`
 * @throws UserError PBA-PG-NO-SUCH-TABLE naming every pattern that matches no table
 */
export function planTables(entries: readonly ContentsEntry[], patterns: readonly string[]): TablePlan {
  const plan = new Closure(entries);
  plan.choose(patterns);
  plan.follow();
  return plan.result();
}

class Closure {
  readonly #entries: readonly ContentsEntry[];
  readonly #byId: ReadonlyMap<string, ContentsEntry>;
  /** Partition to the partitioned table it is attached to later. */
  readonly #attachedTo = new Map<string, string>();
  readonly #children = new Map<string, string[]>();
  readonly #in = new Set<string>();
  readonly #along = new Map<string, string>();
  readonly #leftOut = new Map<string, LeftOut>();

  /** Sequences that are made on their own and then given to a column; others come with their identity column. */
  readonly #owned = new Set<string>();

  constructor(entries: readonly ContentsEntry[]) {
    this.#entries = entries;
    this.#byId = new Map(entries.map((entry) => [entry.id, entry]));
    for (const entry of entries) {
      if (entry.kind === 'SEQUENCE OWNED BY') for (const id of entry.dependsOn) this.#owned.add(id);
      if (entry.kind !== 'TABLE ATTACH') continue;
      const tables = this.#needs(entry).filter((one) => TABLES.has(one.kind));
      const child = tables.find((one) => one.schema === entry.schema && one.tag === entry.tag);
      const parent = tables.find((one) => one !== child);
      if (child !== undefined && parent !== undefined) this.#attachedTo.set(child.id, parent.id);
    }
    for (const entry of entries) {
      if (!TABLES.has(entry.kind)) continue;
      // Partitions, children of an inheritance, and tables with a column of another table's row type.
      for (const parent of this.#needs(entry)) {
        if (!TABLES.has(parent.kind)) continue;
        this.#children.set(parent.id, [...(this.#children.get(parent.id) ?? []), entry.id]);
      }
    }
  }

  choose(patterns: readonly string[]): void {
    const tables = this.#entries.filter((entry) => TABLES.has(entry.kind));
    const hits = patterns.map((pattern) => tables.filter((entry) => matchesTable(pattern, nameOf(entry))));
    const unmatched = patterns.filter((_, index) => hits[index]?.length === 0);
    if (unmatched.length > 0) {
      throw new UserError(
        'PBA-PG-NO-SUCH-TABLE',
        `The backup has no table that matches ${unmatched.map((one) => JSON.stringify(one)).join(', ')}.`,
        {
          hint: 'Write schema.table; * and ? stand for any characters; names are case-sensitive only inside double quotes. Views are no tables.',
        },
      );
    }
    const queue = hits.flat().map((entry) => entry.id);
    const chosen = new Set(queue);
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      for (const child of this.#children.get(id) ?? []) {
        if (chosen.has(child)) continue;
        chosen.add(child);
        queue.push(child);
      }
    }
    for (const id of chosen) this.#take(id);
    // Named or descended from what was named: nothing that has to be explained.
    for (const id of chosen) this.#along.delete(id);
  }

  /** Takes an entry with all it needs to exist. */
  #take(id: string, because = ''): void {
    const entry = this.#byId.get(id);
    if (entry === undefined || this.#in.has(id)) return;
    this.#in.add(id);
    if (RELATIONS.has(entry.kind) && because !== '') this.#along.set(id, because);
    for (const need of this.#hardNeeds(entry)) this.#take(need.id, `${describe(entry)} needs it`);
  }

  /** What has to be there before; without what only has to come earlier. */
  #hardNeeds(entry: ContentsEntry): ContentsEntry[] {
    const parent = this.#attachedTo.get(entry.id);
    const index = entry.kind === 'INDEX' || entry.kind === 'CONSTRAINT';
    const owned = this.#owned.has(entry.id);
    return this.#needs(entry).filter(
      (one) =>
        one.id !== parent &&
        !(owned && TABLES.has(one.kind)) &&
        !(index && (one.kind === 'INDEX' || one.kind === 'CONSTRAINT')),
    );
  }

  #needs(entry: ContentsEntry): ContentsEntry[] {
    return [...new Set(entry.dependsOn)].flatMap((id) => this.#byId.get(id) ?? []);
  }

  follow(): void {
    for (let before = -1; before !== this.#in.size; ) {
      before = this.#in.size;
      for (const entry of this.#entries) {
        if (this.#in.has(entry.id) || !this.#belongs(entry)) continue;
        const missing = this.#missingFor(entry);
        if (missing === undefined) {
          this.#leftOut.delete(entry.id);
          this.#take(entry.id);
        } else this.#leave(entry, missing);
      }
    }
    this.#takeOperatorClasses();
    for (const entry of this.#entries) this.#noteOnlooker(entry);
  }

  /**
   * An exclusion constraint names no operator class among its dependencies, and needs one: those of the database, and the
   * extensions, where most of them come from.
   */
  #takeOperatorClasses(): void {
    const constraint = this.#entries.some(({ id, kind }) => kind === 'CONSTRAINT' && this.#in.has(id));
    if (!constraint) return;
    for (const entry of this.#entries) {
      const wanted = entry.kind === 'EXTENSION' || entry.kind === 'OPERATOR CLASS';
      if (wanted && this.#missingFor(entry) === undefined) this.#take(entry.id);
    }
  }

  /** Whether an entry is a part of something that is in. */
  #belongs(entry: ContentsEntry): boolean {
    const needs = this.#needs(entry);
    const inside = (one: ContentsEntry | undefined): boolean => one !== undefined && this.#in.has(one.id);
    if (ATTRIBUTES.has(entry.kind)) return inside(needs[0]) || this.#ofPublic(entry);
    if (PARTS.has(entry.kind)) return inside(needs.find((one) => isPartOf(entry, one)));
    if (BESIDE.has(entry.kind)) return needs.some((one) => TABLES.has(one.kind) && inside(one));
    if (entry.kind === 'TABLE ATTACH')
      return needs.some((one) => this.#attachedTo.has(one.id) && one.tag === entry.tag && inside(one));
    if (entry.kind === 'CAST' || entry.kind === 'INDEX ATTACH')
      return needs.length > 0 && needs.every(inside);
    return entry.kind === 'SEQUENCE OWNED BY' && inside(needs[0]);
  }

  /** Rights on the schema `public`, which is in every database and therefore not in the archive. */
  #ofPublic(entry: ContentsEntry): boolean {
    return (
      entry.dependsOn.length === 0 &&
      entry.schema === '-' &&
      entry.tag === 'SCHEMA public' &&
      this.#entries.some((one) => one.schema === 'public' && this.#in.has(one.id))
    );
  }

  /** Why a part cannot come along; undefined when it can. */
  #missingFor(entry: ContentsEntry): string | undefined {
    const seen = new Set<string>([entry.id]);
    // A sequence says on which table it depends; what gives it to the table only names the sequence.
    const queue =
      entry.kind === 'SEQUENCE OWNED BY'
        ? this.#needs(entry).flatMap((one) => this.#needs(one))
        : this.#hardNeeds(entry);
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
      if (this.#in.has(one.id) || seen.has(one.id)) continue;
      seen.add(one.id);
      if (RELATIONS.has(one.kind)) return `it needs ${describe(one)}, which is not restored`;
      queue.push(...this.#hardNeeds(one));
    }
    return undefined;
  }

  #noteOnlooker(entry: ContentsEntry): void {
    if (this.#in.has(entry.id) || this.#leftOut.has(entry.id)) return;
    const looksAt = this.#needs(entry).find((one) => TABLES.has(one.kind) && this.#in.has(one.id));
    if (looksAt === undefined) return;
    if (ONLOOKERS.has(entry.kind)) this.#leave(entry, `it is no part of ${describe(looksAt)}`);
    if (entry.kind === 'FK CONSTRAINT') this.#leave(entry, 'its own table is not restored');
  }

  #leave(entry: ContentsEntry, reason: string): void {
    this.#leftOut.set(entry.id, { kind: entry.kind.toLowerCase(), name: displayTag(entry), reason, entry });
  }

  result(): TablePlan {
    const entries = this.#entries.filter((entry) => this.#in.has(entry.id));
    const blobs = this.#entries.filter((entry) => /^(BLOB|BLOB METADATA|LARGE OBJECT)$/.test(entry.kind));
    const [blob] = blobs;
    return {
      tables: entries.filter((entry) => TABLES.has(entry.kind)).map(nameOf),
      along: entries
        .filter((entry) => this.#along.has(entry.id))
        .map((entry) => ({
          kind: entry.kind.toLowerCase(),
          name: displayTag(entry),
          reason: this.#along.get(entry.id) ?? '',
        })),
      entries,
      leftOut: [
        ...this.#leftOut.values(),
        ...(blob === undefined
          ? []
          : [
              {
                kind: 'large objects',
                name: 'all',
                reason: 'they belong to no table, whatever column refers to them',
                entry: blob,
              },
            ]),
      ],
    };
  }
}

function isPartOf(entry: ContentsEntry, table: ContentsEntry): boolean {
  if (!TABLES.has(table.kind) && table.kind !== 'DOMAIN') return false;
  return entry.schema === table.schema && (entry.tag === table.tag || entry.tag.startsWith(`${table.tag} `));
}

function nameOf(entry: ContentsEntry): QualifiedName {
  return { schema: entry.schema, name: entry.tag };
}

function displayTag({ schema, tag }: ContentsEntry): string {
  return schema === '-' ? tag : `${displayName(schema)}.${/^[a-z_]/.test(tag) ? tag : displayName(tag)}`;
}

function describe(entry: ContentsEntry): string {
  return `${entry.kind.toLowerCase()} ${displayTag(entry)}`;
}
