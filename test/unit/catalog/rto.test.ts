import { describe, expect, test } from 'vitest';
import { forecastRestore } from '../../../src/catalog/rto.ts';

const GB = 1024 ** 3;

describe('the forecast of a restore', () => {
  test('grows with the database', () => {
    const history = [{ databaseBytes: GB, seconds: 100 }];
    expect(forecastRestore(3 * GB, history)).toEqual({ seconds: 300, samples: 1 });
  });
  test('is the median of the newest ten, so that one slow night does not count', () => {
    const usual = Array.from({ length: 9 }, () => ({ databaseBytes: GB, seconds: 100 }));
    expect(
      forecastRestore(GB, [{ databaseBytes: GB, seconds: 900 }, ...usual, { databaseBytes: GB, seconds: 1 }]),
    ).toEqual({ seconds: 100, samples: 10 });
  });
  test('of a small database is not less than the fastest restore', () => {
    expect(forecastRestore(1, [{ databaseBytes: GB, seconds: 100 }])?.seconds).toBe(100);
  });
  test('is none without history', () => expect(forecastRestore(GB, [])).toBeUndefined());
});
