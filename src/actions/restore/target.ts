import { statfs } from 'node:fs/promises';
import { rolesIn, statementsFor } from '../../catalog/archive/roles-script.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { UserError } from '../../errors.ts';
import { type Client, openSession } from '../../postgres/client.ts';
import { literal } from '../../postgres/quote.ts';
import { formatBytes } from '../../runtime/format.ts';
import type { CopyTarget } from '../shared/restore-copy.ts';

/** The server a set is restored to, as it was found. */
export interface TargetServer {
  readonly client: Client;
  readonly address: string;
  readonly version: string;
  readonly versionNum: number;
  readonly systemIdentifier: string;
  readonly role: string;
  readonly superuser: boolean;
  /** Null when the role may not know it. */
  readonly dataDirectory: string | null;
  /** System identifier of the cluster, when a database of the set's name lives on it; undefined otherwise. */
  readonly liveSystem: string | undefined;
}

/** A database needs more room while it is restored: WAL, and sorting for indexes. */
const ROOM = 1.2;

/** @param live name of the database that the set is of */
export async function lookAtTarget(client: Client, live: string): Promise<TargetServer> {
  await using session = await openSession(client);
  const { there, ...facts } = await session.row<Omit<TargetServer, 'client'> & { there: boolean }>(`
    select coalesce(inet_server_addr()::text || ':' || inet_server_port(), 'local socket, port ' || current_setting('port')) as address,
           current_setting('server_version') as version,
           current_setting('server_version_num')::int as "versionNum",
           (select system_identifier::text from pg_catalog.pg_control_system()) as "systemIdentifier",
           current_user as role,
           (select rolsuper from pg_catalog.pg_roles where rolname = current_user) as superuser,
           (select setting from pg_catalog.pg_settings where name = 'data_directory') as "dataDirectory",
           exists (select from pg_catalog.pg_database where datname = ${literal(live)}) as there`);
  return { ...facts, client, liveSystem: there ? facts.systemIdentifier : undefined };
}

/**
 * What would make the restore fail later, found out before anything is made.
 * @returns what could not be checked
 * @throws UserError PBA-TARGET-EXISTS, PBA-TARGET-OLD, PBA-DISK-FULL
 */
export async function checkTarget(
  target: TargetServer,
  manifest: Manifest,
  database: string,
  wholeDatabase: boolean,
): Promise<string[]> {
  await refuseExisting(target, database);
  refuseOlder(target, manifest.server.versionNum, manifest.server.version);
  return wholeDatabase
    ? checkSpace(target, manifest)
    : ['Space on the target was not checked: a set does not say how large single tables are'];
}

/** @throws UserError PBA-TARGET-EXISTS */
export async function refuseExisting({ client }: TargetServer, database: string): Promise<void> {
  await using session = await openSession(client);
  const [there] = await session.rows<{ one: number }>(
    `select 1 as one from pg_catalog.pg_database where datname = ${literal(database)}`,
  );
  if (there === undefined) return;
  throw new UserError('PBA-TARGET-EXISTS', `There is a database ${database} on the target already.`, {
    hint: 'A restore only ever makes a new database. Choose another name with `into`, and let `swap` put it in place.',
  });
}

/**
 * @param versionNum of the server that the dump comes from
 * @throws UserError PBA-TARGET-OLD
 */
export function refuseOlder(target: TargetServer, versionNum: number, version: string): void {
  if (Math.floor(target.versionNum / 10_000) >= Math.floor(versionNum / 10_000)) return;
  throw new UserError(
    'PBA-TARGET-OLD',
    `The target runs PostgreSQL ${target.version}; the dump comes from ${version}.`,
    {
      hint: 'Definitions of a newer major version may not be understood. Use a server of at least that version.',
    },
  );
}

async function checkSpace(target: TargetServer, manifest: Manifest): Promise<string[]> {
  const unknown = (reason: string): string[] => [`Space on the target was not checked: ${reason}`];
  if (target.client.container !== undefined) return unknown('it is in a container');
  if (!target.address.startsWith('local socket')) return unknown('it is another host');
  if (target.dataDirectory === null) return unknown('the role may not know its data directory');
  const needed = Math.ceil(manifest.server.databaseBytes * ROOM);
  const space = await statfs(target.dataDirectory).catch(() => undefined);
  if (space === undefined) return unknown(`${target.dataDirectory} cannot be looked at from here`);
  const free = space.bavail * space.bsize;
  if (free >= needed) return [];
  throw new UserError(
    'PBA-DISK-FULL',
    `The target has ${formatBytes(free)} free; the database had ${formatBytes(manifest.server.databaseBytes)} and needs ${formatBytes(needed)}.`,
    { hint: 'Make room, or restore to another server. Nothing was made.' },
  );
}

/** The target for `restoreCopy`: what the set's roles script needs here, by the choice of the user. */
export function copyTarget(
  target: TargetServer,
  database: string,
  roles: 'require' | 'create-missing' | 'ignore',
): CopyTarget {
  return {
    client: target.client,
    database,
    withoutRoles: roles === 'ignore',
    rolesFor: async (script) => {
      if (roles === 'ignore') return '';
      await using session = await openSession(target.client);
      const there = await session.rows<{ name: string }>('select rolname as name from pg_catalog.pg_roles');
      const missing = rolesIn(script).filter((name) => !there.some((one) => one.name === name));
      if (missing.length === 0) return '';
      const statements = statementsFor(script, missing);
      if (roles === 'create-missing') return statements;
      throw new UserError('PBA-TARGET-ROLES', `The target lacks the roles ${missing.join(', ')}.`, {
        hint: `\`roles: create-missing\` makes them, or run:\n${statements}`,
      });
    },
  };
}
