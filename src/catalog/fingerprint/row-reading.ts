import type { Fingerprint, FingerprintDepth, PartialReading, TableFingerprint } from './fingerprint.ts';

/** How the rows of one table are read for a fingerprint. */
export type RowReading = 'whole' | PartialReading;

export interface ReadableTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: TableFingerprint['kind'];
  /** Size on disk without indexes, in bytes. */
  readonly bytes: number;
  /** The columns that hold data, in the order of their names: without virtual generated ones. */
  readonly columns: readonly string[];
  /** Columns of the primary key, in the order of their names; empty without one. */
  readonly key: readonly string[];
}

/** Tables up to this size are digested whole even when sampling: together they cost little. */
const SMALL = 8 * 1024 * 1024;
/** Of larger ones, one row in so many. A power of two. */
const ONE_IN = 64;

/**
 * What `depth` means for one table of the source. Sampling takes rows by a hash of their primary key, because only
 * that finds the same rows again in a restored copy; without a primary key a large table is counted.
 */
export function planReading(table: ReadableTable, depth: FingerprintDepth): RowReading {
  if (depth === 'counts') return 'counted';
  if (depth === 'content' || table.bytes <= SMALL || table.kind === 'materialized view') return 'whole';
  return table.key.length === 0 ? 'counted' : { oneIn: ONE_IN, key: table.key };
}

/**
 * How the tables of a copy are read: each as it was read in the source. A key that the copy lacks is a difference of
 * its own; its table is then counted.
 */
export function readingsOf(expected: Fingerprint): (table: ReadableTable) => RowReading {
  const partial = new Map(expected.tables.map((table) => [keyOf(table), table.partial]));
  return (table) => {
    if (expected.depth === 'counts') return 'counted';
    const reading = partial.get(keyOf(table)) ?? 'whole';
    const sampled = typeof reading === 'object';
    return sampled && !reading.key.every((column) => table.columns.includes(column)) ? 'counted' : reading;
  };
}

function keyOf(table: { readonly schema: string; readonly name: string }): string {
  return JSON.stringify([table.schema, table.name]);
}
