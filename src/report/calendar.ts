import type { TestPoint } from './data.ts';
import { type Html, html } from './html.ts';

const DAY = 86_400_000;
const STATES = ['tested', 'covered', 'lapsed', 'failed', 'before'] as const;
export type DayState = (typeof STATES)[number];

export interface CalendarDay {
  /** Midnight UTC. */
  readonly at: number;
  readonly state: DayState;
}

/**
 * For each day whether recovery was proven then: `tested` (a restore test succeeded that day), `covered` (one had, no
 * longer ago than the policy allows), `lapsed` (none had), `failed` (the last test until then failed), `before` (before the
 * first test that is known).
 * @param tests in order of time
 */
export function calendarDays(
  tests: readonly TestPoint[],
  from: number,
  to: number,
  everyMs: number,
): CalendarDay[] {
  const days: CalendarDay[] = [];
  let next = 0;
  let last: TestPoint | undefined;
  for (let at = Math.floor(from / DAY) * DAY; at <= to; at += DAY) {
    let passed = false;
    for (let test = tests[next]; test !== undefined && test.at < at + DAY; test = tests[next]) {
      if (test.at >= at && test.proven) passed = true;
      last = test;
      next += 1;
    }
    days.push({ at, state: stateOf(last, passed, at, everyMs) });
  }
  return days;
}

function stateOf(last: TestPoint | undefined, passed: boolean, at: number, everyMs: number): DayState {
  if (last === undefined) return 'before';
  if (!last.proven) return 'failed';
  if (passed) return 'tested';
  return at - last.at <= everyMs ? 'covered' : 'lapsed';
}

const MEANINGS: Readonly<Record<DayState, string>> = {
  tested: 'restored and proven that day',
  covered: 'proven recently enough',
  lapsed: 'last proof too old',
  failed: 'last test failed',
  before: 'no test known yet',
};

/** Weeks as columns, Monday on top. Days of one kind that follow each other in a week are one dashed stroke. */
export function calendar(days: readonly CalendarDay[]): Html {
  const [first] = days;
  if (first === undefined) return html``;
  const offset = (new Date(first.at).getUTCDay() + 6) % 7;
  const cells = days.map((day, index) => ({
    ...day,
    column: Math.floor((index + offset) / 7),
    row: (index + offset) % 7,
  }));
  const columns = (cells.at(-1)?.column ?? 0) + 1;
  const proven = days.filter(({ state }) => state === 'tested' || state === 'covered').length;
  const known = days.filter(({ state }) => state !== 'before').length;
  const said = `Recovery was proven on ${proven} of ${known} days.`;
  const used = STATES.filter((state) => days.some((day) => day.state === state));
  return html`<figure class="calendar"><figcaption><b>Proven days</b><span>${proven} of ${known}</span></figcaption>
<div class="labels" aria-hidden="true">${monthLabels(cells, columns)}</div>
<svg viewBox="0 0 ${columns} 7" role="img" aria-label="${said}">${used.map(
    (state) => html`<path class="${state}" d="${strokes(cells.filter((cell) => cell.state === state))}"/>`,
  )}</svg>
<ul class="legend">${used.map((state) => html`<li><i class="${state}"></i>${MEANINGS[state]}</li>`)}</ul></figure>`;
}

interface Cell extends CalendarDay {
  readonly column: number;
  readonly row: number;
}

function strokes(cells: readonly Cell[]): string {
  const runs: { column: number; row: number; length: number }[] = [];
  for (const { column, row } of cells) {
    const run = runs.at(-1);
    if (run !== undefined && run.column === column && run.row + run.length === row) run.length += 1;
    else runs.push({ column, row, length: 1 });
  }
  return runs.map(({ column, row, length }) => `M${column}.5 ${row}v${length}`).join('');
}

/** The name of each month over the column with its first Monday, where there is room. */
function monthLabels(cells: readonly Cell[], columns: number): Html[] {
  const starts = cells.filter(
    ({ at, column }) => new Date(at).getUTCDate() === 1 && column > 1 && column < columns - 2,
  );
  const every = Math.ceil(starts.length / 6);
  return starts
    .filter((_, index) => index % every === 0)
    .map(({ at, column }) => {
      const name = new Date(at).toLocaleDateString('en-GB', { timeZone: 'UTC', month: 'short' });
      return html`<i style="left:${((column / columns) * 100).toFixed(1)}%">${name}</i>`;
    });
}
