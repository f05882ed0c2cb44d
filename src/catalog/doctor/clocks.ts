import { type Finding, findingsAbout, shell } from './finding.ts';

/** One clock that was compared with this machine's. */
export interface ClockFacts {
  readonly of: string;
  /** Milliseconds by which that clock is ahead; undefined when it did not say. */
  readonly aheadMs: number | undefined;
}

/** S3 refuses requests that are 15 minutes off; set ids have whole seconds, retention has days. */
const WARN_MS = 60_000;
const FAIL_MS = 10 * 60_000;

export function judgeClocks(clocks: readonly ClockFacts[]): Finding[] {
  return clocks.map(({ of, aheadMs }) => {
    const find = findingsAbout('clock', of);
    if (aheadMs === undefined) return find('unknown', 'skew', `${of} did not tell its time.`);
    const off = Math.abs(aheadMs);
    const sentence = `The clock of ${of} is ${(off / 1000).toFixed(0)} s ${aheadMs > 0 ? 'ahead of' : 'behind'} this machine’s.`;
    if (off < WARN_MS) return find('good', 'skew', `The clock of ${of} agrees with this machine’s.`);
    return find(off < FAIL_MS ? 'warning' : 'problem', 'skew', sentence, {
      remedy: shell('timedatectl set-ntp true && timedatectl timesync-status'),
    });
  });
}
