import type { StatusFinding } from '../status.ts';

const HOUR = 3_600_000;

export function broken(what: string, remedy: string): StatusFinding {
  return { severity: 'broken', what, remedy };
}

export function atRisk(what: string, remedy: string): StatusFinding {
  return { severity: 'at risk', what, remedy };
}

/** `90 minutes`, `26 hours`, `3 days`: a length of time in a sentence. */
export function span(ms: number): string {
  const [count, unit] =
    ms < 2 * HOUR
      ? [Math.round(ms / 60_000), 'minute']
      : ms < 48 * HOUR
        ? [Math.round(ms / HOUR), 'hour']
        : [Math.round(ms / (24 * HOUR)), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
