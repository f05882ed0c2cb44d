import { UserError } from '../errors.ts';
import { literal } from './quote.ts';
import type { Session } from './session.ts';

/** Our key among the advisory locks of a database: 'pba' and 'dump' in ASCII. */
const CLASS = 0x706261;
const DUMP = 0x64756d70;

interface Holder {
  readonly pid: number;
  readonly application: string;
  readonly client: string;
  readonly since: string;
}

/**
 * Makes sure that no other backup of this database runs, from whichever runner or repository, until the session ends. It
 * does not wait: two dumps at once would only slow down each other and the database.
 * @throws UserError PBA-PG-BUSY saying who is at it and since when
 */
export async function claimBackup(session: Session, database: string): Promise<void> {
  const { got } = await session.row<{ got: boolean }>(
    `select pg_catalog.pg_try_advisory_lock(${CLASS}, ${DUMP}) as got`,
  );
  if (got) return;
  const [holder] = await session.rows<Holder>(`
    select a.pid, coalesce(a.application_name, '') as application,
           coalesce(a.client_addr::text, 'a local socket') as client,
           to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as since
      from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.classid = ${CLASS} and l.objid = ${DUMP} and l.objsubid = 2 and l.granted
       and l.database = (select oid from pg_catalog.pg_database where datname = ${literal(database)})`);
  const who =
    holder === undefined
      ? 'it ended just now'
      : `server process ${holder.pid} (${holder.application}) from ${holder.client}, since ${holder.since} UTC`;
  throw new UserError('PBA-PG-BUSY', `Another backup of ${database} is running: ${who}.`, {
    hint: 'Wait for it. When its job is dead, end its connection with `select pg_terminate_backend(pid)`.',
  });
}
