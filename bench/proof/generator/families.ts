import { BUILT_IN } from './column-types.ts';
import type { Column, Draft, Table } from './draft.ts';
import { quoted } from './names.ts';
import { columnSql, insertRows } from './tables.ts';

const byName = (sql: string) => {
  const found = BUILT_IN.find((type) => type.sql === sql);
  if (found === undefined) throw new Error(`There is no type ${sql}.`);
  return found;
};

function someColumns(draft: Draft): Column[] {
  return Array.from({ length: draft.random.integer(0, 4) }, () => ({
    name: draft.names.next(),
    type: draft.random.pick(draft.types),
    required: false,
    clause: '',
    given: true,
  }));
}

/** What a partition key can be, and the bounds of its partitions; the values meet each of them. */
const PARTITIONINGS = [
  {
    type: { ...byName('integer'), values: ['-5', '0', '9', '10', '500', '501'] },
    by: 'range',
    bounds: ['from (minvalue) to (0)', 'from (0) to (10)', 'from (10) to (501)', 'default'],
  },
  {
    type: { ...byName('date'), values: ["'2024-01-01'", "'2024-12-31'", "'2025-06-01'", "'0044-03-15 BC'"] },
    by: 'range',
    bounds: ["from ('2024-01-01') to ('2025-01-01')", "from ('2025-01-01') to (maxvalue)", 'default'],
  },
  {
    type: { ...byName('text'), values: ["'a'", "'it''s'", "'z'", "''"] },
    by: 'list',
    bounds: ["in ('a', 'b')", "in ('it''s', null)", 'default'],
  },
  {
    type: { ...byName('bigint'), values: ['1', '2', '3', '4', '5'] },
    by: 'hash',
    bounds: [
      'with (modulus 3, remainder 0)',
      'with (modulus 3, remainder 1)',
      'with (modulus 3, remainder 2)',
    ],
  },
] as const;

/** A partitioned table, sometimes in two levels, sometimes with a partition that was a table of its own before. */
export function draftPartitioned(draft: Draft): void {
  const { random } = draft;
  const { type, by, bounds } = random.pick(PARTITIONINGS);
  const key: Column = {
    name: draft.names.next(),
    type,
    required: by !== 'list' && random.chance(0.5),
    clause: '',
    given: true,
  };
  const columns = [key, ...someColumns(draft)];
  const place = draft.place();
  const table: Table = {
    ...place,
    columns,
    kind: 'partitioned',
    key: undefined,
    rows: random.pick([0, 10, 40]),
  };
  const primary = key.required && random.chance(0.6) ? `, primary key (${quoted(key.name)})` : '';
  draft.add(
    `create table ${table.sql} (${columns.map(columnSql).join(', ')}${primary}) partition by ${by} (${quoted(key.name)})`,
  );
  bounds.forEach((bound, index) => {
    const { sql } = draft.place();
    const values = bound === 'default' ? 'default' : `for values ${bound}`;
    if (index === 0 && random.chance(0.4)) {
      // Its columns stand in another order, and one was dropped.
      const shuffled = random.shuffle(columns).map(columnSql).join(', ');
      draft.add(
        `create table ${sql} ("gone before" int, ${shuffled})`,
        `alter table ${sql} drop column "gone before"`,
      );
      draft.add(`alter table ${table.sql} attach partition ${sql} ${values}`);
    } else if (index === 1 && random.chance(0.3)) {
      draft.add(
        `create table ${sql} partition of ${table.sql} ${values} partition by hash (${quoted(key.name)})`,
      );
      for (const remainder of [0, 1]) {
        draft.add(
          `create table ${draft.place().sql} partition of ${sql} for values with (modulus 2, remainder ${remainder})`,
        );
      }
    } else draft.add(`create table ${sql} partition of ${table.sql} ${values}`);
  });
  if (random.chance(0.6))
    draft.add(`create index ${quoted(draft.names.next())} on ${table.sql} (${quoted(key.name)})`);
  draft.tables.push(table);
}

