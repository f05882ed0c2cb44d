import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertKey, assertPrefix, compareKeys, keyProblem } from '../../../src/storage/keys.ts';

describe('keys', () => {
  it.each([
    'a',
    'ticketz/daily/20260101T000000Z-abcdef/database.tar.age',
    'a.b/..c',
    '...',
    'a b/%2e%2e',
    '日本/😀',
    'sub/.tmp/x',
    'sub/lost+found',
    'x'.repeat(255),
    `${'x'.repeat(255)}/`.repeat(4).slice(0, -1),
  ])('accepts %j', (key) => {
    expect(keyProblem(key)).toBeUndefined();
    expect(() => assertKey(key)).not.toThrow();
    expect(() => assertPrefix(`${key}/`)).not.toThrow();
  });

  it.each([
    ['', 'empty'],
    ['/a', 'empty segment'],
    ['a//b', 'empty segment'],
    ['a/', 'empty segment'],
    ['.', '"."'],
    ['a/..', '".."'],
    ['a\\..\\b', 'backslash'],
    ['a\u0000', 'control character'],
    ['a\u007f', 'control character'],
    ['\ud800', 'Unicode'],
    ['.tmp', 'reserved'],
    ['lost+found/a', 'reserved'],
    ['é'.repeat(128), '255 bytes'],
    ['ab/'.repeat(350), '1024 bytes'],
  ])('refuses %j', (key, reason) => {
    expect(keyProblem(key)).toContain(reason);
    expect(() => assertKey(key)).toThrow(reason);
  });

  it('refuses a prefix that does not end in "/"', () => {
    expect(() => assertPrefix('app')).toThrow('does not end in "/"');
    expect(() => assertPrefix('/')).toThrow('not a key');
    expect(() => assertPrefix('a//')).toThrow('not a key');
    expect(() => assertPrefix('')).not.toThrow();
  });

  it('never lets an accepted key leave the root', () => {
    const segment = fc.oneof(
      fc.constantFrom('..', '.', '', 'a', '.tmp', '/', '\\', '...'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
        const key = segments.join('/');
        if (keyProblem(key) !== undefined) return;
        const path = join('/store', ...key.split('/'));
        expect(path).toBe(`/store${sep}${key}`);
        expect(path.startsWith('/store/.tmp')).toBe(key.startsWith('.tmp'));
      }),
      { numRuns: 500 },
    );
  });

  it('orders as the bytes of UTF-8 do', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const bytes = [Buffer.from(a).toString('hex'), Buffer.from(b).toString('hex')] as const;
        const expected = bytes[0] < bytes[1] ? -1 : bytes[0] > bytes[1] ? 1 : 0;
        expect(Math.sign(compareKeys(a, b))).toBe(expected);
      }),
    );
    // JavaScript would order these the other way round.
    expect(compareKeys('\ufffd', '\u{10000}')).toBeLessThan(0);
    expect('\ufffd' < '\u{10000}').toBe(false);
  });
});
