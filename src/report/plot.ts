import { scaleLinear, scaleUtc } from 'd3-scale';
import { curveLinear, curveStepBefore, line } from 'd3-shape';
import type { Point } from '../catalog/status/trend.ts';
import { type Html, html } from './html.ts';
import { thinOut } from './thin-out.ts';

export interface PlotOptions {
  readonly title: string;
  readonly points: readonly Point[];
  readonly from: number;
  readonly to: number;
  readonly format: (value: number) => string;
  /** What the figure is counted in at this height, so that the axis has round numbers: 60 for minutes of seconds. */
  readonly unit: (most: number) => number;
  /** A line that must not be crossed. */
  readonly objective?: { readonly value: number; readonly label: string } | undefined;
  /** Steps for what holds until the next point. */
  readonly stepped?: boolean;
  /** What to say when there is nothing to draw. */
  readonly empty: string;
}

const WIDTH = 720;
const HEIGHT = 160;

/**
 * One figure over time, from zero, so that no change looks larger than it is. The drawing stretches with its place and holds no text, so that lines stay thin and labels stay
 * readable on a phone; the labels around it are HTML.
 */
export function plot(options: PlotOptions): Html {
  const { title, from, to, format, unit, objective, stepped = false } = options;
  const points = options.points.filter((point) => point.at >= from && point.at <= to);
  const last = points.at(-1);
  if (last === undefined) {
    return html`<figure class="plot"><figcaption><b>${title}</b></figcaption><p class="none">${options.empty}</p></figure>`;
  }
  const values = points.map((point) => point.value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const x = scaleUtc([from, to], [0, WIDTH]);
  const top = Math.max(most * 1.04, (objective?.value ?? 0) * 1.12) || 1;
  const size = unit(top);
  const scale = scaleLinear([0, top / size], [HEIGHT, 0]).nice(3);
  const y = (value: number): number => scale(value / size);
  const draw = line<Point>()
    .x((point) => x(point.at))
    .y((point) => y(point.value))
    .curve(stepped ? curveStepBefore : curveLinear)
    .digits(0);
  const path = draw(thinOut(points, stepped ? 45 : 90));
  const ticks = scale.ticks(3).map((tick) => tick * size);
  const at = (value: number): string => (100 - (y(value) / HEIGHT) * 100).toFixed(1);
  const grid = ticks.map((tick) => `M0 ${Math.round(y(tick))}h${WIDTH}`).join('');
  const range = `between ${format(least)} and ${format(most)}, at last ${format(last.value)}`;
  return html`<figure class="plot"><figcaption><b>${title}</b><span>${format(last.value)}</span></figcaption>
<div class="frame"><div class="y">${ticks.map((tick) => html`<i style="bottom:${at(tick)}%">${format(tick)}</i>`)}</div>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${title}: ${range}"><path class="grid" d="${grid}"/>${
    objective !== undefined &&
    html`<path class="objective" d="M0 ${Math.round(y(objective.value))}h${WIDTH}"/>`
  }<path class="line" d="${path ?? ''}"/><path class="dot" d="M${Math.round(x(last.at))} ${Math.round(y(last.value))}h0"/></svg>${
    objective !== undefined && html`<em style="bottom:${at(objective.value)}%">${objective.label}</em>`
  }</div>
${months(from, to)}</figure>`;
}

/** Labels of the time axis, as many as fit on a phone. */
export function months(from: number, to: number): Html {
  const x = scaleUtc([from, to], [0, 100]);
  const ticks = x.ticks(5).filter((tick) => x(tick) >= 2 && x(tick) <= 94);
  const years = to - from > 200 * 86_400_000;
  const label = (tick: Date): string =>
    tick.toLocaleDateString('en-GB', {
      timeZone: 'UTC',
      month: 'short',
      ...(years ? { year: 'numeric' } : { day: 'numeric' }),
    });
  return html`<div class="x" aria-hidden="true">${ticks.map(
    (tick) => html`<i style="left:${x(tick).toFixed(1)}%">${label(tick)}</i>`,
  )}</div>`;
}

/** A small line without axes, for a table. */
export function sparkline(points: readonly Point[], label: string): Html {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return html``;
  const values = points.map((point) => point.value);
  const x = scaleUtc([first.at, last.at], [1, 99]);
  const y = scaleLinear([Math.min(...values), Math.max(...values)], [26, 3]);
  const draw = line<Point>()
    .x((point) => x(point.at))
    .y((point) => y(point.value))
    .digits(0);
  return html`<svg class="spark" viewBox="0 0 100 29" role="img" aria-label="${label}"><path class="line" d="${draw(thinOut(points, 20)) ?? ''}"/></svg>`;
}
