import type { LockWait, SessionSeen } from '../catalog/stall.ts';
import { APPLICATION } from './connection.ts';
import type { Session } from './session.ts';

/** The settings of a session that looks on: a look never waits. */
export const LOOKING = { statement_timeout: '10s', lock_timeout: '1s' } as const;

const HOLDER = `
  'user', h.usename, 'application', h.application_name,
  'client', case when h.backend_start is null then null else coalesce(pg_catalog.host(h.client_addr), 'a local socket') end,
  'since', pg_catalog.to_char(h.xact_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')`;

const KIND = `case c.relkind when 'i' then 'index' when 'I' then 'index' when 'S' then 'sequence' when 'v' then 'view'
  when 'm' then 'materialized view' when 'f' then 'foreign table' else 'table' end`;

/**
 * The other sessions of ours in this database, parallel workers included: what each waits for, and who is in the way
 * (https://www.postgresql.org/docs/current/monitoring-stats.html, pg_stat_activity; pg_blocking_pids). Through
 * `to_jsonb`, because `leader_pid` is not a column of every version.
 */
export function lookAtSessions(session: Session): Promise<SessionSeen[]> {
  return session.rows<SessionSeen>(`
    with ours as (
      select a.* from pg_catalog.pg_stat_activity a
       where a.datname = pg_catalog.current_database() and a.usename = session_user
         and a.application_name like '${APPLICATION}%' and a.pid <> pg_catalog.pg_backend_pid())
    select a.pid, a.state = 'active' as active, a.wait_event_type as "waitType", a.wait_event as wait,
           (select pg_catalog.json_build_object(
                     'kind', case when c.oid is null then l.locktype else ${KIND} end,
                     'schema', n.nspname, 'name', c.relname,
                     'holders', (select coalesce(pg_catalog.json_agg(pg_catalog.json_build_object('pid', b.pid, ${HOLDER},
                                   'mode', (select g.mode from pg_catalog.pg_locks g
                                             where g.pid = b.pid and g.granted and g.mode = 'AccessExclusiveLock'
                                               and g.locktype = 'relation' and g.database = l.database and g.relation = l.relation))), '[]')
                                   from (select distinct p as pid from pg_catalog.unnest(pg_catalog.pg_blocking_pids(a.pid)) p) b
                                   left join pg_catalog.pg_stat_activity h on h.pid = b.pid))
              from pg_catalog.pg_locks l
              left join pg_catalog.pg_class c on l.locktype = 'relation' and c.oid = l.relation
              left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
             where l.pid = a.pid and not l.granted limit 1) as lock
      from pg_catalog.pg_stat_activity a
     where a.pid in (select pid from ours)
        or (pg_catalog.to_jsonb(a) ->> 'leader_pid')::int in (select pid from ours)
     order by a.pid`);
}

/**
 * The oldest transaction that keeps a dump off a table: only ACCESS EXCLUSIVE does. For a wait that has ended, and
 * whose session can no longer be asked.
 */
export async function findExclusiveLock(session: Session): Promise<LockWait | undefined> {
  const [found] = await session.rows<LockWait>(`
    select ${KIND} as kind, n.nspname as schema, c.relname as name,
           pg_catalog.json_build_array(pg_catalog.json_build_object('pid', coalesce(l.pid, 0), ${HOLDER},
             'mode', case when l.granted then l.mode end)) as holders
      from pg_catalog.pg_locks l
      join pg_catalog.pg_class c on c.oid = l.relation
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      left join pg_catalog.pg_stat_activity h on h.pid = l.pid
     where l.locktype = 'relation' and l.mode = 'AccessExclusiveLock'
       and c.relkind in ('r', 'p', 'm', 'v', 'S', 'f') and n.nspname !~ '^pg_'
       and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
     order by l.granted desc, h.xact_start, n.nspname, c.relname
     limit 1`);
  return found;
}
