import { describe, expect, test } from 'vitest';
import { parseProof } from '../../../src/catalog/evidence.ts';
import { IntegrityError } from '../../../src/errors.ts';

const record = {
  evidenceVersion: 1,
  kind: 'restore-test',
  set: '20261122T030405Z-a1b2c3',
  tier: 'daily',
  dumpSha256: 'ab'.repeat(32),
  at: '2026-11-22T05:00:00.000Z',
  verdict: 'proven',
  grade: 'full',
  negativeControl: false,
  databaseBytes: 1000,
  rto: { objectiveSeconds: 3600, achievedSeconds: 12, forecastSeconds: null, kept: true },
};

describe('the proof in an evidence record', () => {
  test('is read', () => {
    expect(parseProof(JSON.stringify(record), 'key')).toEqual({
      set: record.set,
      tier: 'daily',
      dumpSha256: record.dumpSha256,
      at: record.at,
      proven: true,
      grade: 'full',
      time: { databaseBytes: 1000, seconds: 12 },
    });
  });

  test('of a failed test is a disproof', () => {
    expect(parseProof(JSON.stringify({ ...record, verdict: 'failed' }), 'key')?.proven).toBe(false);
  });

  test('of a negative control is none', () => {
    expect(
      parseProof(JSON.stringify({ ...record, negativeControl: true, verdict: 'failed' }), 'key'),
    ).toBeUndefined();
  });

  test.each([
    ['verdict', 'fine'],
    ['grade', 9],
    ['tier', 'hourly'],
    ['evidenceVersion', 2],
    ['set', null],
  ])('with %s = %j is refused', (field, value) =>
    expect(() => parseProof(JSON.stringify({ ...record, [field]: value }), 'key')).toThrow(IntegrityError),
  );

  test('that is not JSON is refused', () => expect(() => parseProof('proven!', 'key')).toThrow(/not JSON/));
});
