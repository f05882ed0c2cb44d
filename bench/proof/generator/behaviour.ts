import { type Draft, operands } from './draft.ts';
import { condition, number } from './expressions.ts';
import { quoted, text } from './names.ts';

const BODIES = [
  'select $1 + 1',
  "select case when $1 in (1, 2) then 3 else $1 end -- it's",
  'select $1 /* \\ "x" $y$ */',
];

/** Functions, procedures, aggregates, operators and casts. */
export function draftRoutines(draft: Draft): void {
  const { random } = draft;
  const marks = (): string =>
    random
      .shuffle([
        'strict',
        'parallel safe',
        'cost 7',
        'leakproof',
        'security definer',
        "set search_path = ''",
        "set work_mem = '8MB'",
        'set search_path = "$user", public, pg_catalog',
      ])
      .slice(0, random.integer(0, 3))
      .filter(
        (mark, index, all) =>
          !(
            mark.startsWith('set search_path') &&
            all.findIndex((one) => one.startsWith('set search_path')) !== index
          ),
      )
      .join(' ');
  for (let count = random.integer(1, 3); count > 0; count--) {
    const { sql } = draft.place();
    draft.numberFunctions.push(sql);
    const mine = [{ sql: 'a', sort: 'number' as const }];
    const body = random.chance(0.4)
      ? `return (${number(random, mine, 2)})::bigint`
      : `as ${text(random.pick(BODIES))}`;
    draft.add(`create function ${sql}(a bigint) returns bigint language sql immutable ${marks()} ${body}`);
  }
  if (random.chance(0.6)) {
    const { sql } = draft.place();
    const rows = condition(random, [{ sql: 'b', sort: 'text' }], 2);
    draft.add(
      `create function ${sql}(variadic x int[], out y int, out z text) returns setof record language sql stable rows 9 begin atomic select i, i::text from pg_catalog.unnest(x) i; end`,
    );
    draft.add(
      `create function ${draft.place().sql}(a int default 1 + 1, b text default ${text("it's")}) returns boolean language sql stable begin atomic select ${rows}; end`,
    );
  }
  if (random.chance(0.4))
    draft.add(
      `create procedure ${draft.place().sql}(inout done int) language plpgsql as $body$ begin done := 1; /* 'x' */ end $body$`,
    );
  for (let count = random.integer(1, 2); count > 0; count--) {
    const { sql } = draft.place();
    draft.add(
      `create function ${sql}() returns trigger language plpgsql ${marks().replace(/strict|parallel safe|leakproof/g, '')} as $body$ begin return coalesce(new, old); end $body$`,
    );
    draft.triggerFunctions.push(sql);
  }
  const [f] = draft.numberFunctions;
  if (f !== undefined && random.chance(0.3)) {
    const state = draft.place().sql;
    draft.add(
      `create function ${state}(s bigint, v bigint) returns bigint language sql immutable as 'select coalesce($1, 0) + coalesce($2, 0)'`,
    );
    draft.add(
      `create aggregate ${draft.place().sql}(bigint) (sfunc = ${state}, stype = bigint, finalfunc = ${f}, initcond = '0', parallel = safe)`,
    );
    const schema = quoted(draft.schema());
    draft.add(
      `create operator ${schema}.${random.pick(['+++', '=%', '|@|'])} (leftarg = bigint, rightarg = bigint, function = ${state})`,
    );
  }
  if (random.chance(0.2)) {
    const { sql } = draft.place();
    draft.add(
      `create text search configuration ${sql} (copy = pg_catalog.${random.pick(['english', 'german', 'simple'])})`,
    );
    draft.add(`alter text search configuration ${sql} drop mapping for url`);
    draft.add(
      `create text search dictionary ${draft.place().sql} (template = pg_catalog.simple, accept = false)`,
    );
  }
}

