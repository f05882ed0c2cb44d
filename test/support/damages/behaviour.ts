import type { Damage } from './damage.ts';

export const BEHAVIOUR: readonly Damage[] = [
  {
    what: 'a trigger lost',
    sql: 'drop trigger touch on app.customers',
    finds: ['object missing', 'app.customers.touch'],
  },
  {
    what: 'a trigger disabled',
    sql: 'alter table app.customers disable trigger touch',
    finds: ['object changed', 'app.customers.touch'],
  },
  {
    what: 'a trigger disabled for one partition',
    sql: 'alter table app.orders_other disable trigger order_touch',
    finds: ['object unexpected', 'app.orders_other.order_touch'],
  },
  {
    what: 'an event trigger enabled',
    sql: 'alter event trigger on_ddl enable',
    finds: ['object changed', 'on_ddl'],
  },
  {
    what: 'a policy lost',
    sql: 'drop policy own_rows on app.customers',
    finds: ['object missing', 'app.customers.own_rows'],
  },
  {
    what: 'a policy for everybody',
    sql: 'alter policy own_rows on app.customers to public',
    finds: ['object changed', 'app.customers.own_rows'],
  },
  {
    what: 'another condition of a policy',
    sql: 'alter policy own_rows on app.customers using (true)',
    finds: ['object changed', 'app.customers.own_rows'],
  },
  {
    what: 'row security off',
    sql: 'alter table public.rewritten disable row level security',
    finds: ['object missing', 'public.rewritten'],
  },
  {
    what: 'row security not forced',
    sql: 'alter table app.customers no force row level security',
    finds: ['object changed', 'app.customers'],
  },
  {
    what: 'a rule lost',
    sql: 'drop rule redirect on app.bare',
    finds: ['object missing', 'app.bare.redirect'],
  },
  {
    what: 'a rule enabled',
    sql: 'alter table app.bare enable rule quiet',
    finds: ['object changed', 'app.bare.quiet'],
  },
  {
    what: 'another query of a view',
    sql: `create or replace view app.happy with (security_barrier, check_option = local) as select id, name, mood from app.customers where mood in ('ok', 'sad')`,
    finds: ['object changed', 'app.happy'],
  },
  {
    what: 'an option of a view',
    sql: 'alter view app.happy reset (security_barrier)',
    finds: ['object changed', 'app.happy'],
  },
  {
    what: 'a materialized view lost',
    sql: 'drop materialized view app.dry',
    finds: ['object missing', 'app.dry'],
  },
  {
    what: 'the body of a function',
    sql: `create or replace function app.add(a int, b int default 1) returns int language sql immutable strict parallel safe cost 5 as 'select $1 - $2'`,
    finds: ['object changed', 'app.add(integer, integer)'],
  },
  {
    what: 'the volatility of a function',
    sql: 'alter function app.add(int, int) stable',
    finds: ['object changed', 'app.add(integer, integer)'],
  },
  {
    what: 'a setting of a function',
    sql: 'alter function app.add(text) reset search_path',
    finds: ['object changed', 'app.add(text)'],
  },
  {
    what: 'a default of an argument',
    sql: `create or replace function app.add(a int, b int default 2) returns int language sql immutable strict parallel safe cost 5 as 'select $1 + $2'`,
    finds: ['object changed', 'app.add(integer, integer)'],
  },
  {
    what: 'a procedure lost',
    sql: 'drop procedure app.clean',
    finds: ['object missing', 'app.clean(integer)'],
  },
  {
    what: 'an aggregate lost',
    sql: 'drop aggregate app.total(numeric)',
    finds: ['object missing', 'app.total(numeric)'],
  },
  {
    what: 'an operator lost',
    sql: 'drop operator class app.mod_hash using hash; drop operator app.=%(int, int)',
    finds: ['object missing', 'app.=%(integer, integer)'],
  },
  {
    what: 'a member of an operator family lost',
    sql: 'drop operator class app.mod_hash using hash',
    finds: ['object changed', 'app.mod_ops using hash'],
  },
];
