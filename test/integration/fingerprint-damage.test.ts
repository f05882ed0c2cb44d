import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareFingerprints } from '../../src/catalog/compare.ts';
import type { Difference } from '../../src/catalog/difference.ts';
import type { Fingerprint } from '../../src/catalog/fingerprint.ts';
import { EVERY_OBJECT_SQL, ROLES_SQL } from '../support/every-object.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { clientOf, dumpAndRestore, fingerprintOf } from '../support/round-trip.ts';

let postgres: TestPostgres;
let expected: Fingerprint;

beforeAll(async () => {
  postgres = await startPostgres({ settings: { wal_level: 'logical' } });
  await postgres.psql(ROLES_SQL);
  await postgres.createDatabase('app');
  await postgres.psql(EVERY_OBJECT_SQL, { database: 'app' });
  await dumpAndRestore(clientOf(postgres, 'app'), postgres, 'sound');
  expected = await fingerprintOf(clientOf(postgres, 'app'));
});
afterAll(() => postgres?.stop());

interface Damage {
  readonly what: string;
  readonly sql: string;
  /** What one of the differences must be called: kind and name. */
  readonly finds: readonly [Difference['kind'], string];
}

const ODD = `"Odd ""schema"".x"."new\nline"`;
const customers = 'app.customers';

const ROWS: readonly Damage[] = [
  {
    what: 'one row missing',
    sql: `delete from public.rewritten where id = 9`,
    finds: ['row count', 'public.rewritten'],
  },
  {
    what: 'one row too many',
    sql: `insert into app.states_rest values ('more', 4)`,
    finds: ['row count', 'app.states_rest'],
  },
  {
    what: 'one row there twice, its twin gone',
    sql: `with gone as (delete from public.rewritten where id in (20, 21)) insert into public.rewritten select id + 5000 + g * 100, status, kind, r.n, m, host, label from public.rewritten r, generate_series(0, 1) g where id = 22`,
    finds: ['content', 'public.rewritten'],
  },
  {
    what: 'a value changed',
    sql: `update public.rewritten set n = 8 where id = 300`,
    finds: ['content', 'public.rewritten'],
  },
  {
    what: 'two values swapped between rows',
    sql: `update app.states_some set n = 3 - n`,
    finds: ['content', 'app.states_some'],
  },
  {
    what: 'two columns of a row swapped',
    sql: `update public.t set t = "T", "T" = t`,
    finds: ['content', 'public.t'],
  },
  {
    what: 'NULL instead of an empty text',
    sql: `update ${customers} set note = null where note = ''`,
    finds: ['content', customers],
  },
  { what: '0 instead of -0', sql: `update ${customers} set minus_zero = 0`, finds: ['content', customers] },
  {
    what: 'a number instead of NaN',
    sql: `update ${customers} set ratio = 1 where ratio = 'NaN'`,
    finds: ['content', customers],
  },
  {
    what: 'the last digit of a float',
    sql: `update ${customers} set ratio = 1.0000000000000002e-300 where ratio = 1e-300`,
    finds: ['content', customers],
  },
  {
    what: 'a zero byte less',
    sql: `update ${customers} set raw = '\\xff5c0a' where raw = '\\x00ff5c0a'`,
    finds: ['content', customers],
  },
  {
    what: 'an element of an array',
    sql: `update ${customers} set tags[2] = 'NULL' where name = 'Ada'`,
    finds: ['content', customers],
  },
  {
    what: 'a field of a composite',
    sql: `update ${customers} set home.street = (home).street || ' ' where name = 'Ada'`,
    finds: ['content', customers],
  },
  {
    what: 'an hour of a time zone',
    sql: `update ${customers} set at = '10:00+06:30' where name = 'Ada'`,
    finds: ['content', customers],
  },
  {
    what: 'a row in another partition',
    sql: `update app.orders set placed = '2030-01-01' where id = 700`,
    finds: ['row count', 'app.orders_2025'],
  },
  { what: 'a row of an unlogged table', sql: `truncate app.cache`, finds: ['row count', 'app.cache'] },
  {
    what: 'a row of a child, moved to its parent',
    sql: `with gone as (delete from only app.child where b is null returning a, b, shared, late) insert into app.parent select b, a, shared, late from gone`,
    finds: ['row count', 'app.child'],
  },
  {
    what: 'a row of a table without columns',
    sql: `delete from app.nothing where ctid = '(0,1)'`,
    finds: ['row count', 'app.nothing'],
  },
  { what: 'a value behind odd names', sql: `update ${ODD} set "a,b" = 9, ";" = 8`, finds: ['content', ODD] },
];

