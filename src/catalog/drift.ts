import { displayName, type TableFingerprint } from './fingerprint.ts';
import { matchesTable, type QualifiedName } from './selection.ts';

/** How many rows a table has in production now. */
export interface TableCount extends QualifiedName {
  readonly rows: string;
}

export interface DriftTolerance {
  /** Shrinking by more than this many percent is a finding; growth is not, tables grow. */
  readonly defaultPercent: number;
  /** By table pattern; the first that matches wins. */
  readonly tables: readonly { readonly pattern: string; readonly percent: number }[];
}

export interface Drift {
  readonly table: string;
  readonly inSet: string;
  /** Null: the table is gone. */
  readonly now: string | null;
  /** Change in percent of what was; null when there was nothing. */
  readonly percent: number | null;
  readonly verdict: 'within tolerance' | 'shrank' | 'emptied' | 'vanished' | 'new';
}

/**
 * Compares the rows of a set with production now. Findings (shrank beyond its tolerance, emptied, vanished) come first,
 * then by size of the change. It says nothing about the set: it is production that may have lost something since.
 */
export function compareWithProduction(
  then: readonly Pick<TableFingerprint, 'schema' | 'name' | 'rows' | 'kind'>[],
  now: readonly TableCount[],
  tolerance: DriftTolerance,
): Drift[] {
  const counts = new Map(now.map((table) => [JSON.stringify([table.schema, table.name]), table]));
  const drifts = then
    .filter((table) => table.kind === 'table')
    .map((table): Drift => {
      const key = JSON.stringify([table.schema, table.name]);
      const found = counts.get(key);
      counts.delete(key);
      return judge(table, found, tolerance);
    });
  for (const table of counts.values()) {
    drifts.push({
      table: displayName(table.schema, table.name),
      inSet: '0',
      now: table.rows,
      percent: null,
      verdict: 'new',
    });
  }
  const rank = (drift: Drift): number => (isFinding(drift) ? 0 : 1);
  return drifts.sort((a, b) => rank(a) - rank(b) || Math.abs(b.percent ?? 0) - Math.abs(a.percent ?? 0));
}

/** Whether somebody should look at it. */
export function isFinding(drift: Drift): boolean {
  return drift.verdict === 'shrank' || drift.verdict === 'emptied' || drift.verdict === 'vanished';
}

function judge(table: TableCount, found: TableCount | undefined, tolerance: DriftTolerance): Drift {
  const drift = { table: displayName(table.schema, table.name), inSet: table.rows, now: found?.rows ?? null };
  if (found === undefined) return { ...drift, percent: -100, verdict: 'vanished' };
  const before = Number(table.rows);
  const after = Number(found.rows);
  const percent = before === 0 ? null : ((after - before) / before) * 100;
  const limit =
    tolerance.tables.find((one) => matchesTable(one.pattern, table))?.percent ?? tolerance.defaultPercent;
  if (percent === null || -percent <= limit) return { ...drift, percent, verdict: 'within tolerance' };
  return { ...drift, percent, verdict: after === 0 ? 'emptied' : 'shrank' };
}
