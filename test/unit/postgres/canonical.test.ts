import { describe, expect, test } from 'vitest';
import { canonicalExpression } from '../../../src/postgres/fingerprint/schema-objects/canonical.ts';

// Left as PostgreSQL 15.18 writes it at first, right as it writes it after a dump and restore.
test.each([
  ['CHECK ((((n >= 1) AND (n <= 5)) AND (id > 0)))', 'CHECK (((n >= 1) AND (n <= 5) AND (id > 0)))'],
  ['((((id <> 1) OR (n <> 2)) OR (id = 3)))', '(((id <> 1) OR (n <> 2) OR (id = 3)))'],
  [
    "CHECK (((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))",
    "CHECK (((status)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])))",
  ],
  ['(m = ANY ((ARRAY[1, 2])::numeric[]))', '(m = ANY (ARRAY[(1)::numeric, (2)::numeric]))'],
  [
    '(m = ANY ((ARRAY[ARRAY[1, 2], ARRAY[3, 4]])::numeric[]))',
    '(m = ANY (ARRAY[ARRAY[(1)::numeric, (2)::numeric], ARRAY[(3)::numeric, (4)::numeric]]))',
  ],
  [
    '((ARRAY[lower((a)::text), \'x, ]\'::text])::public."My type"[] @> b)',
    '(ARRAY[(lower((a)::text))::public."My type", (\'x, ]\'::text)::public."My type"] @> b)',
  ],
  [
    "((ARRAY['a'::character varying])::character varying(10)[])",
    "(ARRAY[('a'::character varying)::character varying(10)])",
  ],
])('%s is the same as %s', (before, after) => {
  expect(canonicalExpression(before)).toBe(canonicalExpression(after));
});

describe('what means something else stays something else', () => {
  test.each([
    ['((a AND b) OR c)', '(a AND (b OR c))'],
    ['(NOT (a AND b) AND c)', '(NOT (a AND b AND c))'],
    ['(f((a AND b)) AND c)', '(f((a AND b AND c)))'],
    ["(a AND (b = ' (c AND d) '))", "(a AND (b = ' c AND d '))"],
    ["x = ANY ((ARRAY['a'::text, 'b'::text])::text[])", "x = ANY ((ARRAY['b'::text, 'a'::text])::text[])"],
    ['(ARRAY[a])::text[]', '(ARRAY[a])::name[]'],
    ['(ARRAY[a, b])::text[]', '(ARRAY[ARRAY[a], ARRAY[b]])::text[]'],
    ['("a AND b" AND c)', '("a  AND b" AND c)'],
    ["(a = 'it''s' AND b)", "(a = 'its' AND b)"],
    ['(CASE WHEN (a AND b) THEN c ELSE d END AND e)', '(CASE WHEN (a AND b AND e) THEN c ELSE d END)'],
  ])('%s is not %s', (one, other) => {
    expect(canonicalExpression(one)).not.toBe(canonicalExpression(other));
  });
});

test('brackets that do not match are left alone', () => {
  for (const text of ['(a AND b', 'a) AND (b', '(a AND b]', ')('])
    expect(canonicalExpression(text)).toBe(text);
});

test('it is done after one step', () => {
  const once = canonicalExpression("((((a) AND (b)) AND (c)) OR ((ARRAY['x'::varchar])::text[] = d))");
  expect(canonicalExpression(once)).toBe(once);
});
