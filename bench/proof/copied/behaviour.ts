import type { CopyDamage } from './damage.ts';
import { simple } from './tables.ts';

function trigger(kind: string, where: string, sql: string, weight = 1): CopyDamage {
  return {
    kind,
    weight,
    candidates: `select json_build_array(s, r, t.tgname) as name, format($q$${sql}$q$, q, format('%I', t.tgname), pg_get_triggerdef(t.oid)) as sql
from pg_trigger t join rel on rel.oid = t.tgrelid where not t.tgisinternal and t.tgparentid = 0 and (${where})`,
  };
}

const ON_TRIGGERS: readonly CopyDamage[] = [
  trigger('trigger lost', 'true', 'drop trigger %2$s on %1$s', 2),
  trigger('trigger disabled', `tgenabled in ('O', 'A')`, 'alter table %1$s disable trigger %2$s', 2),
  trigger('disabled trigger enabled', `tgenabled = 'D'`, 'alter table %1$s enable trigger %2$s'),
  trigger('trigger that fires always', `tgenabled = 'O'`, 'alter table %1$s enable always trigger %2$s'),
  trigger('trigger renamed', 'true', 'alter trigger %2$s on %1$s rename to "Renamed x"'),
  trigger(
    'trigger at another time',
    `pg_get_triggerdef(t.oid) ~ ' BEFORE .* FOR EACH ROW'`,
    `do $d$ begin drop trigger %2$s on %1$s; execute regexp_replace($def$%3$s$def$, ' BEFORE ', ' AFTER '); end $d$`,
  ),
  {
    kind: 'rule lost',
    candidates: `select json_build_array(s, r, rulename) as name, format('drop rule %I on %s', rulename, q) as sql
from pg_rewrite w join rel on rel.oid = w.ev_class where rulename <> '_RETURN'`,
  },
  {
    kind: 'rule disabled, or enabled',
    candidates: `select json_build_array(s, r, rulename) as name, format('alter table %s %s rule %I', q,
  case ev_enabled when 'D' then 'enable' else 'disable' end, rulename) as sql
from pg_rewrite w join rel on rel.oid = w.ev_class where rulename <> '_RETURN'`,
  },
  {
    kind: 'event trigger lost',
    candidates: `select json_build_array(evtname) as name, format('drop event trigger %I', evtname) as sql from pg_event_trigger`,
  },
  {
    kind: 'event trigger disabled, or enabled',
    candidates: `select json_build_array(evtname) as name, format('alter event trigger %I %s', evtname,
  case evtenabled when 'D' then 'enable' else 'disable' end) as sql from pg_event_trigger`,
  },
];

function policy(kind: string, where: string, sql: string, weight = 1): CopyDamage {
  return {
    kind,
    weight,
    candidates: `select json_build_array(s, r, polname) as name, format($q$${sql}$q$, q, format('%I', polname)) as sql
from pg_policy p join rel on rel.oid = p.polrelid where ${where}`,
  };
}

const ON_POLICIES: readonly CopyDamage[] = [
  policy('policy lost', 'true', 'drop policy %2$s on %1$s', 2),
  policy('policy for everybody', 'polroles <> array[0::oid]', 'alter policy %2$s on %1$s to public'),
  policy('policy with another condition', 'polqual is not null', 'alter policy %2$s on %1$s using (1 = 1)'),
  policy(
    'policy with another check',
    'polwithcheck is not null',
    'alter policy %2$s on %1$s with check (1 = 1)',
  ),
  policy(
    'permissive policy, or restrictive',
    'true',
    `update pg_policy set polpermissive = not polpermissive where polrelid = '%1$s'::regclass and quote_ident(polname) = '%2$s'`,
  ),
];

/** Refreshes a materialized view while one row of its table is another one. */
function stale(
  view: string,
  table: string,
  column: string,
  type: string,
  one: string,
  other: string,
  trigger: string,
): CopyDamage {
  const sql = `do $d$ declare k bigint; v ${type}; enabled "char"; begin
  select tgenabled into enabled from pg_trigger where tgrelid = '${table}'::regclass and tgname = '${trigger}';
  alter table ${table} disable trigger ${trigger};
  select id, ${column} into k, v from ${table} order by id offset floor(:r1 * (select count(*) from ${table})) limit 1;
  update ${table} set ${column} = case v when '${one}' then '${other}' else '${one}' end::${type} where id = k;
  refresh materialized view ${view};
  update ${table} set ${column} = v where id = k;
  update pg_trigger set tgenabled = enabled where tgrelid = '${table}'::regclass and tgname = '${trigger}';
end $d$`;
  return {
    kind: `materialized view stale: ${view}`,
    weight: 2,
    warns: true,
    candidates: `select to_json('${view}'::text) as name, $q$${sql}$q$ as sql`,
  };
}

