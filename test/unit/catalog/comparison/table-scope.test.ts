import { expect, test } from 'vitest';
import { parseContents } from '../../../../src/catalog/archive/contents.ts';
import { planTables } from '../../../../src/catalog/archive/table-closure.ts';
import { compareFingerprints } from '../../../../src/catalog/comparison/compare.ts';
import { scopeToTables, withoutDetached } from '../../../../src/catalog/comparison/table-scope.ts';
import type { Fingerprint, SchemaObject } from '../../../../src/catalog/fingerprint/fingerprint.ts';
import { makeFingerprint } from '../../../support/fingerprints.ts';

const CONTENTS = parseContents(
  `30; 1259 6 TABLE public orders owner
31; 1259 7 TABLE public part owner
;	depends on: 31 40
40; 1259 8 TABLE public whole owner
41; 0 0 TABLE ATTACH public part owner
;	depends on: 31 40
32; 1259 7 TABLE public lines owner
60; 0 6 TABLE DATA public orders owner
;	depends on: 30
70; 2606 14 CONSTRAINT public orders orders_pkey owner
;	depends on: 30
71; 1259 15 INDEX public orders_at owner
;	depends on: 30
72; 2606 16 FK CONSTRAINT public orders orders_line owner
;	depends on: 30 32
73; 2606 17 CONSTRAINT public part part_pkey owner
;	depends on: 31
`,
  { schemas: [], owners: [] },
);

const object = (kind: string, name: string, digest = 'd'): SchemaObject => ({ kind, name, digest });
const EXPECTED: Fingerprint = {
  ...makeFingerprint(),
  tables: [
    { schema: 'public', name: 'orders', kind: 'table', rows: '2', digest: '7' },
    { schema: 'public', name: 'lines', kind: 'table', rows: '5', digest: '8' },
  ],
  sequences: [],
  largeObjects: { count: '3', digest: '1' },
  objects: [
    object('table', 'public.orders'),
    object('table', 'public.lines'),
    object('table', 'public.part'),
    object('constraint', 'public.orders.orders_pkey'),
    object('constraint', 'public.part.part_pkey'),
    object('index', 'public.orders_pkey'),
    object('index', 'public.orders_at'),
    object('index', 'public.part_pkey'),
    object('foreign key', 'public.orders.orders_line'),
    object('comment', 'table constraint orders_line on public.orders'),
    object('grant', 'table public.orders to app'),
    object('grant', 'table public.lines to app'),
    object('trigger', 'public.lines.touch'),
  ],
};

function copyOf(...names: string[]): Fingerprint {
  return {
    ...EXPECTED,
    tables: EXPECTED.tables.filter(({ name }) => name === 'orders'),
    largeObjects: { count: '0', digest: '0' },
    objects: EXPECTED.objects.filter(({ kind, name }) => names.includes(`${kind} ${name}`)),
  };
}

const WHOLE = [
  'table public.orders',
  'constraint public.orders.orders_pkey',
  'index public.orders_pkey',
  'index public.orders_at',
  'grant table public.orders to app',
];

function compare(actual: Fingerprint, ...patterns: string[]) {
  const plan = planTables(CONTENTS, patterns);
  const scope = scopeToTables(EXPECTED, actual, plan);
  return {
    differences: compareFingerprints(scope.expected, withoutDetached(actual, plan)).differences.map(
      ({ kind, name }) => `${kind}: ${name}`,
    ),
    notCompared: scope.notCompared.map(({ name }) => name),
  };
}

test('a copy of one table is equal when all that belongs to it is there', () => {
  expect(compare(copyOf(...WHOLE), 'orders')).toEqual({
    differences: [],
    notCompared: ['public.orders orders_line'],
  });
});

test.each(WHOLE.slice(1))('what belongs to the table and is missing is a difference: %s', (gone) => {
  const actual = copyOf(...WHOLE.filter((name) => name !== gone));
  expect(compare(actual, 'orders').differences).toEqual([
    `object missing: ${gone.slice(gone.indexOf(' ') + 1)}`,
  ]);
});

test('what the set does not know is a difference', () => {
  const actual = copyOf(...WHOLE);
  const more = { ...actual, objects: [...actual.objects, object('trigger', 'public.orders.new')] };
  expect(compare(more, 'orders').differences).toEqual(['object unexpected: public.orders.new']);
});

test('rows are compared', () => {
  const actual = copyOf(...WHOLE);
  const fewer = { ...actual, tables: actual.tables.map((table) => ({ ...table, rows: '1' })) };
  expect(compare(fewer, 'orders').differences).toEqual(['row count: public.orders']);
});

test('a partition alone has no bounds and its index is part of nothing', () => {
  const actual: Fingerprint = {
    ...copyOf('constraint public.part.part_pkey'),
    tables: [],
    objects: [
      object('table', 'public.part', 'other'),
      object('index', 'public.part_pkey', 'other'),
      object('constraint', 'public.part.part_pkey'),
    ],
  };
  expect(compare(actual, 'part')).toEqual({
    differences: [],
    notCompared: ['public.part', 'public.part'],
  });
});
