import type { Log } from '../log.ts';
import type { OsUser } from '../process.ts';
import { Session } from './session.ts';
import { type Installation, program } from './tools.ts';

/** One database reached with the programs of one installation. Everything in this folder works on it. */
export interface Client {
  readonly installation: Installation;
  /** From `libpqEnvironment`; names the database. */
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Runs the programs as another user; for scratch servers when the job runs as root. */
  readonly user?: OsUser;
}

/** The same client with another abort signal, for work that is ended together. */
export function withSignal(client: Client, signal: AbortSignal): Client {
  return { ...client, signal };
}

/** The same server and role, another database. */
export function withDatabase(client: Client, database: string): Client {
  return { ...client, env: { ...client.env, PGDATABASE: database } };
}

/** Opens a session. @throws as `Session.open` */
export function openSession(client: Client, settings?: Readonly<Record<string, string>>): Promise<Session> {
  return Session.open({
    psql: program(client.installation, 'psql'),
    env: client.env,
    signal: client.signal,
    ...(client.user === undefined ? {} : { user: client.user }),
    ...(settings === undefined ? {} : { settings }),
  });
}
