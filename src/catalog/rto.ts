/** One measured restore. */
export interface RestoreTime {
  readonly databaseBytes: number;
  readonly seconds: number;
}

export interface Forecast {
  readonly seconds: number;
  /** How many restores it rests on. */
  readonly samples: number;
}

const NEWEST = 10;

/**
 * How long a restore of `databaseBytes` would take now, from the newest measured ones (newest first): the median of
 * their seconds per byte, times the size; but never less than the fixed cost of the fastest of them. Undefined without
 * history. Databases grow: a restore that keeps the objective for a set of last month may break it today.
 */
export function forecastRestore(
  databaseBytes: number,
  history: readonly RestoreTime[],
): Forecast | undefined {
  const samples = history.slice(0, NEWEST).filter((one) => one.databaseBytes > 0 && one.seconds > 0);
  if (samples.length === 0) return undefined;
  const rates = samples.map((one) => one.seconds / one.databaseBytes).toSorted((a, b) => a - b);
  const middle = rates[Math.floor(rates.length / 2)] ?? 0;
  const fastest = Math.min(...samples.map((one) => one.seconds));
  return { seconds: Math.max(middle * databaseBytes, fastest), samples: samples.length };
}
