import type { Damage } from './damage.ts';

export const STATES: readonly Damage[] = [
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
    sql: 'alter table app.serials alter column at_last drop default; drop sequence app.unused',
    finds: ['sequence', 'app.unused'],
  },
  {
    what: 'a large object missing',
    sql: 'select lo_unlink(900003)',
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
    sql: 'select lo_unlink(900002); select lo_create(900005); alter large object 900005 owner to app_owner; grant select on large object 900005 to source_reader',
    finds: ['large objects', 'large objects'],
  },
  {
    what: 'the owner of a large object',
    sql: 'alter large object 900002 owner to postgres',
    finds: ['object changed', 'large objects'],
  },
  {
    what: 'a grant on a large object',
    sql: 'revoke update on large object 900001 from app_reader',
    finds: ['object changed', 'large objects'],
  },
  {
    what: 'a materialized view without its data',
    sql: 'drop materialized view app.dry; refresh materialized view app.summary with no data',
    finds: ['population', 'app.summary'],
  },
  {
    what: 'a materialized view that is stale',
    sql: `drop materialized view app.dry; update app.customers set mood = 'glad'; refresh materialized view app.summary; update app.customers set mood = 'ok'`,
    finds: ['row count', 'app.summary'],
  },
];
