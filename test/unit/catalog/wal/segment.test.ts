import { expect, test } from 'vitest';
import {
  parseSegment,
  runsOf,
  segmentName,
  segmentOfLsn,
  timelineAt,
} from '../../../../src/catalog/wal/segment.ts';

test('a position lies in the segment that the server names for it', () => {
  expect(segmentName({ timeline: 1, number: segmentOfLsn('1/2A000028') })).toBe('00000001000000010000002A');
  expect(segmentOfLsn('1/0', 2 ** 20)).toBe(4096);
  expect(segmentOfLsn('nonsense')).toBeNaN();
});

test('names and numbers are each other’s inverse, whatever the size of a segment', () => {
  for (const bytes of [2 ** 20, 2 ** 24, 2 ** 30]) {
    const segment = { timeline: 17, number: 5 * (2 ** 32 / bytes) + 3 };
    expect(parseSegment(segmentName(segment, bytes), bytes)).toEqual(segment);
  }
  expect(parseSegment('000000010000000000000100')).toBeUndefined();
  expect(parseSegment('00000002.history')).toBeUndefined();
});

test('a hole ends a run', () => {
  const numbers = [7, 5, 6, 6, 9];
  expect(runsOf(numbers.map((number) => ({ timeline: 1, number })))).toEqual([
    { timeline: 1, first: 5, last: 7 },
    { timeline: 1, first: 9, last: 9 },
  ]);
});

test('the segment of a switch is read from the new timeline; what branched off before has no way', () => {
  const history = [{ timeline: 1, lsn: '0/5000100' }];
  const at = timelineAt({ timeline: 1, number: 3 }, 2, history);
  expect([3, 4, 5, 6].map((number) => at?.(number))).toEqual([1, 1, 2, 2]);
  expect(timelineAt({ timeline: 1, number: 6 }, 2, history)).toBeUndefined();
});
