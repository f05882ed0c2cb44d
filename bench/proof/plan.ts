import type { Random } from './random.ts';

export interface Planned<T> {
  readonly damage: T;
  /** The how manieth of its kind. */
  readonly ordinal: number;
}

/**
 * Distributes a number of mutants over kinds: every kind once, then by weight. With fewer mutants than kinds, which ones
 * are left out depends on the seed. In the order of the kinds.
 */
export function plan<T extends { readonly weight?: number }>(
  kinds: readonly T[],
  count: number,
  random: Random,
): Planned<T>[] {
  const counts = new Map<T, number>();
  const add = (kind: T): void => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  };
  for (const kind of random.shuffle(kinds).slice(0, count)) add(kind);
  const tickets = kinds.flatMap((kind) => Array.from({ length: kind.weight ?? 1 }, () => kind));
  for (let left = count - kinds.length; left > 0; ) {
    for (const kind of random.shuffle(tickets).slice(0, left)) {
      add(kind);
      left--;
    }
  }
  return kinds.flatMap((damage) =>
    Array.from({ length: counts.get(damage) ?? 0 }, (_, ordinal) => ({ damage, ordinal })),
  );
}