const STATES: readonly Damage[] = [
  {
    what: 'a sequence behind',
    sql: `select setval('app.serials_id_seq', 1, false)`,
    finds: ['sequence', 'app.serials_id_seq'],
  },
  { what: 'a sequence ahead', sql: `select nextval('app.owned')`, finds: ['sequence', 'app.owned'] },
  {
    what: 'a sequence that counts down',
    sql: `select setval('app.free', 41)`,
    finds: ['sequence', 'app.free'],
  },
  {
    what: 'a sequence missing',
    sql: `alter table app.serials alter column at_last drop default; drop sequence app.unused`,
    finds: ['sequence', 'app.unused'],
  },
  {
    what: 'a large object missing',
    sql: `select lo_unlink(900003)`,
    finds: ['large objects', 'large objects'],
  },
  {
    what: 'a byte of a large object',
    sql: `select lo_put(900001, 3, '\\x04')`,
    finds: ['large objects', 'large objects'],
  },
  {
    what: 'a zero more at the end of a large object',
    sql: `select lo_put(900002, 0, '\\x00')`,
    finds: ['large objects', 'large objects'],
  },
  {
    what: 'a large object under another number',
    sql: `select lo_unlink(900002); select lo_create(900005); alter large object 900005 owner to app_owner; grant select on large object 900005 to source_reader`,
    finds: ['large objects', 'large objects'],
  },
  {
    what: 'the owner of a large object',
    sql: `alter large object 900002 owner to postgres`,
    finds: ['object changed', 'large objects'],
  },
  {
    what: 'a grant on a large object',
    sql: `revoke update on large object 900001 from app_reader`,
    finds: ['object changed', 'large objects'],
  },
  {
    what: 'a materialized view without its data',
    sql: `drop materialized view app.dry; refresh materialized view app.summary with no data`,
    finds: ['population', 'app.summary'],
  },
  {
    what: 'a materialized view that is stale',
    sql: `drop materialized view app.dry; update ${customers} set mood = 'glad'; refresh materialized view app.summary; update ${customers} set mood = 'ok'`,
    finds: ['row count', 'app.summary'],
  },
];