/** Children of an inheritance: with columns of their own, with another default, with two parents. */
export function draftChildren(draft: Draft): void {
  const { random } = draft;
  const parents = draft.tables.filter((table) => table.kind === 'plain' && table.columns.length > 0);
  if (parents.length === 0) return;
  const parent = random.pick(parents);
  const own: Column = {
    name: draft.names.next(),
    type: byName('text'),
    required: false,
    clause: "default 'own'",
    given: true,
  };
  const { sql, schema, name } = draft.place();
  draft.add(`create table ${sql} (${columnSql(own)}) inherits (${parent.sql})`);
  const given = parent.columns.filter((column) => column.given);
  draft.tables.push({
    schema,
    name,
    sql,
    columns: [...given, own],
    kind: 'child',
    key: undefined,
    rows: random.pick([0, 3, 10]),
  });
  if (random.chance(0.3)) draft.add(`create table ${draft.place().sql} () inherits (${sql})`);
  const late = draft.names.next();
  if (random.chance(0.4)) draft.add(`alter table ${parent.sql} add column ${quoted(late)} int default 3`);
}

/** A table of a composite type, one without columns, one as wide as a table can be. */
export function draftOddTables(draft: Draft, wide: boolean): void {
  const { random } = draft;
  if (random.chance(0.3)) {
    const { sql } = draft.place();
    draft.add(
      `create table ${sql} ()`,
      `insert into ${sql} default values`,
      `insert into ${sql} default values`,
    );
    draft.writes.push(`insert into ${sql} default values`);
  }
  if (random.chance(0.2)) {
    const type = draft.place().sql;
    const { sql } = draft.place();
    draft.add(
      `create type ${type} as (a int, b text)`,
      `create table ${sql} of ${type} (a with options not null, primary key (a))`,
    );
    draft.add(`insert into ${sql} values (1, 'x')`);
  }
  if (wide) {
    const columns = Array.from({ length: 1600 }, (_, index) => ({
      name: `column ${index}`,
      type: byName('smallint'),
      required: false,
      clause: '',
      given: true,
    }));
    const { schema, name, sql } = draft.place();
    const table: Table = { schema, name, sql, columns, kind: 'plain', key: undefined, rows: 3 };
    draft.add(`create table ${sql} (${columns.map(columnSql).join(', ')})`, insertRows(draft, table, 2));
  }
}

/** As many tables as some applications have, most of them empty. */
export function draftManyTables(draft: Draft, count: number): void {
  for (let index = 0; index < count; index++) {
    const { sql } = draft.place();
    draft.add(`create table ${sql} (id int primary key, value text)`);
    if (index % 10 === 0)
      draft.add(`insert into ${sql} select i, i::text from pg_catalog.generate_series(1, 5) i`);
    if (index % 100 === 0) draft.writes.push(`insert into ${sql} values (99, 'x') on conflict do nothing`);
  }
}

/** Foreign keys to the tables that have a key. */
export function draftForeignKeys(draft: Draft): void {
  const { random } = draft;
  const targets = draft.tables.filter((table) => table.key !== undefined);
  if (targets.length === 0) return;
  for (let count = random.integer(0, 3); count > 0; count--) {
    const target = random.pick(targets);
    const from = random.pick(draft.rowTables);
    const column = quoted(draft.names.next());
    draft.add(`alter table ${from.sql} add column ${column} bigint`);
    draft.add(
      `update ${from.sql} set ${column} = (select ${quoted(target.key ?? '')} from ${target.sql} limit 1)`,
    );
    const action = random.pick([
      '',
      'on delete cascade',
      'on delete set null',
      'on update cascade',
      'match full',
    ]);
    const timing = random.pick(['', '', 'deferrable', 'deferrable initially deferred', 'not valid']);
    draft.add(
      `alter table ${from.sql} add constraint ${quoted(draft.names.next())} foreign key (${column}) references ${target.sql} (${quoted(target.key ?? '')}) ${action} ${timing}`,
    );
  }
}
