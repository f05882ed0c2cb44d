import { REWRITTEN_SQL } from './rewritten-expressions.ts';

/**
 * A database with objects of every kind that a dump can hold, and with the names and values that are known to
 * trip tools up. Needs the roles of `ROLES_SQL`, a superuser, and PostgreSQL's contrib modules.
 */
export const ROLES_SQL = `
create role app_owner;
create role app_reader;
create role "Odd ""Role""";
create role source_reader login;
grant pg_read_all_data to source_reader;
alter role source_reader bypassrls;
`;

const TYPES = `
create domain public.short_text as varchar(10) collate "C" not null default 'a'
  constraint short_text_filled check (value <> '' and length(value) between 1 and 10 and value is not null);
create type public.mood as enum ('sad', 'ok', 'it''s, "fine"', 'unused', 'glad');
create type public.address as (street text, "Zip code" varchar(10) collate "C", mood public.mood);
create type public.float_range as range (subtype = float8, subtype_diff = float8mi);
create type public.shell;
create type app.pair;
create function app.pair_in(cstring) returns app.pair language internal immutable strict as 'int4in';
create function app.pair_out(app.pair) returns cstring language internal immutable strict as 'int4out';
create type app.pair (input = app.pair_in, output = app.pair_out, like = int4);
create cast (app.pair as int4) without function as assignment;
create collation app.german (provider = icu, locale = 'de-u-co-phonebk', deterministic = false);
create collation app.plain (locale = 'C');
create conversion app.latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
`;

const ROUTINES = `
create function app.touch() returns trigger language plpgsql as $$ begin new.note := 'touched'; return new; end $$;
create function app.keep() returns trigger language plpgsql as $$ begin return new; end $$;
create function app.add(a int, b int default 1) returns int language sql immutable strict parallel safe cost 5 as 'select $1 + $2';
create function app.add(a text) returns setof text language sql stable rows 7 set search_path from current set work_mem = '8MB' as 'select $1';
create function app.equal_mod(a int, b int) returns boolean language sql immutable as 'select $1 % 10 = $2 % 10';
create function app.sum_state(state numeric, value numeric) returns numeric language sql immutable as 'select $1 + coalesce($2, 0)';
create function app.on_ddl() returns event_trigger language plpgsql security definer as $$ begin null; end $$;
create procedure app.clean(inout done int) language plpgsql as $$ begin done := 1; end $$;
create function app.one_row(out a int, out b public.mood) language sql as $$ select 1, 'ok'::public.mood $$;
create function app.table_row(variadic x int[]) returns table (y int, z text) language sql begin atomic select i, i::text from unnest(x) i; end;
create aggregate app.total(numeric) (sfunc = app.sum_state, stype = numeric, initcond = '0', parallel = safe);
create operator app.=% (leftarg = int, rightarg = int, function = app.equal_mod, commutator = operator(app.=%), restrict = eqsel, join = eqjoinsel);
create operator family app.mod_ops using hash;
create function app.hash_mod(int) returns int language sql immutable as 'select $1 % 10';
create operator class app.mod_hash for type int using hash family app.mod_ops as operator 1 app.=%(int, int), function 1 app.hash_mod(int);
create text search dictionary app.simple_dict (template = pg_catalog.simple, stopwords = 'english');
create text search configuration app.search (copy = pg_catalog.english);
alter text search configuration app.search alter mapping for asciiword with app.simple_dict, english_stem;
`;

