import type { Damage } from './damage.ts';

export const RIGHTS: readonly Damage[] = [
  {
    what: 'a grant lost',
    sql: 'revoke update on app.customers from app_reader',
    finds: ['object changed', 'table app.customers to app_reader'],
  },
  {
    what: 'all grants to a role lost',
    sql: 'revoke all on app.happy from "Odd ""Role"""',
    finds: ['object missing', 'view app.happy to "Odd ""Role"""'],
  },
  {
    what: 'a grant added',
    sql: 'grant select on app.orders to public',
    finds: ['object unexpected', 'table app.orders to PUBLIC'],
  },
  {
    what: 'a grant option lost',
    sql: 'revoke grant option for usage on schema app from app_reader',
    finds: ['object changed', 'schema app to app_reader'],
  },
  {
    what: 'a grant on a column lost',
    sql: 'revoke update (note) on app.customers from app_reader',
    finds: ['object missing', 'column app.customers.note to app_reader'],
  },
  {
    what: 'EXECUTE back at everybody',
    sql: 'grant execute on function app.add(text) to public',
    finds: ['object missing', 'function app.add(text) to PUBLIC'],
  },
  {
    what: 'CREATE in public for everybody',
    sql: 'grant create on schema public to public',
    finds: ['object changed', 'schema public to PUBLIC'],
  },
  {
    what: 'a grant on a view of an extension',
    sql: 'revoke select on public.pg_stat_statements from app_reader',
    finds: ['object missing', 'view public.pg_stat_statements to app_reader'],
  },
  {
    what: 'a revoke on a system function',
    sql: 'grant execute on function pg_sleep(double precision) to public',
    finds: ['object missing', 'function pg_catalog.pg_sleep(double precision) to PUBLIC'],
  },
  {
    what: 'default privileges lost',
    sql: 'alter default privileges for role app_owner in schema app revoke select on tables from app_reader',
    finds: ['object missing', 'tables of app_owner in app to app_reader'],
  },
  {
    what: 'another owner of a table',
    sql: 'alter table app.bare owner to postgres',
    finds: ['object changed', 'table app.bare'],
  },
  {
    what: 'another owner of a function',
    sql: 'alter function app.add(int, int) owner to app_owner',
    finds: ['object changed', 'function app.add(integer, integer)'],
  },
  {
    what: 'another owner of the database',
    sql: 'alter database damaged owner to app_owner',
    finds: ['object changed', 'owner'],
  },
  {
    what: 'a grant on the database',
    sql: 'revoke connect on database damaged from public',
    finds: ['object unexpected', 'grant on the database to PUBLIC'],
  },
];

export const OTHERS: readonly Damage[] = [
  {
    what: 'a comment lost',
    sql: 'comment on column app.customers.note is null',
    finds: ['object missing', 'table column app.customers.note'],
  },
  {
    what: 'another comment',
    sql: `comment on table app.customers is 'one line'`,
    finds: ['object changed', 'table app.customers'],
  },
  {
    what: 'another version of an extension',
    sql: `update pg_extension set extversion = '1.0' where extname = 'ltree'`,
    finds: ['object changed', 'ltree'],
  },
  {
    what: 'an extension lost',
    sql: 'drop extension postgres_fdw cascade',
    finds: ['object missing', 'postgres_fdw'],
  },
  {
    what: 'a dependency on an extension',
    sql: 'alter function app.touch() no depends on extension hstore',
    finds: ['object missing', 'function app.touch() on hstore'],
  },
  { what: 'a publication lost', sql: 'drop publication everything', finds: ['object missing', 'everything'] },
  {
    what: 'what a publication publishes',
    sql: `alter publication everything set (publish = 'insert')`,
    finds: ['object changed', 'everything'],
  },
  {
    what: 'a table of a publication',
    sql: 'alter publication "some" drop table app.bare',
    finds: ['object missing', 'app.bare in some'],
  },
  {
    what: 'the rows of a published table',
    sql: 'alter publication "some" set table app.bare, app.customers (id, name, mood) where (id > 6)',
    finds: ['object changed', 'app.customers in some'],
  },
  {
    what: 'an option of a foreign server',
    sql: `alter server elsewhere options (set host 'other.example')`,
    finds: ['object changed', 'elsewhere'],
  },
  {
    what: 'an option of a foreign table',
    sql: `alter foreign table app.remote options (set table_name 'z')`,
    finds: ['object changed', 'app.remote'],
  },
  {
    what: 'a user mapping lost',
    sql: 'drop user mapping for app_reader server elsewhere',
    finds: ['object missing', 'app_reader on elsewhere'],
  },
  {
    what: 'a setting of the database',
    sql: `alter database damaged set work_mem = '9MB'`,
    finds: ['object unexpected', 'work_mem'],
  },
  {
    what: 'a setting of a role in the database',
    sql: `alter role app_reader in database damaged set statement_timeout = '9s'`,
    finds: ['object unexpected', 'statement_timeout for role app_reader'],
  },
];
