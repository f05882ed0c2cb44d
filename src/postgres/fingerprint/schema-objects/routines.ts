import { type Family, fields, named, notMember, type Server, setting, userSchema, when } from './family.ts';

/** SQL for `schema.name(types)`; unlike `regprocedure` it is the same for every search path and version. */
export const routineName = `${named('n.nspname', 'p.proname')} || '(' || coalesce((
  select string_agg(format_type(a.type, null), ', ' order by a.at)
  from unnest(p.proargtypes) with ordinality a (type, at)), '') || ')'`;

/** Constructors of range types come with their type. */
const HELD = `${userSchema()} and ${notMember('pg_proc', 'p.oid')}
  and not exists (select from pg_depend i where i.classid = 'pg_proc'::regclass and i.objid = p.oid and i.deptype = 'i')`;

/**
 * The body is digested by itself, so a long one costs no more than its hash and its text is never mistaken for
 * an expression. `proconfig` keeps its order, as it does in a dump.
 */
function functions(server: Server): Family {
  return {
    name: 'functions',
    expressions: true,
    select: `
select case p.prokind when 'p' then 'procedure' else 'function' end as kind, ${routineName} as name,
  ${fields({
    arguments: 'pg_get_function_arguments(p.oid)',
    returns: 'pg_get_function_result(p.oid)',
    language: 'l.lanname',
    kind: 'p.prokind',
    volatility: 'p.provolatile',
    parallel: 'p.proparallel',
    strict: 'p.proisstrict',
    'security definer': 'p.prosecdef',
    leakproof: 'p.proleakproof',
    cost: 'p.procost',
    rows: 'p.prorows',
    support: when('p.prosupport <> 0', 'p.prosupport::regproc'),
    transforms: `(select string_agg(format_type(x.type, null), ', ' order by x.at)
      from unnest(p.protrftypes) with ordinality x (type, at))`,
    settings: `(select string_agg(${setting('x.value')}, ', ' order by x.at)
      from unnest(p.proconfig) with ordinality x (value, at))`,
    library: 'p.probin',
    source: `encode(sha256(convert_to(p.prosrc, '${server.digestEncoding}')), 'hex')`,
    body: server.version < 140000 ? 'null' : 'pg_get_function_sqlbody(p.oid)',
  })} as definition
from pg_proc p
join pg_language l on l.oid = p.prolang
join pg_namespace n on n.oid = p.pronamespace
where p.prokind <> 'a' and ${HELD}`,
  };
}

const reference = (oid: string): string => when(`${oid} <> 0`, `${oid}::regprocedure`);

const aggregates: Family = {
  name: 'aggregates',
  select: `
select 'aggregate' as kind, ${routineName} as name,
  ${fields({
    arguments: 'pg_get_function_arguments(p.oid)',
    kind: 'g.aggkind',
    direct: 'g.aggnumdirectargs',
    transition: reference('g.aggtransfn'),
    final: reference('g.aggfinalfn'),
    combine: reference('g.aggcombinefn'),
    serialize: reference('g.aggserialfn'),
    deserialize: reference('g.aggdeserialfn'),
    'moving transition': reference('g.aggmtransfn'),
    'moving inverse': reference('g.aggminvtransfn'),
    'moving final': reference('g.aggmfinalfn'),
    'final extra': 'g.aggfinalextra',
    'moving final extra': 'g.aggmfinalextra',
    'final modify': 'g.aggfinalmodify',
    'moving final modify': 'g.aggmfinalmodify',
    sort: when('g.aggsortop <> 0', 'g.aggsortop::regoperator'),
    state: 'format_type(g.aggtranstype, null)',
    'state size': 'g.aggtransspace',
    'moving state': when('g.aggmtranstype <> 0', 'format_type(g.aggmtranstype, null)'),
    'moving state size': 'g.aggmtransspace',
    initial: 'g.agginitval',
    'moving initial': 'g.aggminitval',
    parallel: 'p.proparallel',
  })} as definition
from pg_aggregate g
join pg_proc p on p.oid = g.aggfnoid
join pg_namespace n on n.oid = p.pronamespace
where ${HELD}`,
};

const languages: Family = {
  name: 'languages',
  select: `
select 'language' as kind, ${named('l.lanname')} as name,
  ${fields({
    trusted: 'l.lanpltrusted',
    handler: reference('l.lanplcallfoid'),
    inline: reference('l.laninline'),
    validator: reference('l.lanvalidator'),
  })} as definition
from pg_language l
where l.lanispl and ${notMember('pg_language', 'l.oid')}`,
};

export function routineFamilies(server: Server): Family[] {
  return [functions(server), aggregates, languages];
}
