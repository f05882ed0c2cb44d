import { expect, test } from 'vitest';
import { markComment } from '../../../../src/catalog/swap/restored-mark.ts';
import { siblingName } from '../../../../src/catalog/swap/sibling-names.ts';
import { fateOf, isUnfinishedName } from '../../../../src/catalog/swap/unfinished.ts';

const NAME = siblingName('shop', 'restoring', new Date('2026-11-22T03:04:05Z'));
const MARK = { set: '20261122T030405Z-a1b2c3', at: '2026-11-22T03:05:00Z', verdict: 'proven' };
const ONE = { name: NAME, settings: [], comment: null, claimed: false, sessions: 0 };

test('the name alone says that a database is not finished', () => {
  expect(NAME).toBe('shop_restoring_20261122T030405Z');
  expect(isUnfinishedName(NAME)).toBe(true);
  expect(isUnfinishedName('shop_restored_20261122T030405Z')).toBe(false);
  expect(isUnfinishedName('shop_restoring_soon')).toBe(false);
});

test('only what nobody is at, and what nobody finished, is dropped', () => {
  expect(fateOf(ONE)).toBe('drop');
  expect(fateOf({ ...ONE, claimed: true })).toBe('in use');
  expect(fateOf({ ...ONE, claimed: true, sessions: 3 })).toBe('in use');
  expect(fateOf({ ...ONE, sessions: 1 })).toBe('busy');
  expect(fateOf({ ...ONE, comment: `Ours\n${markComment(MARK)}` })).toBe('whole');
  expect(fateOf({ ...ONE, settings: ['pba.restored_set=20261122T030405Z-a1b2c3'] })).toBe('drop');
});