/** Triggers, rules, policies, publications, event triggers, foreign tables. */
export function draftBehaviour(draft: Draft): void {
  const { random } = draft;
  for (const table of random.some(draft.rowTables, 0.4)) {
    const f = random.pick(draft.triggerFunctions);
    const name = quoted(draft.names.next());
    const mine = operands(table, 'new.').filter(
      (_, index) => table.columns[index]?.clause.startsWith('generated') !== true,
    );
    const when = mine.length > 0 && random.chance(0.6) ? ` when (${condition(random, mine, 2)})` : '';
    draft.add(
      random.pick([
        `create trigger ${name} before insert or update on ${table.sql} for each row${when} execute function ${f}()`,
        `create trigger ${name} after insert on ${table.sql} for each row${when} execute function ${f}('arg', 'it''s')`,
        `create trigger ${name} after update or delete on ${table.sql} for each statement execute function ${f}()`,
        `create constraint trigger ${name} after insert on ${table.sql} deferrable initially deferred for each row${when} execute function ${f}()`,
        `create trigger ${name} after insert on ${table.sql} referencing new table as added for each statement execute function ${f}()`,
      ]),
    );
    if (random.chance(0.3))
      draft.add(
        `alter table ${table.sql} ${random.pick(['disable', 'enable always', 'enable replica'])} trigger ${name}`,
      );
  }
  for (const table of random.some(draft.rowTables, 0.1)) {
    const mine = operands(table, 'old.');
    if (mine.length === 0) continue;
    const name = quoted(draft.names.next());
    draft.add(
      `create rule ${name} as on delete to ${table.sql} where ${condition(random, mine, 2)} do instead nothing`,
    );
    if (random.chance(0.3)) draft.add(`alter table ${table.sql} disable rule ${name}`);
  }
  for (const table of random.some(draft.rowTables, 0.25)) {
    const mine = operands(table);
    if (mine.length === 0) continue;
    draft.add(`alter table ${table.sql} enable row level security`);
    if (random.chance(0.3)) draft.add(`alter table ${table.sql} force row level security`);
    const command = random.pick(['all', 'select', 'update', 'delete']);
    draft.add(
      `create policy ${quoted(draft.names.next())} on ${table.sql} as ${random.pick(['permissive', 'restrictive'])} for ${command} to ${random.pick(['public', draft.role(), `${draft.role()}, ${draft.role()}`])} using (${condition(random, mine, 3)})`,
    );
  }
  draftPublications(draft);
}

function draftPublications(draft: Draft): void {
  const { random } = draft;
  if (random.chance(0.3)) {
    const table = random.pick(draft.rowTables);
    const mine = operands(table);
    const where = mine.length > 0 && random.chance(0.5) ? ` where (${condition(random, mine, 1)})` : '';
    draft.add(
      `create publication ${quoted(draft.names.next())} for table ${table.sql}${where} with (publish = 'insert, delete')`,
    );
  }
  if (random.chance(0.15))
    draft.add(
      `create publication ${quoted(draft.names.next())} for tables in schema ${quoted(draft.schema())}`,
    );
  if (random.chance(0.1)) draft.add(`create publication ${quoted(draft.names.next())} for all tables`);
  if (random.chance(0.15)) {
    const { sql } = draft.place();
    draft.add(`create function ${sql}() returns event_trigger language plpgsql as 'begin null; end'`);
    const name = quoted(draft.names.next());
    draft.add(
      `create event trigger ${name} on ddl_command_end when tag in ('CREATE TABLE', 'GRANT') execute function ${sql}()`,
    );
    if (random.chance(0.5)) draft.add(`alter event trigger ${name} disable`);
  }
  if (random.chance(0.15)) {
    const server = quoted(draft.names.next());
    const wrapper = quoted(draft.names.next());
    const { schema, name, sql } = draft.place();
    draft.add(`create foreign data wrapper ${wrapper} options (debug 'true')`);
    draft.add(
      `create server ${server} type 't' version '1' foreign data wrapper ${wrapper} options (host ${text("it's")})`,
    );
    draft.add(`create user mapping for public server ${server} options (password 'secret')`);
    draft.add(
      `create foreign table ${sql} (a int options (x 'y') not null, b text default 'z') server ${server} options (k 'v')`,
    );
    draft.tables.push({ schema, name, sql, columns: [], kind: 'foreign', key: undefined, rows: 0 });
  }
}
