import { expect, test } from 'vitest';
import { nearest } from '../../src/nearest.ts';

const NAMES = ['keep-days', 'keep-minimum', 'mode', 'tier', 'stores', 's3-region'];

test.each([
  ['keep-day', 'keep-days'],
  ['kepe-days', 'keep-days'],
  ['keep_days', 'keep-days'],
  ['store', 'stores'],
  ['teir', 'tier'],
  ['mod', 'mode'],
  ['database', undefined],
  ['x', undefined],
  ['', undefined],
])('%s is meant to be %s', (word, expected) => expect(nearest(word, NAMES)).toBe(expected));

test('takes the nearest of several', () => {
  expect(nearest('tables', ['table-x', 'tablet', 'tables-y'])).toBe('tablet');
  expect(nearest('anything', [])).toBeUndefined();
});
