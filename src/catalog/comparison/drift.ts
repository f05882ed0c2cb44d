import { displayName, type TableFingerprint } from '../fingerprint/fingerprint.ts';
import { matchesTable, type QualifiedName } from '../selection.ts';

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
  readonly verdict: 'within tolerance' | 'shrank' | 'emptied' | 'vanished' | 'stopped growing' | 'new';
}

/** How the tables grew before the set was made: what an earlier set of the lineage held. */
export interface Growth {
  readonly earlier: readonly TableCount[];
  /** From the earlier set to this one, and from this one to now. */
  readonly hoursBefore: number;
  readonly hoursSince: number;
}

/** With ten rows to be expected, a steady stream of inserts brings none in 1 of 22,000 cases (Poisson). */
const EXPECTED_ROWS = 10;

/**
 * Compares the rows of a set with production now. Findings (shrank beyond its tolerance, emptied, vanished) come first, then
 * tables that stopped growing, then by size of the change. It says nothing about the set: it is production that may have
 * lost something since.
 *
 * @param growth without it, whether a table stopped growing is not judged
 */
export function compareWithProduction(
  then: readonly Pick<TableFingerprint, 'schema' | 'name' | 'rows' | 'kind'>[],
  now: readonly TableCount[],
  tolerance: DriftTolerance,
  growth?: Growth,
): Drift[] {
  const earlier = new Map(
    growth?.earlier.map((table) => [JSON.stringify([table.schema, table.name]), table]),
  );
  const counts = new Map(now.map((table) => [JSON.stringify([table.schema, table.name]), table]));
  const drifts = then
    .filter((table) => table.kind === 'table')
    .map((table): Drift => {
      const key = JSON.stringify([table.schema, table.name]);
      const found = counts.get(key);
      counts.delete(key);
      const drift = judge(table, found, tolerance);
      const stopped = growth !== undefined && stoppedGrowing(drift, earlier.get(key), growth);
      return stopped ? { ...drift, verdict: 'stopped growing' } : drift;
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
  const rank = (drift: Drift): number => (isFinding(drift) ? 0 : isRemarkable(drift) ? 1 : 2);
  return drifts.sort((a, b) => rank(a) - rank(b) || Math.abs(b.percent ?? 0) - Math.abs(a.percent ?? 0));
}

/** Whether it fails the run. */
export function isFinding(drift: Drift): boolean {
  return drift.verdict === 'shrank' || drift.verdict === 'emptied' || drift.verdict === 'vanished';
}

/**
 * Whether it is worth showing: the findings, and tables that stopped growing. These fail nothing, because a weekend or a
 * monthly load looks the same.
 */
export function isRemarkable(drift: Drift): boolean {
  return isFinding(drift) || drift.verdict === 'stopped growing';
}

/** Not one row came, where at the pace of before at least `EXPECTED_ROWS` would have. */
function stoppedGrowing(drift: Drift, earlier: TableCount | undefined, growth: Growth): boolean {
  if (earlier === undefined || drift.now !== drift.inSet || growth.hoursBefore <= 0) return false;
  const grown = Number(BigInt(drift.inSet) - BigInt(earlier.rows));
  return (grown / growth.hoursBefore) * growth.hoursSince >= EXPECTED_ROWS;
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
