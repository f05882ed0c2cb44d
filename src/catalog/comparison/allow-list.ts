import type { Difference } from './difference.ts';
import { describeDifference } from './difference.ts';

/** One thing that may go wrong in a restore test, because somebody has looked at it and says why. */
export interface Allowed {
  /** Whether it is about this object, as pg_restore's entry or the difference names it. */
  readonly object: (name: string) => boolean;
  readonly error: (message: string) => boolean;
  readonly reason: string;
}

/** The reason why this may go wrong, or undefined: then it may not. */
export function allowedReason(list: readonly Allowed[], object: string, message: string): string | undefined {
  return list.find((entry) => entry.object(object) && entry.error(message))?.reason;
}

/** Turns the differences that are allowed into warnings; the others stay as they are. */
export function applyAllowList(
  differences: readonly Difference[],
  list: readonly Allowed[],
): { differences: Difference[]; allowed: string[] } {
  const allowed: string[] = [];
  const result = differences.map((difference): Difference => {
    if (difference.severity !== 'error') return difference;
    const sentence = describeDifference(difference);
    const reason = allowedReason(list, difference.name, sentence);
    if (reason === undefined) return difference;
    allowed.push(`${sentence} Allowed: ${reason}`);
    return { ...difference, severity: 'warning' };
  });
  return { differences: result, allowed };
}
