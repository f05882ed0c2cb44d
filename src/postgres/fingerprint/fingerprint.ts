import type {
  DigestAlgorithm,
  FingerprintDepth,
  TableFingerprint,
} from '../../catalog/fingerprint/fingerprint.ts';
import { planReading, type RowReading } from '../../catalog/fingerprint/row-reading.ts';
import { pinSession } from '../pinned.ts';
import { identifier, literal } from '../quote.ts';
import type { Session } from '../session.ts';
import { lockReleasing } from './lock-release.ts';
import type { TableToFingerprint } from './tables.ts';

export interface FingerprintTablesOptions {
  readonly depth: FingerprintDepth;
  readonly algorithm: DigestAlgorithm;
  /** How each table is read; by default as `planReading` says for the depth. */
  readonly reading?: (table: TableToFingerprint) => RowReading;
  /**
   * On the clock of `performance.now()`: after it no further table is digested, the rest is counted. With a deadline
   * the smallest tables come first, so that as many as possible are digested.
   */
  readonly deadline?: number;
  /** Called once for every table that is done. */
  readonly onTable?: () => void;
}

/** Tables of at most this many bytes are read many in one round trip. */
const SMALL_TABLE = 64 * 1024;
const TABLES_A_QUERY = 50;

/**
 * Counts and digests the rows of the tables, the largest first, spread over the sessions. All sessions must see the
 * same snapshot. After the first failure no further query is begun, and it is thrown when the others have ended.
 *
 * The digest is the sum of 64-bit hashes of the rows' text: rows have no order, equal rows count twice (an xor would
 * let them vanish), and sums of numeric do not overflow.
 *
 * @returns in the order of `tables`
 */
