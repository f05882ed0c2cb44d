/** What a restored copy must answer, besides being equal to its source. */
export type Assertion = {
  readonly name: string;
  readonly timeLimitMs: number;
} & (
  | {
      /** One SELECT; the first column of its one row is judged. */
      readonly sql: string;
      readonly expect: Expectation;
    }
  | {
      /** A program with its arguments, started without a shell; it gets libpq's variables of the copy. 0 is success. */
      readonly command: readonly string[];
    }
);

export type Expectation =
  | { readonly kind: 'equals'; readonly value: string }
  | { readonly kind: 'range'; readonly min: number | undefined; readonly max: number | undefined }
  /** A time that is at most so much older than the snapshot. */
  | { readonly kind: 'newer than'; readonly ageMs: number };

export interface AssertionResult {
  readonly name: string;
  readonly passed: boolean;
  /** What came out, and what was expected where it failed. */
  readonly detail: string;
  readonly seconds: number;
}

/** Judges the value a query gave. @returns why it fails, or undefined when it holds */
export function judge(
  expectation: Expectation,
  value: string | null,
  snapshotAt: string,
): string | undefined {
  if (value === null) return 'it gave no value';
  switch (expectation.kind) {
    case 'equals':
      return value === expectation.value ? undefined : `it gave ${value}, expected ${expectation.value}`;
    case 'range':
      return judgeRange(value, expectation.min, expectation.max);
    case 'newer than':
      return judgeAge(value, expectation.ageMs, snapshotAt);
  }
}

function judgeRange(value: string, min = -Infinity, max = Infinity): string | undefined {
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number)) return `it gave ${value}, which is not a number`;
  return number >= min && number <= max ? undefined : `it gave ${value}, expected ${describeRange(min, max)}`;
}

function describeRange(min: number, max: number): string {
  if (max === Infinity) return `at least ${min}`;
  return min === -Infinity ? `at most ${max}` : `${min} to ${max}`;
}

function judgeAge(value: string, ageMs: number, snapshotAt: string): string | undefined {
  // Sessions write times as PostgreSQL's ISO style in UTC: `2026-11-22 03:04:05.678+00`.
  const time = Date.parse(
    value
      .replace(' ', 'T')
      .replace(/\+00$/, 'Z')
      .replace(/(T[\d:.]+)$/, '$1Z'),
  );
  if (Number.isNaN(time)) return `it gave ${value}, which is not a time`;
  const age = Date.parse(snapshotAt) - time;
  return age <= ageMs
    ? undefined
    : `it gave ${value}, ${Math.round(age / 60_000)} minutes before the snapshot`;
}