const TABLES = `
create table app.customers (
  id bigint generated always as identity (start with 100 increment by 5) primary key,
  name text collate "de-x-icu" not null default 'nobody',
  email public.citext unique,
  mood public.mood not null default 'ok',
  home public.address,
  tags text[] default '{}',
  extra jsonb,
  balance money default 0,
  created timestamptz default '2024-03-31 02:30:00+02',
  born date, span interval, at time with time zone,
  ratio double precision, part real, amount numeric(20, 4),
  raw bytea, doc xml, path ltree, hs public.hstore, bits varbit, net inet, box box, tsv tsvector, during tstzrange, spread public.float_range,
  home_class regclass, note text,
  minus_zero double precision default '-0',
  doubled numeric generated always as (amount * 2) stored,
  check (amount > -1000000)
) with (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false);
insert into app.customers (name, email, mood, home, tags, extra, balance, created, born, span, at, ratio, part, amount, raw, doc, path, hs, bits, net, box, tsv, during, spread, home_class, note) values
  ('Ada', 'Ada@x.org', 'sad', row('a "b" \\ c', '1,2', 'glad'), '{"a,b",null,"{}"}', '{"b":1,"a":[null,1e3]}', 1234567.89, 'infinity', '-infinity', '1 year -2 days 03:04:05.6', '10:00+05:30', 'NaN', 'Infinity', 0.0001, '\\x00ff5c0a', '<a>1</a>', 'a.b', 'k=>"v w",n=>null', B'0101', '10.0.0.1/8', '(1,1),(0,0)', 'fat:1A cat:2', '[2024-01-01 00:00+00,)', '[1.5,2)', 'app.customers', null),
  ('Zoë 🐘', null, 'it''s, "fine"', null, null, 'null', -0.01, '4713-01-01 00:00:00+00 BC', '0044-03-15 BC', '-1 mon', '23:59:60', '-0', '-Infinity', 'NaN', '', null, '', '', B'', '::1', null, '', 'empty', 'empty', 'pg_class', E'line\\nbreak\\ttab'),
  ('', '', 'ok', row(null, null, null), '{}', '{}', 0, null, 'infinity', '0', null, 1e-300, 1e38, null, null, null, null, null, null, null, null, null, null, null, null, ''),
  ('twin', null, 'ok', null, null, null, null, now(), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
  ('twin', null, 'ok', null, null, null, null, now(), null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
alter table app.customers alter column note set storage external, alter column note set statistics 500, alter column tags set compression pglz, alter column amount set (n_distinct = -0.5);
alter table app.customers add column doomed int;
alter table app.customers drop column doomed;
create index customers_name on app.customers using btree (lower(name) collate "C" desc nulls first) include (mood) where mood <> 'sad';
create index customers_tags on app.customers using gin (tags);
create index customers_expression on app.customers ((amount * 2), (ratio + 1));
alter index app.customers_expression alter column 1 set statistics 300;
create unique index customers_replica on app.customers (id, mood);
alter table app.customers replica identity using index customers_replica;
alter table app.customers cluster on customers_pkey;
create statistics app.customers_stat (ndistinct, mcv) on mood, (lower(name)) from app.customers;
alter statistics app.customers_stat set statistics 400;

create table app.orders (
  id int not null, placed date not null, customer bigint, state varchar(10) default 'new', amount numeric,
  primary key (id, placed), constraint orders_state check (state in ('new', 'paid', 'gone'))
) partition by range (placed);
create table app.orders_2024 partition of app.orders for values from ('2024-01-01') to ('2025-01-01') partition by hash (id);
create table app.orders_2024_even partition of app.orders_2024 for values with (modulus 2, remainder 0);
create table app.orders_2024_odd partition of app.orders_2024 for values with (modulus 2, remainder 1);
create table app.states (state text, n int) partition by list (lower(state));
create table app.states_some partition of app.states for values in ('new', null);
create table app.states_rest partition of app.states default;
insert into app.states values ('New', 1), (null, 2), ('old', 3);
create table app.orders_2025 (placed date not null, gone text, state varchar(10) default 'other', id int not null, amount numeric, customer bigint,
  constraint orders_state check (state in ('new', 'paid', 'gone')));
alter table app.orders_2025 drop column gone;
alter table app.orders attach partition app.orders_2025 for values from ('2025-01-01') to ('2026-01-01');
create table app.orders_other partition of app.orders default;
alter table app.orders add constraint orders_customer foreign key (customer) references app.customers (id) deferrable initially deferred;
alter table app.orders_2025 add constraint orders_2025_positive check (amount >= 0) not valid;
create index orders_state_idx on app.orders (state) where state in ('new', 'paid');
create index orders_amount on only app.orders (amount);
create index orders_2025_amount on app.orders_2025 (amount);
alter index app.orders_amount attach partition app.orders_2025_amount;
insert into app.orders select i, date '2024-01-01' + i, null, (array['new', 'paid', 'gone'])[i % 3 + 1], i from generate_series(1, 900) i;
create table app.lines (order_id int, order_placed date, no int check (no > 0) no inherit, exclude using gist (no with =),
  foreign key (order_id, order_placed) references app.orders (id, placed) on delete cascade not valid);
create table app.parent (b int default 1, a text default 'parent', shared int not null check (shared > 0));
create table app.child (a text default 'child', own float8, b int default 2) inherits (app.parent);
alter table app.child alter column own set not null;
create table app.grandchild () inherits (app.child);
alter table app.parent add column late text;
alter table app.grandchild alter column a drop default;
insert into app.parent values (1, 'p', 1, 'l');
insert into app.child (b, a, shared, own, late) values (2, 'c', 2, 2.5, 'm'), (null, null, 3, 0, null);
insert into app.grandchild (b, a, shared, own) values (3, 'g', 4, 3.5);
create unlogged table app.cache (k text primary key, v jsonb);
insert into app.cache values ('a', '[1]');
create table app.typed of public.address (street with options not null);
create table app.nothing ();
insert into app.nothing default values; insert into app.nothing default values;
create table app.bare (x int);
create sequence app.free as smallint increment by -3 minvalue -100 maxvalue 50 start 50 cache 5 cycle;
select nextval('app.free');
create sequence app.owned owned by app.bare.x;
create sequence app.unused start 7;
create table app.serials (id serial, small smallserial, at_last int default nextval('app.unused'));
insert into app.serials default values;
`;

