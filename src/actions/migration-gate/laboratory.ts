import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import type { Manifest } from '../../catalog/manifest.ts';
import { UserError } from '../../errors.ts';
import { type Client, openSession, withDatabase } from '../../postgres/client.ts';
import {
  LOG_STATEMENTS,
  STATEMENT_LOG,
  statementLogSettings,
} from '../../postgres/migration/statement-log.ts';
import { canTraverse, scratchUser } from '../../postgres/os-user.ts';
import { identifier, literal } from '../../postgres/quote.ts';
import {
  type ScratchServer,
  startScratchServer,
  withoutBootstrapRole,
} from '../../postgres/scratch/scratch.ts';
import { chooseServer, findInstallations } from '../../postgres/tools.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { CommandLine, Sandbox, SandboxView } from '../../sandbox/sandbox.ts';
import type { CopyTarget } from '../shared/restore-copy.ts';
import { type ScratchAddress, strangerEnvironment } from './environment.ts';
import { type RunCommandOptions, runCommand } from './run-command.ts';

/** A scratch server for one set, and a way to run strangers' programs against it. */
export interface Laboratory extends AsyncDisposable {
  readonly target: CopyTarget;
  readonly serverVersion: string;
  /** The database as it was, made by `keep`. */
  readonly before: Client;
  /** On the server, but in neither of the two databases. */
  readonly outside: Client;
  readonly address: ScratchAddress;
  readonly statementLog: string;
  /** Keeps a copy of the restored database, and lets a role in. */
  keep(): Promise<void>;
  run(
    command: readonly string[],
    options: Pick<RunCommandOptions, 'cwd' | 'timeLimitMs'>,
  ): ReturnType<typeof runCommand>;
  /** Ends whatever a program has left behind in the database. */
  endSessions(): Promise<void>;
  logStatements(on: boolean): Promise<void>;
}

export interface LaboratoryOptions {
  readonly manifest: Manifest;
  /** Undefined: programs run as this user, with everything this machine has before them. */
  readonly sandbox: Sandbox | undefined;
  readonly role: string;
  /** What programs may read besides the system: the checked out repository, their own libraries. */
  readonly visible: readonly string[];
  readonly workspace: string;
  /** What nobody may see: stores that are directories, temporary files of this run and others. */
  readonly hidden: readonly string[];
}

const SANDBOX_PORT = 5432;
const LOG_DIRECTORY = 'pba_log';

