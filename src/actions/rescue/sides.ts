import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { displayName } from '../../catalog/fingerprint/fingerprint.ts';
import type { RescueSides } from '../../catalog/rescue.ts';
import { type RestoredMark, readMark } from '../../catalog/swap/restored-mark.ts';
import { siblingTime } from '../../catalog/swap/sibling-names.ts';
import { UserError } from '../../errors.ts';
import { type Client, openSession, withDatabase } from '../../postgres/client.ts';
import { readDatabaseProperties } from '../../postgres/database-sql.ts';
import { readRescueTables, readSchemas } from '../../postgres/rescue/tables.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { connect } from '../shared/connect.ts';
import type { RescueInputs } from './rescue.ts';

/** One of the two databases, as it was found. */
export interface Side {
  readonly client: Client;
  readonly database: string;
  readonly address: string;
  readonly version: string;
  readonly systemIdentifier: string;
  readonly role: string;
  /** What it says of itself when `restore` made it. */
  readonly mark: RestoredMark | undefined;
  /** For a standby or a server that was brought back to a moment: where it stands. */
  readonly state: string | null;
}

export interface Sides {
  readonly live: Side;
  readonly source: Side;
  readonly schema: string | undefined;
}

/**
 * Reaches both databases.
 * @throws UserError PBA-TARGET-IS-SOURCE when they are the same one
 */
export async function openSides(inputs: RescueInputs, context: ActionContext): Promise<Sides> {
  const live = await lookAt(await connect(inputs, context));
  if (inputs.sourceSchema !== undefined) return { live, source: live, schema: inputs.sourceSchema };
  const source = await lookAt(await sourceClient(inputs, context, live));
  if (
    source.systemIdentifier === live.systemIdentifier &&
    source.database === live.database &&
    source.address === live.address
  ) {
    throw new UserError('PBA-TARGET-IS-SOURCE', `The source is the live database ${live.database} itself.`, {
      hint: 'Name what was restored with source-database, source-host or source-schema.',
    });
  }
  return { live, source, schema: undefined };
}

async function sourceClient(inputs: RescueInputs, context: ActionContext, live: Side): Promise<Client> {
  const elsewhere = inputs.sourceHost !== undefined || inputs.sourcePort !== undefined;
  if (!elsewhere) {
    const database = inputs.sourceDatabase ?? (await newestRestored(live));
    return withDatabase(live.client, database);
  }
  // A password file of its own: the two servers have their own passwords.
  const tempDir = join(context.tempDir, 'source');
  await mkdir(tempDir, { mode: 0o700 });
  return connect(
    {
      host: inputs.sourceHost ?? inputs.host,
      port: inputs.sourcePort,
      user: inputs.sourceUser ?? inputs.user,
      password: inputs.sourcePassword ?? inputs.password,
      database: inputs.sourceDatabase ?? inputs.database,
      sslmode: inputs.sourceSslmode,
      sslrootcert: inputs.sourceSslrootcert,
    },
    { ...context, tempDir },
  );
}

async function newestRestored(live: Side): Promise<string> {
  await using session = await openSession(live.client);
  const names = await session.rows<{ name: string }>(
    'select datname as name from pg_catalog.pg_database where datallowconn and not datistemplate',
  );
  const found = names
    .flatMap(({ name }) => {
      const time = siblingTime(live.database, 'tables', name) ?? siblingTime(live.database, 'restored', name);
      return time === undefined ? [] : [{ name, time }];
    })
    .sort((a, b) => b.time.getTime() - a.time.getTime());
  const [newest] = found;
  if (newest !== undefined) return newest.name;
  throw new UserError('PBA-PG-NO-DATABASE', `The server has nothing that was restored of ${live.database}.`, {
    hint: '`restore` makes it, whole or with `tables`; or say where the rows are with the inputs of the source.',
  });
}

async function lookAt(client: Client): Promise<Side> {
  await using session = await openSession(client);
  const facts = await session.row<Omit<Side, 'client' | 'mark'>>(`
    select current_database() as database, current_user as role,
      coalesce(inet_server_addr()::text || ':' || inet_server_port(), 'local socket, port ' || current_setting('port')) as address,
      current_setting('server_version') as version,
      (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
      case when pg_catalog.pg_is_in_recovery() then
        'in recovery, at ' || coalesce(pg_catalog.pg_last_xact_replay_timestamp()::text, 'an unknown time') end as state`);
  const { settings, comment } = await readDatabaseProperties(session, facts.database);
  const own = settings.find(({ role }) => role === null)?.entries ?? [];
  return { ...facts, client, mark: readMark(own, comment) };
}

/** The tables of both sides, those of the source by the names they have on the live side. */
export async function readSides({ live, source, schema }: Sides): Promise<RescueSides> {
  await using ours = await openSession(live.client);
  const tables = await readRescueTables(ours);
  const schemas = await readSchemas(ours);
  if (schema !== undefined) return { ...besides(tables, schema), schemas };
  await using theirs = await openSession(source.client);
  return {
    live: tables,
    schemas,
    source: (await readRescueTables(theirs)).map((table) => ({ as: table, table })),
  };
}

/** Tables in `restored_<time>`, or in `restored_<time>_<schema>`: see `sideSchemas`. */
function besides(tables: RescueSides['live'], schema: string): Omit<RescueSides, 'schemas'> {
  const beside = tables.filter((table) => table.schema === schema || table.schema.startsWith(`${schema}_`));
  const live = tables.filter(
    (table) => !/^restored_\d{8}T\d{6}Z/.test(table.schema) && !beside.includes(table),
  );
  if (beside.length === 0) {
    throw new UserError('PBA-PG-NO-SUCH-TABLE', `The live database has no table in schema ${schema}.`, {
      hint: '`restore` with `tables` and `beside: schema` makes it and says its name.',
    });
  }
  const source = beside.map((table) => {
    const of = table.schema === schema ? undefined : table.schema.slice(schema.length + 1);
    const named = live.filter((one) => one.name === table.name && (of === undefined || one.schema === of));
    if (named.length > 1) {
      const where = named.map((one) => displayName(one.schema, one.name)).join(', ');
      throw new UserError('PBA-INPUT', `${table.name} in ${schema} could belong to ${where}.`, {
        hint: 'Restore the tables into a database of their own instead: there they keep their schemas.',
      });
    }
    return { as: { schema: named[0]?.schema ?? of ?? table.schema, name: table.name }, table };
  });
  return { live, source };
}

/** One line for people. */
export function describeSide({ database, address, version, systemIdentifier, role, state }: Side): string {
  return `${database} on ${address}, PostgreSQL ${version}, system ${systemIdentifier}, as ${role}${state === null ? '' : `, ${state}`}`;
}