const TABLES: readonly Damage[] = [
  { what: 'a table missing', sql: `drop table app.lines`, finds: ['table missing', 'app.lines'] },
  { what: 'a table too many', sql: `create table app.more (x int)`, finds: ['table unexpected', 'app.more'] },
  {
    what: 'a schema missing',
    sql: `drop schema "Odd ""schema"".x" cascade`,
    finds: ['object missing', `"Odd ""schema"".x"`],
  },
  {
    what: 'a column missing',
    sql: `alter table app.bare add column y int; alter table ${customers} drop column raw`,
    finds: ['object missing', `${customers}.raw`],
  },
  {
    what: 'a column too many',
    sql: `alter table app.bare add column y int`,
    finds: ['object unexpected', 'app.bare.y'],
  },
  {
    what: 'a column of another type',
    sql: `alter table app.cache alter column v type json`,
    finds: ['object changed', 'app.cache.v'],
  },
  {
    what: 'a column of another length',
    sql: `alter table ${customers} alter column amount type numeric(21, 4)`.replace(
      'alter table',
      'alter table app.customers drop column doubled; drop index app.customers_expression; alter table',
    ),
    finds: ['object changed', `${customers}.amount`],
  },
  {
    what: 'NOT NULL lost',
    sql: `alter table app.child alter column own drop not null`,
    finds: ['object changed', 'app.child.own'],
  },
  {
    what: 'a default lost',
    sql: `alter table ${customers} alter column mood drop default`,
    finds: ['object missing', `${customers}.mood`],
  },
  {
    what: 'another default',
    sql: `alter table app.parent alter column a set default 'Parent'`,
    finds: ['object changed', 'app.parent.a'],
  },
  {
    what: 'an identity lost',
    sql: `alter table ${customers} alter column id drop identity`,
    finds: ['object changed', `${customers}.id`],
  },
  {
    what: 'a generated column that is a plain one',
    sql: `alter table ${customers} alter column doubled drop expression`,
    finds: ['object changed', `${customers}.doubled`],
  },
  {
    what: 'the storage of a column',
    sql: `alter table ${customers} alter column note set storage extended`,
    finds: ['object changed', `${customers}.note`],
  },
  {
    what: 'the compression of a column',
    sql: `alter table ${customers} alter column tags set compression default`,
    finds: ['object changed', `${customers}.tags`],
  },
  {
    what: 'the statistics target of a column',
    sql: `alter table ${customers} alter column note set statistics -1`,
    finds: ['object changed', `${customers}.note`],
  },
  {
    what: 'an unlogged table that is logged',
    sql: `alter table app.cache set logged`,
    finds: ['object changed', 'app.cache'],
  },
  {
    what: 'storage parameters',
    sql: `alter table ${customers} reset (fillfactor)`,
    finds: ['object changed', customers],
  },
  {
    what: 'parameters of the TOAST table',
    sql: `alter table ${customers} reset (toast.autovacuum_enabled)`,
    finds: ['object changed', customers],
  },
  {
    what: 'a partition detached',
    sql: `alter table app.states detach partition app.states_rest`,
    finds: ['object changed', 'app.states_rest'],
  },
  {
    what: 'other bounds of a partition',
    sql: `alter table app.states detach partition app.states_some; alter table app.states attach partition app.states_some for values in ('new', null, 'x')`,
    finds: ['object changed', 'app.states_some'],
  },
  {
    what: 'a child without its parent',
    sql: `alter table app.grandchild no inherit app.child`,
    finds: ['object changed', 'app.grandchild'],
  },
  {
    what: 'the replica identity',
    sql: `alter table ${customers} replica identity default`,
    finds: ['object changed', customers],
  },
  {
    what: 'the owner of a sequence',
    sql: `alter sequence app.owned owned by none`,
    finds: ['object changed', 'app.owned'],
  },
  {
    what: 'the step of a sequence',
    sql: `alter sequence app.serials_id_seq increment by 2`,
    finds: ['object changed', 'app.serials_id_seq'],
  },
];

