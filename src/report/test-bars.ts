import { scaleLinear, scaleUtc } from 'd3-scale';
import type { TestPoint } from './data.ts';
import { type Html, html } from './html.ts';
import { months } from './plot.ts';

const WIDTH = 720;
const HEIGHT = 160;
const DAY = 86_400_000;

/** Restore tests over time: one bar for each month (each week, in a short history), what failed on top. */
export function testBars(tests: readonly TestPoint[], from: number, to: number): Html {
  const shown = tests.filter(({ at }) => at >= from && at <= to);
  const failed = shown.filter(({ proven }) => !proven).length;
  const title = 'Restore tests';
  if (shown.length === 0) {
    return html`<figure class="plot"><figcaption><b>${title}</b></figcaption><p class="none">No restore test in this time.</p></figure>`;
  }
  const bars = barsOf(shown, from, to);
  const x = scaleUtc([from, to], [0, WIDTH]);
  const y = scaleLinear([0, Math.max(...bars.map((bar) => bar.passed + bar.failed))], [HEIGHT, 0]).nice(3);
  const ticks = y.ticks(3).filter(Number.isInteger);
  const box = (bar: Bar, low: number, count: number): string => {
    if (count === 0) return '';
    const [left, right] = [x(Math.max(bar.from, from)) + 3, x(Math.min(bar.to, to)) - 3].map(Math.round);
    const [bottom, top] = [y(low), y(low + count)].map(Math.round);
    return `M${left} ${bottom}V${top}H${right}V${bottom}z`;
  };
  const said = `${shown.length} tests, ${failed === 0 ? 'all proven' : `${failed} failed`}`;
  return html`<figure class="plot"><figcaption><b>${title}</b><span>${said}</span></figcaption>
<div class="frame"><div class="y">${ticks.map((tick) => html`<i style="bottom:${(100 - (y(tick) / HEIGHT) * 100).toFixed(1)}%">${tick}</i>`)}</div>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${title}: ${said}"><path class="grid" d="${ticks
    .map((tick) => `M0 ${Math.round(y(tick))}h${WIDTH}`)
    .join(
      '',
    )}"/><path class="passed" d="${bars.map((bar) => box(bar, 0, bar.passed)).join('')}"/><path class="failed" d="${bars
    .map((bar) => box(bar, bar.passed, bar.failed))
    .join('')}"/></svg></div>
${months(from, to)}</figure>`;
}

interface Bar {
  readonly from: number;
  readonly to: number;
  readonly passed: number;
  readonly failed: number;
}

function barsOf(tests: readonly TestPoint[], from: number, to: number): Bar[] {
  const startOf = to - from > 100 * DAY ? startOfMonth : startOfWeek;
  const bars = new Map<number, Bar>();
  for (const { at, proven } of tests) {
    const start = startOf(at);
    const bar = bars.get(start) ?? { from: start, to: endOf(start, startOf), passed: 0, failed: 0 };
    bars.set(start, proven ? { ...bar, passed: bar.passed + 1 } : { ...bar, failed: bar.failed + 1 });
  }
  return [...bars.values()];
}

function startOfMonth(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

function startOfWeek(at: number): number {
  const midnight = Math.floor(at / DAY) * DAY;
  return midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * DAY;
}

function endOf(start: number, startOf: (at: number) => number): number {
  let end = start + DAY;
  while (startOf(end) === start) end += DAY;
  return end;
}
