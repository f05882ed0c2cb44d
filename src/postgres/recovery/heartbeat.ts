import { sleep } from '../../concurrency.ts';
import { ObjectiveError } from '../../errors.ts';
import { type Client, openSession } from '../client.ts';
import { literal } from '../quote.ts';

/** What was written into production to be looked for in a recovery. */
export interface Heartbeat {
  readonly before: string;
  readonly after: string;
  /** The restore point between the two rows. */
  readonly point: string;
  /** The segment that holds the commit of the second row. */
  readonly segment: string;
  /** On the clock of this process: when the second row was committed. */
  readonly committedAt: number;
}

const TABLE = 'pba_heartbeat.beats';

/**
 * Commits a row, sets a restore point, and commits another row. The table is made when it is not there; rows older than a
 * month are removed from it.
 */
export async function writeHeartbeat(client: Client, id: string): Promise<Heartbeat> {
  const [before, after, point] = [`${id} before`, `${id} after`, `pba ${id}`];
  await using session = await openSession(client, { statement_timeout: '30s', lock_timeout: '10s' });
  const { there } = await session.row<{ there: boolean }>(
    `select pg_catalog.to_regclass(${literal(TABLE)}) is not null as "there"`,
  );
  if (!there) {
    await session.execute('create schema if not exists pba_heartbeat');
    await session.execute(
      `create table if not exists ${TABLE} (beat text primary key, at timestamptz not null default pg_catalog.clock_timestamp())`,
    );
  }
  await session.execute(`delete from ${TABLE} where at < pg_catalog.now() - interval '30 days'`);
  // It has to be on disk when it counts as committed, whatever production does otherwise.
  await session.execute('set synchronous_commit = on');
  await session.execute(`insert into ${TABLE} (beat) values (${literal(before)})`);
  await session.row(`select pg_catalog.pg_create_restore_point(${literal(point)})::text as "lsn"`);
  await session.execute(`insert into ${TABLE} (beat) values (${literal(after)})`);
  const committedAt = performance.now();
  const { segment } = await session.row<{ segment: string }>(
    `select pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_insert_lsn()) as "segment"`,
  );
  return { before, after, point, segment, committedAt };
}

const POLL_MS = 250;

/**
 * Waits until production has archived the second row by itself, as it would without this test.
 * @returns seconds since its commit: what would have been lost if the server had gone just before
 * @throws ObjectiveError PBA-RPO-BROKEN when that takes longer than the objective
 */
export async function awaitArchived(client: Client, beat: Heartbeat, objectiveMs: number): Promise<number> {
  await using session = await openSession(client, { statement_timeout: '30s' });
  for (;;) {
    const { last } = await session.row<{ last: string | null }>(
      `select left(last_archived_wal, 24) as "last" from pg_catalog.pg_stat_archiver`,
    );
    const waited = performance.now() - beat.committedAt;
    if (last !== null && last >= beat.segment) return Math.round(waited) / 1000;
    if (waited > objectiveMs) {
      throw new ObjectiveError(
        'PBA-RPO-BROKEN',
        `A commit in WAL segment ${beat.segment} was not archived within the RPO of ${Math.round(objectiveMs / 1000)} s; the last archived segment is ${last ?? 'none'}.`,
        {
          hint: '`wal` says why: a repository that is gone, or an archive_timeout that is longer than the RPO allows.',
        },
      );
    }
    await sleep(POLL_MS, client.signal);
  }
}

/** Which of the two rows a recovered server has. */
export async function readHeartbeat(
  client: Client,
  beat: Heartbeat,
): Promise<{ readonly before: boolean; readonly after: boolean }> {
  await using session = await openSession(client, { statement_timeout: '30s' });
  const has = (row: string): string => `exists (select from ${TABLE} where beat = ${literal(row)})`;
  return await session.row(`select ${has(beat.before)} as "before", ${has(beat.after)} as "after"`);
}
