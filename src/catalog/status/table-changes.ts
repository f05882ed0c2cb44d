import type { DriftTolerance } from '../comparison/drift.ts';
import { displayName, type TableFingerprint } from '../fingerprint/fingerprint.ts';
import { matchesTable } from '../selection.ts';

/** A table that lost all its rows. */
export interface TableChange {
  readonly table: string;
  /** What the earlier set held. */
  readonly rows: string;
  /** Id of that set. */
  readonly since: string;
  readonly verdict: 'emptied' | 'gone';
}

type Counted = Pick<TableFingerprint, 'schema' | 'name' | 'kind' | 'rows'>;

/**
 * Tables with rows in an earlier dump and none in the newest, largest first. A table that the policy lets lose all its
 * rows (tolerance 100 %) is left out.
 * @param since id of the earlier set
 */
export function lostTables(
  earlier: readonly Counted[],
  newest: readonly Counted[],
  tolerance: DriftTolerance,
  since: string,
): TableChange[] {
  const now = new Map(newest.map((table) => [JSON.stringify([table.schema, table.name]), table.rows]));
  const limitOf = (table: Counted): number =>
    tolerance.tables.find((one) => matchesTable(one.pattern, table))?.percent ?? tolerance.defaultPercent;
  return earlier
    .filter((table) => table.kind === 'table' && table.rows !== '0' && limitOf(table) < 100)
    .flatMap((table): (TableChange & { size: number })[] => {
      const rows = now.get(JSON.stringify([table.schema, table.name]));
      if (rows !== undefined && rows !== '0') return [];
      const verdict = rows === undefined ? 'gone' : 'emptied';
      const name = displayName(table.schema, table.name);
      return [{ table: name, rows: table.rows, since, verdict, size: Number(table.rows) }];
    })
    .sort((a, b) => b.size - a.size)
    .map(({ size: _, ...change }) => change);
}
