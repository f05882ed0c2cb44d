import { formatBytes, formatCount } from '../runtime/format.ts';
import type { ReportData, ReportDatabase } from './data.ts';
import { type Html, html } from './html.ts';
import { plot } from './plot.ts';
import { testBars } from './test-bars.ts';

/** The figures of one database over time. */
export function plots(
  { now, days, objectives }: ReportData,
  { series, status, tests }: ReportDatabase,
): Html {
  const to = now.getTime();
  const common = { from: to - days * 86_400_000, to };
  const { rpo, rto } = status;
  const judged = rpo.verdict !== 'not judged';
  const time = { format: shortDuration, unit: (most: number) => durationUnit(most)[0] };
  return html`<div class="plots">
${plot({ ...common, title: 'Stored size', points: series.bytes, format: formatBytes, unit: bytesUnit, empty: 'No set in this time.' })}
${plot({ ...common, title: 'Rows', points: series.rows, format: shortCount, unit: () => 1, empty: 'No set in this time.' })}
${plot({ ...common, ...time, title: 'Time between sets (RPO)', points: seconds(series.gaps), stepped: true, objective: { value: (judged ? rpo.objectiveMs : objectives.backupEvery) / 1000, label: judged ? 'objective' : 'backup-every' }, empty: 'Fewer than two sets in this time.' })}
${plot({ ...common, ...time, title: 'Restore took (RTO)', points: series.restores, objective: { value: rto.objectiveSeconds, label: 'objective' }, empty: 'No restore test came to its end in this time.' })}
${plot({ ...common, ...time, title: 'Backup took', points: series.seconds, empty: 'No set in this time records it.' })}
${testBars(tests, common.from, to)}
</div>`;
}

function seconds(points: ReportDatabase['series']['gaps']): ReportDatabase['series']['gaps'] {
  return points.map(({ at, value }) => ({ at, value: value / 1000 }));
}

function bytesUnit(most: number): number {
  return 1024 ** Math.min(5, Math.max(0, Math.floor(Math.log(most / 1.5) / Math.log(1024))));
}

function durationUnit(most: number): readonly [number, string] {
  if (most < 120) return [1, 's'];
  if (most < 7_200) return [60, 'min'];
  return most < 259_200 ? [3_600, 'h'] : [86_400, 'd'];
}

/** `45 s`, `12 min`, `3.5 h`, `4 d`: for an axis. */
function shortDuration(value: number): string {
  const [size, unit] = durationUnit(value);
  return `${Number((value / size).toPrecision(3))} ${unit}`;
}

/** `950`, `12.4 k`, `3.2 M`: for an axis. */
function shortCount(count: number): string {
  if (count < 10_000) return formatCount(Math.round(count));
  const [size, unit] = count < 1e6 ? [1e3, 'k'] : count < 1e9 ? [1e6, 'M'] : [1e9, 'G'];
  return `${Number((count / size).toPrecision(3))} ${unit}`;
}
