import type { Random } from '../random.ts';
import type { Sort } from './column-types.ts';
import { text } from './names.ts';

/** A column as an expression can use it. */
export interface Operand {
  /** Such as `"t"."a b"`. */
  readonly sql: string;
  readonly sort: Sort;
}

const WORDS = ['a', 'open', "it's", 'a), (b', 'x]', '"q"', 'done', ''];

function ofSort(operands: readonly Operand[], sort: Sort): Operand[] {
  return operands.filter((one) => one.sort === sort);
}

/** An expression of numbers. Nothing in it depends on settings, and nothing in it fails. */
export function number(random: Random, operands: readonly Operand[], depth: number): string {
  const mine = ofSort(operands, 'number');
  const texts = ofSort(operands, 'text');
  const leaf = (): string =>
    mine.length > 0 && random.chance(0.7)
      ? `${random.pick(mine).sql}::numeric`
      : random.pick(['0', '1', '-1', '500', '2.50', '1e3']);
  if (depth <= 0) return leaf();
  const inner = (): string => number(random, operands, depth - 1);
  return random.pick([
    leaf,
    () => `(${inner()} + 1)`,
    () => `(- ${inner()})`,
    () => `coalesce(${inner()}, ${inner()})`,
    () => `greatest(${inner()}, ${inner()}, 0)`,
    () => `nullif(${inner()}, 3)`,
    () => `abs(${inner()})`,
    () => `case when ${condition(random, operands, depth - 1)} then ${inner()} else 0 end`,
    () => `case ${inner()} when 1 then 2 when 500 then null else ${inner()} end`,
    () => (texts.length > 0 ? `length(${textual(random, operands, depth - 1)})` : leaf()),
    () => `cast(trunc(least(${inner()}, 30000)) as double precision)::numeric`,
  ])();
}

/** An expression of texts. */
export function textual(random: Random, operands: readonly Operand[], depth: number): string {
  const mine = ofSort(operands, 'text');
  const leaf = (): string =>
    mine.length > 0 && random.chance(0.7) ? `${random.pick(mine).sql}::text` : text(random.pick(WORDS));
  if (depth <= 0) return leaf();
  const inner = (): string => textual(random, operands, depth - 1);
  return random.pick([
    leaf,
    () => `lower(${inner()})`,
    () => `(${inner()} || ${text(random.pick(WORDS))})`,
    () => `coalesce(${inner()}, '-')`,
    () => `substring(${inner()} from 1 for 3)`,
    () => `trim(both ' ' from ${inner()})`,
    () => `(${inner()} collate "C")`,
    () => `cast(${inner()} as varchar(7))::text`,
    () => `case when ${condition(random, operands, depth - 1)} then ${inner()} end`,
    () => `overlay(${inner()} placing 'x' from 1 for 2)`,
    () => `replace(${inner()}, 'a', ${text(random.pick(WORDS))})`,
  ])();
}

function words(random: Random): string {
  return Array.from({ length: random.integer(1, 4) }, () => text(random.pick(WORDS))).join(', ');
}

/** A condition that may or may not hold. PostgreSQL writes many of these otherwise once they were dumped and restored. */
export function condition(random: Random, operands: readonly Operand[], depth: number): string {
  const inner = (): string => condition(random, operands, depth - 1);
  if (depth > 0 && random.chance(0.6)) {
    return random.pick([
      () => `(${inner()} and ${inner()})`,
      () => `(${inner()} and ${inner()} and ${inner()})`,
      () => `(${inner()} or ${inner()})`,
      () => `(${inner()} or ${inner()} and ${inner()})`,
      () => `not (${inner()})`,
      () => `(${inner()}) is not true`,
      () => `coalesce(${inner()}, false)`,
      () => `((${inner()}) = (${inner()}))`,
      () => `case when ${inner()} then ${inner()} else ${inner()} end`,
    ])();
  }
  if (operands.length === 0) return random.pick(['true', '1 between 0 and 2', "'a' in ('a', 'b')"]);
  const one = random.pick(operands);
  const { sql } = one;
  switch (one.sort) {
    case 'number':
      return onNumbers(random, operands, sql, depth);
    case 'text':
      return onTexts(random, operands, sql, depth);
    case 'truth':
      return random.pick([sql, `not ${sql}`, `${sql} is not false`, `${sql} is unknown`, `(${sql} = true)`]);
    case 'time':
      return random.pick([
        `${sql} > '2024-01-01'`,
        `${sql} between '2000-01-01' and 'infinity'`,
        `${sql} not in ('-infinity', '1970-01-01')`,
        `${sql} is not null`,
      ]);
    case 'list':
      return random.pick([
        `cardinality(${sql}) > 0`,
        `${sql} <> '{}'`,
        `${sql} is null`,
        `array_ndims(${sql}) between 1 and 2`,
      ]);
    case 'json':
      return random
        .pick([
          `${sql} ? 'a'`,
          `${sql} @> '{"a": 1}'`,
          `${sql} ->> 'a' = '1'`,
          `jsonb_typeof(${sql}) in ('object', 'array')`,
        ])
        .replaceAll(' ? ', ' operator(pg_catalog.?) ');
    default:
      return random.pick([
        `${sql} is null`,
        `${sql} is not null`,
        `num_nulls(${sql}, ${sql}) between 0 and 1`,
      ]);
  }
}

function onNumbers(random: Random, operands: readonly Operand[], sql: string, depth: number): string {
  const other = (): string => number(random, operands, Math.min(depth, 1));
  return random.pick([
    () => `${sql} > 0`,
    () => `${sql} between 1 and 500`,
    () => `${sql} not between -1 and 3`,
    () => `${sql} between symmetric 9 and 2`,
    () => `${sql} in (1, 2, 500)`,
    () => `${sql} not in (7)`,
    () => `${sql} = any (array[1, 2, 500])`,
    () => `${sql}::numeric = any ('{1,2.50}'::numeric[])`,
    () => `${sql} <> all (array[-1, -2])`,
    () => `${sql} is distinct from 4`,
    () => `(${sql}, 1) < (3, 2)`,
    () => `(${sql}, 1) in ((1, 2), (3, 4))`,
    () => `${sql}::numeric <= ${other()}`,
    () => `${sql} is null`,
    () => `${sql}::text like '1%'`,
  ])();
}

function onTexts(random: Random, operands: readonly Operand[], sql: string, depth: number): string {
  return random.pick([
    () => `${sql} in (${words(random)})`,
    () => `${sql} not in (${words(random)})`,
    () => `${sql}::varchar in (${words(random)})`,
    () => `${sql}::text = any (array[${words(random)}])`,
    () => `${sql} like 'a%' escape '!'`,
    () => `${sql} not ilike '%_x'`,
    () => `${sql} ~ '^[a-z'']+$'`,
    () => `${sql} similar to '(a|b)%'`,
    () => `${sql}::text collate "C" < 'm'`,
    () => `${sql} between 'a' and 'z'`,
    () => `${sql} is not distinct from 'open'`,
    () => `length(${sql}) between 0 and 400`,
    () => `${textual(random, operands, Math.min(depth, 1))} <> ''`,
    () => `position('a' in ${sql}::text) > 0`,
  ])();
}