/** Starts the server, in a sandbox of its own: a superuser's SQL can start programs, and roles come from the set. */
export async function openLaboratory(
  context: ActionContext,
  options: LaboratoryOptions,
): Promise<Laboratory> {
  const { manifest, sandbox } = options;
  if (sandbox?.stranger !== undefined) await refuseClosed(options.workspace);
  const installations = await findInstallations({ env: context.env, signal: context.signal });
  const installation = chooseServer(installations, Math.floor(manifest.server.versionNum / 10000));
  const tcpPort = sandbox === undefined ? await freePort() : undefined;
  const scratch = await startScratchServer({
    installation,
    facts: manifest.server,
    env: context.env,
    signal: context.signal,
    log: context.log,
    parent: dirname(context.tempDir),
    remember: context.remember,
    settings: statementLogSettings(LOG_DIRECTORY),
    ...(tcpPort === undefined ? {} : { tcpPort }),
    ...(sandbox === undefined
      ? {}
      : {
          launch: async (command, directories) =>
            sandbox.wrap(command, {
              hidden: await reachable([...options.hidden, options.workspace]),
              readable: [dirname(installation.binDir)],
              writable: directories,
              hiddenWithin: [],
            }),
        }),
  });
  if (sandbox?.stranger !== undefined) await letIn(scratch.socketDir, sandbox.stranger);
  const { database } = manifest;
  const kept = `pba_before_${randomBytes(4).toString('hex')}`;
  const address: ScratchAddress = {
    port: tcpPort ?? SANDBOX_PORT,
    database,
    user: options.role,
    password: randomBytes(16).toString('hex'),
  };
  context.mask(address.password);
  return {
    target: {
      client: scratch.client,
      database,
      rolesFor: async (script) => withoutBootstrapRole(script, manifest.server.bootstrapRole),
    },
    serverVersion: installation.version,
    before: withDatabase(scratch.client, kept),
    outside: scratch.client,
    address,
    statementLog: join(scratch.directory, 'data', LOG_DIRECTORY, STATEMENT_LOG),
    keep: async () => {
      await using session = await openSession(scratch.client);
      const strategy = installation.major >= 15 ? ' strategy file_copy' : '';
      await session.execute(
        `create database ${identifier(kept)} template ${identifier(database)}${strategy}`,
      );
      await session.execute(`revoke all on database ${identifier(kept)} from public`);
      await session.execute(
        `alter role ${identifier(address.user)} login password ${literal(address.password)}`,
      );
    },
    run: async (command, limits) => {
      const line = await commandLine(context, options, scratch, command);
      const env = strangerEnvironment(context.env, address, sandbox !== undefined);
      return runCommand(line, { ...limits, env, signal: context.signal, log: context.log });
    },
    endSessions: async () => {
      await using session = await openSession(scratch.client);
      await session.execute(`
        select pg_catalog.pg_terminate_backend(pid, 10000) from pg_catalog.pg_stat_activity
         where datname = ${literal(database)} and pid <> pg_catalog.pg_backend_pid()`);
    },
    logStatements: async (on) => {
      await using session = await openSession(scratch.client);
      for (const [name, value] of Object.entries(LOG_STATEMENTS)) {
        const change = on ? `set ${name} = ${literal(value)}` : `reset ${name}`;
        await session.execute(`alter database ${identifier(database)} ${change}`);
      }
    },
    [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
  };
}

/** What the server's user cannot get to needs no hiding, and cannot be hidden by that user. */
async function reachable(paths: readonly string[]): Promise<string[]> {
  const user = await scratchUser();
  const there = paths.filter((path) => existsSync(path));
  if (user === undefined) return there;
  const allowed = await Promise.all(there.map((path) => canTraverse(dirname(path), user)));
  return there.filter((_, index) => allowed[index]);
}

/** We are root and the migration is not: what is closed to others is closed to it. */
async function refuseClosed(workspace: string): Promise<void> {
  const { mode } = await stat(workspace);
  if ((mode & 0o005) === 0o005) return;
  throw new UserError('PBA-GATE-ISOLATION', `The workspace ${workspace} is closed to others.`, {
    hint: 'The job runs as root and the migrations as a user of their own, who cannot read it: chmod -R o+rX, or run the runner as an ordinary user.',
  });
}

/** The directory of the socket belongs to the server's user; one more group may pass through it, which nobody else is in. */
async function letIn(socketDir: string, group: number): Promise<void> {
  const { uid } = await stat(socketDir);
  await chown(socketDir, uid, group);
  await chmod(socketDir, 0o710);
}

async function commandLine(
  context: ActionContext,
  options: LaboratoryOptions,
  scratch: ScratchServer,
  [file = '', ...args]: readonly string[],
): Promise<CommandLine> {
  const { sandbox } = options;
  if (sandbox === undefined) return { file, args };
  const view: SandboxView = {
    hidden: [context.env['HOME'] ?? '/root', ...options.hidden],
    readable: [...pathDirectories(context.env), ...options.visible],
    // Tools write what they build; nobody but the checked out code of the pull request is there.
    writable: [options.workspace, scratch.socketDir],
    hiddenWithin: [...options.hidden, scratch.directory],
  };
  const socket = join(scratch.socketDir, `.s.PGSQL.${SANDBOX_PORT}`);
  return sandbox.wrapStranger({ file, args }, view, { node: process.execPath, port: SANDBOX_PORT, socket });
}

/** Programs in a home directory: their `bin`, and what lies beside it, unless that is the home itself. */
function pathDirectories(env: Readonly<Record<string, string>>): string[] {
  const home = env['HOME'] ?? '/root';
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((directory) => isAbsolute(directory))
    .flatMap((directory) => {
      const installation = dirname(directory);
      const whole = directory.endsWith('/bin') && installation !== '/' && installation !== home;
      // `~/.local` has more in it than programs, but nothing that programs do not need.
      return whole && !home.startsWith(`${installation}/`) ? [directory, installation] : [directory];
    });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('no port of 127.0.0.1 is free');
  return address.port;
}