const CONSTRAINTS: readonly Damage[] = [
  {
    what: 'an index lost',
    sql: `drop index app.customers_tags`,
    finds: ['object missing', 'app.customers_tags'],
  },
  {
    what: 'another condition of an index',
    sql: `drop index public.rewritten_partial; create index rewritten_partial on public.rewritten (id) where status in ('open', 'gone') and n not between 3 and 4 and (kind is null or kind like 'a%' or n > 0)`,
    finds: ['object changed', 'public.rewritten_partial'],
  },
  {
    what: 'AND and OR the other way round',
    sql: `alter table public.rewritten drop constraint deep, add constraint deep check (((n between 1 and 5 or n between 7 and 900) and id > 0 or (n = 1 or m = 2)) and not (n = 3 and m = 4))`,
    finds: ['object changed', 'public.rewritten.deep'],
  },
  {
    what: 'an index that is not valid',
    sql: `update pg_index set indisvalid = false where indexrelid = 'app.customers_name'::regclass`,
    finds: ['object missing', 'app.customers_name'],
  },
  {
    what: 'the index that a table is clustered on',
    sql: `alter table ${customers} set without cluster`,
    finds: ['object changed', 'app.customers_pkey'],
  },
  {
    what: 'an index of a partition that is not attached',
    sql: `delete from pg_inherits where inhrelid = 'app.orders_2025_amount'::regclass`,
    finds: ['object changed', 'app.orders_2025_amount'],
  },
  {
    what: 'a primary key lost',
    sql: `alter table app.cache drop constraint cache_pkey`,
    finds: ['object missing', 'app.cache.cache_pkey'],
  },
  {
    what: 'a unique constraint lost',
    sql: `alter table ${customers} drop constraint customers_email_key`,
    finds: ['object missing', `${customers}.customers_email_key`],
  },
  {
    what: 'a check lost',
    sql: `alter table public.rewritten drop constraint nets`,
    finds: ['object missing', 'public.rewritten.nets'],
  },
  {
    what: 'one value less in a list',
    sql: `alter table public.rewritten drop constraint in_list, add constraint in_list check (status in ('open', 'it''s "done"', 'a), (b'))`,
    finds: ['object changed', 'public.rewritten.in_list'],
  },
  {
    what: 'a check that is not valid',
    sql: `alter table ${customers} drop constraint customers_amount_check, add constraint customers_amount_check check (amount > -1000000) not valid`,
    finds: ['object changed', `${customers}.customers_amount_check`],
  },
  {
    what: 'an exclusion constraint lost',
    sql: `alter table app.lines drop constraint lines_no_excl`,
    finds: ['object missing', 'app.lines.lines_no_excl'],
  },
  {
    what: 'a foreign key lost',
    sql: `alter table app.orders drop constraint orders_customer`,
    finds: ['object missing', 'app.orders.orders_customer'],
  },
  {
    what: 'a foreign key that does not cascade',
    sql: `alter table app.lines drop constraint lines_order_id_order_placed_fkey, add constraint lines_order_id_order_placed_fkey foreign key (order_id, order_placed) references app.orders (id, placed)`,
    finds: ['object changed', 'app.lines.lines_order_id_order_placed_fkey'],
  },
  {
    what: 'a check of a domain lost',
    sql: `alter domain public.short_text drop constraint short_text_filled`,
    finds: ['object missing', 'public.short_text.short_text_filled'],
  },
  {
    what: 'extended statistics lost',
    sql: `drop statistics app.customers_stat`,
    finds: ['object missing', 'app.customers_stat'],
  },
];

const BEHAVIOUR: readonly Damage[] = [
  {
    what: 'a trigger lost',
    sql: `drop trigger touch on ${customers}`,
    finds: ['object missing', `${customers}.touch`],
  },
  {
    what: 'a trigger disabled',
    sql: `alter table ${customers} disable trigger touch`,
    finds: ['object changed', `${customers}.touch`],
  },
  {
    what: 'a trigger disabled for one partition',
    sql: `alter table app.orders_other disable trigger order_touch`,
    finds: ['object unexpected', 'app.orders_other.order_touch'],
  },
  {
    what: 'an event trigger enabled',
    sql: `alter event trigger on_ddl enable`,
    finds: ['object changed', 'on_ddl'],
  },
  {
    what: 'a policy lost',
    sql: `drop policy own_rows on ${customers}`,
    finds: ['object missing', `${customers}.own_rows`],
  },
  {
    what: 'a policy for everybody',
    sql: `alter policy own_rows on ${customers} to public`,
    finds: ['object changed', `${customers}.own_rows`],
  },
  {
    what: 'another condition of a policy',
    sql: `alter policy own_rows on ${customers} using (true)`,
    finds: ['object changed', `${customers}.own_rows`],
  },
  {
    what: 'row security off',
    sql: `alter table public.rewritten disable row level security`,
    finds: ['object missing', 'public.rewritten'],
  },
  {
    what: 'row security not forced',
    sql: `alter table ${customers} no force row level security`,
    finds: ['object changed', customers],
  },
  {
    what: 'a rule lost',
    sql: `drop rule redirect on app.bare`,
    finds: ['object missing', 'app.bare.redirect'],
  },
  {
    what: 'a rule enabled',
    sql: `alter table app.bare enable rule quiet`,
    finds: ['object changed', 'app.bare.quiet'],
  },
  {
    what: 'another query of a view',
    sql: `create or replace view app.happy with (security_barrier, check_option = local) as select id, name, mood from ${customers} where mood in ('ok', 'sad')`,
    finds: ['object changed', 'app.happy'],
  },
  {
    what: 'an option of a view',
    sql: `alter view app.happy reset (security_barrier)`,
    finds: ['object changed', 'app.happy'],
  },
  {
    what: 'a materialized view lost',
    sql: `drop materialized view app.dry`,
    finds: ['object missing', 'app.dry'],
  },
  {
    what: 'the body of a function',
    sql: `create or replace function app.add(a int, b int default 1) returns int language sql immutable strict parallel safe cost 5 as 'select $1 - $2'`,
    finds: ['object changed', 'app.add(integer, integer)'],
  },
  {
    what: 'the volatility of a function',
    sql: `alter function app.add(int, int) stable`,
    finds: ['object changed', 'app.add(integer, integer)'],
  },
  {
    what: 'a setting of a function',
    sql: `alter function app.add(text) reset search_path`,
    finds: ['object changed', 'app.add(text)'],
  },
  {
    what: 'a default of an argument',
    sql: `create or replace function app.add(a int, b int default 2) returns int language sql immutable strict parallel safe cost 5 as 'select $1 + $2'`,
    finds: ['object changed', 'app.add(integer, integer)'],
  },
  {
    what: 'a procedure lost',
    sql: `drop procedure app.clean`,
    finds: ['object missing', 'app.clean(integer)'],
  },
  {
    what: 'an aggregate lost',
    sql: `drop aggregate app.total(numeric)`,
    finds: ['object missing', 'app.total(numeric)'],
  },
  {
    what: 'an operator lost',
    sql: `drop operator class app.mod_hash using hash; drop operator app.=%(int, int)`,
    finds: ['object missing', 'app.=%(integer, integer)'],
  },
  {
    what: 'a member of an operator family lost',
    sql: `drop operator class app.mod_hash using hash`,
    finds: ['object changed', 'app.mod_ops using hash'],
  },
];

