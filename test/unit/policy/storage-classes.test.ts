import { expect, test } from 'vitest';
import {
  canMove,
  classOfObject,
  STORAGE_CLASS_NAMES,
  STORAGE_CLASSES,
  TRANSITION_CLASS_NAMES,
} from '../../../src/policy/storage-classes.ts';

test('objects only move to colder classes, in no circle', () => {
  for (const from of STORAGE_CLASS_NAMES) {
    for (const to of STORAGE_CLASSES[from].movesTo) {
      expect(TRANSITION_CLASS_NAMES).toContain(to);
      expect(canMove(to, from)).toBe(false);
    }
    expect(canMove(from, from)).toBe(false);
    expect(canMove(from, 'DEEP_ARCHIVE')).toBe(from !== 'DEEP_ARCHIVE');
  }
  expect(canMove('STANDARD_IA', 'GLACIER_IR')).toBe(true);
  expect(canMove('ONEZONE_IA', 'GLACIER_IR')).toBe(false);
});

test('manifests and small objects stay readable at once, and cheap', () => {
  expect(classOfObject('DEEP_ARCHIVE', { name: 'manifest.json', size: 10_000_000 })).toBe('STANDARD');
  expect(classOfObject('GLACIER_IR', { name: 'roles.sql', size: 131_071 })).toBe('STANDARD');
  expect(classOfObject('GLACIER_IR', { name: 'database.tar', size: 131_072 })).toBe('GLACIER_IR');
  expect(classOfObject('STANDARD', { name: 'database.tar', size: 1 })).toBe('STANDARD');
});
