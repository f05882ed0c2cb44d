import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerFacts } from '../../catalog/manifest.ts';
import { ToolError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type OsUser, type RunningProcess, runText, startProcess } from '../../process.ts';
import type { Client } from '../client.ts';
import { canTraverse, scratchUser } from '../os-user.ts';
import { type Installation, program } from '../tools.ts';
import { lastLine, START_LIMIT_MS, scratchClient, waitUntilReady } from './connection.ts';
import { initdbArguments, serverArguments } from './settings.ts';

export interface ScratchOptions {
  readonly installation: Installation;
  readonly facts: ServerFacts;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Makes the cluster with data checksums, so that reading a page proves it. */
  readonly checksums?: boolean;
  /** Where the data should lie (RUNNER_TEMP); another directory is used when the server's user cannot get there. */
  readonly parent: string;
  /** Settings over those of every scratch server. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Also listens on this port of 127.0.0.1, where passwords are asked for. */
  readonly tcpPort?: number;
  /** Turns the command line of the server into one that starts it somewhere kept apart, with these directories of its own. */
  readonly launch?: (
    command: { readonly file: string; readonly args: readonly string[] },
    directories: readonly string[],
  ) => Promise<{ readonly file: string; readonly args: readonly string[] }>;
  /** Told of what a killed run would leave behind, before it exists. */
  readonly remember: (leftover: ScratchLeftover) => void;
}

/** What a killed run would leave behind of a scratch server. */
export type ScratchLeftover =
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'process'; readonly pid: number; readonly stopSignal: 'SIGQUIT' };

/** A throw-away PostgreSQL: private socket, no TCP, not as root, gone after `dispose` together with its data. */
export interface ScratchServer extends AsyncDisposable {
  /** A client on its `postgres` database, as its superuser. */
  readonly client: Client;
  readonly directory: string;
  readonly socketDir: string;
}

const PORT = '5432';

/** Who may connect how: the socket's directory is closed to everybody else, a port is not. */
const HBA = `local all all trust
host all all 127.0.0.1/32 scram-sha-256
`;

/**
 * Makes and starts a scratch server of the installation's major version. Its superuser has the name that the
 * source's first role has, so that the source's roles and grants fit. Durability is switched off: the data may be lost.
 * @throws ToolError|UserError PBA-PG-SCRATCH
 */
export async function startScratchServer(options: ScratchOptions): Promise<ScratchServer> {
  const user = await scratchUser();
  const directory = await makeDirectory(options, user);
  let server: RunningProcess | undefined;
  // Sockets have a path limit of 107 bytes, which a deep RUNNER_TEMP exceeds.
  const socketDir = await mkdtemp('/tmp/pba-');
  const dispose = async (): Promise<void> => {
    await server?.stop();
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    await rm(socketDir, { recursive: true, force: true });
  };
  try {
    options.remember({ kind: 'directory', path: socketDir });
    if (user !== undefined) await chown(socketDir, user.uid, user.gid);
    const env = { PATH: options.env['PATH'] ?? '', LC_ALL: 'C', HOME: directory };
    const as = user === undefined ? {} : { user };
    await initdb(options, directory, env, as);
    const port = String(options.tcpPort ?? PORT);
    const { file, args } = await serverCommand(options, { port, directory, socketDir });
    server = await startProcess(file, args, {
      env,
      signal: options.signal,
      cwd: directory,
      stopSignal: 'SIGQUIT', // PostgreSQL's "immediate shutdown": nothing is worth flushing here.
      ...as,
    });
    server.stdin.end();
    server.stdout.resume();
    if (server.pid !== undefined)
      options.remember({ kind: 'process', pid: server.pid, stopSignal: 'SIGQUIT' });
    const client = scratchClient({
      installation: options.installation,
      socketDir,
      port,
      superuser: options.facts.bootstrapRole,
      env,
      signal: options.signal,
      log: options.log,
    });
    await waitUntilReady(
      client,
      server,
      (exit) =>
        new ToolError('PBA-PG-SCRATCH', `The scratch server did not start: ${lastLine(exit.stderr)}`, {
          ...exit,
        }),
    );
    return { client, directory, socketDir, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function serverCommand(
  options: ScratchOptions,
  place: { readonly port: string; readonly directory: string; readonly socketDir: string },
): Promise<{ readonly file: string; readonly args: readonly string[] }> {
  const data = join(place.directory, 'data');
  const settings = { ...options.settings };
  if (options.tcpPort !== undefined) {
    settings['listen_addresses'] = '127.0.0.1';
    await writeFile(join(data, 'pg_hba.conf'), HBA);
  }
  const command = {
    file: program(options.installation, 'postgres'),
    args: ['-D', data, ...serverArguments({ port: place.port, socketDirs: [place.socketDir] }, settings)],
  };
  return options.launch === undefined ? command : options.launch(command, [place.directory, place.socketDir]);
}

async function makeDirectory(options: ScratchOptions, user: OsUser | undefined): Promise<string> {
  const reachable = user === undefined || (await canTraverse(options.parent, user));
  const directory = await mkdtemp(join(reachable ? options.parent : tmpdir(), 'pba-scratch-'));
  options.remember({ kind: 'directory', path: directory });
  if (user !== undefined) await chown(directory, user.uid, user.gid);
  return directory;
}

async function initdb(
  options: ScratchOptions,
  directory: string,
  env: Record<string, string>,
  as: { user?: OsUser },
): Promise<void> {
  await runText(
    program(options.installation, 'initdb'),
    [
      `--pgdata=${join(directory, 'data')}`,
      '--auth=trust', // The socket's directory is closed to everybody else.
      `--username=${options.facts.bootstrapRole}`,
      ...initdbArguments({ checksums: options.checksums ?? false }),
    ],
    {
      env,
      signal: options.signal,
      cwd: directory,
      timeoutMs: START_LIMIT_MS,
      explain: (exit) =>
        new ToolError(
          'PBA-PG-SCRATCH',
          `initdb failed: ${exit.stderr.trim().split('\n')[0] ?? 'no reason given'}`,
          {
            ...exit,
            hint: `Is there space in ${options.parent}, and may its files be executed and owned by the server’s user?`,
          },
        ),
      ...as,
    },
  );
}

/** Removes the statement that makes the scratch server's own superuser from a roles script; all others stay. */
export function withoutBootstrapRole(roles: string, bootstrapRole: string): string {
  const quoted = /^[a-z_][a-z0-9_$]*$/.test(bootstrapRole)
    ? bootstrapRole
    : `"${bootstrapRole.replaceAll('"', '""')}"`;
  return roles
    .split('\n')
    .filter((line) => line !== `CREATE ROLE ${quoted};`)
    .join('\n');
}
