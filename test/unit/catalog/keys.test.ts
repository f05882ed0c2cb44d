import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  databaseSegment,
  evidenceKey,
  isSetId,
  makeSetId,
  objectKey,
  parseDatabaseSegment,
  parseKey,
  setIdTime,
  TIERS,
} from '../../../src/catalog/keys.ts';

describe('set ids', () => {
  test('name the second of the snapshot in UTC', () => {
    expect(makeSetId(new Date('2026-11-22T03:04:05.678Z'), 'a1b2c3')).toBe('20261122T030405Z-a1b2c3');
  });

  test.each([
    '20260230T000000Z-a1b2c3',
    '20261122T250000Z-a1b2c3',
    '20261122T030405Z-a1b2c',
    '20261122T030405-a1b2c3',
    'x20261122T030405Z-a1b2c3',
    '20261122T030405Z-A1B2C3',
  ])('%s is none', (text) => expect(isSetId(text)).toBe(false));

  test('give back their time', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('1990-01-01T00:00:00Z'),
          max: new Date('2199-12-31T23:59:59Z'),
          noInvalidDate: true,
        }),
        (date) => {
          const id = makeSetId(date, '000000');
          expect(setIdTime(id)?.getTime()).toBe(Math.floor(date.getTime() / 1000) * 1000);
        },
      ),
    );
  });
});

describe('database segments', () => {
  test('leave the prefix of pgBackRest to pgBackRest, also when a database is called so', () => {
    expect(parseDatabaseSegment('pgbackrest')).toBeUndefined();
    expect(parseKey('pgbackrest/archive/main/archive.info')).toEqual({ kind: 'unknown' });
    expect(parseDatabaseSegment(databaseSegment('pgbackrest'))).toBe('pgbackrest');
    expect(databaseSegment('pgbackrest')).not.toBe('pgbackrest');
  });

  test('hold every name and only characters that are safe in keys and paths', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 63 }), (name) => {
        fc.pre(name.isWellFormed());
        const segment = databaseSegment(name);
        expect(segment).toMatch(/^[A-Za-z0-9_%.-]+$/);
        expect(segment).not.toMatch(/^\./);
        expect(parseDatabaseSegment(segment)).toBe(name);
      }),
    );
  });

  test('app and app_staging share no prefix that ends in a slash', () => {
    expect(
      objectKey({ database: 'app_staging', tier: 'daily', id: '20261122T030405Z-a1b2c3' }, 'x'),
    ).not.toContain('app/');
  });

  test.each(['..', '%2e', '%zz', 'a%2Fb/', ''])('%s is refused', (segment) => {
    expect(parseDatabaseSegment(segment)).toBeUndefined();
  });
});

describe('keys', () => {
  const id = '20261122T030405Z-a1b2c3';

  test('of objects are parsed back exactly', () => {
    for (const tier of TIERS) {
      const location = { database: 'tick/etz', tier, id };
      expect(parseKey(objectKey(location, 'database.tar.age'))).toEqual({
        kind: 'set object',
        location,
        name: 'database.tar.age',
      });
    }
  });

  test('of evidence are known', () => {
    expect(parseKey(evidenceKey('ticketz', 'restore-test', id))).toEqual({
      kind: 'evidence',
      database: 'ticketz',
    });
  });

  test.each([
    'ticketz/daily/20261122T030405Z-a1b2c3',
    'ticketz/hourly/20261122T030405Z-a1b2c3/manifest.json',
    'ticketz/daily/20261122T030405Z-a1b2c3/deeper/manifest.json',
    'ticketz/daily/latest/manifest.json',
    'ticketz/daily/20261122T030405Z-a1b2c3/.hidden',
    'README.txt',
    '',
  ])('%s is none of ours', (key) => expect(parseKey(key).kind).toBe('unknown'));
});
