import type { Grade } from './evidence.ts';
import type { Tier } from './keys.ts';

/** What the figures of one database are made of. What is not known is left out, and so are its series. */
export interface MetricsSource {
  readonly verdict: 'kept' | 'at risk' | 'broken';
  readonly findings: readonly { readonly severity: 'at risk' | 'broken' }[];
  readonly newest: MeasuredSet | undefined;
  readonly newestProven: Pick<MeasuredSet, 'snapshotAt'> | undefined;
  /** When a restore test last proved anything; milliseconds since 1970, as all times here. */
  readonly provenAt: number | undefined;
  /** Of the newest restore that came to its end. */
  readonly restoreSeconds: number | undefined;
  /** What each store holds of each tier. */
  readonly tiers?: readonly HeldTier[];
  /** Objects of runs that did not come to their end, one entry per set that was not finished. */
  readonly remains?: readonly { readonly tier: Tier; readonly store: string }[];
  readonly nextDue?: readonly { readonly tier: Tier; readonly at: number }[];
  readonly rpo?: { readonly achievedMs: number | undefined };
  readonly rto?: { readonly forecastSeconds: number | undefined };
  readonly tests?: TestFigures;
}

interface MeasuredSet {
  readonly tier: Tier;
  readonly store: string;
  readonly snapshotAt: number;
  readonly bytes: number;
  readonly rows: number;
  readonly seconds?: number | undefined;
}

interface HeldTier {
  readonly tier: Tier;
  readonly store: string;
  readonly sets: number;
  readonly bytes: number;
  readonly newest: number;
}

/** Of the restore tests whose evidence was read. */
export interface TestFigures {
  readonly proven: number;
  readonly failed: number;
  /** The newest of all. */
  readonly last: { readonly at: number; readonly proven: boolean } | undefined;
  /** How much the newest test that proved a set has compared. */
  readonly grade: Grade | undefined;
}

/** Milliseconds, from the policy. */
export interface MetricsObjectives {
  readonly rpo: number;
  readonly rto: number;
  readonly backupEvery: number;
  readonly restoreTestEvery: number;
}

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number | undefined;
}

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: (source: MetricsSource, context: Context) => readonly Sample[];
}

interface Context {
  readonly now: Date;
  readonly objectives: MetricsObjectives;
}

/** Sets are dumps so far; base backups and WAL have figures of their own. */
const KIND = { kind: 'logical' };
const GRADES: Readonly<Record<Grade, number>> = { full: 4, sampled: 3, counts: 2, schema: 1 };

const one = (value: number | undefined): Sample[] => [{ value }];
const place = ({ tier, store }: { readonly tier: Tier; readonly store: string }) => ({
  tier,
  ...KIND,
  store,
});
const ofNewest =
  (value: (set: MeasuredSet) => number | undefined) =>
  ({ newest }: MetricsSource): Sample[] =>
    newest === undefined ? [] : [{ labels: place(newest), value: value(newest) }];
const ofTiers =
  (value: (tier: HeldTier) => number) =>
  ({ tiers = [] }: MetricsSource): Sample[] =>
    tiers.map((tier) => ({ labels: place(tier), value: value(tier) }));

