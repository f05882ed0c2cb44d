import type { PhysicalRepo } from '../../../catalog/physical/physical.ts';
import { DEFAULT_SEGMENT_BYTES } from '../../../catalog/wal/segment.ts';
import { IntegrityError, messageOf, PbaError, StoreError, UserError } from '../../../errors.ts';
import { readOptions } from '../../../pgbackrest/config.ts';
import type { Engine } from '../../../pgbackrest/engine.ts';
import { readIfThere } from '../../../pgbackrest/files.ts';
import { ownerOf } from '../../../pgbackrest/os-user.ts';
import type { EffectivePolicy } from '../../../policy/effective-policy.ts';
import { readServerPlace, type ServerPlace } from '../../../postgres/archiving.ts';
import { type Client, openSession } from '../../../postgres/client.ts';
import { scratchUser } from '../../../postgres/os-user.ts';
import { chooseServer, findInstallations, type Installation } from '../../../postgres/tools.ts';
import type { OsUser } from '../../../process.ts';
import type { ActionContext } from '../../../runtime/action.ts';
import { type ConnectionInputs, connect } from '../connect.ts';
import { notInContainer } from '../engine/in-container.ts';
import { openEngine, type PhysicalPolicy, requirePhysical } from '../engine/open.ts';
import { type ReadRepo, readRepos } from '../engine/read-repos.ts';

/** Production, as far as it can be reached. */
export interface Production {
  readonly client: Client;
  readonly place: ServerPlace;
}

/** What a recovery is made from. */
export interface RecoverySource extends AsyncDisposable {
  readonly engine: Engine;
  readonly physical: PhysicalPolicy;
  /** Undefined: it is down, or on another machine. */
  readonly production: Production | undefined;
  /** Where the policy places production; it is not reached then. */
  readonly container: string | undefined;
  /** Of production; undefined: not known. */
  readonly dataDirectory: string | undefined;
  /** Whom the recovered files belong to; `user` is undefined when that is who we are. */
  readonly owner: OsUser;
  readonly user: OsUser | undefined;
  readonly segmentBytes: number;
  /** Looks for production again. */
  reach(): Promise<Production>;
}

export interface SourceInputs extends Omit<ConnectionInputs, 'database'> {
  readonly database: string | undefined;
}

/** With these a recovery beside production goes by the repositories alone. */
const UNREACHED: readonly string[] = ['PBA-PG-UNREACHABLE', 'PBA-CONTAINER'];

