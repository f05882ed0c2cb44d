import { type Family, fields, named, notMember, userSchema, when } from './family.ts';

/** SQL for `schema.+(integer, integer)`. */
export const operatorName = `${named('n.nspname')} || '.' || o.oprname || '('
  || case o.oprleft when 0 then 'none' else format_type(o.oprleft, null) end || ', '
  || case o.oprright when 0 then 'none' else format_type(o.oprright, null) end || ')'`;

/** Operators without a function are only promised by another's COMMUTATOR or NEGATOR; pg_dump leaves them out. */
const operators: Family = {
  name: 'operators',
  select: `
select 'operator' as kind, ${operatorName} as name,
  ${fields({
    function: 'o.oprcode::regprocedure',
    commutator: when('o.oprcom <> 0', 'o.oprcom::regoperator'),
    negator: when('o.oprnegate <> 0', 'o.oprnegate::regoperator'),
    restriction: when('o.oprrest <> 0', 'o.oprrest::regproc'),
    join: when('o.oprjoin <> 0', 'o.oprjoin::regproc'),
    merges: 'o.oprcanmerge',
    hashes: 'o.oprcanhash',
  })} as definition
from pg_operator o
join pg_namespace n on n.oid = o.oprnamespace
where o.oprcode <> 0 and ${userSchema()} and ${notMember('pg_operator', 'o.oid')}`,
};

/** A family with all its members, whether they came with a class or were added later. */
const families: Family = {
  name: 'operator families',
  select: `
select 'operator family' as kind, ${named('n.nspname', 'f.opfname')} || ' using ' || ${named('am.amname')} as name,
  concat_ws(E'\\n',
    (select string_agg(concat_ws(' ', m.amopstrategy, m.amopopr::regoperator, m.amoppurpose,
        (select ${named('sn.nspname', 's.opfname')} from pg_opfamily s join pg_namespace sn on sn.oid = s.opfnamespace
          where s.oid = m.amopsortfamily)), ', '
        order by format_type(m.amoplefttype, null) collate "C", format_type(m.amoprighttype, null) collate "C",
          m.amopstrategy, m.amopopr::regoperator::text collate "C")
      from pg_amop m where m.amopfamily = f.oid),
    (select string_agg(concat_ws(' ', m.amprocnum, format_type(m.amproclefttype, null),
        format_type(m.amprocrighttype, null), m.amproc::regprocedure), ', '
        order by m.amprocnum, format_type(m.amproclefttype, null) collate "C",
          format_type(m.amprocrighttype, null) collate "C")
      from pg_amproc m where m.amprocfamily = f.oid)) as definition
from pg_opfamily f
join pg_am am on am.oid = f.opfmethod
join pg_namespace n on n.oid = f.opfnamespace
where ${userSchema()} and ${notMember('pg_opfamily', 'f.oid')}`,
};

const classes: Family = {
  name: 'operator classes',
  select: `
select 'operator class' as kind, ${named('n.nspname', 'c.opcname')} || ' using ' || ${named('am.amname')} as name,
  ${fields({
    family: named('fn.nspname', 'f.opfname'),
    type: 'format_type(c.opcintype, null)',
    default: 'c.opcdefault',
    storage: when('c.opckeytype <> 0', 'format_type(c.opckeytype, null)'),
  })} as definition
from pg_opclass c
join pg_opfamily f on f.oid = c.opcfamily
join pg_namespace fn on fn.oid = f.opfnamespace
join pg_am am on am.oid = c.opcmethod
join pg_namespace n on n.oid = c.opcnamespace
where ${userSchema()} and ${notMember('pg_opclass', 'c.oid')}`,
};

const accessMethods: Family = {
  name: 'access methods',
  select: `
select 'access method' as kind, ${named('a.amname')} as name,
  ${fields({ type: 'a.amtype', handler: 'a.amhandler::regproc' })} as definition
from pg_am a
where a.oid >= 16384 and ${notMember('pg_am', 'a.oid')}`,
};

export const OPERATOR_FAMILIES: readonly Family[] = [operators, families, classes, accessMethods];