const TYPES: readonly Damage[] = [
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
    sql: `drop table app.typed; alter type public.address add attribute more int`,
    finds: ['object changed', 'public.address'],
  },
  {
    what: 'the default of a domain',
    sql: `alter domain public.short_text drop default`,
    finds: ['object changed', 'public.short_text'],
  },
  {
    what: 'a range type lost',
    sql: `drop type public.float_range cascade`,
    finds: ['object missing', 'public.float_range'],
  },
  { what: 'a collation lost', sql: `drop collation app.german`, finds: ['object missing', 'app.german'] },
  {
    what: 'a cast lost',
    sql: `drop cast (app.pair as int4)`,
    finds: ['object missing', '(app.pair as integer)'],
  },
  { what: 'a conversion lost', sql: `drop conversion app.latin`, finds: ['object missing', 'app.latin'] },
  {
    what: 'a mapping of a text search configuration',
    sql: `alter text search configuration app.search drop mapping for asciiword`,
    finds: ['object changed', 'app.search'],
  },
  {
    what: 'an option of a text search dictionary',
    sql: `alter text search dictionary app.simple_dict (stopwords)`,
    finds: ['object changed', 'app.simple_dict'],
  },
];

const RIGHTS: readonly Damage[] = [
  {
    what: 'a grant lost',
    sql: `revoke update on ${customers} from app_reader`,
    finds: ['object changed', `table ${customers} to app_reader`],
  },
  {
    what: 'all grants to a role lost',
    sql: `revoke all on app.happy from "Odd ""Role"""`,
    finds: ['object missing', 'view app.happy to "Odd ""Role"""'],
  },
  {
    what: 'a grant added',
    sql: `grant select on app.orders to public`,
    finds: ['object unexpected', 'table app.orders to PUBLIC'],
  },
  {
    what: 'a grant option lost',
    sql: `revoke grant option for usage on schema app from app_reader`,
    finds: ['object changed', 'schema app to app_reader'],
  },
  {
    what: 'a grant on a column lost',
    sql: `revoke update (note) on ${customers} from app_reader`,
    finds: ['object missing', `column ${customers}.note to app_reader`],
  },
  {
    what: 'EXECUTE back at everybody',
    sql: `grant execute on function app.add(text) to public`,
    finds: ['object missing', 'function app.add(text) to PUBLIC'],
  },
  {
    what: 'CREATE in public for everybody',
    sql: `grant create on schema public to public`,
    finds: ['object changed', 'schema public to PUBLIC'],
  },
  {
    what: 'a grant on a view of an extension',
    sql: `revoke select on public.pg_stat_statements from app_reader`,
    finds: ['object missing', 'view public.pg_stat_statements to app_reader'],
  },
  {
    what: 'a revoke on a system function',
    sql: `grant execute on function pg_sleep(double precision) to public`,
    finds: ['object missing', 'function pg_catalog.pg_sleep(double precision) to PUBLIC'],
  },
  {
    what: 'default privileges lost',
    sql: `alter default privileges for role app_owner in schema app revoke select on tables from app_reader`,
    finds: ['object missing', 'tables of app_owner in app to app_reader'],
  },
  {
    what: 'another owner of a table',
    sql: `alter table app.bare owner to postgres`,
    finds: ['object changed', 'table app.bare'],
  },
  {
    what: 'another owner of a function',
    sql: `alter function app.add(int, int) owner to app_owner`,
    finds: ['object changed', 'function app.add(integer, integer)'],
  },
  {
    what: 'another owner of the database',
    sql: `alter database damaged owner to app_owner`,
    finds: ['object changed', 'owner'],
  },
  {
    what: 'a grant on the database',
    sql: `revoke connect on database damaged from public`,
    finds: ['object unexpected', 'grant on the database to PUBLIC'],
  },
];