/** Finds production and opens the engine. Production may be down: that is what a recovery is for. */
export async function openSource(
  inputs: SourceInputs,
  policy: EffectivePolicy,
  context: ActionContext,
): Promise<RecoverySource> {
  const physical = requirePhysical(policy);
  const reach = (): Promise<Production> => reachProduction(inputs, policy, context);
  const production = await reach().catch((error: unknown) => {
    if (!(error instanceof PbaError) || !UNREACHED.includes(error.code)) throw error;
    context.log.warning(
      `Production is not reached, so nothing is checked against it: ${messageOf(error)} The recovery goes by the repositories alone.`,
    );
    return undefined;
  });
  const dataDirectory = production?.place.dataDirectory ?? (await configuredDirectory(physical));
  const owner = await ownerFor(dataDirectory);
  const engine = await openEngine(
    {
      physical,
      owner,
      server: {
        dataDirectory: dataDirectory ?? '/nonexistent',
        port: production?.place.port ?? 5432,
        socketDirectory: production?.place.socketDirectory,
        user: production?.place.bootstrapRole ?? 'postgres',
      },
    },
    context,
  );
  return {
    engine,
    physical,
    production,
    container: entryOf(policy).entry?.container,
    dataDirectory,
    owner,
    user: engine.user,
    segmentBytes: production?.place.segmentBytes ?? DEFAULT_SEGMENT_BYTES,
    reach,
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

/** Places of production and of the engine, in which a recovery has no business. */
export async function occupiedPlaces(source: RecoverySource): Promise<(string | undefined)[]> {
  const { production, dataDirectory, physical } = source;
  const engine = [
    physical.spool,
    physical.logs,
    ...physical.repositories.map((one) => (one.kind === 'directory' ? one.directory : undefined)),
  ];
  if (production === undefined) return [dataDirectory, ...engine];
  await using session = await openSession(production.client, { statement_timeout: '30s' });
  const spaces = await session.rows<{ place: string }>(
    `select pg_catalog.pg_tablespace_location(oid) as "place" from pg_catalog.pg_tablespace
      where pg_catalog.pg_tablespace_location(oid) <> ''`,
  );
  return [dataDirectory, ...engine, ...spaces.map(({ place }) => place)];
}

/** What the policy says of the server, and its first database, if it names any. */
function entryOf({ databases }: EffectivePolicy) {
  const [first] = 'exclude' in databases ? [] : databases;
  return { first, entry: 'exclude' in databases ? databases : first };
}

async function reachProduction(
  inputs: SourceInputs,
  policy: EffectivePolicy,
  context: ActionContext,
): Promise<Production> {
  const { entry, first } = entryOf(policy);
  if (entry?.container !== undefined) throw notInContainer(entry.container);
  const client = await connect(
    {
      host: inputs.host ?? entry?.host,
      port: inputs.port ?? entry?.port,
      user: inputs.user ?? entry?.user,
      password: inputs.password,
      database: inputs.database ?? first?.name ?? 'postgres',
      sslmode: inputs.sslmode ?? entry?.sslmode,
      sslrootcert: inputs.sslrootcert ?? entry?.sslrootcert,
    },
    context,
  );
  await using session = await openSession(client, { statement_timeout: '30s' });
  return { client, place: await readServerPlace(session) };
}

async function configuredDirectory(physical: PhysicalPolicy): Promise<string | undefined> {
  const text = await readIfThere(physical.configFile);
  return text === undefined ? undefined : readOptions(text, physical.stanza).get('pg1-path');
}

async function ownerFor(dataDirectory: string | undefined): Promise<OsUser> {
  if (dataDirectory !== undefined) {
    const owner = await ownerOf(dataDirectory).catch(() => undefined);
    if (owner !== undefined) return owner;
  }
  const other = await scratchUser();
  return (
    other ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, name: 'the user of this job' }
  );
}

/** Reads the repositories; one that cannot be used is warned of. @throws PbaError when none can */
export async function readUsable(source: RecoverySource, context: ActionContext): Promise<ReadRepo[]> {
  const { place } = source.production ?? {};
  const repos = await readRepos(source.engine, source.physical, place);
  const usable = repos.filter(({ state, backups }) => state === 'ok' && backups.length > 0);
  const [first, ...others] = repos.filter((repo) => !usable.includes(repo));
  if (usable.length === 0 && first !== undefined) throw unusableError(first);
  for (const repo of first === undefined ? [] : [first, ...others])
    context.log.warning(
      `Repository ${repo.repo} (${repo.location}) cannot be used: ${repo.reason ?? repo.state}`,
    );
  return usable;
}

function unusableError(repo: PhysicalRepo): PbaError {
  const where = `Repository ${repo.repo} (${repo.location})`;
  const reason = repo.reason ?? repo.state;
  if (repo.state === 'other cluster') {
    return new UserError('PBA-STANZA-OTHER-CLUSTER', `${where}: ${reason}`, {
      hint: 'Check `stanza` in the policy, and the connection: host, port and PGHOST may point to another server.',
    });
  }
  if (repo.state === 'no stanza') {
    return new UserError('PBA-STANZA-MISSING', `${where} has no such stanza: ${reason}`, {
      hint: 'Check `stanza` and the places of `repositories` in the policy.',
    });
  }
  if (repo.state !== 'failed') {
    return new UserError('PBA-SET-NOT-FOUND', `${where} has no base backup; WAL alone restores nothing.`, {
      hint: 'Take one: `backup` with `kind: physical`.',
    });
  }
  if (/FormatError|CryptoError|PBA-REPO-KEY/.test(reason)) {
    return new UserError('PBA-REPO-KEY', `${where} cannot be decrypted with the key that was given.`, {
      hint: 'Give the key that the repository was made with: look in your password store.',
    });
  }
  if (/PBA-REPO-DAMAGED/.test(reason)) return new IntegrityError('PBA-REPO-DAMAGED', `${where}: ${reason}`);
  return new StoreError('PBA-REPO-UNREACHABLE', `${where} cannot be reached or read: ${reason}`, {
    hint: 'Is the directory mounted, does the endpoint answer? `repo` chooses another repository.',
  });
}

/** The programs of the server's major version, which a recovery needs exactly. */
export async function findServer(context: ActionContext, major: number): Promise<Installation> {
  return chooseServer(await findInstallations({ env: context.env, signal: context.signal }), major);
}
