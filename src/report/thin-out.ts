import type { Point } from '../catalog/status/trend.ts';

/**
 * Fewer points that draw the same line: of each of equally long sections of time the first, the lowest, the highest and
 * the last, so that no outlier is smoothed away.
 * @param points in order of time
 */
export function thinOut(points: readonly Point[], sections: number): Point[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length <= sections * 2) return [...points];
  const length = (last.at - first.at) / sections || 1;
  const kept = new Set<Point>([first, last]);
  const groups = Map.groupBy(points, (point) => Math.floor((point.at - first.at) / length));
  for (const group of groups.values()) {
    const by = (better: (a: number, b: number) => boolean): Point | undefined =>
      group.reduce<Point | undefined>(
        (best, point) => (best === undefined || better(point.value, best.value) ? point : best),
        undefined,
      );
    for (const point of [by((a, b) => a < b), by((a, b) => a > b)]) if (point) kept.add(point);
  }
  return points.filter((point) => kept.has(point));
}
