import type { Log } from '../log.ts';
import type { OsUser } from '../process.ts';
import { givesUpOnSilence } from './connection.ts';
import {
  type Container,
  execArguments,
  type PlacedFiles,
  placeFiles,
  type Stdin,
} from './container/container.ts';
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
  /** Runs the programs there; `installation` is one of its own. */
  readonly container?: Container;
}

/** The same client with another abort signal, for work that is ended together. */
export function withSignal(client: Client, signal: AbortSignal): Client {
  return { ...client, signal };
}

/** The same server and role, another database. */
export function withDatabase(client: Client, database: string): Client {
  return { ...client, env: { ...client.env, PGDATABASE: database } };
}

/** How a program is started: here, or in the container. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The command for one program of the client's installation.
 * @param stdin what it is for; only a program in a container needs to know
 * @param more variables of libpq besides the client's
 */
export function commandOf(
  client: Client,
  name: string,
  args: readonly string[],
  stdin: Stdin = 'input',
  more: Readonly<Record<string, string>> = {},
): Command {
  const file = program(client.installation, name);
  const env = { ...client.env, ...more };
  const { container } = client;
  if (container === undefined) return { file, args, env };
  const { engine } = container;
  return { file: engine.program, args: execArguments(container, file, args, env, stdin), env: engine.env };
}

/** Makes files of this machine readable for the client's programs; for programs that run here there is nothing to do. */
export async function filesFor(client: Client, ...paths: readonly string[]): Promise<PlacedFiles> {
  if (client.container !== undefined) return placeFiles(client.container, paths, client.signal);
  return { at: (path) => path, add: async () => {}, [Symbol.asyncDispose]: async () => {} };
}

/** Opens a session. @throws as `Session.open` */
export function openSession(client: Client, settings?: Readonly<Record<string, string>>): Promise<Session> {
  const args = ['-XqAtw', '-v', 'ON_ERROR_STOP=1', ...givesUpOnSilence(client.env)];
  return Session.open({
    command: commandOf(client, 'psql', args, 'session', { PGCLIENTENCODING: 'UTF8' }),
    connection: client.env,
    signal: client.signal,
    ...(client.user === undefined ? {} : { user: client.user }),
    ...(settings === undefined ? {} : { settings }),
  });
}
