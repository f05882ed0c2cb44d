/** A stretch of time; milliseconds since 1970. */
export interface Period {
  readonly since: number;
  /** Not in it any more. */
  readonly until: number;
}

/** A day such as 2026-11-01 (its beginning, in UTC), or a moment with its offset. */
export const MOMENT = /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?/;

/** undefined when it is no moment of the calendar. */
export function momentOf(text: string): number | undefined {
  const [day = ''] = text.split('T');
  // Date.parse takes the 31st of February for the 3rd of March.
  if (new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) !== day) return undefined;
  const time = Date.parse(text.includes('T') ? text : `${text}T00:00:00Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** What is wrong with the two ends of a period; without them it reaches from the beginning to now. */
export function periodProblems(since: string | undefined, until: string | undefined): string[] {
  const ends = { 'evidence-since': since, 'evidence-until': until };
  const problems = Object.entries(ends)
    .filter(([, text]) => text !== undefined && momentOf(text) === undefined)
    .map(([name, text]) => `${name}: ${text} is no day of the calendar`);
  const [from, to] = [since, until].map((text) => (text === undefined ? undefined : momentOf(text)));
  if (from !== undefined && to !== undefined && from >= to)
    problems.push('evidence-until: is not later than evidence-since');
  return problems;
}
