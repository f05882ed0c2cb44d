import { collation, type Family, fields, named, notMember, type Server, userSchema, when } from './family.ts';

const name = named('n.nspname', 't.typname');
const HELD = `${userSchema()} and ${notMember('pg_type', 't.oid')}`;
const opclass = (oid: string): string =>
  `(select ${named('on1.nspname', 'oc.opcname')} from pg_opclass oc join pg_namespace on1 on on1.oid = oc.opcnamespace
    where oc.oid = ${oid})`;

const enums: Family = {
  name: 'enums',
  select: `
select 'enum' as kind, ${name} as name,
  (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e
    where e.enumtypid = t.oid) as definition
from pg_type t join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'e' and ${HELD}`,
};

/** Standalone composite types; the row types of tables and views are not objects of their own. */
const composites: Family = {
  name: 'composite types',
  select: `
select 'composite type' as kind, ${name} as name,
  (select string_agg(${named('a.attname')} || ' ' || format_type(a.atttypid, a.atttypmod)
      || coalesce(${when('a.attcollation <> at.typcollation', `' collate ' || ${collation('a.attcollation')}`)}, ''),
      ', ' order by a.attnum)
    from pg_attribute a join pg_type at on at.oid = a.atttypid
    where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) as definition
from pg_type t
join pg_class c on c.oid = t.typrelid and c.relkind = 'c'
join pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'c' and ${HELD}`,
};

function ranges(server: Server): Family {
  return {
    name: 'ranges',
    select: `
select 'range' as kind, ${name} as name,
  ${fields({
    subtype: 'format_type(r.rngsubtype, null)',
    'operator class': opclass('r.rngsubopc'),
    collation: collation('r.rngcollation'),
    canonical: 'r.rngcanonical::regproc',
    difference: 'r.rngsubdiff::regproc',
    multirange: server.version < 140000 ? 'null' : 'format_type(r.rngmultitypid, null)',
  })} as definition
from pg_range r
join pg_type t on t.oid = r.rngtypid
join pg_namespace n on n.oid = t.typnamespace
where ${HELD}`,
  };
}

const baseTypes: Family = {
  name: 'base types',
  select: `
select 'base type' as kind, ${name} as name,
  ${fields({
    defined: 't.typisdefined',
    length: 't.typlen',
    'by value': 't.typbyval',
    alignment: 't.typalign',
    storage: 't.typstorage',
    category: 't.typcategory',
    preferred: 't.typispreferred',
    delimiter: 't.typdelim',
    element: when('t.typelem <> 0', 'format_type(t.typelem, null)'),
    input: 't.typinput::regproc',
    output: 't.typoutput::regproc',
    receive: 't.typreceive::regproc',
    send: 't.typsend::regproc',
    'modifier input': 't.typmodin::regproc',
    'modifier output': 't.typmodout::regproc',
    analyze: 't.typanalyze::regproc',
    collation: collation('t.typcollation'),
    default: 't.typdefault',
  })} as definition
from pg_type t
join pg_namespace n on n.oid = t.typnamespace
where t.typtype in ('b', 'p') and ${HELD}
  and not exists (select from pg_type e where e.typarray = t.oid)`,
};

function collations(server: Server): Family {
  const locale =
    server.version < 150000 ? 'null' : server.version < 170000 ? 'co.colliculocale' : 'co.colllocale';
  return {
    name: 'collations',
    select: `
select 'collation' as kind, ${named('n.nspname', 'co.collname')} as name,
  ${fields({
    provider: 'co.collprovider',
    deterministic: 'co.collisdeterministic',
    encoding: `nullif(pg_encoding_to_char(co.collencoding), '')`,
    collate: 'co.collcollate',
    ctype: 'co.collctype',
    locale,
    rules: server.version < 160000 ? 'null' : 'co.collicurules',
  })} as definition
from pg_collation co
join pg_namespace n on n.oid = co.collnamespace
where ${userSchema()} and ${notMember('pg_collation', 'co.oid')}`,
  };
}

const conversions: Family = {
  name: 'conversions',
  select: `
select 'conversion' as kind, ${named('n.nspname', 'co.conname')} as name,
  ${fields({
    from: 'pg_encoding_to_char(co.conforencoding)',
    to: 'pg_encoding_to_char(co.contoencoding)',
    function: 'co.conproc::regproc',
    default: 'co.condefault',
  })} as definition
from pg_conversion co
join pg_namespace n on n.oid = co.connamespace
where ${userSchema()} and ${notMember('pg_conversion', 'co.oid')}`,
};

/** Casts and transforms have no schema: those of initdb have an OID below 16384 (FirstNormalObjectId). */
const casts: Family = {
  name: 'casts',
  select: `
select 'cast' as kind, '(' || format_type(c.castsource, null) || ' as ' || format_type(c.casttarget, null) || ')' as name,
  ${fields({
    function: when('c.castfunc <> 0', 'c.castfunc::regprocedure'),
    context: 'c.castcontext',
    method: 'c.castmethod',
  })} as definition
from pg_cast c
where c.oid >= 16384 and ${notMember('pg_cast', 'c.oid')}
union all
select 'transform', format_type(f.trftype, null) || ' for ' || ${named('l.lanname')},
  ${fields({ from: 'f.trffromsql::regprocedure', to: 'f.trftosql::regprocedure' })}
from pg_transform f join pg_language l on l.oid = f.trflang
where f.oid >= 16384 and ${notMember('pg_transform', 'f.oid')}`,
};

export function typeFamilies(server: Server): Family[] {
  return [enums, composites, ranges(server), baseTypes, collations(server), conversions, casts];
}
