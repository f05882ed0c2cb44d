import type { Damage } from './damage.ts';

export const TABLES: readonly Damage[] = [
  { what: 'a table missing', sql: 'drop table app.lines', finds: ['table missing', 'app.lines'] },
  { what: 'a table too many', sql: 'create table app.more (x int)', finds: ['table unexpected', 'app.more'] },
  {
    what: 'a schema missing',
    sql: 'drop schema "Odd ""schema"".x" cascade',
    finds: ['object missing', '"Odd ""schema"".x"'],
  },
  {
    what: 'a column missing',
    sql: 'alter table app.bare add column y int; alter table app.customers drop column raw',
    finds: ['object missing', 'app.customers.raw'],
  },
  {
    what: 'a column too many',
    sql: 'alter table app.bare add column y int',
    finds: ['object unexpected', 'app.bare.y'],
  },
  {
    what: 'a column of another type',
    sql: 'alter table app.cache alter column v type json',
    finds: ['object changed', 'app.cache.v'],
  },
  {
    what: 'a column of another length',
    sql: `alter table app.customers drop column doubled; drop index app.customers_expression;
      alter table app.customers alter column amount type numeric(21, 4)`,
    finds: ['object changed', 'app.customers.amount'],
  },
  {
    what: 'NOT NULL lost',
    sql: 'alter table app.child alter column own drop not null',
    finds: ['object changed', 'app.child.own'],
  },
  {
    what: 'a default lost',
    sql: 'alter table app.customers alter column mood drop default',
    finds: ['object missing', 'app.customers.mood'],
  },
  {
    what: 'another default',
    sql: `alter table app.parent alter column a set default 'Parent'`,
    finds: ['object changed', 'app.parent.a'],
  },
  {
    what: 'an identity lost',
    sql: 'alter table app.customers alter column id drop identity',
    finds: ['object changed', 'app.customers.id'],
  },
  {
    what: 'a generated column that is a plain one',
    sql: 'alter table app.customers alter column doubled drop expression',
    finds: ['object changed', 'app.customers.doubled'],
  },
  {
    what: 'the storage of a column',
    sql: 'alter table app.customers alter column note set storage extended',
    finds: ['object changed', 'app.customers.note'],
  },
  {
    what: 'the compression of a column',
    sql: 'alter table app.customers alter column tags set compression default',
    finds: ['object changed', 'app.customers.tags'],
  },
  {
    what: 'the statistics target of a column',
    sql: 'alter table app.customers alter column note set statistics -1',
    finds: ['object changed', 'app.customers.note'],
  },
  {
    what: 'an unlogged table that is logged',
    sql: 'alter table app.cache set logged',
    finds: ['object changed', 'app.cache'],
  },
  {
    what: 'storage parameters',
    sql: 'alter table app.customers reset (fillfactor)',
    finds: ['object changed', 'app.customers'],
  },
  {
    what: 'parameters of the TOAST table',
    sql: 'alter table app.customers reset (toast.autovacuum_enabled)',
    finds: ['object changed', 'app.customers'],
  },
  {
    what: 'a partition detached',
    sql: 'alter table app.states detach partition app.states_rest',
    finds: ['object changed', 'app.states_rest'],
  },
  {
    what: 'other bounds of a partition',
    sql: `alter table app.states detach partition app.states_some; alter table app.states attach partition app.states_some for values in ('new', null, 'x')`,
    finds: ['object changed', 'app.states_some'],
  },
  {
    what: 'a child without its parent',
    sql: 'alter table app.grandchild no inherit app.child',
    finds: ['object changed', 'app.grandchild'],
  },
  {
    what: 'the replica identity',
    sql: 'alter table app.customers replica identity default',
    finds: ['object changed', 'app.customers'],
  },
  {
    what: 'the owner of a sequence',
    sql: 'alter sequence app.owned owned by none',
    finds: ['object changed', 'app.owned'],
  },
  {
    what: 'the step of a sequence',
    sql: 'alter sequence app.serials_id_seq increment by 2',
    finds: ['object changed', 'app.serials_id_seq'],
  },
];
