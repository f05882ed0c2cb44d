import { describe, expect, test } from 'vitest';
import { planRescue, type RescueColumn, type RescueTable } from '../../../src/catalog/rescue.ts';

const column = (name: string, change: Partial<RescueColumn> = {}): RescueColumn => ({
  name,
  type: 'integer',
  generated: false,
  always: false,
  ...change,
});

function table(name: string, change: Partial<RescueTable> = {}): RescueTable {
  return {
    schema: 'public',
    name,
    partitioned: false,
    ancestors: [],
    columns: [column('id', { always: true }), column('a')],
    key: ['id'],
    expressions: false,
    triggers: [],
    sequences: [],
    refersTo: [],
    takesAlong: [],
    ...change,
  };
}

const named = (name: string) => ({ schema: 'public', name });
function plan(live: readonly RescueTable[], source: readonly RescueTable[], ...patterns: string[]) {
  const sides = { live, schemas: ['public'], source: source.map((one) => ({ as: one, table: one })) };
  return planRescue(sides, patterns);
}

describe('order', () => {
  test('referenced tables come first, whatever the order they are named in', () => {
    const tables = [
      table('lines', { refersTo: [named('orders'), named('products')] }),
      table('orders', { refersTo: [named('customers')] }),
      table('customers'),
      table('products'),
    ];
    const order = plan(tables, tables).pairs.map(({ live }) => live.name);
    expect(order).toEqual(['customers', 'orders', 'products', 'lines']);
  });

  test('a circle of references has an order, too', () => {
    const tables = [table('a', { refersTo: [named('b')] }), table('b', { refersTo: [named('a')] })];
    expect(plan(tables, tables).pairs).toHaveLength(2);
  });
});

describe('columns', () => {
  test('only those of both sides that hold data are compared; what differs is said', () => {
    const live = table('t', {
      columns: [
        column('id'),
        column('a'),
        column('sum', { generated: true }),
        column('added'),
        column('n', { always: true }),
      ],
    });
    const source = table('t', {
      columns: [column('gone'), column('id'), column('a', { type: 'bigint' }), column('sum'), column('n')],
    });
    const [pair] = plan([live], [source]).pairs;
    expect(pair).toMatchObject({ columns: ['id', 'a', 'n'], writable: ['a'], key: ['id'] });
    expect(pair?.notes.join('\n')).toMatch(
      /no added;[\s\S]*no gone;[\s\S]*a had another type[\s\S]*n is GENERATED ALWAYS/,
    );
  });

  test('names are looked up everywhere where an index calls functions', () => {
    expect(plan([table('t')], [table('t')]).pairs[0]?.searchPath).toEqual([]);
    expect(plan([table('t')], [table('t', { expressions: true })]).pairs[0]?.searchPath).toEqual(['public']);
  });
});

describe('choice', () => {
  test('partitions are seen through their parent', () => {
    const live = [
      table('log', { partitioned: true }),
      table('log_1', { ancestors: [named('log')] }),
      table('log_2', { ancestors: [named('log')] }),
    ];
    const names = (...patterns: string[]): string[] =>
      plan(live, live, ...patterns).pairs.map((pair) => pair.live.name);
    expect(names('log*')).toEqual(['log']);
    expect(names('log_1')).toEqual(['log_1']);
    expect(names()).toEqual(['log']);
  });

  test('tables that lose rows along with chosen ones are pointed out', () => {
    const live = [table('orders', { takesAlong: [named('lines')] }), table('lines')];
    expect(plan(live, live, 'orders').notes.join()).toContain('lines is not compared');
    expect(plan(live, live, 'orders', 'lines').notes).toEqual([]);
  });

  test.each([
    ['no primary key', table('t', { key: [] }), table('t')],
    ['no primary key in the source', table('t'), table('t', { key: [] })],
    ['primary key is (id)', table('t'), table('t', { key: ['a'] })],
  ])('%s: an error for a table that was named, a note otherwise', (reason, live, source) => {
    expect(() => plan([live], [source], 't')).toThrow(reason);
    expect(plan([live], [source]).notCompared[0]?.reason).toContain(reason);
  });

  test('a table that is gone from the live database, and names that match nothing', () => {
    expect(() => plan([], [table('t')], 't')).toThrow('the live database has no such table');
    expect(() => plan([table('t')], [table('t')], 'x')).toThrow('No table matches "x"');
    expect(() => plan([table('t'), table('u')], [table('t')], 'u')).toThrow('The source has no table');
  });
});
