import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { rolesIn } from '../../catalog/archive/roles-script.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { type ToolError, UserError } from '../../errors.ts';
import { type Client, openSession } from '../../postgres/client.ts';
import { chooseContainerClient } from '../../postgres/container/client.ts';
import { startContainerScratch } from '../../postgres/container/scratch.ts';
import { readServerFacts } from '../../postgres/facts.ts';
import { identifier, literal } from '../../postgres/quote.ts';
import { startScratchServer, withoutBootstrapRole } from '../../postgres/scratch/scratch.ts';
import type { Session } from '../../postgres/session.ts';
import { chooseServer, type Installation } from '../../postgres/tools.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { type ConnectionInputs, connect } from '../shared/connect.ts';
import type { CopyTarget } from '../shared/restore-copy.ts';
import type { RestoreTestInputs } from './restore-test.ts';

/** Where a set is restored to be tested: a server that is not the source, and a database that is gone afterwards. */
export interface RestoreTarget extends CopyTarget, AsyncDisposable {
  readonly kind: 'scratch server' | 'staging server' | 'container';
  /** Why the server is gone although nobody disposed of it, where that can be found out. */
  readonly whyGone?: () => Promise<ToolError | undefined>;
  readonly serverVersion: string;
  /** Of a container: the name that was asked for and the exact image. */
  readonly image?: string;
  /** Whether the whole server was made for this test, roles included. */
  readonly ownServer: boolean;
}

/** A throw-away server on this machine, of the set's major version. */
async function scratchTarget(
  context: ActionContext,
  manifest: Manifest,
  installations: readonly Installation[],
  options: { readonly checksums: boolean },
): Promise<RestoreTarget> {
  const installation = chooseServer(installations, Math.floor(manifest.server.versionNum / 10000));
  const scratch = await startScratchServer({
    installation,
    facts: manifest.server,
    checksums: options.checksums,
    env: context.env,
    signal: context.signal,
    log: context.log,
    parent: dirname(context.tempDir),
    remember: context.remember,
  });
  return {
    kind: 'scratch server',
    serverVersion: installation.version,
    ownServer: true,
    client: scratch.client,
    database: manifest.database,
    rolesFor: async (script) => withoutBootstrapRole(script, manifest.server.bootstrapRole),
    [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
  };
}

/**
 * A throw-away server in a container of an image, for extensions that this machine lacks. The client programs are this
 * machine's.
 */
async function containerTarget(
  context: ActionContext,
  manifest: Manifest,
  installations: readonly Installation[],
  image: string,
  checksums: boolean,
): Promise<RestoreTarget> {
  const scratch = await startContainerScratch({
    installation: chooseContainerClient(installations, Math.floor(manifest.server.versionNum / 10000)),
    image,
    facts: manifest.server,
    env: context.env,
    signal: context.signal,
    log: context.log,
    remember: context.remember,
    ...(checksums ? { checksums } : {}),
  });
  return {
    kind: 'container',
    serverVersion: scratch.version,
    image: `${scratch.image.reference} (${scratch.image.id})`,
    ownServer: true,
    whyGone: () => scratch.whyGone(),
    client: scratch.client,
    database: manifest.database,
    rolesFor: async (script) => withoutBootstrapRole(script, manifest.server.bootstrapRole),
    [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
  };
}

const PREFIX = 'pba_test_';
const LEFTOVER_AFTER = '1 day';

/**
 * A temporary database on a server that exists: for extensions, locales or sizes this machine has not. Roles that are
 * missing there are made without login and dropped afterwards, together with the database. What a killed run left
 * is dropped when it is older than a day.
 * @throws UserError PBA-TARGET-IS-SOURCE when it is the server the set came from
 */
async function stagingTarget(
  context: ActionContext,
  manifest: Manifest,
  connection: Omit<ConnectionInputs, 'database'>,
): Promise<RestoreTarget> {
  const client = await connect({ ...connection, database: 'postgres' }, context);
  const serverVersion = await refuseSource(client, manifest.server.systemIdentifier);
  const database = `${PREFIX}${Math.floor(context.now().getTime() / 1000)}_${randomBytes(3).toString('hex')}`;
  await dropLeftovers(client);
  const made: string[] = [];
  return {
    kind: 'staging server',
    serverVersion,
    ownServer: false,
    client,
    database,
    rolesFor: async (script) => {
      await using session = await openSession(client);
      const wanted = rolesIn(script);
      const there = await session.rows<{ name: string }>('select rolname as name from pg_catalog.pg_roles');
      made.push(...wanted.filter((name) => !there.some((one) => one.name === name)));
      return made.map((name) => `create role ${identifier(name)} nologin;\n`).join('');
    },
    [Symbol.asyncDispose]: async () => {
      // The run may have been cancelled: what it made on somebody's server is removed all the same.
      await using session = await openSession({ ...client, signal: AbortSignal.timeout(5_000) });
      await session.execute(`drop database if exists ${identifier(database)} with (force)`);
      for (const name of made) await session.execute(`drop role if exists ${identifier(name)}`);
    },
  };
}

async function dropLeftovers(client: Client): Promise<void> {
  await using session = await openSession(client);
  for (const { name } of await leftovers(session)) {
    await session.execute(`drop database if exists ${identifier(name)} with (force)`);
    client.log.info(`dropped ${name}, left by a run that was killed`);
  }
}

function leftovers(session: Session): Promise<{ name: string }[]> {
  return session.rows(`
    select datname as name from pg_catalog.pg_database
     where datname ~ ${literal(`^${PREFIX}[0-9]+_[0-9a-f]{6}$`)}
       and to_timestamp(split_part(datname, '_', 3)::bigint) < now() - interval ${literal(LEFTOVER_AFTER)}`);
}

/**
 * @returns the server's version
 * @throws UserError PBA-TARGET-IS-SOURCE
 */
export async function refuseSource(client: Client, source: string): Promise<string> {
  await using session = await openSession(client);
  const { systemIdentifier, version } = await readServerFacts(session);
  if (systemIdentifier !== source) return version;
  throw new UserError(
    'PBA-TARGET-IS-SOURCE',
    'The target of the restore test is the very server the set came from.',
    {
      hint: 'Nothing was restored. A restore test only ever runs on another server; copies of one cluster count as the same.',
    },
  );
}

/** The target the inputs ask for: a container, a staging server, or a scratch server of this machine. */
export async function chooseTarget(
  inputs: RestoreTestInputs,
  context: ActionContext,
  manifest: Manifest,
  installations: readonly Installation[],
  checksums: boolean,
): Promise<RestoreTarget> {
  if (inputs.containerImage !== undefined) {
    return containerTarget(context, manifest, installations, inputs.containerImage, checksums);
  }
  if (inputs.stagingHost === undefined) {
    return scratchTarget(context, manifest, installations, { checksums });
  }
  return stagingTarget(context, manifest, {
    host: inputs.stagingHost,
    port: inputs.stagingPort,
    user: inputs.stagingUser,
    password: inputs.stagingPassword,
    sslmode: inputs.stagingSslmode,
    sslrootcert: inputs.stagingSslrootcert,
  });
}
