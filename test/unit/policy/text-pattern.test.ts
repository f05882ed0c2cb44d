import { expect, test } from 'vitest';
import { matchesName, matchesPattern } from '../../../src/policy/text-pattern.ts';

test.each([
  ['does not exist', 'role "x" does not exist', true],
  ['a.c', 'abc', false],
  ['a.c', 'xa.cx', true],
  ['/a.c/', 'xabcx', true],
  ['/^a.c$/', 'xabcx', false],
  ['/role "old_\\w+"/', 'role "old_app" does not exist', true],
  ['/a', '/a', true],
  ['//', 'a//b', true],
  ['//', 'ab', false],
])('%s in %s', (pattern, text, expected) => expect(matchesPattern(pattern, text)).toBe(expected));

test.each([
  ['shop', 'shop', true],
  ['shop', 'shops', false],
  ['shop*', 'shops', true],
  ['*_test', 'a_test', true],
  ['*_test', 'a_test2', false],
  ['a?', 'ab', true],
  ['a?', 'a', false],
  ['a?', 'aß', true],
  ['a?', 'a😀', true],
  ['a.b', 'axb', false],
  ['a-b[c]{1}', 'a-b[c]{1}', true],
  ['a*b', 'a\nb', true],
])('%s is %s', (pattern, name, expected) => expect(matchesName(pattern, name)).toBe(expected));
