import type { CopyDamage } from './damage.ts';
import { simple } from './tables.ts';

const own = 'coninhcount = 0 and conparentid = 0';

function constraint(kind: string, where: string, sql: string, weight = 1): CopyDamage {
  return simple(kind, 'con', `${own} and (${where})`, sql, { name: 'cname', more: ['c', 'def'], weight });
}

const DROP = 'alter table %1$s drop constraint %2$s';

const ON_TABLES: readonly CopyDamage[] = [
  constraint('check lost', `type = 'c'`, DROP, 2),
  constraint('check with another condition', `type = 'c'`, `${DROP}, add constraint %2$s check (1 = 1)`),
  constraint(
    'check not valid',
    `type = 'c' and convalidated`,
    `${DROP}, add constraint %2$s %3$s not valid`,
    2,
  ),
  constraint(
    'not valid check counts as valid',
    `type in ('c', 'f') and not convalidated`,
    `update pg_constraint set convalidated = true where conrelid = '%1$s'::regclass and quote_ident(conname) = '%2$s'`,
  ),
  constraint('primary key lost', `type = 'p'`, `${DROP} cascade`),
  constraint('unique constraint lost', `type = 'u'`, `${DROP} cascade`),
  constraint('exclusion constraint lost', `type = 'x'`, DROP),
  constraint('foreign key lost', `type = 'f'`, DROP, 2),
  constraint(
    'foreign key not valid',
    `type = 'f' and convalidated and not parent`,
    `${DROP}, add constraint %2$s %3$s not valid`,
    2,
  ),
  constraint(
    'foreign key with another action',
    `type = 'f'`,
    `do $d$ begin ${DROP}; execute $x$alter table %1$s add constraint %2$s $x$ || regexp_replace($def$%3$s$def$, '( ON DELETE [A-Z ]+?)?( DEFERRABLE.*| NOT VALID)?$', ' ON UPDATE CASCADE') || ' NOT VALID'; end $d$`,
  ),
  constraint(
    'foreign key deferrable, or no longer',
    `type = 'f'`,
    `do $d$ begin execute $x$alter table %1$s alter constraint %2$s $x$ || case when $def$%3$s$def$ ~ ' DEFERRABLE' then 'not deferrable' else 'deferrable' end; end $d$`,
  ),
  constraint('constraint renamed', 'true', 'alter table %1$s rename constraint %2$s to "Renamed x"'),
  simple(
    'constraint added',
    'rel',
    `k = 'r' and not relispartition`,
    'alter table %1$s add constraint "Added ö" check (1 = 1)',
    {
      name: `json_build_array(s, r, 'Added ö')`,
    },
  ),
];

const ON_DOMAINS: readonly CopyDamage[] = [
  {
    kind: 'domain check lost',
    candidates: `select json_build_array(t.s, t.typname, k.conname) as name, format('alter domain %s drop constraint %I', t.q, k.conname) as sql
from pg_constraint k join typ t on t.oid = k.contypid`,
  },
  {
    kind: 'domain check with another condition',
    candidates: `select json_build_array(t.s, t.typname, k.conname) as name,
  format('alter domain %1$s drop constraint %2$I; alter domain %1$s add constraint %2$I check (1 = 1)', t.q, k.conname) as sql
from pg_constraint k join typ t on t.oid = k.contypid`,
  },
  simple(
    'domain default lost',
    'typ',
    `k = 'd' and typdefault is not null`,
    'alter domain %1$s drop default',
  ),
  simple('domain NOT NULL lost', 'typ', `k = 'd' and typnotnull`, 'alter domain %1$s drop not null'),
  simple('domain lost', 'typ', `k = 'd'`, 'drop domain %1$s cascade'),
];

/** Unused labels can be taken away in the catalog only; rows that use one could not be read any more. */
const ON_TYPES: readonly CopyDamage[] = [
  {
    kind: 'enum label lost',
    candidates: `select t.name, format('update pg_enum set enumlabel = %L where oid = %s; delete from pg_enum where oid = %s',
    'gone', e.oid, e.oid) as sql
from typ t join pg_enum e on e.enumtypid = t.oid
where not exists (select from col where typname = t.typname)`,
  },
  {
    kind: 'enum label renamed',
    candidates: `select t.name, format('alter type %s rename value %L to %L', t.q, e.enumlabel, e.enumlabel || ' x') as sql
from typ t join pg_enum e on e.enumtypid = t.oid`,
  },
  simple('enum label added', 'typ', `k = 'e'`, `alter type %1$s add value 'added ö'`),
  {
    kind: 'two enum labels in another order',
    candidates: `select t.name, format('update pg_enum set enumsortorder = -enumsortorder where enumtypid = %L::regtype', t.q) as sql
from typ t where k = 'e'`,
  },
  simple(
    'composite type with an attribute more',
    'typ',
    `k = 'c'`,
    'alter type %1$s add attribute added_x int cascade',
  ),
  simple(
    'composite type with an attribute less',
    `typ join lateral (select attname from pg_attribute where attrelid = typrelid and not attisdropped
    order by attnum desc limit 1) a on true`,
    `k = 'c'`,
    'alter type %1$s drop attribute %2$I cascade',
    { more: ['attname'] },
  ),
  simple('type lost', 'typ', `k in ('e', 'c', 'r', 'b')`, 'drop type %1$s cascade'),
  simple('type renamed', 'typ', `k in ('e', 'c', 'r')`, 'alter type %1$s rename to "Renamed x"'),
];

export const CONSTRAINT_DAMAGES: readonly CopyDamage[] = [...ON_TABLES, ...ON_DOMAINS, ...ON_TYPES];
