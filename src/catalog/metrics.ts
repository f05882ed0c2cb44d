import type { DatabaseStatus } from './status.ts';

interface Metric {
  readonly name: string;
  readonly help: string;
  /** Undefined: there is nothing to tell, and the series is absent. */
  readonly value: (status: DatabaseStatus) => number | undefined;
}

const METRICS: readonly Metric[] = [
  {
    name: 'pba_newest_set_timestamp_seconds',
    help: 'Moment of the newest backup set.',
    value: ({ newest }) => seconds(newest?.snapshotAt),
  },
  {
    name: 'pba_newest_proven_set_timestamp_seconds',
    help: 'Moment of the newest backup set that a restore test proved.',
    value: ({ newestProven }) => seconds(newestProven?.snapshotAt),
  },
  {
    name: 'pba_last_proof_timestamp_seconds',
    help: 'When a restore test last proved a set.',
    value: ({ provenAt }) => seconds(provenAt),
  },
  {
    name: 'pba_restore_seconds',
    help: 'Duration of the newest restore that came to its end.',
    value: ({ restoreSeconds }) => restoreSeconds,
  },
  {
    name: 'pba_newest_set_bytes',
    help: 'Stored size of the newest set.',
    value: ({ newest }) => newest?.bytes,
  },
  {
    name: 'pba_newest_set_rows',
    help: 'Rows in the newest set.',
    value: ({ newest }) => newest?.rows,
  },
  {
    name: 'pba_status',
    help: '0: objectives kept, 1: at risk, 2: broken.',
    value: ({ verdict }) => ({ kept: 0, 'at risk': 1, broken: 2 })[verdict],
  },
];

/** The text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/), for a textfile collector. */
export function metricsText(databases: ReadonlyMap<string, DatabaseStatus>, now: Date): string {
  const lines = METRICS.flatMap(({ name, help, value }) => {
    const samples = [...databases].flatMap(([database, status]) => {
      const number = value(status);
      return number === undefined ? [] : `${name}{database="${label(database)}"} ${number}`;
    });
    return samples.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples];
  });
  const written = 'pba_status_written_timestamp_seconds';
  return `${[
    ...lines,
    `# HELP ${written} When these figures were written: alert when it stands still.`,
    `# TYPE ${written} gauge`,
    `${written} ${now.getTime() / 1000}`,
  ].join('\n')}\n`;
}

function seconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

/** Text as the value of a label. */
export function label(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