const OTHERS: readonly Damage[] = [
  {
    what: 'a comment lost',
    sql: `comment on column ${customers}.note is null`,
    finds: ['object missing', `table column ${customers}.note`],
  },
  {
    what: 'another comment',
    sql: `comment on table ${customers} is 'one line'`,
    finds: ['object changed', `table ${customers}`],
  },
  {
    what: 'another version of an extension',
    sql: `update pg_extension set extversion = '1.0' where extname = 'ltree'`,
    finds: ['object changed', 'ltree'],
  },
  {
    what: 'an extension lost',
    sql: `drop extension postgres_fdw cascade`,
    finds: ['object missing', 'postgres_fdw'],
  },
  {
    what: 'a dependency on an extension',
    sql: `alter function app.touch() no depends on extension hstore`,
    finds: ['object missing', 'function app.touch() on hstore'],
  },
  { what: 'a publication lost', sql: `drop publication everything`, finds: ['object missing', 'everything'] },
  {
    what: 'what a publication publishes',
    sql: `alter publication everything set (publish = 'insert')`,
    finds: ['object changed', 'everything'],
  },
  {
    what: 'a table of a publication',
    sql: `alter publication "some" drop table app.bare`,
    finds: ['object missing', 'app.bare in some'],
  },
  {
    what: 'the rows of a published table',
    sql: `alter publication "some" set table app.bare, ${customers} (id, name, mood) where (id > 6)`,
    finds: ['object changed', `${customers} in some`],
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
    sql: `drop user mapping for app_reader server elsewhere`,
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

test('the copy that is going to be damaged is sound', async () => {
  const { differences } = compareFingerprints(expected, await fingerprintOf(clientOf(postgres, 'sound')));
  expect(differences).toEqual([]);
});

test.each([...ROWS, ...STATES, ...TABLES, ...CONSTRAINTS, ...BEHAVIOUR, ...TYPES, ...RIGHTS, ...OTHERS])(
  '$what is found',
  async ({ sql, finds: [kind, name] }) => {
    await postgres.createDatabase('damaged', { template: 'sound' });
    try {
      await postgres.psql(`set client_min_messages = error; ${sql}`, { database: 'damaged' });
      const { differences } = compareFingerprints(
        expected,
        await fingerprintOf(clientOf(postgres, 'damaged')),
      );
      expect(differences.map((one) => ({ kind: one.kind, name: one.name }))).toContainEqual({ kind, name });
    } finally {
      await postgres.psql('drop database damaged');
    }
  },
);
