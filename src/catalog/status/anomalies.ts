import type { StatusFinding, StatusSet } from '../status.ts';
import { atRisk } from './finding.ts';
import type { TableChange } from './table-changes.ts';
import { type Trend, trendOf } from './trend.ts';

/** Standard deviations from what was to be expected. */
const DEVIATIONS = 4;
const SHOWN_TABLES = 5;

/**
 * Each figure with the distance that is noise whatever the history says, as a part of the expected value: a database
 * that nobody used for a month has no deviation at all, and one row more is no anomaly.
 */
const FIGURES = [
  { name: 'rows', of: (set: StatusSet) => set.rows, noise: 0.05, least: 100, both: true },
  { name: 'bytes', of: (set: StatusSet) => set.bytes, noise: 0.1, least: 65_536, both: true },
  { name: 'seconds', of: (set: StatusSet) => set.seconds, noise: 0.5, least: 60, both: false },
] as const;

/** The newest dump against those of its lineage before it: an emptied table or a cut export shows in its size. */
export function anomalyFindings(newestFirst: readonly StatusSet[]): StatusFinding[] {
  return FIGURES.flatMap(({ name, of, noise, least, both }) => {
    const points = newestFirst.flatMap((set) => {
      const value = of(set);
      return value === undefined ? [] : [{ at: set.snapshotAt, value }];
    });
    const trend = trendOf(points);
    if (trend === undefined) return [];
    const distance = trend.newest - trend.expected;
    const limit = Math.max(DEVIATIONS * trend.deviation, noise * Math.abs(trend.expected), least);
    // A backup that is faster than usual is no worry: what it left out shows in rows and bytes.
    if (Math.abs(distance) <= limit || (distance < 0 && !both)) return [];
    return [name === 'seconds' ? slower(trend) : different(name, trend)];
  });
}

function slower({ newest, expected, samples }: Trend): StatusFinding {
  return atRisk(
    `The newest backup took ${Math.round(newest)} seconds; ${Math.round(expected)} were to be expected by the ${samples} before it.`,
    'Look at the phases in its summary: a slow store, a busy server, locks. It may soon not fit its window.',
  );
}

function different(name: 'rows' | 'bytes', { newest, expected, deviation, samples }: Trend): StatusFinding {
  const percent = expected === 0 ? 100 : Math.round((newest / expected - 1) * 100);
  const usual = expected === 0 ? 0 : Math.round((deviation / Math.abs(expected)) * 1000) / 10;
  return atRisk(
    `The newest set has ${percent > 0 ? '+' : ''}${percent} % ${name} against what the ${samples} before it let expect (usual deviation ${usual} %).`,
    'Look whether somebody deleted or loaded data on purpose. Until then delete no set.',
  );
}

/** Tables that an earlier dump had rows of, and the newest has none of. */
export function tableFindings(
  tables: readonly TableChange[] | { readonly notCompared: string },
): StatusFinding[] {
  if ('notCompared' in tables || tables.length === 0) return [];
  const shown = tables
    .slice(0, SHOWN_TABLES)
    .map(({ table, rows, since, verdict }) => `${table} (${verdict}, ${rows} rows in set ${since})`);
  const more = tables.length - shown.length;
  return [
    atRisk(
      `${tables.length === 1 ? 'A table has' : `${tables.length} tables have`} lost all rows: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
      'If nobody did it on purpose: hold the older set (`hold`), restore the table from it beside the live database.',
    ),
  ];
}

/** A schema that changed with the migration is news; one that changed without it was altered by hand. */
export function schemaChange(newestFirst: readonly StatusSet[]): {
  readonly findings: readonly StatusFinding[];
  readonly notes: readonly string[];
} {
  const [newest, previous] = newestFirst;
  const same =
    newest === undefined ||
    previous === undefined ||
    newest.schemaSha256 === previous.schemaSha256 ||
    newest.serverMajor !== previous.serverMajor;
  if (same) return { findings: [], notes: [] };
  if (newest.migration !== null && newest.migration === previous.migration) {
    const what = `The schema changed between ${previous.id} and ${newest.id}, but the migrations did not (${newest.migration}).`;
    const remedy =
      'Somebody altered it by hand. Put the change into a migration, or take it back; `restore` beside the live database shows what differs.';
    return { findings: [atRisk(what, remedy)], notes: [] };
  }
  const why =
    newest.migration === null
      ? 'no migration tool was found in the database, so whether it was meant is not known'
      : `with the migrations: ${previous.migration ?? 'none'} to ${newest.migration}`;
  return { findings: [], notes: [`The schema changed since ${previous.id}: ${why}.`] };
}
