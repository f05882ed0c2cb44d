import { describe, expect, test } from 'vitest';
import { parseContents } from '../../../../src/catalog/archive/contents.ts';
import { planTables } from '../../../../src/catalog/archive/table-closure.ts';

/** As `pg_restore --list --verbose` writes it. */
const LISTING = `;
; Selected TOC Entries:
;
10; 2615 1 SCHEMA - my app owner
11; 0 0 ACL - SCHEMA "my app" owner
;	depends on: 10
90; 0 0 ACL - SCHEMA public owner
2; 3079 2 EXTENSION - btree_gist 
20; 1247 3 TYPE my app state owner
;	depends on: 10
21; 1255 4 FUNCTION my app touch() owner
;	depends on: 10
22; 1255 5 FUNCTION my app unrelated() owner
;	depends on: 10
30; 1259 6 TABLE my app orders two words
;	depends on: 10 20 20
31; 0 0 ACL my app TABLE orders two words
;	depends on: 30
32; 1259 7 TABLE my app orders lines owner
;	depends on: 10
33; 1259 8 SEQUENCE my app orders_id_seq owner
;	depends on: 30
40; 1259 9 TABLE public log owner
41; 1259 10 TABLE public log_1 owner
;	depends on: 40 45
45; 1259 11 SEQUENCE public log_seq owner
;	depends on: 40
46; 0 0 SEQUENCE OWNED BY public log_seq owner
;	depends on: 45
47; 0 0 TABLE ATTACH public log_1 owner
;	depends on: 41 40
48; 2604 12 DEFAULT public log id owner
;	depends on: 40 45
50; 1259 13 VIEW my app open owner
;	depends on: 30
60; 0 6 TABLE DATA my app orders two words
;	depends on: 30
61; 0 7 TABLE DATA my app orders lines owner
;	depends on: 32
62; 0 10 TABLE DATA public log_1 owner
;	depends on: 41
63; 0 0 SEQUENCE SET my app orders_id_seq owner
;	depends on: 33
64; 2613 7 BLOB - 7 owner
70; 2606 14 CONSTRAINT my app orders orders_pkey two words
;	depends on: 30
71; 2606 15 CONSTRAINT public log log_pkey owner
;	depends on: 40
72; 2606 16 CONSTRAINT public log_1 log_1_pkey owner
;	depends on: 41 71
73; 0 0 INDEX ATTACH public log_1_pkey owner
;	depends on: 41 72 71 41 40
74; 2620 17 TRIGGER my app orders touch two words
;	depends on: 30 21
75; 2606 18 FK CONSTRAINT my app orders lines lines_order owner
;	depends on: 32 70 30
76; 3256 19 POLICY my app orders members two words
;	depends on: 30 40
77; 6106 20 PUBLICATION TABLE my app news orders owner
;	depends on: 30
`;
const entries = parseContents(LISTING, { schemas: [], owners: ['owner', 'two words'] });
const plan = (...patterns: string[]) => {
  const { tables, along, entries: taken, leftOut } = planTables(entries, patterns);
  return {
    tables: tables.map(({ schema, name }) => `${schema}.${name}`),
    along: along.map(({ name }) => name),
    taken: taken.map(({ id }) => Number(id)),
    leftOut: leftOut.map(({ entry, reason }) => `${entry.id} ${reason}`),
  };
};

describe('the table of contents', () => {
  test('is split although schemas, names and owners have spaces', () => {
    expect(entries.find(({ id }) => id === '75')).toMatchObject({
      kind: 'FK CONSTRAINT',
      schema: 'my app',
      tag: 'orders lines lines_order',
      dependsOn: ['32', '70', '30'],
    });
    expect(entries.find(({ id }) => id === '30')).toMatchObject({ kind: 'TABLE', tag: 'orders' });
    expect(entries.find(({ id }) => id === '2')).toMatchObject({ kind: 'EXTENSION', tag: 'btree_gist' });
  });
});

describe('a chosen table', () => {
  test('brings what it needs and what belongs to it, and names what cannot come', () => {
    expect(plan('"my app".orders')).toEqual({
      tables: ['my app.orders'],
      along: [],
      taken: [10, 11, 2, 20, 21, 30, 31, 33, 60, 63, 70, 74],
      leftOut: [
        '76 it needs table public.log, which is not restored',
        '50 it is no part of table "my app".orders',
        '75 its own table is not restored',
        '77 it is no part of table "my app".orders',
        '64 they belong to no table, whatever column refers to them',
      ],
    });
  });

  test('is not taken for another one whose name goes on after a space', () => {
    const { taken } = plan('"my app"."orders lines"');
    expect(taken).toEqual([10, 11, 32, 61]);
  });

  test('keeps its foreign key when both tables are in', () => {
    const { taken } = plan('orders', '"orders lines"');
    expect(taken).toContain(75);
  });
});

describe('partitions', () => {
  test('come with their parent, attached', () => {
    expect(plan('log')).toMatchObject({
      tables: ['public.log', 'public.log_1'],
      taken: [90, 2, 40, 41, 45, 46, 47, 48, 62, 71, 72, 73],
    });
  });

  test('stand alone without it, and are not attached', () => {
    const { tables, taken, leftOut } = plan('log_1');
    expect(tables).toEqual(['public.log_1']);
    expect(taken).toEqual([90, 2, 41, 45, 62, 72]);
    expect(leftOut.map((one) => one.slice(0, 2))).toEqual(['46', '47', '64']);
  });
});

test('a name that matches nothing is an error, and a view is no table', () => {
  expect(() => plan('orders', 'nosuch', 'open')).toThrow(
    'The backup has no table that matches "nosuch", "open".',
  );
});
