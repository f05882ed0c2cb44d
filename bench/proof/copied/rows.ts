import type { CopyDamage } from './damage.ts';

/** SQL: one of the rows of the table `q`, at random. */
const row = (random: string): string =>
  `(select ctid from only %1$s order by ctid offset floor(${random} * %2$s) limit 1)`;

/** Fails unless exactly the rows were changed that should be: a mutant that changes nothing proves nothing. */
const effective = (sql: string): string =>
  `do $damage$ begin ${sql}; if not found then raise 'no row was changed'; end if; end $damage$`;

function wholeRow(kind: string, sql: string, where = 'true', weight = 2): CopyDamage {
  return {
    kind,
    weight,
    candidates: `select name, format($q$${effective(sql)}$q$, q, n, coalesce(cols, '')) as sql from filled where ${where}`,
  };
}

/** Changes one value of one row. In `value`, `%3$s` is the column. */
function oneValue(kind: string, types: readonly string[], value: string, weight = 1): CopyDamage {
  const found = `(select ctid from only %1$s t where t.%3$s is not null and (%4$s)::%5$s::text is distinct from t.%3$s::text
    order by ctid offset floor(:r1 * (select count(*) from only %1$s t where t.%3$s is not null
      and (%4$s)::%5$s::text is distinct from t.%3$s::text)) limit 1)`;
  return {
    kind,
    weight,
    candidates: `
select f.name, format($q$${effective(`update only %1$s t set %3$s = %4$s where ctid = ${found}`)}$q$,
  f.q, f.n, col.c, replace($v$${value}$v$, '@', 't.' || col.c), col.type) as sql
from filled f join col using (oid)
where col.generated = '' and col.identity <> 'a' and col.typname = any ('{${types.join(',')}}')`,
  };
}

const TEXTS = ['text', 'varchar'];

export const ROW_DAMAGES: readonly CopyDamage[] = [
  wholeRow('one row missing', `delete from only %1$s where ctid = ${row(':r1')}`, 'true', 4),
  wholeRow('all rows missing', 'delete from only %1$s'),
  wholeRow('the last rows missing', `delete from only %1$s where ctid >= ${row(':r1')}`),
  wholeRow(
    'one row twice',
    `insert into %1$s (%3$s) overriding system value select %3$s from only %1$s where ctid = ${row(':r1')}`,
    'repeatable and cols is not null and not relispartition',
  ),
  wholeRow(
    'one row missing, another twice',
    `insert into %1$s (%3$s) overriding system value select %3$s from only %1$s where ctid = ${row(':r2')};
     delete from only %1$s "a" using only %1$s "b"
       where "a".ctid = ${row(':r1')} and "b".ctid = ${row(':r2')} and ("a".*)::text <> ("b".*)::text`,
    'repeatable and cols is not null and n > 2 and not relispartition',
  ),
  {
    kind: 'one row more, with a key of its own',
    weight: 2,
    candidates: `
select f.name, format($q$${effective(
      `insert into %1$s (%3$s) overriding system value select %4$s from only %1$s where ctid = ${row(':r1')}`,
    )}$q$, f.q, f.n, f.cols, (select string_agg(case when col.attnum = key.attnum then
        format('(select max(%1$s) + 1 from %2$s)', col.c, f.q) else col.c end, ', ' order by col.attnum)
      from col where col.oid = f.oid and generated = '')) as sql
from filled f
join pg_index i on i.indrelid = f.oid and i.indisprimary and i.indnkeyatts = 1
join col key on key.oid = f.oid and key.attnum = i.indkey[0] and key.typname in ('int2', 'int4', 'int8')`,
  },
  {
    kind: 'two values exchanged between two rows',
    weight: 6,
    candidates: `
select f.name, format($q$${effective(`update only %1$s x set %3$s = y.v
from (select a.ctid as at, b.ctid as bt, a.%3$s as av, b.%3$s as bv from only %1$s a, only %1$s b
    where a.ctid = ${row(':r1')} and b.ctid = ${row(':r2')} and a.%3$s::text <> b.%3$s::text) p
  cross join lateral (values (p.at, p.bv), (p.bt, p.av)) y (at, v)
where x.ctid = y.at`)}$q$, f.q, f.n, col.c) as sql
from filled f join col using (oid)
where col.generated = '' and col.identity <> 'a' and f.n > 1`,
  },
  oneValue(
    'one letter of a text',
    TEXTS,
    `overlay(@ placing chr(64 + (length(@) + 1) % 26) from 1 for 1)`,
    2,
  ),
  oneValue('a space at the end of a text', TEXTS, `@ || ' '`),
  oneValue('a text became empty', TEXTS, `''::text`),
  oneValue('a number off by one', ['int2', 'int4', 'int8'], '@ + 1', 2),
  oneValue('a number off by the last digit', ['numeric'], `@ + power(10::numeric, -scale(@))`),
  oneValue('a number written with other digits', ['numeric'], `@ + 0.0000000000`),
  oneValue('a float off by its last bit', ['float8', 'float4'], `@ * 1.0000001`),
  oneValue('zero without its minus sign', ['float8', 'float4'], `case when @::text = '-0' then 0 else @ end`),
  oneValue(
    'a time off by a microsecond',
    ['timestamptz', 'timestamp', 'interval'],
    `@ + interval '1 microsecond'`,
    2,
  ),
  oneValue('a date off by a day', ['date'], `@ + 1`),
  oneValue('a truth value turned', ['bool'], 'not @'),
  oneValue(
    'one bit of a bytea',
    ['bytea'],
    `set_bit(@, length(@) * 8 - 1, 1 - get_bit(@, length(@) * 8 - 1))`,
    2,
  ),
  oneValue('one byte more in a bytea', ['bytea'], String.raw`@ || '\x00'`),
  oneValue('a field more in a jsonb', ['jsonb'], `@ || '{"damage": null}'`),
  oneValue('other spaces in a json', ['json'], `(@::text || ' ')::json`),
  oneValue('an element of an array', ['_text', '_int4'], 'array_append(@, null)'),
  oneValue(
    'a field of a composite value',
    ['postal_address'],
    `row((@).street || '.', (@).postal_code, (@).city, (@).country)::public.postal_address`,
  ),
  {
    kind: 'a value became null',
    weight: 3,
    candidates: `
select f.name, format($q$${effective(`update only %1$s t set %3$s = null where ctid = (select ctid from only %1$s t
  where %3$s is not null order by ctid offset floor(:r1 * (select count(*) from only %1$s where %3$s is not null)) limit 1)`)}$q$,
  f.q, f.n, col.c) as sql
from filled f join col using (oid)
where col.generated = '' and not col.attnotnull`,
  },
];
