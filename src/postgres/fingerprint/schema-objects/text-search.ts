import { type Family, fields, named, notMember, userSchema } from './family.ts';

const parsers: Family = {
  name: 'text search parsers',
  select: `
select 'text search parser' as kind, ${named('n.nspname', 'p.prsname')} as name,
  ${fields({
    start: 'p.prsstart::regproc',
    token: 'p.prstoken::regproc',
    end: 'p.prsend::regproc',
    headline: 'p.prsheadline::regproc',
    types: 'p.prslextype::regproc',
  })} as definition
from pg_ts_parser p join pg_namespace n on n.oid = p.prsnamespace
where ${userSchema()} and ${notMember('pg_ts_parser', 'p.oid')}
union all
select 'text search template', ${named('n.nspname', 't.tmplname')},
  ${fields({ init: 't.tmplinit::regproc', lexize: 't.tmpllexize::regproc' })}
from pg_ts_template t join pg_namespace n on n.oid = t.tmplnamespace
where ${userSchema()} and ${notMember('pg_ts_template', 't.oid')}`,
};

/** PostgreSQL stores the options as text, with names quoted where `quote_all_identifiers` was on when it was made. */
const dictionaries: Family = {
  name: 'text search dictionaries',
  select: `
select 'text search dictionary' as kind, ${named('n.nspname', 'd.dictname')} as name,
  ${fields({ template: named('tn.nspname', 't.tmplname'), options: `regexp_replace(d.dictinitoption, '"([a-z_][a-z0-9_$]*)" = ', '\\1 = ', 'g')` })} as definition
from pg_ts_dict d
join pg_ts_template t on t.oid = d.dicttemplate
join pg_namespace tn on tn.oid = t.tmplnamespace
join pg_namespace n on n.oid = d.dictnamespace
where ${userSchema()} and ${notMember('pg_ts_dict', 'd.oid')}`,
};

const configurations: Family = {
  name: 'text search configurations',
  select: `
select 'text search configuration' as kind, ${named('n.nspname', 'c.cfgname')} as name,
  ${fields({
    parser: named('pn.nspname', 'p.prsname'),
    mapping: `(select string_agg(m.maptokentype || ' ' || ${named('dn.nspname', 'd.dictname')}, ', '
        order by m.maptokentype, m.mapseqno)
      from pg_ts_config_map m join pg_ts_dict d on d.oid = m.mapdict join pg_namespace dn on dn.oid = d.dictnamespace
      where m.mapcfg = c.oid)`,
  })} as definition
from pg_ts_config c
join pg_ts_parser p on p.oid = c.cfgparser
join pg_namespace pn on pn.oid = p.prsnamespace
join pg_namespace n on n.oid = c.cfgnamespace
where ${userSchema()} and ${notMember('pg_ts_config', 'c.oid')}`,
};

export const TEXT_SEARCH_FAMILIES: readonly Family[] = [parsers, dictionaries, configurations];
