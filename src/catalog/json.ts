/**
 * Reading JSON that somebody may have damaged: every field is checked, every problem is collected with its path,
 * and nothing is coerced.
 */
export class Reader {
  readonly problems: string[] = [];

  fail(path: string, expected: string): undefined {
    this.problems.push(`${path} must be ${expected}`);
    return undefined;
  }

  object(value: unknown, path: string): Record<string, unknown> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
    this.fail(path, 'an object');
    return {};
  }

  array(value: unknown, path: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.fail(path, 'a list');
    return [];
  }

  string(value: unknown, path: string, pattern?: RegExp): string {
    if (typeof value === 'string' && (pattern === undefined || pattern.test(value))) return value;
    this.fail(path, pattern === undefined ? 'a text' : `a text like ${pattern.source}`);
    return '';
  }

  nullableString(value: unknown, path: string): string | null {
    return value === null ? null : this.string(value, path);
  }

  /** A whole number of at least `min` that JavaScript holds exactly. */
  integer(value: unknown, path: string, min = 0): number {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min) return value;
    this.fail(path, `a whole number of at least ${min}`);
    return 0;
  }

  boolean(value: unknown, path: string): boolean {
    if (typeof value === 'boolean') return value;
    this.fail(path, 'true or false');
    return false;
  }

  choice<T extends string>(value: unknown, path: string, choices: readonly T[]): T {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    this.fail(path, `one of ${choices.join(', ')}`);
    return choices[0] as T;
  }
}

/** JSON with sorted keys and no spaces: equal values give equal bytes, so it can be hashed. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Parses JSON; what cannot be parsed becomes the error that `invalid` makes. */
export function parseJson(text: string, invalid: (reason: string, cause: unknown) => Error): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid('it is not JSON', error);
  }
}
