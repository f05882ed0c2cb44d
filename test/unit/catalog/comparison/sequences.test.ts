import { describe, expect, test } from 'vitest';
import { compareFingerprints } from '../../../../src/catalog/comparison/compare.ts';
import { describeDifference } from '../../../../src/catalog/comparison/difference.ts';
import type {
  Fingerprint,
  SequenceFingerprint,
  SequenceState,
} from '../../../../src/catalog/fingerprint/fingerprint.ts';
import { makeFingerprint, makeSequence } from '../../../support/fingerprints.ts';

const found = (expected: Fingerprint, actual: Fingerprint): string[] =>
  compareFingerprints(expected, actual).differences.map(
    (one) => `${one.severity}: ${describeDifference(one)}`,
  );

describe('sequences', () => {
  const state = (lastValue: number, isCalled = true): SequenceState => ({
    lastValue: String(lastValue),
    isCalled,
  });
  const between = (
    before: SequenceState,
    after: SequenceState,
    more: Partial<SequenceFingerprint> = {},
  ): Fingerprint => makeFingerprint({ sequences: [makeSequence({ before, after, ...more })] });
  const at = (value: SequenceState): Fingerprint =>
    makeFingerprint({ sequences: [makeSequence({ before: value, after: value })] });

  test.each<[string, Fingerprint, SequenceState]>([
    ['equal when nothing moved', between(state(10), state(10)), state(10)],
    ['at the lower end', between(state(10), state(20)), state(10)],
    ['at the upper end', between(state(10), state(20)), state(20)],
    ['in between', between(state(10), state(20)), state(15)],
    [
      'beyond the range of doubles',
      between(state(10), { lastValue: '9223372036854775807', isCalled: true }),
      { lastValue: '9223372036854775806', isCalled: true },
    ],
    ['first used during the dump', between(state(1, false), state(3)), state(1)],
    ['not yet used before and after', between(state(1, false), state(1, false)), state(1, false)],
    ['counting down', between(state(20), state(10), { increment: '-1' }), state(15)],
    [
      'counting down, first used',
      between(state(20, false), state(20), { increment: '-1' }),
      state(20, false),
    ],
    ['set back during the dump', between(state(20), state(10)), state(15)],
  ])('%s: sound', (_, expected, copy) => {
    expect(found(expected, at(copy))).toEqual([]);
  });

  test.each<[string, Fingerprint, SequenceState, string]>([
    [
      'behind',
      between(state(10), state(20)),
      state(9),
      'error: Sequence public.ids is at 9 instead of 10 to 20.',
    ],
    [
      'ahead',
      between(state(10), state(20)),
      state(21),
      'error: Sequence public.ids is at 21 instead of 10 to 20.',
    ],
    [
      'not used although it was',
      between(state(10), state(10)),
      state(10, false),
      'error: Sequence public.ids is at 10, not yet used instead of 10.',
    ],
    [
      'used although it was not',
      between(state(1, false), state(1, false)),
      state(1),
      'error: Sequence public.ids is at 1 instead of 1, not yet used.',
    ],
    [
      'down, behind',
      between(state(20), state(10), { increment: '-1' }),
      state(21),
      'error: Sequence public.ids is at 21 instead of 20 to 10 (it counts down).',
    ],
    [
      'cycling, and nothing moved',
      between(state(10), state(10), { cycle: true }),
      state(11),
      'error: Sequence public.ids is at 11 instead of 10.',
    ],
  ])('%s: a difference', (_, expected, copy, sentence) => {
    expect(found(expected, at(copy))).toEqual([sentence]);
  });

  test('that started again during the dump can be anywhere, which is said', () => {
    const comparison = compareFingerprints(between(state(90), state(5), { cycle: true }), at(state(99)));
    expect(comparison.differences).toEqual([]);
    expect(comparison.notCompared).toEqual([
      { kind: 'sequence', name: 'public.ids', reason: expect.stringContaining('90 to 5') },
    ]);
  });

  test('missing or too many', () => {
    expect(found(makeFingerprint(), makeFingerprint({ sequences: [] }))).toEqual([
      'error: Sequence public.ids (at 10) is missing.',
    ]);
    expect(found(makeFingerprint({ sequences: [] }), makeFingerprint())).toEqual([
      'error: Sequence public.ids (at 10) is there although the backup has none of this name.',
    ]);
  });
});
