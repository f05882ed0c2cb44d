import type { DigestAlgorithm, FingerprintDepth, TableFingerprint } from '../catalog/fingerprint.ts';
import { lockReleasing } from './lock-release.ts';
import { pinSession } from './pinned.ts';
import { identifier, literal } from './quote.ts';
import type { Session } from './session.ts';
import type { TableToFingerprint } from './tables.ts';

export interface FingerprintTablesOptions {
  readonly depth: FingerprintDepth;
  readonly algorithm: DigestAlgorithm;
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
  const queue = batches(tables);
  let next = 0;
  let failed = false;
  const work = async (session: Session): Promise<void> => {
    await pinSession(session);
    const query = await lockReleasing(session);
    while (!failed) {
      const batch = queue[next++];
      if (batch === undefined) return;
      const selects = batch.map(({ index, table }) => rowsQuery(index, table, options));
      const rows = await query<{ i: number; n: string; d: string | null }>(selects.join('\nunion all\n'));
      const found = new Map(rows.map((row) => [row.i, row]));
      for (const { index, table } of batch) {
        results[index] = result(table, found.get(index), options.depth);
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

function batches(tables: readonly TableToFingerprint[]): Numbered[][] {
  const numbered = tables
    .map((table, index) => ({ index, table }))
    .sort((a, b) => b.table.bytes - a.table.bytes);
  const large = numbered.filter(({ table }) => table.bytes > SMALL_TABLE).map((one) => [one]);
  const small = numbered.filter(({ table }) => table.bytes <= SMALL_TABLE);
  for (let at = 0; at < small.length; at += TABLES_A_QUERY) large.push(small.slice(at, at + TABLES_A_QUERY));
  return large;
}

/**
 * The columns stand in the order of their names: children of an inheritance can be restored with another column
 * order. They are named one by one and qualified, because a column could have the name of the alias.
 */
function rowsQuery(index: number, table: TableToFingerprint, options: FingerprintTablesOptions): string {
  if (!table.populated) return `select ${index} as i, '0' as n, null as d`;
  const row = `row(${table.columns.map((column) => `t.${identifier(column)}`).join(', ')})::text`;
  const digest = options.depth === 'counts' ? 'null' : digestSum(hash64(row, options.algorithm));
  const condition = table.condition === null ? '' : `\n${table.condition}`;
  return `select ${index} as i, count(*)::text as n, ${digest} as d from only ${identifier(table.schema, table.name)} t${condition}`;
}

function result(
  { schema, name, kind, populated }: TableToFingerprint,
  row: { n: string; d: string | null } | undefined,
  depth: FingerprintDepth,
): TableFingerprint {
  if (row === undefined || (row.d === null) !== (depth === 'counts' || !populated)) {
    throw new Error(`No fingerprint came back for ${schema}.${name}.`);
  }
  return { schema, name, kind, rows: row.n, digest: row.d, ...(populated ? {} : { populated: false }) };
}

/** SQL: 64 bits of a text. hashtextextended is six times as fast as md5 and stable within a major. */
export function hash64(text: string, algorithm: DigestAlgorithm): string {
  return algorithm === 'hash64'
    ? `hashtextextended(${text} collate "C", 0)`
    : `('x' || left(md5(${text}), 16))::bit(64)::bigint`;
}

/** SQL: the digest of many hashes, as decimal text. */
export function digestSum(hash: string): string {
  return `coalesce(sum(${hash}), 0)::text`;
}

/**
 * The digest of a fixed text and the name of the database's encoding: unequal where digests cannot be compared. The
 * text is ASCII, because not every encoding has any other letter.
 */
export async function readProbe(session: Session, algorithm: DigestAlgorithm): Promise<string> {
  const text = `(getdatabaseencoding() || ${literal(' 0123456789 abcdefghijklmnopqrstuvwxyz')})`;
  return (await session.row<{ probe: string }>(`select (${hash64(text, algorithm)})::text as probe`)).probe;
}
