import { type Client, openSession } from './client.ts';

/** A session of ours that is at work, as the server sees it. */
export interface Wait {
  readonly pid: number;
  /** `Lock`, `Client`, `IO` …; null: it works. */
  readonly type: string | null;
  readonly event: string | null;
  /** The table of a lock that it waits for. */
  readonly relation: string | null;
  /** Who holds the lock: `session 4711 (psql, as alice, in its transaction for 95 s)`. */
  readonly blockers: readonly string[];
}

const ASK_LIMIT_MS = 10_000;

/** What our sessions in this database are doing or waiting for. @throws PbaError, CancelledError */
export async function readWaits(client: Client): Promise<Wait[]> {
  const signal = AbortSignal.any([client.signal, AbortSignal.timeout(ASK_LIMIT_MS)]);
  await using session = await openSession({ ...client, signal });
  return await session.rows<Wait>(`
    select a.pid, a.wait_event_type as type, a.wait_event as event,
           (select l.relation::pg_catalog.regclass::text from pg_catalog.pg_locks l
             where l.pid = a.pid and not l.granted and l.relation is not null limit 1) as relation,
           (select coalesce(json_agg(format('session %s (%s, as %s%s)', b.pid,
                     coalesce(nullif(b.application_name, ''), 'without a name'), b.usename,
                     ', in its transaction for ' || extract(epoch from clock_timestamp() - b.xact_start)::int || ' s')), '[]')
              from pg_catalog.pg_stat_activity b
             where b.pid = any (pg_catalog.pg_blocking_pids(a.pid))) as blockers
      from pg_catalog.pg_stat_activity a
     where a.datname = pg_catalog.current_database() and a.usename = current_user
       and a.application_name = pg_catalog.current_setting('application_name')
       and a.pid <> pg_catalog.pg_backend_pid() and a.state = 'active'`);
}

/** What is waited for, in words, and whether somebody is still working on it. */
export interface Reason {
  readonly text: string;
  readonly works: boolean;
}

/** The reason for a silence, from what the server says: a lock first, since that can be helped. */
export function reasonOf(waits: readonly Wait[]): Reason {
  const [locked] = waits.filter(({ type }) => type === 'Lock');
  if (locked !== undefined) {
    const what = locked.relation === null ? 'a lock' : `a lock on ${locked.relation}`;
    const who = locked.blockers.length === 0 ? 'another session' : locked.blockers.join(' and ');
    return { text: `it waits for ${what}, which ${who} holds`, works: false };
  }
  const [first] = waits;
  if (first === undefined) return { text: 'the server has no session of ours at work', works: false };
  // Whoever waits for the client has done its part: the bytes do not arrive.
  const working = waits.find(({ type }) => type !== 'Client');
  if (working === undefined)
    return { text: `the server waits for this machine (${first.event})`, works: false };
  const doing = working.type === null ? '' : ` (${working.type}: ${working.event})`;
  return { text: `the server is at work on it${doing}`, works: true };
}
