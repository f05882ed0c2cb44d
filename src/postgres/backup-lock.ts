import { sleep } from '../concurrency.ts';
import { UserError } from '../errors.ts';
import { literal } from './quote.ts';
import type { Session } from './session.ts';

/** Our key among the advisory locks of a database: 'pba' and 'dump' in ASCII. */
const CLASS = 0x706261;
const DUMP = 0x64756d70;

/** How the session of a migration calls itself, so that a backup that finds the lock taken can say by what. */
export const MIGRATION_SESSION = { application_name: 'postgres-backup-actions migration' } as const;

const LOOK_AGAIN_MS = 1_000;

interface Holder {
  readonly pid: number;
  readonly application: string;
  readonly client: string;
  readonly since: string;
}

/**
 * Makes sure that no other backup of this database runs, from whichever runner or repository, until the session ends, and no
 * migration that was started by `migration-gate`. It does not wait: two dumps at once would only slow down each other and
 * the database.
 * @throws UserError PBA-PG-BUSY saying who is at it and since when
 */
export async function claimBackup(session: Session, database: string): Promise<void> {
  if (!(await tryClaim(session))) throw await busy(session, database);
}

/**
 * The same for a migration: until the session ends no backup starts. A dump holds a lock on every table to its end; what has
 * to change a table waits for that, and everybody else behind it.
 * @throws UserError PBA-PG-BUSY when a backup is still running after `waitMs`, or a dump that is not ours
 */
export async function claimMigration(
  session: Session,
  database: string,
  options: {
    readonly waitMs: number;
    readonly signal: AbortSignal;
    readonly onWait: (reason: string) => void;
  },
): Promise<void> {
  const deadline = performance.now() + options.waitMs;
  for (let told = false; ; told = true) {
    const ours = await tryClaim(session);
    const foreign = ours ? await foreignDump(session) : undefined;
    if (ours && foreign === undefined) return;
    if (ours) await session.execute(`select pg_catalog.pg_advisory_unlock(${CLASS}, ${DUMP})`);
    const problem = foreign ?? (await busy(session, database));
    if (performance.now() >= deadline) throw problem;
    if (!told) options.onWait(problem.message);
    await sleep(Math.min(LOOK_AGAIN_MS, Math.max(1, deadline - performance.now())), options.signal);
  }
}

async function tryClaim(session: Session): Promise<boolean> {
  const { got } = await session.row<{ got: boolean }>(
    `select pg_catalog.pg_try_advisory_lock(${CLASS}, ${DUMP}) as got`,
  );
  return got;
}

async function busy(session: Session, database: string): Promise<UserError> {
  const [holder] = await session.rows<Holder>(`
    ${HOLDER}, pg_catalog.pg_locks l
     where a.pid = l.pid and l.locktype = 'advisory' and l.classid = ${CLASS} and l.objid = ${DUMP} and l.objsubid = 2
       and l.granted
       and l.database = (select oid from pg_catalog.pg_database where datname = ${literal(database)})`);
  const migrating = holder?.application === MIGRATION_SESSION.application_name;
  const who = holder === undefined ? 'it ended just now' : describe(holder);
  return new UserError(
    'PBA-PG-BUSY',
    migrating
      ? `A migration of ${database} is running: ${who}.`
      : `Another backup of ${database} is running: ${who}.`,
    {
      hint: 'Wait for it. When its job is dead, end its connection with `select pg_terminate_backend(pid)`.',
    },
  );
}

/** A pg_dump that somebody else started knows nothing of our lock. */
async function foreignDump(session: Session): Promise<UserError | undefined> {
  const [holder] = await session.rows<Holder>(`
    ${HOLDER} where a.datname = pg_catalog.current_database() and a.application_name = 'pg_dump' limit 1`);
  if (holder === undefined) return undefined;
  return new UserError(
    'PBA-PG-BUSY',
    `A pg_dump that is not ours holds locks on the tables: ${describe(holder)}.`,
    { hint: 'What changes a table would wait for it, and everybody else behind that. Wait for it to end.' },
  );
}

const HOLDER = `
    select a.pid, coalesce(a.application_name, '') as application,
           coalesce(a.client_addr::text, 'a local socket') as client,
           to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as since
      from pg_catalog.pg_stat_activity a`;

function describe({ pid, application, client, since }: Holder): string {
  return `server process ${pid} (${application}) from ${client}, since ${since} UTC`;
}
