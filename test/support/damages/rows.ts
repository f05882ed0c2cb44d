import type { Damage } from './damage.ts';

const ODD = `"Odd ""schema"".x"."new\nline"`;

export const ROWS: readonly Damage[] = [
  {
    what: 'one row missing',
    sql: 'delete from public.rewritten where id = 9',
    finds: ['row count', 'public.rewritten'],
  },
  {
    what: 'one row too many',
    sql: `insert into app.states_rest values ('more', 4)`,
    finds: ['row count', 'app.states_rest'],
  },
  {
    what: 'one row there twice, its twin gone',
    sql: 'with gone as (delete from public.rewritten where id in (20, 21)) insert into public.rewritten select id + 5000 + g * 100, status, kind, r.n, m, host, label from public.rewritten r, generate_series(0, 1) g where id = 22',
    finds: ['content', 'public.rewritten'],
  },
  {
    what: 'a value changed',
    sql: 'update public.rewritten set n = 8 where id = 300',
    finds: ['content', 'public.rewritten'],
  },
  {
    what: 'two values swapped between rows',
    sql: 'update app.states_some set n = 3 - n',
    finds: ['content', 'app.states_some'],
  },
  {
    what: 'two columns of a row swapped',
    sql: 'update public.t set t = "T", "T" = t',
    finds: ['content', 'public.t'],
  },
  {
    what: 'NULL instead of an empty text',
    sql: `update app.customers set note = null where note = ''`,
    finds: ['content', 'app.customers'],
  },
  {
    what: '0 instead of -0',
    sql: 'update app.customers set minus_zero = 0',
    finds: ['content', 'app.customers'],
  },
  {
    what: 'a number instead of NaN',
    sql: `update app.customers set ratio = 1 where ratio = 'NaN'`,
    finds: ['content', 'app.customers'],
  },
  {
    what: 'the last digit of a float',
    sql: 'update app.customers set ratio = 1.0000000000000002e-300 where ratio = 1e-300',
    finds: ['content', 'app.customers'],
  },
  {
    what: 'a zero byte less',
    sql: `update app.customers set raw = '\\xff5c0a' where raw = '\\x00ff5c0a'`,
    finds: ['content', 'app.customers'],
  },
  {
    what: 'an element of an array',
    sql: `update app.customers set tags[2] = 'NULL' where name = 'Ada'`,
    finds: ['content', 'app.customers'],
  },
  {
    what: 'a field of a composite',
    sql: `update app.customers set home.street = (home).street || ' ' where name = 'Ada'`,
    finds: ['content', 'app.customers'],
  },
  {
    what: 'an hour of a time zone',
    sql: `update app.customers set at = '10:00+06:30' where name = 'Ada'`,
    finds: ['content', 'app.customers'],
  },
  {
    what: 'a row in another partition',
    sql: `update app.orders set placed = '2030-01-01' where id = 700`,
    finds: ['row count', 'app.orders_2025'],
  },
  { what: 'a row of an unlogged table', sql: 'truncate app.cache', finds: ['row count', 'app.cache'] },
  {
    what: 'a row of a child, moved to its parent',
    sql: 'with gone as (delete from only app.child where b is null returning a, b, shared, late) insert into app.parent select b, a, shared, late from gone',
    finds: ['row count', 'app.child'],
  },
  {
    what: 'a row of a table without columns',
    sql: `delete from app.nothing where ctid = '(0,1)'`,
    finds: ['row count', 'app.nothing'],
  },
  { what: 'a value behind odd names', sql: `update ${ODD} set "a,b" = 9, ";" = 8`, finds: ['content', ODD] },
];
