import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planParts, SMALLEST_PART } from '../../../../src/storage/s3/parts.ts';

const MIB = 1024 ** 2;
const TIB = 1024 ** 4;

describe('planParts', () => {
  it('covers every size with parts that S3 accepts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 48 * TIB }), (size) => {
        const plan = planParts(size);
        if (plan === undefined) throw new Error('no plan');
        const { partSize, count, inFlight } = plan;
        expect(partSize % MIB).toBe(0);
        expect(partSize).toBeGreaterThanOrEqual(SMALLEST_PART);
        expect(partSize).toBeLessThanOrEqual(5 * 1024 * MIB);
        expect(count).toBeLessThanOrEqual(10_000);
        expect(count * partSize).toBeGreaterThanOrEqual(size);
        if (size > 0) expect((count - 1) * partSize).toBeLessThan(size);
        expect(inFlight).toBeGreaterThanOrEqual(1);
        expect(inFlight).toBeLessThanOrEqual(4);
        if (inFlight > 1) expect(inFlight * partSize).toBeLessThanOrEqual(256 * MIB);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps parts small while 10,000 of them suffice', () => {
    expect(planParts(0)).toEqual({ partSize: 8 * MIB, count: 1, inFlight: 4 });
    expect(planParts(80_000 * MIB)).toEqual({ partSize: 8 * MIB, count: 10_000, inFlight: 4 });
    expect(planParts(80_000 * MIB + 1)).toEqual({ partSize: 9 * MIB, count: 8889, inFlight: 4 });
    expect(planParts(TIB)).toMatchObject({ partSize: 105 * MIB, inFlight: 2 });
  });

  it('has no plan for what S3 cannot hold', () => {
    expect(planParts(10_000 * 5 * 1024 * MIB)).toMatchObject({ count: 10_000 });
    expect(planParts(10_000 * 5 * 1024 * MIB + 1)).toBeUndefined();
  });
});
