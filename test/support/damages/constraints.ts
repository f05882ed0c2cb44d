import type { Damage } from './damage.ts';

export const CONSTRAINTS: readonly Damage[] = [
  {
    what: 'an index lost',
    sql: 'drop index app.customers_tags',
    finds: ['object missing', 'app.customers_tags'],
  },
  {
    what: 'another condition of an index',
    sql: `drop index public.rewritten_partial; create index rewritten_partial on public.rewritten (id) where status in ('open', 'gone') and n not between 3 and 4 and (kind is null or kind like 'a%' or n > 0)`,
    finds: ['object changed', 'public.rewritten_partial'],
  },
  {
    what: 'AND and OR the other way round',
    sql: 'alter table public.rewritten drop constraint deep, add constraint deep check (((n between 1 and 5 or n between 7 and 900) and id > 0 or (n = 1 or m = 2)) and not (n = 3 and m = 4))',
    finds: ['object changed', 'public.rewritten.deep'],
  },
  {
    what: 'an index that is not valid',
    sql: `update pg_index set indisvalid = false where indexrelid = 'app.customers_name'::regclass`,
    finds: ['object missing', 'app.customers_name'],
  },
  {
    what: 'the index that a table is clustered on',
    sql: 'alter table app.customers set without cluster',
    finds: ['object changed', 'app.customers_pkey'],
  },
  {
    what: 'an index of a partition that is not attached',
    sql: `delete from pg_inherits where inhrelid = 'app.orders_2025_amount'::regclass`,
    finds: ['object changed', 'app.orders_2025_amount'],
  },
  {
    what: 'a primary key lost',
    sql: 'alter table app.cache drop constraint cache_pkey',
    finds: ['object missing', 'app.cache.cache_pkey'],
  },
  {
    what: 'a unique constraint lost',
    sql: 'alter table app.customers drop constraint customers_email_key',
    finds: ['object missing', 'app.customers.customers_email_key'],
  },
  {
    what: 'a check lost',
    sql: 'alter table public.rewritten drop constraint nets',
    finds: ['object missing', 'public.rewritten.nets'],
  },
  {
    what: 'one value less in a list',
    sql: `alter table public.rewritten drop constraint in_list, add constraint in_list check (status in ('open', 'it''s "done"', 'a), (b'))`,
    finds: ['object changed', 'public.rewritten.in_list'],
  },
  {
    what: 'a check that is not valid',
    sql: 'alter table app.customers drop constraint customers_amount_check, add constraint customers_amount_check check (amount > -1000000) not valid',
    finds: ['object changed', 'app.customers.customers_amount_check'],
  },
  {
    what: 'an exclusion constraint lost',
    sql: 'alter table app.lines drop constraint lines_no_excl',
    finds: ['object missing', 'app.lines.lines_no_excl'],
  },
  {
    what: 'a foreign key lost',
    sql: 'alter table app.orders drop constraint orders_customer',
    finds: ['object missing', 'app.orders.orders_customer'],
  },
  {
    what: 'a foreign key that does not cascade',
    sql: 'alter table app.lines drop constraint lines_order_id_order_placed_fkey, add constraint lines_order_id_order_placed_fkey foreign key (order_id, order_placed) references app.orders (id, placed)',
    finds: ['object changed', 'app.lines.lines_order_id_order_placed_fkey'],
  },
  {
    what: 'a check of a domain lost',
    sql: 'alter domain public.short_text drop constraint short_text_filled',
    finds: ['object missing', 'public.short_text.short_text_filled'],
  },
  {
    what: 'extended statistics lost',
    sql: 'drop statistics app.customers_stat',
    finds: ['object missing', 'app.customers_stat'],
  },
];

export const TYPES: readonly Damage[] = [
  {
    what: 'a label of an enum too many',
    sql: `alter type public.mood add value 'furious'`,
    finds: ['object changed', 'public.mood'],
  },
  {
    what: 'a label of an enum missing',
    sql: `delete from pg_enum where enumlabel = 'unused'`,
    finds: ['object changed', 'public.mood'],
  },
  {
    what: 'labels of an enum in another order',
    sql: `update pg_enum set enumsortorder = -enumsortorder where enumtypid = 'public.mood'::regtype`,
    finds: ['object changed', 'public.mood'],
  },
  {
    what: 'an attribute of a composite type',
    sql: 'drop table app.typed; alter type public.address add attribute more int',
    finds: ['object changed', 'public.address'],
  },
  {
    what: 'the default of a domain',
    sql: 'alter domain public.short_text drop default',
    finds: ['object changed', 'public.short_text'],
  },
  {
    what: 'a range type lost',
    sql: 'drop type public.float_range cascade',
    finds: ['object missing', 'public.float_range'],
  },
  { what: 'a collation lost', sql: 'drop collation app.german', finds: ['object missing', 'app.german'] },
  {
    what: 'a cast lost',
    sql: 'drop cast (app.pair as int4)',
    finds: ['object missing', '(app.pair as integer)'],
  },
  { what: 'a conversion lost', sql: 'drop conversion app.latin', finds: ['object missing', 'app.latin'] },
  {
    what: 'a mapping of a text search configuration',
    sql: 'alter text search configuration app.search drop mapping for asciiword',
    finds: ['object changed', 'app.search'],
  },
  {
    what: 'an option of a text search dictionary',
    sql: 'alter text search dictionary app.simple_dict (stopwords)',
    finds: ['object changed', 'app.simple_dict'],
  },
];