export async function fingerprintTables(
  sessions: readonly Session[],
  tables: readonly TableToFingerprint[],
  options: FingerprintTablesOptions,
): Promise<TableFingerprint[]> {
  const results = new Array<TableFingerprint>(tables.length);
  const queue = batches(tables, options.deadline !== undefined);
  let next = 0;
  let failed = false;
  const work = async (session: Session): Promise<void> => {
    await pinSession(session);
    const query = await lockReleasing(session);
    let schemas: string | undefined;
    while (!failed) {
      const batch = queue[next++];
      if (batch === undefined) return;
      const late = options.deadline !== undefined && performance.now() > options.deadline;
      const readings = batch.map(({ table }) => readingOf(table, options, late));
      const selects = batch.map(({ index, table }, at) =>
        rowsQuery(index, table, readings[at] ?? 'whole', options),
      );
      if (batch.some(({ table }) => table.expressions)) schemas ??= await allSchemas(session);
      const rows = await query<{ i: number; n: string; d: string | null }>(
        selects.join('\nunion all\n'),
        batch.some(({ table }) => table.expressions) ? schemas : undefined,
      );
      const found = new Map(rows.map((row) => [row.i, row]));
      for (const [at, { index, table }] of batch.entries()) {
        results[index] = result(table, found.get(index), readings[at] ?? 'whole', options.depth);
        options.onTable?.();
      }
    }
  };
  const endings = await Promise.allSettled(
    sessions.map((session) =>
      work(session).catch((error: unknown) => {
        failed = true;
        throw error;
      }),
    ),
  );
  const failure = endings.find((ending) => ending.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  return results;
}

interface Numbered {
  readonly index: number;
  readonly table: TableToFingerprint;
}

function batches(tables: readonly TableToFingerprint[], smallestFirst: boolean): Numbered[][] {
  const numbered = tables
    .map((table, index) => ({ index, table }))
    .sort((a, b) => b.table.bytes - a.table.bytes);
  const queue = numbered.filter(({ table }) => table.bytes > SMALL_TABLE).map((one) => [one]);
  // Those that need a search path stay among themselves: it changes how names of type regclass are written.
  for (const expressions of [false, true]) {
    const small = numbered.filter(
      ({ table }) => table.bytes <= SMALL_TABLE && table.expressions === expressions,
    );
    for (let at = 0; at < small.length; at += TABLES_A_QUERY)
      queue.push(small.slice(at, at + TABLES_A_QUERY));
  }
  return smallestFirst ? queue.reverse() : queue;
}

/**
 * Every schema of the database, for tables whose indexes call functions: planning a query on such a table parses
 * these functions, and one that names its objects without schema (which works in production, and which pg_dump does
 * not notice) would fail with an empty search path.
 */
async function allSchemas(session: Session): Promise<string> {
  const { schemas } = await session.row<{ schemas: string }>(`
    select string_agg(quote_ident(nspname), ', ' order by nspname) as schemas from pg_namespace
     where nspname !~ '^pg_' and nspname <> 'information_schema'`);
  return schemas;
}

function readingOf(table: TableToFingerprint, options: FingerprintTablesOptions, late: boolean): RowReading {
  if (late) return 'counted';
  return options.reading?.(table) ?? planReading(table, options.depth);
}

/**
 * The columns stand in the order of their names: children of an inheritance can be restored with another column
 * order. They are named one by one and qualified, because a column could have the name of the alias.
 */
function rowsQuery(
  index: number,
  table: TableToFingerprint,
  reading: RowReading,
  { algorithm }: FingerprintTablesOptions,
): string {
  if (!table.populated) return `select ${index} as i, '0' as n, null as d`;
  const digest =
    reading === 'counted'
      ? 'null'
      : digestSum(hash64(rowText(table.columns), algorithm), sampleOf(reading, algorithm));
  const condition = table.condition === null ? '' : `\n${table.condition}`;
  return `select ${index} as i, count(*)::text as n, ${digest} as d from only ${identifier(table.schema, table.name)} t${condition}`;
}

function rowText(columns: readonly string[]): string {
  return `row(${columns.map((column) => `t.${identifier(column)}`).join(', ')})::text`;
}

/** SQL: whether a row is in the sample, by its key alone, so that the same rows are in it in every copy. */
function sampleOf(reading: RowReading, algorithm: DigestAlgorithm): string | undefined {
  if (typeof reading === 'string') return undefined;
  return `${hash64(rowText(reading.key), algorithm)} & ${reading.oneIn - 1} = 0`;
}

function result(
  { schema, name, kind, populated }: TableToFingerprint,
  row: { n: string; d: string | null } | undefined,
  reading: RowReading,
  depth: FingerprintDepth,
): TableFingerprint {
  if (row === undefined || (row.d === null) !== (reading === 'counted' || !populated)) {
    throw new Error(`No fingerprint came back for ${schema}.${name}.`);
  }
  const partial = depth === 'counts' || reading === 'whole' || !populated ? {} : { partial: reading };
  return {
    schema,
    name,
    kind,
    rows: row.n,
    digest: row.d,
    ...partial,
    ...(populated ? {} : { populated: false }),
  };
}

/** SQL: 64 bits of a text. hashtextextended is six times as fast as md5 and stable within a major. */
export function hash64(text: string, algorithm: DigestAlgorithm): string {
  return algorithm === 'hash64'
    ? `hashtextextended(${text} collate "C", 0)`
    : `('x' || left(md5(${text}), 16))::bit(64)::bigint`;
}

/** SQL: the digest of many hashes, as decimal text; of those that fulfil a condition, if there is one. */
export function digestSum(hash: string, condition?: string): string {
  return `coalesce(sum(${hash})${condition === undefined ? '' : ` filter (where ${condition})`}, 0)::text`;
}

/**
 * The digest of a fixed text and the name of the database's encoding: unequal where digests cannot be compared. The
 * text is ASCII, because not every encoding has any other letter.
 */
export async function readProbe(session: Session, algorithm: DigestAlgorithm): Promise<string> {
  const text = `(getdatabaseencoding() || ${literal(' 0123456789 abcdefghijklmnopqrstuvwxyz')})`;
  return (await session.row<{ probe: string }>(`select (${hash64(text, algorithm)})::text as probe`)).probe;
}
