import { sleep } from '../../concurrency.ts';
import { ToolError } from '../../errors.ts';
import { type Client, openSession } from '../client.ts';

const POLL_MS = 200;

interface Archiver {
  readonly last: string | null;
  readonly failed: string | null;
}

/**
 * Puts a commit into the log that no row depends on, has the server hand over the segment, and waits until it is archived:
 * a recovery to any moment before then has a commit behind it.
 * @returns the segment
 * @throws ToolError PBA-WAL-STUCK
 */
export async function archiveNow(client: Client, limitMs: number): Promise<string> {
  await using session = await openSession(client, { statement_timeout: '30s' });
  await session.execute('select pg_catalog.txid_current()');
  const { segment } = await session.row<{ segment: string }>(
    `select pg_catalog.pg_walfile_name(pg_catalog.pg_switch_wal()) as "segment"`,
  );
  const deadline = performance.now() + limitMs;
  for (;;) {
    const { last, failed } = await session.row<Archiver>(
      `select left(last_archived_wal, 24) as "last", last_failed_wal as "failed" from pg_catalog.pg_stat_archiver`,
    );
    if (last !== null && last >= segment) return segment;
    if (performance.now() > deadline) {
      throw new ToolError(
        'PBA-WAL-STUCK',
        `WAL segment ${segment} was not archived within ${Math.round(limitMs / 1000)} s; the last one that was is ${last ?? 'none'}${failed === null ? '' : `, the last failed attempt was ${failed}`}.`,
        {
          hint: 'The log of the server has the reason at "archive command failed". `wal` says which repository is missing.',
        },
      );
    }
    await sleep(POLL_MS, client.signal);
  }
}
