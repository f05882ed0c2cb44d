import type { Random } from '../random.ts';
import { type Draft, operands, type Table } from './draft.ts';
import { condition, number, textual } from './expressions.ts';
import { HARD_QUERIES } from './hard-queries.ts';
import { quoted, text } from './names.ts';

/** A query over one or two tables. What it gives does not depend on the order of rows, nor on settings. */
function query(draft: Draft, depth = 2): string {
  const { random } = draft;
  const table = random.pick(draft.tables);
  if (random.chance(0.35)) {
    const column = table.columns.length > 0 ? quoted(random.pick(table.columns).name) : 'tableoid';
    return random.pick(HARD_QUERIES).replaceAll('{t}', table.sql).replaceAll('{c}', column);
  }
  const one = operands(table, 'q.');
  const where = one.length > 0 && random.chance(0.7) ? ` where ${condition(random, one, depth)}` : '';
  const forms: (() => string)[] = [
    () => `select ${selection(random, one, depth)} from ${table.sql} as q${where}`,
    () => `select distinct ${selection(random, one, 1)} from only ${table.sql} as q${where}`,
    () => aggregated(random, table, where),
    () =>
      `select count(*) as n, count(*) filter (where ${one.length > 0 ? condition(random, one, depth) : 'true'}) as m from ${table.sql} as q`,
    () =>
      `select x.i, x.i between 1 and 3 and x.i is not null as y from pg_catalog.generate_series(1, 5) as x (i)`,
    () => `values (1, ${text("it's")}, null::text), (2, 'b', 'c')`,
    () =>
      `with recursive r (n) as (select 1 union all select n + 1 from r where n < 5) select n, n in (1, 2) as small from r`,
  ];
  if (depth > 0) {
    forms.push(
      () => joined(draft, table, depth),
      () =>
        `with c as ${random.pick(['', 'materialized '])}(${query(draft, depth - 1)}) select count(*) as n from c`,
      () =>
        `select count(*) as n from (${query(draft, depth - 1)}) s having count(*) between 0 and 9999 and true`,
      () =>
        `select 1 as a, 'x'::text as b ${random.pick(['union', 'union all', 'except', 'intersect'])} select 2, ${text('y')}`,
      () =>
        `select s.n, s.n > all (array[1, 2]) as above from (select count(*) as n from ${table.sql} as q${where}) s`,
    );
  }
  return random.pick(forms)();
}

type Operands = ReturnType<typeof operands>;

function selection(random: Random, one: Operands, depth: number): string {
  const items = random
    .shuffle(one)
    .slice(0, 4)
    .map(({ sql }) => sql);
  if (one.length > 0) {
    items.push(
      `(${condition(random, one, depth)}) as c1`,
      `${number(random, one, depth)} as n1`,
      `${textual(random, one, depth)} as t1`,
    );
  } else items.push('1 as c1');
  if (random.chance(0.3)) items.push('row_number() over (partition by 1 = 1) is not null as w1');
  return items.join(', ');
}

function aggregated(random: Random, table: Table, where: string): string {
  const groupable = table.columns
    .filter((column) => column.type.sortable)
    .map(({ name }) => `q.${quoted(name)}`);
  if (groupable.length === 0) return `select count(*) as n from ${table.sql} as q${where}`;
  const [a = '1', b = a] = random.shuffle(groupable);
  const grouping = random.pick([
    a,
    `rollup (${a})`,
    `cube (${a}, ${b})`,
    `grouping sets ((${a}), ())`,
    `${a}, ${b}`,
  ]);
  return `select count(*) as n, count(distinct ${a}) filter (where ${b} is not null) as d, grouping(${a}) as g from ${table.sql} as q${where} group by ${grouping} having count(*) > 0 or false`;
}

function joined(draft: Draft, table: Table, depth: number): string {
  const { random } = draft;
  const other = random.pick(draft.tables);
  const both = [...operands(table, 'q.'), ...operands(other, 'r.')];
  const on = both.length > 0 ? condition(random, both, 1) : 'true';
  const join = random.pick(['join', 'left join', 'right join']);
  const more = both.length > 0 && random.chance(0.5) ? ` where ${condition(random, both, depth - 1)}` : '';
  return random.pick([
    `select count(*) as n from ${table.sql} as q ${join} ${other.sql} as r on ${on}${more}`,
    `select count(*) as n from ${table.sql} as q cross join lateral (select count(*) as m from ${other.sql} as r where ${on}) l where l.m between 0 and 5 and true`,
    `select count(*) as n from ${table.sql} as q where exists (select from ${other.sql} as r where ${on})`,
    `select count(*) as n from ${table.sql} as q, ${other.sql} as r where ${on}`,
  ]);
}

/** Functions and rules whose bodies are kept as queries. */
export function draftQueryBodies(draft: Draft): void {
  const { random } = draft;
  for (let count = random.integer(0, 2); count > 0; count--) {
    draft.add(
      `create function ${draft.place().sql}() returns bigint language sql stable begin atomic select count(*) from (${query(draft)}) s; end`,
    );
  }
  for (const table of random.some(draft.rowTables, 0.1)) {
    const name = quoted(draft.names.next());
    const other = random.pick(draft.rowTables);
    const mine = operands(other);
    const where = mine.length > 0 ? ` where ${condition(random, mine, 1)}` : '';
    draft.add(
      random.pick([
        `create rule ${name} as on update to ${table.sql} do also notify ${quoted(draft.names.next())}`,
        `create rule ${name} as on update to ${table.sql} do also (delete from ${other.sql}${where === '' ? ' where' : `${where} and`} false; select 1 where 2 between 1 and 3 and true)`,
        `create rule ${name} as on insert to ${table.sql} where false do also insert into ${other.sql} default values`,
      ]),
    );
  }
}

/** Views, some of them on views, and materialized views with and without data. */
export function draftViews(draft: Draft): void {
  const { random } = draft;
  for (let count = random.integer(0, 6); count > 0; count--) {
    const { schema, name, sql } = draft.place();
    const options = random.pick(['', '', ' with (security_barrier)', ' with (security_invoker = true)']);
    draft.add(`create view ${sql}${options} as ${query(draft)}`);
    if (random.chance(0.3)) {
      const base = random.pick(draft.rowTables);
      const check = operands(base);
      const where = check.length > 0 ? condition(random, check, 1) : 'true';
      draft.add(
        `create view ${draft.place().sql} as select * from ${base.sql} where ${where} with ${random.pick(['local', 'cascaded'])} check option`,
      );
    }
    draft.tables.push({ schema, name, sql, columns: [], kind: 'view', key: undefined, rows: 0 });
  }
  for (let count = random.integer(0, 2); count > 0; count--) {
    const { sql } = draft.place();
    draft.materialized = true;
    draft.add(`create materialized view ${sql} as ${query(draft)} with ${random.pick(['', '', 'no '])}data`);
    if (random.chance(0.3)) draft.add(`create index ${quoted(draft.names.next())} on ${sql} ((1))`);
  }
}
