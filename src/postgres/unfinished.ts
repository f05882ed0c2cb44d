import { createHash } from 'node:crypto';
import { markComment, markSettings, type RestoredMark } from '../catalog/swap/restored-mark.ts';
import { siblingTime } from '../catalog/swap/sibling-names.ts';
import type { UnfinishedDatabase } from '../catalog/swap/unfinished.ts';
import { sleep } from '../concurrency.ts';
import { UserError } from '../errors.ts';
import { type Client, openSession } from './client.ts';
import { readDatabaseProperties } from './database-sql.ts';
import { identifier, literal } from './quote.ts';
import type { Session } from './session.ts';
import { MAY_END } from './swap/facts.ts';

/** Our key among the advisory locks: 'rst' in ASCII, and the name of the database that is being made. */
const CLASS = 0x727374;

/** A few commands on one row of the catalog; a rename waits up to five seconds for sessions to end. */
const FINISH_MS = 10_000;
/** A cancelled run has seven seconds in all. */
const DROP_MS = 5_000;

function keyOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0) >>> 1;
}

/**
 * The client that makes a database: its sessions can be told from all others, also when their programs were killed. A server goes
 * on with CREATE DATABASE when whoever asked for it is gone.
 */
export function makerOf(client: Client, name: string): Client {
  return { ...client, env: { ...client.env, PGAPPNAME: applicationOf(name) } };
}

/** In ASCII: of other characters the server makes question marks. */
function applicationOf(name: string): string {
  return `postgres-backup-actions restore ${keyOf(name)}`;
}

/**
 * Says that a run is making this database, for as long as the session lives: it ends with the run, however that ends.
 * @param client on a database that is there already
 * @throws UserError PBA-TARGET-EXISTS when another run is making one of this name
 */
export async function claimDatabase(client: Client, name: string): Promise<Session> {
  const session = await openSession(client, {
    application_name: 'postgres-backup-actions restore',
    idle_session_timeout: '0',
  });
  try {
    const { got } = await session.row<{ got: boolean }>(
      `select pg_catalog.pg_try_advisory_lock(${CLASS}, ${keyOf(name)}) as got`,
    );
    if (got) return session;
    throw new UserError('PBA-TARGET-EXISTS', `Another restore is making ${name} just now.`, {
      hint: 'Run it again in a second: the name is made of the time.',
    });
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** The databases that restores of this one are making, or left. */
export async function listUnfinished(session: Session, database: string): Promise<UnfinishedDatabase[]> {
  const rows = await session.rows<Omit<UnfinishedDatabase, 'claimed'>>(`
    select d.datname as name, shobj_description(d.oid, 'pg_database') as comment,
           coalesce((select to_json(s.setconfig) from pg_catalog.pg_db_role_setting s
                      where s.setdatabase = d.oid and s.setrole = 0), '[]') as settings,
           (select count(*)::int from pg_catalog.pg_stat_activity a
             where a.datid = d.oid and a.backend_type = 'client backend') as sessions
      from pg_catalog.pg_database d`);
  // Read afterwards: a run claims a name before it makes the database. A lock may be held in any database of the server.
  const claims = await session.rows<{ key: number }>(`
    select objid::bigint as key from pg_catalog.pg_locks
     where locktype = 'advisory' and granted and objsubid = 2 and classid = ${CLASS}`);
  return rows
    .filter(({ name }) => siblingTime(database, 'restoring', name) !== undefined)
    .map((row) => ({ ...row, claimed: claims.some(({ key }) => key === keyOf(row.name)) }));
}

export interface Finished {
  /** The name it was made under. */
  readonly name: string;
  readonly as: string;
  readonly mark: RestoredMark;
  /** Settings that PostgreSQL does not know are a superuser's; for others the mark is in the comment. */
  readonly superuser: boolean;
}

/**
 * Gives a database its mark and its name in one transaction: nobody ever sees it under that name without the mark. It has
 * a time of its own: a database that is complete must say so even if the run is cancelled just now. When the name cannot be given, it is
 * marked where it is, so that no later restore takes it for a remainder.
 */
export async function finishDatabase(client: Client, finished: Finished): Promise<void> {
  const { name, as, mark } = finished;
  const rename = `alter database ${identifier(name)} rename to ${identifier(as)};`;
  // Once more: what took an hour to restore is not to be given up because one connection broke.
  try {
    await markDatabase(client, finished, rename).catch(() => markDatabase(client, finished, rename));
  } catch (error) {
    await markDatabase(client, finished, '');
    throw new UserError(
      'PBA-TARGET-EXISTS',
      `The restore is complete, but its database ${name} could not be named ${as}.`,
      {
        cause: error,
        hint: `It is marked as ${mark.verdict}. Look whether ${as} exists by now; otherwise: ${rename}`,
      },
    );
  }
}

async function markDatabase(
  client: Client,
  { name, mark, superuser }: Finished,
  rename: string,
): Promise<void> {
  await using session = await openSession({ ...client, signal: AbortSignal.timeout(FINISH_MS) });
  const statements = superuser
    ? Object.entries(markSettings(mark)).map(
        ([setting, value]) => `alter database ${identifier(name)} set ${setting} = ${literal(value)};`,
      )
    : [`comment on database ${identifier(name)} is ${literal(await commentWith(session, name, mark))};`];
  // A monitoring that looks into every new database would be in the way of the rename.
  await session.rows(`select pg_catalog.pg_terminate_backend(a.pid) from pg_catalog.pg_stat_activity a
     where a.datname = ${literal(name)} and ${MAY_END}`);
  await session.execute(`begin; ${statements.join('\n')} ${rename} commit;`);
}

async function commentWith(session: Session, name: string, mark: RestoredMark): Promise<string> {
  const { comment } = await readDatabaseProperties(session, name);
  return [...(comment === null ? [] : [comment]), markComment(mark)].join('\n');
}

/** Drops what a failed restore made; also after a cancellation, so it has a time of its own. */
export async function dropDatabase(client: Client, database: string): Promise<void> {
  const signal = AbortSignal.timeout(DROP_MS);
  await using session = await openSession({ ...client, signal });
  // The command that makes it may still be running although its psql was ended, and would succeed after the drop.
  for (;;) {
    const { making } = await session.row<{ making: boolean }>(`
      select exists (select from pg_catalog.pg_stat_activity where application_name = ${literal(applicationOf(database))}
                        and datname is distinct from ${literal(database)}) as making`);
    if (!making) break;
    await sleep(50, signal);
  }
  await session.execute(`drop database if exists ${identifier(database)} with (force)`);
}