/** All of them are gauges: the stores hold what is, not what ever was. */
const METRICS: readonly Metric[] = [
  {
    name: 'backup_last_success_timestamp',
    help: 'Moment of the newest set, per tier and store.',
    samples: ({ newest, tiers }) =>
      (tiers ?? (newest === undefined ? [] : [{ ...newest, newest: newest.snapshotAt }])).map((set) => ({
        labels: place(set),
        value: set.newest / 1000,
      })),
  },
  {
    name: 'backup_age_seconds',
    help: 'Time since the newest set, when these figures were written.',
    samples: ({ newest }, { now }) =>
      one(newest === undefined ? undefined : (now.getTime() - newest.snapshotAt) / 1000),
  },
  {
    name: 'backup_file_size_bytes',
    help: 'Stored size of the newest set.',
    samples: ofNewest(({ bytes }) => bytes),
  },
  { name: 'backup_rows', help: 'Rows in the newest set.', samples: ofNewest(({ rows }) => rows) },
  {
    name: 'backup_duration_seconds',
    help: 'How long the newest backup took.',
    samples: ofNewest(({ seconds }) => seconds),
  },
  { name: 'backup_sets', help: 'Sets that are kept.', samples: ofTiers(({ sets }) => sets) },
  { name: 'backup_stored_bytes', help: 'Bytes of all sets.', samples: ofTiers(({ bytes }) => bytes) },
  {
    name: 'backup_unfinished_sets',
    help: 'Backups that began and did not come to their end; the next runs sweep them.',
    samples: ({ remains }) => one(remains?.length),
  },
  {
    name: 'backup_next_due_timestamp',
    help: 'From when on the next backup makes this tier.',
    samples: ({ nextDue = [] }) =>
      nextDue.map(({ tier, at }) => ({ labels: { tier, ...KIND }, value: at / 1000 })),
  },
  {
    name: 'backup_last_proven_timestamp',
    help: 'Moment of the newest set that a restore test proved.',
    samples: ({ newestProven }) => one(seconds(newestProven?.snapshotAt)),
  },
  {
    name: 'backup_restore_test_timestamp',
    help: 'When the last restore test reached its verdict.',
    samples: ({ tests }) => one(seconds(tests?.last?.at)),
  },
  {
    name: 'backup_restore_test_success',
    help: '1: the last restore test proved its set, 0: it failed.',
    samples: ({ tests }) => one(tests?.last === undefined ? undefined : Number(tests.last.proven)),
  },
  {
    name: 'backup_restore_test_last_success_timestamp',
    help: 'When a restore test last proved a set.',
    samples: ({ provenAt }) => one(seconds(provenAt)),
  },
  {
    name: 'backup_restore_test_duration_seconds',
    help: 'How long the newest restore took that came to its end.',
    samples: ({ restoreSeconds }) => one(restoreSeconds),
  },
  {
    name: 'backup_restore_tests',
    help: 'Restore tests by their result, of those whose evidence was read: the newest ones.',
    samples: ({ tests }) =>
      tests === undefined
        ? []
        : (['proven', 'failed'] as const).map((result) => ({ labels: { result }, value: tests[result] })),
  },
  {
    name: 'backup_proof_grade',
    help: 'How much the last proof compared. 4: everything, 3: samples, 2: row counts, 1: the schema, 0: there is none.',
    samples: ({ tests }) =>
      one(tests === undefined ? undefined : tests.grade === undefined ? 0 : GRADES[tests.grade]),
  },
  {
    name: 'backup_rpo_seconds',
    help: 'How much would be lost if the database were lost now.',
    samples: ({ newest, rpo }, { now }) => {
      const ms = rpo?.achievedMs ?? (newest === undefined ? undefined : now.getTime() - newest.snapshotAt);
      return one(seconds(ms));
    },
  },
  {
    name: 'backup_rpo_objective_seconds',
    help: 'The recovery point objective.',
    samples: (_, { objectives }) => one(objectives.rpo / 1000),
  },
  {
    name: 'backup_rto_seconds',
    help: 'How long a restore takes: the newest set by the last restores where that can be forecast, else the last restore.',
    samples: ({ rto, restoreSeconds }) => one(rto?.forecastSeconds ?? restoreSeconds),
  },
  {
    name: 'backup_rto_objective_seconds',
    help: 'The recovery time objective.',
    samples: (_, { objectives }) => one(objectives.rto / 1000),
  },
  {
    name: 'backup_interval_objective_seconds',
    help: 'How often a backup has to be made.',
    samples: (_, { objectives }) => one(objectives.backupEvery / 1000),
  },
  {
    name: 'backup_restore_test_interval_objective_seconds',
    help: 'How often a restore has to be tested.',
    samples: (_, { objectives }) => one(objectives.restoreTestEvery / 1000),
  },
  {
    name: 'backup_findings',
    help: 'What status has found, by severity.',
    samples: ({ findings }) =>
      (['at risk', 'broken'] as const).map((severity) => ({
        labels: { severity },
        value: findings.filter((finding) => finding.severity === severity).length,
      })),
  },
  {
    name: 'backup_status',
    help: '0: objectives kept, 1: at risk, 2: broken.',
    samples: ({ verdict }) => one({ kept: 0, 'at risk': 1, broken: 2 }[verdict]),
  },
];

const WRITTEN = 'backup_status_written_timestamp';

/** The name of every metric that `metricsText` may write. */
export const METRIC_NAMES: readonly string[] = [...METRICS.map(({ name }) => name), WRITTEN];

/**
 * Text that is both the text format of Prometheus and OpenMetrics 1.0: for the textfile collector of node_exporter, for a
 * Pushgateway, or for a scrape. Without timestamps, because neither of the first two takes them.
 */
export function metricsText(databases: ReadonlyMap<string, MetricsSource>, context: Context): string {
  const lines = METRICS.flatMap(({ name, help, samples }) =>
    family(
      name,
      help,
      [...databases].flatMap(([database, source]) =>
        samples(source, context).map(({ labels, value }) => ({ labels: { database, ...labels }, value })),
      ),
    ),
  );
  const written = family(WRITTEN, 'When these figures were written: alert when it stands still.', [
    { value: context.now.getTime() / 1000 },
  ]);
  return `${[...lines, ...written, '# EOF'].join('\n')}\n`;
}

function family(name: string, help: string, samples: readonly Sample[]): string[] {
  const known = samples.filter(({ value }) => value !== undefined && Number.isFinite(value));
  if (known.length === 0) return [];
  const shown = known.map(({ labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${label(text)}"`);
    return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
  });
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...shown];
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

/** Text as the value of a label. */
export function label(text: string): string {
  return text.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
