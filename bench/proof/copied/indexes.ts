import type { CopyDamage } from './damage.ts';
import { simple } from './tables.ts';

const index = (kind: string, where: string, sql: string, weight = 1): CopyDamage => ({
  kind,
  weight,
  candidates: `select x.name, format($q$${sql}$q$, x.q, t.q, pg_get_indexdef(i.indexrelid), format('%I', x.r)) as sql
from pg_index i join rel x on x.oid = i.indexrelid join rel t on t.oid = i.indrelid
where ${where} and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`,
});

const ON_INDEXES: readonly CopyDamage[] = [
  index('index lost', `x.k in ('i', 'I')`, 'drop index %1$s', 2),
  index('index renamed', `x.k = 'i'`, 'alter index %1$s rename to "Renamed x"'),
  index(
    'index on something else',
    `x.k = 'i' and not x.child`,
    'drop index %1$s; create index %4$s on %2$s ((1))',
  ),
  index(
    'index no longer unique',
    'i.indisunique',
    `do $d$ begin drop index %1$s; execute replace($def$%3$s$def$, 'UNIQUE ', ''); end $d$`,
  ),
  index(
    'index no longer partial',
    `i.indpred is not null and not x.child`,
    `do $d$ begin drop index %1$s; execute regexp_replace($def$%3$s$def$, ' WHERE .*$', ''); end $d$`,
  ),
  index(
    'index invalid',
    `x.k = 'i'`,
    `update pg_index set indisvalid = false where indexrelid = '%1$s'::regclass`,
  ),
  index(
    'index attached to no parent',
    `x.k = 'i' and x.child`,
    `update pg_class set relispartition = false where oid = '%1$s'::regclass;
    delete from pg_inherits where inhrelid = '%1$s'::regclass`,
  ),
  index(
    'index statistics target changed',
    `x.k = 'i' and i.indexprs is not null and i.indkey[0] = 0`,
    'alter index %1$s alter column 1 set statistics 17',
  ),
];

const SEQUENCE = `k = 'S'`;
const VALUE = `select pg_catalog.setval('%1$s', `;

const ON_SEQUENCES: readonly CopyDamage[] = [
  simple(
    'sequence behind',
    'rel join pg_sequence p on p.seqrelid = rel.oid',
    SEQUENCE,
    `${VALUE} least(last_value - seqincrement, seqmax)) from %1$s, pg_sequence where seqrelid = '%1$s'::regclass`,
    { weight: 3 },
  ),
  simple(
    'sequence ahead',
    'rel',
    SEQUENCE,
    `${VALUE} last_value + seqincrement * ceil(:r1 * 9)::int) from %1$s, pg_sequence where seqrelid = '%1$s'::regclass`,
    { weight: 2 },
  ),
  simple(
    'sequence value no longer used',
    'rel',
    SEQUENCE,
    `do $d$ begin perform setval('%1$s', last_value, false) from %1$s where is_called; if not found then raise 'not used'; end if; end $d$`,
  ),
  simple(
    'sequence starts anew',
    'rel',
    SEQUENCE,
    `do $d$ begin if not (select is_called from %1$s) then raise 'not used'; end if; alter sequence %1$s restart; end $d$`,
    { weight: 2 },
  ),
  simple('sequence lost', 'rel', SEQUENCE, 'drop sequence %1$s cascade'),
  simple('sequence with another increment', 'rel', SEQUENCE, 'alter sequence %1$s increment 17'),
  simple('sequence with another end', 'rel', SEQUENCE, 'alter sequence %1$s maxvalue 32000'),
  simple('sequence with another cache', 'rel', SEQUENCE, 'alter sequence %1$s cache 17'),
  simple('sequence with another start', 'rel', SEQUENCE, 'alter sequence %1$s start 3'),
  {
    kind: 'sequence cycles, or no longer',
    candidates: `select name, format('alter sequence %s %s cycle', q, case when p.seqcycle then 'no' else '' end) as sql
from rel join pg_sequence p on p.seqrelid = rel.oid`,
  },
  {
    kind: 'sequence no longer owned by its column',
    candidates: `select name, format('alter sequence %s owned by none', q) as sql from rel join pg_depend d on d.objid = rel.oid
and d.classid = 'pg_class'::regclass and d.deptype = 'a' and d.refobjsubid > 0 where k = 'S'`,
  },
];

export const INDEX_DAMAGES: readonly CopyDamage[] = [...ON_INDEXES, ...ON_SEQUENCES];
