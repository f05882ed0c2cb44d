import { describe, expect, test } from 'vitest';
import { COPY_DAMAGES } from '../../../bench/proof/copied/kinds.ts';
import { names } from '../../../bench/proof/copied/trial.ts';
import { plan } from '../../../bench/proof/plan.ts';
import { Random } from '../../../bench/proof/random.ts';
import { generateSchema } from '../../../bench/proof/schema-generator.ts';

const draw = (random: Random): number[] => Array.from({ length: 1000 }, () => random.fraction());

describe('random numbers', () => {
  test('are the same for the same seed and others for another', () => {
    expect(draw(new Random('a'))).toEqual(draw(new Random('a')));
    expect(draw(new Random('a'))).not.toEqual(draw(new Random('b')));
  });

  test('of a fork do not depend on what was drawn before', () => {
    const used = new Random('a');
    draw(used);
    expect(draw(used.fork('x'))).toEqual(draw(new Random('a').fork('x')));
    expect(draw(used.fork('x'))).not.toEqual(draw(used.fork('y')));
  });

  test('are spread evenly, and integers reach both ends', () => {
    const mean = draw(new Random('c')).reduce((sum, one) => sum + one, 0) / 1000;
    expect(mean).toBeGreaterThan(0.45);
    expect(mean).toBeLessThan(0.55);
    const random = new Random('d');
    expect(new Set(Array.from({ length: 200 }, () => random.integer(2, 5)))).toEqual(new Set([2, 3, 4, 5]));
  });
});

describe('the plan', () => {
  const kinds = [{ kind: 'a' }, { kind: 'b', weight: 3 }, { kind: 'c' }];
  const counts = (count: number): string =>
    plan(kinds, count, new Random('p'))
      .map(({ damage, ordinal }) => `${damage.kind}${ordinal}`)
      .join(' ');

  test('makes every kind once before it makes one twice', () => {
    expect(counts(3)).toBe('a0 b0 c0');
    expect(counts(2).split(' ')).toHaveLength(2);
  });

  test('then goes by weight, and makes exactly as many as it should', () => {
    expect(counts(8)).toBe('a0 a1 b0 b1 b2 b3 c0 c1');
    expect(plan(kinds, 100, new Random('q'))).toHaveLength(100);
  });
});

describe('the kinds of damage', () => {
  test('are at least twenty, and each has a name of its own', () => {
    const found = COPY_DAMAGES.map(({ kind }) => kind);
    expect(found.length).toBeGreaterThan(20);
    expect(new Set(found).size).toBe(found.length);
  });

  test('a difference names an object only by its whole name', () => {
    expect(names('public.t', 'public.t')).toBe(true);
    expect(names('table public.t to PUBLIC', 'public.t')).toBe(true);
    expect(names('public.t.status', 'public.t')).toBe(true);
    expect(names('public.f(integer)', 'public.f')).toBe(true);
    expect(names('public.tickets', 'public.t')).toBe(false);
    expect(names('xpublic.t', 'public.t')).toBe(false);
  });
});

describe('generated schemas', () => {
  const generate = (seed: string) =>
    generateSchema(new Random(seed), { database: 'shop', many: false, wide: false });

  test('are the same for the same seed', () => {
    expect(generate('x')).toEqual(generate('x'));
    expect(generate('x').statements).not.toEqual(generate('y').statements);
  });

  test('can have a thousand tables, and a table as wide as a table can be', () => {
    const large = generateSchema(new Random('z'), { database: 'shop', many: true, wide: true });
    expect(large.statements.filter((one) => one.startsWith('create table')).length).toBeGreaterThan(1000);
    expect(large.statements.some((one) => one.includes('"column 1599"'))).toBe(true);
  });
});
