import { UserError } from '../../../errors.ts';
import type { EngineSettings } from '../../../pgbackrest/config.ts';
import { ownerOf } from '../../../pgbackrest/os-user.ts';
import { databasesOf, type EffectivePolicy, isDiscovery } from '../../../policy/effective-policy.ts';
import { readServerPlace, type ServerPlace } from '../../../postgres/archiving.ts';
import { type Client, openSession } from '../../../postgres/client.ts';
import type { Session } from '../../../postgres/session.ts';
import type { OsUser } from '../../../process.ts';
import type { ActionContext } from '../../../runtime/action.ts';
import { type ConnectionInputs, connect } from '../connect.ts';
import { notInContainer } from './in-container.ts';

/** The cluster that is backed up, reached through one of its databases. */
export interface PhysicalServer {
  readonly client: Client;
  readonly place: ServerPlace;
  readonly owner: OsUser;
  /** In the engine's terms. */
  readonly engine: EngineSettings['server'];
}

/**
 * Reaches the cluster on this machine.
 * @throws UserError PBA-ENGINE-USER when its files are not here, or are nobody's we can be; PBA-INPUT for a standby;
 *   PBA-CONTAINER for a server in a container
 */
export async function reachServer(
  inputs: Omit<ConnectionInputs, 'database'> & { readonly database: string | undefined },
  policy: EffectivePolicy,
  context: ActionContext,
): Promise<PhysicalServer> {
  const client = await connect(connectionOf(inputs, policy), context);
  await using session = await openSession(client);
  const place = await readServerPlace(session);
  if (place.inRecovery) {
    throw new UserError('PBA-INPUT', 'This server is a standby.', {
      hint: 'WAL is archived, and base backups are taken, on the primary.',
    });
  }
  return {
    client,
    place,
    owner: await ownerOf(place.dataDirectory),
    engine: {
      dataDirectory: place.dataDirectory,
      port: place.port,
      socketDirectory: place.socketDirectory,
      user: place.bootstrapRole,
    },
  };
}

/** What an input says wins; then what the policy says of the first database that is meant. */
function connectionOf(
  inputs: Omit<ConnectionInputs, 'database'> & { readonly database: string | undefined },
  policy: EffectivePolicy,
): ConnectionInputs {
  const { databases } = policy;
  const entry = isDiscovery(databases)
    ? databases
    : (databases.find(({ name }) => name === inputs.database) ?? databases[0]);
  // Without this another server, that of this machine, would be backed up in its place.
  const container = inputs.container ?? entry?.container;
  if (container !== undefined) throw notInContainer(container);
  const name = inputs.database ?? (entry !== undefined && 'name' in entry ? entry.name : undefined);
  return {
    host: inputs.host ?? entry?.host,
    port: inputs.port ?? entry?.port,
    user: inputs.user ?? entry?.user,
    password: inputs.password,
    database: name ?? 'postgres',
    sslmode: inputs.sslmode ?? entry?.sslmode,
    sslrootcert: inputs.sslrootcert ?? entry?.sslrootcert,
  };
}

/** The databases whose evidence gets a record: that of the input, else all of the policy that the cluster has. */
export async function recordedDatabases(
  session: Session,
  policy: EffectivePolicy,
  wanted: string | undefined,
): Promise<string[]> {
  if (wanted !== undefined) return [wanted];
  const rows = await session.rows<{ name: string }>(
    `select datname as name from pg_catalog.pg_database where datallowconn and not datistemplate order by 1`,
  );
  const found = rows.map(({ name }) => name);
  const named = databasesOf(policy, found).map(({ name }) => name);
  return named.length === 0 ? found : named.filter((name) => found.includes(name));
}
