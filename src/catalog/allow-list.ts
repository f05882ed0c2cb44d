import type { Difference } from './difference.ts';
import { describeDifference } from './difference.ts';

/** One thing that may go wrong in a restore test, because somebody has looked at it and says why. */
export interface Allowed {
  /**
   * The object: as pg_restore's entry or the difference names it; `*` stands for any characters
   * (`EXTENSION postgis`, `COMMENT EXTENSION *`, `public.tickets_search_idx`).
   */
  readonly object: string;
  /** Has to be found in the message. */
  readonly error: RegExp;
  readonly reason: string;
}

/** The reason why this may go wrong, or undefined: then it may not. */
export function allowedReason(list: readonly Allowed[], object: string, message: string): string | undefined {
  return list.find((entry) => glob(entry.object).test(object) && entry.error.test(message))?.reason;
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

function glob(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