const ODD_NAMES = `
create schema "Odd ""schema"".x";
create table "Odd ""schema"".x"."new\nline" ("a ""b""" int, "c::d" text, "e'f" int default 1, "g\\h" int, "Ünïcode 🐘" text, t text, "select" int, ":x" int, "a,b" int, ";" int, "--" int);
insert into "Odd ""schema"".x"."new\nline" values (1, '2', 3, 4, '5', 't', 6, 7, 8, 9, 10);
create table public.t (t text, "T" text, u public.t_row[]);
insert into public.t values ('t', 'T', array[row(1, 'x')::public.t_row]);
create table public."::" (":" int);
create table public.n23456789012345678901234567890123456789012345678901234567890123 (c23456789012345678901234567890123456789012345678901234567890123 int);
create index "odd index; --" on "Odd ""schema"".x"."new\nline" ("Ünïcode 🐘", "a ""b""");
create view "Odd ""schema"".x"."view $1" as select * from "Odd ""schema"".x"."new\nline";
create function "Odd ""schema"".x"."f(x)"("a b" int, "c" "Odd ""schema"".x"."new\nline") returns int language sql as 'select 1';
`;

const BEHAVIOUR = `
create view app.happy with (security_barrier = true, check_option = local) as select id, name, mood from app.customers where mood in ('ok', 'glad');
alter view app.happy alter column mood set default 'glad';
create materialized view app.summary as select mood, count(*) as n, max(name collate "C") as name from app.customers group by mood;
create unique index summary_mood on app.summary (mood);
create materialized view app.dry as select * from app.summary with no data;
create rule redirect as on insert to app.bare where new.x < 0 do also update app.bare set x = 0 where x = 1;
create rule told as on delete to app.cache do also notify cache_changed;
create rule quiet as on delete to app.bare do instead nothing;
alter table app.bare disable rule quiet;
create trigger touch before update of note on app.customers for each row when (old.note is distinct from new.note and new.id between 1 and 5 and true) execute function app.touch();
create function app.instead() returns trigger language plpgsql as $$ begin return null; end $$;
create trigger through_view instead of insert on app.happy for each row execute function app.instead();
create trigger "Per Statement" after insert on app.customers referencing new table as n for each statement execute function app.touch();
`;

