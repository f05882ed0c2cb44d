import { displayName, type SequenceFingerprint, type SequenceState } from '../fingerprint/fingerprint.ts';
import type { Findings } from './difference.ts';

/** @returns how many are on both sides */
export function compareSequences(
  expected: readonly SequenceFingerprint[],
  actual: readonly SequenceFingerprint[],
  found: Findings,
): number {
  const key = ({ schema, name }: SequenceFingerprint): string => displayName(schema, name);
  const present = new Map(actual.map((sequence) => [key(sequence), sequence]));
  let both = 0;
  for (const sequence of expected) {
    const name = key(sequence);
    const copy = present.get(name);
    present.delete(name);
    if (copy === undefined) {
      found.differences.push({
        severity: 'error',
        kind: 'sequence',
        name,
        expected: range(sequence),
        actual: null,
        detail: null,
      });
      continue;
    }
    both++;
    compareSequence(name, sequence, copy.after, found);
  }
  for (const [name, copy] of present) {
    found.differences.push({
      severity: 'error',
      kind: 'sequence',
      name,
      expected: null,
      actual: state(copy.after),
      detail: null,
    });
  }
  return both;
}

function compareSequence(
  name: string,
  sequence: SequenceFingerprint,
  copy: SequenceState,
  found: Findings,
): void {
  if (between(sequence, copy)) return;
  if (sequence.cycle && !same(sequence.before, sequence.after)) {
    found.notCompared.push({
      kind: 'sequence',
      name,
      reason: `it starts again at its end and moved during the dump (${range(sequence)}), so any value is possible; the copy is at ${state(copy)}`,
    });
    return;
  }
  found.differences.push({
    severity: 'error',
    kind: 'sequence',
    name,
    expected: range(sequence),
    actual: state(copy),
    detail: BigInt(sequence.increment) < 0n ? 'it counts down' : null,
  });
}

/**
 * Whether a state lies between the two that were read. A value that is not yet used comes before the same value
 * used. Somebody may have set the sequence back during the dump, so either end may be the lower one.
 */
function between({ increment, before, after }: SequenceFingerprint, copy: SequenceState): boolean {
  const down = BigInt(increment) < 0n;
  const from = compare(before, copy, down);
  const to = compare(copy, after, down);
  return (from <= 0 && to <= 0) || (from >= 0 && to >= 0);
}

function compare(a: SequenceState, b: SequenceState, down: boolean): number {
  const [x, y] = [BigInt(a.lastValue), BigInt(b.lastValue)];
  if (x !== y) return x < y === down ? 1 : -1;
  return Number(a.isCalled) - Number(b.isCalled);
}

function same(a: SequenceState, b: SequenceState): boolean {
  return a.lastValue === b.lastValue && a.isCalled === b.isCalled;
}

function range({ before, after }: SequenceFingerprint): string {
  return same(before, after) ? state(before) : `${state(before)} to ${state(after)}`;
}

function state({ lastValue, isCalled }: SequenceState): string {
  return isCalled ? lastValue : `${lastValue}, not yet used`;
}
