import { named, notMember, userSchema } from './family.ts';

const relation = named('n.nspname', 'c.relname');

/** What a dump of the whole database leaves out, or these queries do not look at: kind, name, reason. */
export const NOT_HELD = `
select 'index' as kind, ${named('n.nspname', 'ic.relname')} as name,
  'it is not valid (an unfinished CREATE INDEX CONCURRENTLY), and pg_dump leaves such indexes out' as reason
from pg_index i
join pg_class ic on ic.oid = i.indexrelid
join pg_class c on c.oid = i.indrelid
join pg_namespace n on n.oid = ic.relnamespace
where not (i.indisvalid or c.relkind = 'p') or not i.indisready
union all
select 'subscription', ${named('s.subname')},
  'a dump taken by a superuser makes it again, disabled and without its slot; it is not compared'
from pg_subscription s
join pg_database d on d.oid = s.subdbid and d.datname = current_database()
union all
select 'relation', ${relation}, 'its kind (' || c.relkind::text || ') is unknown to this version of the toolkit'
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind not in ('r', 'i', 'S', 't', 'v', 'm', 'c', 'f', 'p', 'I') and ${userSchema()}
  and ${notMember('pg_class', 'c.oid')}
union all
select 'tablespaces', count(*) || ' tables and indexes',
  'they are outside the default tablespace; which one holds them is not compared'
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.reltablespace <> 0 and ${userSchema()}
having count(*) > 0
union all
select 'security labels', count(*) || ' of provider ' || l.provider,
  'they are restored only where their provider is loaded; they are not compared'
from pg_seclabel l
group by l.provider`;
