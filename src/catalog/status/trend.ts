/** One measured value. */
export interface Point {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
}

/** How a figure develops, and whether the newest value fits what came before. */
export interface Trend {
  readonly newest: number;
  /** Of the values before the newest. */
  readonly median: number;
  /** What the values before let expect for the moment of the newest. */
  readonly expected: number;
  /** Usual distance from that line: the median of the distances, scaled to a standard deviation. */
  readonly deviation: number;
  /** Growth in percent of the median per 30 days, without the newest. */
  readonly percentPerMonth: number;
  readonly samples: number;
}

/** Values before the newest without which nothing is said. */
const ENOUGH = 5;
const NEWEST = 30;
const MONTH = 30 * 86_400_000;
/** Of normally distributed values the standard deviation is so many times the median of the distances. */
const SCALE = 1.4826;

/**
 * The line through the values before the newest by Theil and Sen (the median of the slopes of all pairs), which a few
 * outliers do not bend. Undefined with fewer than five values before the newest.
 */
export function trendOf(points: readonly Point[]): Trend | undefined {
  const [newest, ...before] = points.toSorted((a, b) => b.at - a.at).slice(0, NEWEST + 1);
  if (newest === undefined || before.length < ENOUGH) return undefined;
  const slopes = before.flatMap((a, index) =>
    before.slice(index + 1).flatMap((b) => (a.at === b.at ? [] : [(a.value - b.value) / (a.at - b.at)])),
  );
  const middle = median(before.map(({ value }) => value));
  const flat = lineWith(0, newest.at, before);
  const steep = lineWith(median(slopes), newest.at, before);
  // A slope that explains less than half of the differences is none: drawn on, it would lead anywhere.
  const fitted = steep.distance <= flat.distance / 2 ? steep : flat;
  return {
    newest: newest.value,
    median: middle,
    expected: fitted.offset,
    deviation: fitted.distance * SCALE,
    percentPerMonth: middle === 0 ? 0 : ((fitted.slope * MONTH) / middle) * 100,
    samples: before.length,
  };
}

/** The line of this slope that lies in the middle of the points, and their usual distance from it. */
function lineWith(
  slope: number,
  origin: number,
  points: readonly Point[],
): { readonly slope: number; readonly offset: number; readonly distance: number } {
  const offset = median(points.map(({ at, value }) => value - slope * (at - origin)));
  const distance = median(points.map(({ at, value }) => Math.abs(value - offset - slope * (at - origin))));
  return { slope, offset, distance };
}

/** The middle value; of an even number of values the mean of the two in the middle; 0 of none. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
