import { quotedPath } from '../archive/contents.ts';

/**
 * The fingerprint of one database at one moment: what a restored copy must be equal to. It is taken in the dump's
 * own snapshot (`postgres/fingerprint.ts`), stored in the set as `fingerprint.json`, taken again in the restored
 * copy and compared by `compare.ts`.
 */

/** `hash64`: hashtextextended, comparable within one server major. `md5`: comparable across majors. */
export type DigestAlgorithm = 'hash64' | 'md5';

/** `content`: counts and digests of all rows. `sampled`: counts, and digests of part of them. `counts`: counts alone. */
export type FingerprintDepth = 'content' | 'sampled' | 'counts';

/** Of a table: only its rows were counted; or one row in so many was digested, chosen by a hash of these columns. */
export type PartialReading = 'counted' | { readonly oneIn: number; readonly key: readonly string[] };

export interface TableFingerprint {
  readonly schema: string;
  readonly name: string;
  /** Partitioned parents hold no rows of their own and are not listed; foreign tables are in `notHeld`. */
  readonly kind: 'table' | 'materialized view';
  /** Exact number of rows, decimal. Children and partitions are counted on their own (`ONLY`). */
  readonly rows: string;
  /** Order-free digest of every row's text, decimal; null when depth is `counts` or the view is not populated. */
  readonly digest: string | null;
  /** Absent when all rows were digested, and when depth is `counts` for all. */
  readonly partial?: PartialReading;
  /** False for a materialized view that holds no data (`WITH NO DATA`); left out everywhere else. */
  readonly populated?: false;
}

export interface SequenceFingerprint {
  readonly schema: string;
  readonly name: string;
  /** What `nextval` adds, decimal; negative for a sequence that counts down. */
  readonly increment: string;
  /** Whether it starts again at its other end. */
  readonly cycle: boolean;
  /**
   * Sequences are not transactional: `nextval` by others moves them while the dump runs. So the value is read
   * before and after the dump, and a restored sequence must lie between the two (equal, when nothing moved).
   */
  readonly before: SequenceState;
  readonly after: SequenceState;
}

export interface SequenceState {
  readonly lastValue: string;
  readonly isCalled: boolean;
}

/** One sequence as it stands at one moment. */
export interface SequenceReading {
  readonly schema: string;
  readonly name: string;
  readonly increment: string;
  readonly cycle: boolean;
  readonly state: SequenceState;
}

export interface SchemaObject {
  /** `table`, `column`, `default`, `index`, `constraint`, `trigger`, `policy`, `function`, `grant`, `owner` … */
  readonly kind: string;
  /** Unique within its kind, readable: `public.tickets.status`. */
  readonly name: string;
  /** SHA-256 (hex, first 32 characters) of the definition as PostgreSQL's catalog functions write it. */
  readonly digest: string;
  /** The definition itself where it is short and never a secret: owners, grants, extension versions, encodings. */
  readonly shown?: string;
}

export interface NotHeld {
  readonly kind: string;
  readonly name: string;
  readonly reason: string;
}

export interface Fingerprint {
  readonly version: 1;
  readonly serverMajor: number;
  /**
   * The digest of a fixed text by this database (`readProbe`). Digests depend on the encoding of the database, and
   * `hash64` on the byte order of the CPU, so they are compared only where the probes are equal.
   */
  readonly probe: string;
  readonly depth: FingerprintDepth;
  readonly algorithm: DigestAlgorithm;
  readonly tables: readonly TableFingerprint[];
  readonly sequences: readonly SequenceFingerprint[];
  /** Null when the dump holds no rows (`content: schema`). */
  readonly largeObjects: { readonly count: string; readonly digest: string | null } | null;
  readonly objects: readonly SchemaObject[];
  /** What the dump does not hold or the fingerprint did not cover, and why. Said in every verdict. */
  readonly notHeld: readonly NotHeld[];
}

/** A name as people write it in SQL: quoted only where it has to be, whatever words a version reserves. */
export function displayName(...path: readonly string[]): string {
  return path
    .map((part) => (/^[a-z_][a-z0-9_$]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`))
    .join('.');
}

/**
 * Joins the sequences read before and after a dump. One that came into being in between is not in the dump; one
 * that is gone afterwards has not moved as far as anybody can tell.
 */
export function mergeSequences(
  before: readonly SequenceReading[],
  after: readonly SequenceReading[],
): SequenceFingerprint[] {
  const later = new Map(after.map((reading) => [displayName(reading.schema, reading.name), reading.state]));
  return before.map(({ state, ...sequence }) => ({
    ...sequence,
    before: state,
    after: later.get(displayName(sequence.schema, sequence.name)) ?? state,
  }));
}

/** How a fingerprint says that the definition of a table is in the dump and its rows are not. */
export function rowsNotHeld(
  table: Pick<TableFingerprint, 'schema' | 'name' | 'kind'>,
  reason: string,
): NotHeld {
  return { kind: `rows of ${table.kind}`, name: `${table.schema}.${table.name}`, reason };
}

/**
 * The fingerprint without the foreign keys that a restore leaves out because the rows they point to are not in the
 * dump. They are then named in `notHeld`.
 * @param keys `schema table constraint`, as `pg_restore --list` names them
 */
export function withoutForeignKeys(fingerprint: Fingerprint, keys: readonly string[]): Fingerprint {
  if (keys.length === 0) return fingerprint;
  const left = new Set(keys);
  const comments = new Set<string>();
  const isLeft = ({ kind, name }: SchemaObject): boolean => {
    if (kind !== 'foreign key') return false;
    const [schema = '', table = '', constraint = ''] = quotedPath(name);
    if (!left.has(`${schema} ${table} ${constraint}`)) return false;
    comments.add(`table constraint ${displayName(constraint)} on ${displayName(schema, table)}`);
    return true;
  };
  const gone = new Set(fingerprint.objects.filter(isLeft));
  return {
    ...fingerprint,
    objects: fingerprint.objects.filter(
      (object) => !gone.has(object) && !(object.kind === 'comment' && comments.has(object.name)),
    ),
    notHeld: [
      ...fingerprint.notHeld,
      ...[...gone].map(({ kind, name }) => ({
        kind,
        name,
        reason: 'the rows it points to are not in the backup',
      })),
    ],
  };
}
