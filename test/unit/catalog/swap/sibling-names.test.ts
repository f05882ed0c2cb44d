import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_NAME_BYTES,
  type SiblingKind,
  siblingName,
  siblingTime,
} from '../../../../src/catalog/swap/sibling-names.ts';

const AT = new Date('2026-11-22T03:04:05Z');
const KINDS: readonly SiblingKind[] = ['restored', 'before', 'undone', 'swapping'];
const moments = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 1000) * 1000));
const databases = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 63 })
  .filter((name) => Buffer.byteLength(name) <= MAX_NAME_BYTES);

describe('the name of a database beside the live one', () => {
  test('says what it is and since when', () => {
    expect(siblingName('shop', 'before', AT)).toBe('shop_before_20261122T030405Z');
  });

  test('is cut at a whole character and never longer than PostgreSQL allows', () => {
    expect(siblingName('ä'.repeat(31), 'restored', AT)).toMatch(
      /^ä{14}_[0-9a-f]{8}_restored_20261122T030405Z$/,
    );
    fc.assert(
      fc.property(databases, fc.constantFrom(...KINDS), moments, (database, kind, at) => {
        const name = siblingName(database, kind, at);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(MAX_NAME_BYTES);
        expect(siblingTime(database, kind, name)).toEqual(at);
      }),
    );
  });

  test('is another one for every database and kind', () => {
    const long = 'a'.repeat(62);
    expect(siblingName(`${long}x`, 'before', AT)).not.toBe(siblingName(`${long}y`, 'before', AT));
    expect(siblingTime(`${long}y`, 'before', siblingName(`${long}x`, 'before', AT))).toBeUndefined();
    expect(siblingTime('shop', 'restored', siblingName('shop', 'before', AT))).toBeUndefined();
    expect(siblingTime('sho', 'before', siblingName('shop', 'before', AT))).toBeUndefined();
  });

  test('is read in lower case too, as PostgreSQL folds a name without quotes', () => {
    expect(siblingTime('shop', 'restored', 'shop_restored_20261122t030405z')).toEqual(AT);
  });

  test.each(['shop_before_', 'shop_before_20260230T030405Z', 'shop_before_20261122T030405Z_old', 'shop'])(
    '%s is none',
    (name) => expect(siblingTime('shop', 'before', name)).toBeUndefined(),
  );
});
