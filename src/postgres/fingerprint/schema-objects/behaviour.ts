import { type Family, fields, named, notMember, options, TOAST_OPTIONS, userSchema, when } from './family.ts';

const table = named('n.nspname', 'c.relname');
const MEMBER = notMember('pg_class', 'c.oid');

const views: Family = {
  name: 'views',
  expressions: true,
  select: `
select case c.relkind when 'v' then 'view' else 'materialized view' end as kind, ${table} as name,
  ${fields({
    options: options('c.reloptions'),
    'toast options': TOAST_OPTIONS,
    'access method': '(select am.amname from pg_am am where am.oid = c.relam)',
    query: 'pg_get_viewdef(c.oid)',
  })} as definition
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_class t on t.oid = c.reltoastrelid
where c.relkind in ('v', 'm') and c.relpersistence <> 't' and ${userSchema()} and ${MEMBER}`,
};

const rules: Family = {
  name: 'rules',
  expressions: true,
  select: `
select 'rule' as kind, ${table} || '.' || ${named('r.rulename')} as name,
  ${fields({ definition: 'pg_get_ruledef(r.oid)', enabled: 'r.ev_enabled' })} as definition
from pg_rewrite r
join pg_class c on c.oid = r.ev_class
join pg_namespace n on n.oid = c.relnamespace
where r.rulename <> '_RETURN' and c.relpersistence <> 't' and ${userSchema()} and ${MEMBER}
  and ${notMember('pg_rewrite', 'r.oid')}`,
};

/**
 * Triggers that partitions have from their parent come back with the parent's. Like pg_dump, they are looked at
 * only where they are enabled otherwise than the parent's.
 */
const triggers: Family = {
  name: 'triggers',
  expressions: true,
  select: `
select 'trigger' as kind, ${table} || '.' || ${named('t.tgname')} as name,
  ${fields({
    definition: when('t.tgparentid = 0', 'pg_get_triggerdef(t.oid)'),
    enabled: 't.tgenabled',
  })} as definition
from pg_trigger t
join pg_class c on c.oid = t.tgrelid
join pg_namespace n on n.oid = c.relnamespace
left join pg_trigger p on p.oid = t.tgparentid
left join pg_constraint k on k.oid = t.tgconstraint and k.contype = 'f'
where k.oid is null and (t.tgparentid = 0 and not t.tgisinternal or t.tgenabled <> p.tgenabled)
  and c.relpersistence <> 't' and ${userSchema()} and ${MEMBER} and ${notMember('pg_trigger', 't.oid')}`,
};

/** Roles that were named twice come back once. */
const roles = `(select string_agg(x.name, ', ' order by x.name collate "C") from (
    select distinct case r when 0 then 'PUBLIC' else pg_get_userbyid(r)::text end as name from unnest(p.polroles) r) x)`;

/** On members of extensions, too: pg_dump holds policies that were added to an extension's table. */
const policies: Family = {
  name: 'policies',
  expressions: true,
  select: `
select 'policy' as kind, ${table} || '.' || ${named('p.polname')} as name,
  ${fields({
    command: 'p.polcmd',
    permissive: 'p.polpermissive',
    roles,
    using: 'pg_get_expr(p.polqual, p.polrelid)',
    check: 'pg_get_expr(p.polwithcheck, p.polrelid)',
  })} as definition
from pg_policy p
join pg_class c on c.oid = p.polrelid
join pg_namespace n on n.oid = c.relnamespace
where c.relpersistence <> 't' and ${userSchema()}`,
};

const eventTriggers: Family = {
  name: 'event triggers',
  select: `
select 'event trigger' as kind, ${named('e.evtname')} as name,
  ${fields({
    event: 'e.evtevent',
    function: 'e.evtfoid::regprocedure',
    enabled: 'e.evtenabled',
    tags: options('e.evttags'),
  })} as definition
from pg_event_trigger e
where ${notMember('pg_event_trigger', 'e.oid')}`,
};

export const BEHAVIOUR_FAMILIES: readonly Family[] = [views, rules, triggers, policies, eventTriggers];
