import { ToolError } from '../errors.ts';
import { type Client, openSession } from './client.ts';
import { literal } from './quote.ts';
import type { Session } from './session.ts';

/** A snapshot that is open: as long as `session` lives, dumps and queries can see exactly this state. */
export interface Snapshot extends AsyncDisposable {
  readonly id: string;
  /** The server's clock when it was taken, RFC 3339 in UTC. */
  readonly at: string;
  readonly lsn: string | null;
  readonly session: Session;
}

/**
 * Takes and exports a snapshot (https://www.postgresql.org/docs/current/functions-admin.html, Snapshot
 * Synchronization Functions). `lockTimeoutMs` limits every wait for a lock of the session: a backup does not queue
 * in front of production.
 */
export async function openSnapshot(client: Client, lockTimeoutMs: number): Promise<Snapshot> {
  const session = await openSession(client, { lock_timeout: String(lockTimeoutMs) });
  try {
    await session.execute('begin isolation level repeatable read read only');
    const state = await session.row<{ id: string; at: string; lsn: string | null }>(`
      select pg_catalog.pg_export_snapshot() as id,
             to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
             case when pg_catalog.pg_is_in_recovery() then pg_catalog.pg_last_wal_replay_lsn()::text
                  else pg_catalog.pg_current_wal_lsn()::text end as lsn`);
    return { ...state, session, [Symbol.asyncDispose]: () => session.close() };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Opens `count` further sessions on the same snapshot, for fingerprints in parallel. */
export async function joinSnapshot(
  client: Client,
  snapshot: Snapshot,
  count: number,
  lockTimeoutMs: number,
): Promise<Session[]> {
  const sessions: Session[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      const session = await openSession(client, { lock_timeout: String(lockTimeoutMs) });
      sessions.push(session);
      await session.execute(
        `begin isolation level repeatable read read only; set transaction snapshot ${literal(snapshot.id)}`,
      );
    }
    return sessions;
  } catch (error) {
    await closeAll(sessions);
    throw error;
  }
}

export async function closeAll(sessions: readonly Session[]): Promise<void> {
  await Promise.all(sessions.map((session) => session.close()));
}

/**
 * Proves that the snapshot's session still lives, after everything was read: a session that was ended in between
 * gave up its locks, so the dump and the fingerprint might not have seen the same.
 */
export async function confirmSnapshot(snapshot: Snapshot): Promise<void> {
  const { alive } = await snapshot.session.row<{ alive: number }>('select 1 as alive');
  if (alive !== 1) throw new ToolError('PBA-PG-SNAPSHOT', 'The snapshot’s session does not answer.');
}