const BEHAVIOUR_2 = `
create trigger order_touch before insert on app.orders for each row execute function app.keep();
alter table app.orders_2025 disable trigger order_touch;
create trigger always_on before delete on app.customers for each row execute function app.touch();
alter table app.customers enable always trigger always_on;
create constraint trigger checked after insert on app.customers deferrable initially deferred for each row execute function app.touch();
alter table app.customers enable row level security, force row level security;
create policy own_rows on app.customers as restrictive for select to app_reader, "Odd ""Role""" using (name = current_user);
create policy everyone on app.customers using (true) with check (id between 1 and 2 and mood = 'ok');
alter table public.rewritten enable row level security;
create event trigger on_ddl on ddl_command_end when tag in ('CREATE TABLE', 'ALTER TABLE') execute function app.on_ddl();
alter event trigger on_ddl disable;
create publication everything for all tables with (publish = 'insert, truncate');
create publication "some" for table app.customers (id, name, mood) where (id > 5 and id between 1 and 10), table app.bare;
create publication schemas for tables in schema public with (publish = 'insert');
create foreign table app.remote (a int options (column_name 'b'), c text) server elsewhere options (schema_name 'x', table_name 'y');
`;

const RIGHTS = `
grant usage on schema app to app_reader with grant option;
revoke all on schema public from public;
grant select, update on app.customers to app_reader;
grant select on app.customers to public;
grant update (note, name) on app.customers to app_reader with grant option;
grant usage on sequence app.free to app_reader;
grant execute on function app.add(int, int) to app_reader;
revoke execute on function app.add(text) from public;
grant usage on type public.mood to app_reader;
revoke usage on type public.address from public;
grant usage on foreign server elsewhere to app_reader;
grant select on app.happy to "Odd ""Role""";
alter table app.bare owner to app_owner;
revoke delete, truncate on app.bare from app_owner;
alter schema app owner to app_owner;
alter type public.mood owner to app_owner;
alter function app.add(int, int) owner to "Odd ""Role""";
alter default privileges for role app_owner in schema app grant select on tables to app_reader;
alter default privileges for role app_owner revoke execute on functions from public;
grant select on public.pg_stat_statements to app_reader;
revoke execute on function public.hstore_to_json(public.hstore) from public;
revoke execute on function pg_catalog.pg_sleep(double precision) from public;
grant execute on function pg_catalog.pg_stat_file(text) to app_reader;
`;

const COMMENTS = `
comment on schema app is 'the application''s';
comment on table app.customers is E'two\\nlines';
comment on column app.customers.note is 'column';
comment on index app.customers_name is 'index';
comment on constraint orders_customer on app.orders is 'constraint';
comment on trigger touch on app.customers is 'trigger';
comment on function app.add(int, int) is 'function';
comment on type public.mood is 'type';
comment on policy own_rows on app.customers is 'policy';
comment on view app.happy is 'view';
comment on sequence app.free is 'sequence';
comment on publication "some" is 'publication';
comment on cast (app.pair as int4) is 'cast';
comment on schema public is 'ours';
`;

const LARGE_OBJECTS = `
select lo_from_bytea(900001, '\\x00010203'), lo_from_bytea(900002, ''), lo_from_bytea(900003, convert_to(repeat('x', 5000), 'UTF8'));
select lo_create(900004);
select lo_put(900004, 300000, 'far away');
alter large object 900002 owner to app_owner;
grant select on large object 900001, 900002, 900003, 900004 to source_reader;
grant update on large object 900001 to app_reader;
comment on large object 900003 is 'large';
`;

export const EVERY_OBJECT_SQL = `
create schema app;
create extension citext schema public;
create extension hstore schema public;
create extension btree_gist schema app;
create extension ltree schema public;
create extension pg_stat_statements schema public;
create extension postgres_fdw;
create server elsewhere type 'pg' version '1' foreign data wrapper postgres_fdw options (host 'db.example', dbname 'x');
create user mapping for app_reader server elsewhere options (user 'u', password 'secret');
create type public.t_row as (a int, b text);
set search_path = public;
${TYPES}${REWRITTEN_SQL}${ROUTINES}${TABLES}${ODD_NAMES}${BEHAVIOUR}${BEHAVIOUR_2}${RIGHTS}${COMMENTS}${LARGE_OBJECTS}
alter function app.touch() depends on extension hstore;
`;
