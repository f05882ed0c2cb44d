import { median, type Sample } from './measure.ts';

/** One line of the table: what is measured against what, and how far that may go. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  /** Undefined where there is no goal. */
  readonly reached: boolean | undefined;
  /** The same in processor time, which other work on the machine hardly changes. */
  readonly cpu: string;
}

/** A ratio of medians, on the clock and in processor time of programs and server together. */
export function ratioRow(
  what: string,
  of: readonly Sample[],
  to: readonly Sample[],
  goal: number | undefined,
): Row {
  const clock = median(of.map(({ seconds }) => seconds)) / median(to.map(({ seconds }) => seconds));
  const work = median(of.map(allCpu)) / median(to.map(allCpu));
  return {
    what,
    measured: clock.toFixed(2),
    goal: goal === undefined ? '' : `≤ ${goal.toFixed(2)}`,
    reached: goal === undefined ? undefined : Number(clock.toFixed(2)) <= goal,
    cpu: work.toFixed(2),
  };
}

/** The same of one phase of a run, of which only the clock is known. */
export function phaseRow(...args: Parameters<typeof ratioRow>): Row {
  return { ...ratioRow(...args), cpu: '' };
}

/** A figure that is compared with a limit, not with something else. */
export function figureRow(what: string, measured: string, goal = '', reached?: boolean): Row {
  return { what, measured, goal, reached, cpu: '' };
}

function allCpu({ cpu, serverCpu }: Sample): number {
  return cpu + serverCpu;
}

export function markdown(head: string, rows: readonly Row[]): string {
  const lines = rows.map(
    ({ what, measured, goal, reached, cpu }) =>
      `| ${what} | ${measured} | ${goal} | ${reached === undefined ? '' : reached ? 'reached' : '**missed**'} | ${cpu} |`,
  );
  return [
    head,
    '',
    '| What, against what | On the clock | Goal | | Processor time |',
    '| --- | --: | --: | --- | --: |',
    ...lines,
    '',
  ].join('\n');
}