const ON_VIEWS: readonly CopyDamage[] = [
  simple('view lost', 'rel', `k = 'v'`, 'drop view %1$s cascade'),
  simple(
    'view with another condition',
    'rel',
    `k = 'v' and not exists (select from pg_rewrite w where w.ev_class = rel.oid and w.rulename <> '_RETURN')`,
    `do $d$ declare o text := (select string_agg(o, ', ') from pg_class c, unnest(c.reloptions) o where c.oid = '%1$s'::regclass); begin
    execute 'create or replace view %1$s ' || coalesce('with (' || replace(o, ', check_option=local', '') || ')', '') || ' as select * from (' || rtrim(pg_get_viewdef('%1$s'::regclass), ';') || ') x where 1 = 2'; end $d$`,
    { weight: 2 },
  ),
  simple('view option lost', `rel, unnest(reloptions) o`, `k = 'v'`, 'alter view %1$s reset (%2$s)', {
    more: [`split_part(o, '=', 1)`],
  }),
  simple(
    'view column default lost',
    'col',
    `k = 'v' and expression is not null`,
    'alter view %1$s alter column %2$s drop default',
    { name: 'cname', more: ['c'] },
  ),
  simple('materialized view lost', 'rel', `k = 'm'`, 'drop materialized view %1$s cascade'),
  simple(
    'materialized view without data',
    'rel join pg_class x using (oid)',
    `k = 'm' and x.relispopulated`,
    'refresh materialized view %1$s with no data',
    { weight: 2 },
  ),
  stale(
    'support.monthly_statistics',
    'public.tickets',
    'status',
    'public.ticket_status',
    'open',
    'closed',
    'tickets_audit',
  ),
  stale('app.summary', 'app.customers', 'mood', 'public.mood', 'sad', 'ok', 'touch'),
  simple(
    'materialized view with another query',
    'rel',
    `k = 'm'`,
    `do $d$ declare d text := rtrim(pg_get_viewdef('%1$s'::regclass), ';'); begin
    drop materialized view %1$s cascade; execute 'create materialized view %1$s as select * from (' || d || ') x where 1 = 1'; end $d$`,
  ),
];

const TEXTUAL = `textual and kind in ('f', 'p') and lanname in ('sql', 'plpgsql')`;
const ROUTINE_SET = `update pg_proc set %2$s where oid = %3$s`;

const routine = (kind: string, where: string, change: string, weight = 1): CopyDamage =>
  simple(kind, 'fun', where, ROUTINE_SET, { more: [`$c$${change}$c$`, 'oid'], weight });

const ON_ROUTINES: readonly CopyDamage[] = [
  routine('function body changed', TEXTUAL, `prosrc = prosrc || ' '`, 4),
  routine(
    'function volatility changed',
    `kind = 'f'`,
    `provolatile = case provolatile when 'v' then 's' else 'v' end`,
  ),
  routine('function runs with other rights', `kind in ('f', 'p')`, 'prosecdef = not prosecdef'),
  routine('function strictness changed', `kind = 'f'`, 'proisstrict = not proisstrict'),
  routine('function cost changed', `kind = 'f'`, 'procost = procost + 1'),
  routine(
    'function parallel safety changed',
    `kind = 'f'`,
    `proparallel = case proparallel when 'u' then 's' else 'u' end`,
  ),
  simple('function setting lost', 'fun', 'proconfig is not null', 'alter %1$s reset all'),
  {
    kind: "function's search path as one name",
    candidates: `select name, format('alter %s set search_path to %L', q, replace(split_part(o, '=', 2), '"', '')) as sql
from fun, unnest(proconfig) o where o ~ '^search_path=.*,'`,
  },
  simple('function setting added', 'fun', `kind in ('f', 'p')`, 'alter %1$s set work_mem to 8888'),
  simple('routine lost', 'fun', 'true', 'drop %1$s cascade', { weight: 3 }),
  simple('routine renamed', 'fun', 'true', 'alter %1$s rename to "Renamed x"'),
  {
    kind: 'function added',
    candidates: `select json_build_array(nspname, 'Added ö') as name, format('create function %I."Added ö"() returns int language sql as ''select 1''', nspname) as sql
from pg_namespace where nspname in (select s from rel)`,
  },
  {
    kind: 'aggregate with another state',
    candidates: `select name, format('update pg_aggregate set agginitval = ''1'', aggtransspace = 4096 where aggfnoid = %s', oid) as sql from fun where kind = 'a'`,
  },
];

export const BEHAVIOUR_DAMAGES: readonly CopyDamage[] = [
  ...ON_TRIGGERS,
  ...ON_POLICIES,
  ...ON_VIEWS,
  ...ON_ROUTINES,
];
