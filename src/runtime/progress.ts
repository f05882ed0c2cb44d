import type { Log } from '../log.ts';
import { formatBytes, formatCount } from './format.ts';

type Unit = Parameters<Log['progress']>[3];

/** `upload: 1.2 GiB of 3.4 GiB (35 %)` */
export function progressText(step: string, done: number, total: number | undefined, unit: Unit): string {
  const amount = (value: number): string => (unit === 'bytes' ? formatBytes(value) : formatCount(value));
  const noun = unit === 'bytes' ? '' : ` ${unit}`;
  if (total === undefined || total <= 0) return `${step}: ${amount(done)}${noun}`;
  const percent = Math.floor((Math.min(done, total) / total) * 100);
  return `${step}: ${amount(done)} of ${amount(total)}${noun} (${percent} %)`;
}

/**
 * Decides which progress reports are shown: the first of a step only after one interval, then at most one per
 * interval and step. The last one is shown if an earlier one was, so no step seems to stop short of its end.
 */
export class ProgressLimiter {
  readonly #intervalMs: number;
  readonly #steps = new Map<string, { since: number; shown: boolean }>();

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  /** `now` in milliseconds of a clock that never goes back. */
  due(step: string, finished: boolean, now: number): boolean {
    const state = this.#steps.get(step) ?? { since: now, shown: false };
    this.#steps.set(step, state);
    if (finished) {
      this.#steps.delete(step);
      return state.shown;
    }
    if (now - state.since < this.#intervalMs) return false;
    this.#steps.set(step, { since: now, shown: true });
    return true;
  }
}
