-- Everything here is legal and has broken a backup tool somewhere.
set role ticketz_owner;

create table "Order ""Items""; --" (
  t integer generated always as identity primary key,
  "Größe" text,
  "50%_off\" numeric(6, 3),
  "select" boolean,
  "日付" date,
  constraint "it's ""fine""" check ("50%_off\" is distinct from -1)
);
insert into "Order ""Items""; --" ("Größe", "50%_off\", "select", "日付")
select
  (array['S', 'M', 'L', 'XL', 'Größe 42½', '', null])[1 + i % 7],
  i * 0.125,
  nullif(i % 3, 0) = 1,
  date '2025-02-27' + i
from generate_series(0, 39) as i;
comment on table "Order ""Items""; --" is 'A name that must be quoted: it''s "); drop table users; --';

create table "Archiv 2019"."Übersicht" ("Straße" text, "e-mail" text, "T" text, t text);
insert into "Archiv 2019"."Übersicht" values
  ('Große Bleichen 12', 'jörg@example.org', 'upper', 'lower'),
  (E'tab\there, newline\nthere, return\rthere', E'back\\slash', E'\\N', E'\\.'),
  ('', null, 'NULL', 'null'),
  (E'zero width \u200b joiner \u200d, right to left \u202e', 'naïve café', '𝔘𝔫𝔦𝔠𝔬𝔡𝔢', '🧾');

create table support.marker ();
insert into support.marker default values;
insert into support.marker default values;
insert into support.marker default values;

create table support.edge_values (
  id integer primary key,
  exact numeric,
  inexact double precision,
  single real,
  moment timestamptz,
  local_moment timestamp,
  day date,
  span interval,
  price money,
  bits varbit,
  raw bytea,
  padded char(6),
  matrix integer[][],
  place point,
  network cidr,
  relation regclass,
  key uuid,
  loose json
);
insert into support.edge_values values
  (1, 'NaN', 'NaN', 'NaN', 'infinity', '-infinity', '-infinity', 'P178000000Y', '92233720368547758.07',
   B'', '\x', 'abc', '{}', '(0,-0)', '0.0.0.0/0', 'public.users', '00000000-0000-0000-0000-000000000000', '{"a":1,"a":2}'),
  (2, 1e-100, '-0', 1e-37, '4713-01-01 00:00:00+00 BC', '294276-12-31 23:59:59.999999', '4713-01-01 BC', '-0.000001 s', '-1234.50',
   B'10110', '\x00ff005c', '', '[2:3][-1:0]={{1,NULL},{3,4}}', '(1e300,-1e-300)', '2001:db8::/32', 'support.audit_log',
   'ffffffff-ffff-ffff-ffff-ffffffffffff', ' [ 1.0 , 1.00 ] '),
  (3, 123456789012345678901234567890.123456789012345678901234567890, 0.1, 0.1, '1969-12-31 23:59:59.999999+00',
   '2024-02-29 12:00', '5874897-12-31', '1 mon -1 day +00:00:00.5', '0', null, null, null, null, null, null, null, null, null),
  (4, 0.00, '1e308', '3.4e38', '2025-03-30 01:30:00+00', '2025-10-26 02:30', '2000-02-29', '0', null,
   B'1', '\x27', 'x', '{1}', '(1,2)', '10.0.0.0/8', 'pg_class', null, '{"nothing": null}');
select current_setting('server_version_num')::int >= 140000 as has_infinite_numeric \gset
\if :has_infinite_numeric
  update support.edge_values set exact = '-Infinity' where id = 4;
\endif

reset role;
