import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withoutGrants, withoutOwner } from '../../catalog/archive/roles-script.ts';
import type { TablePlan } from '../../catalog/archive/table-closure.ts';
import type { Fingerprint } from '../../catalog/fingerprint/fingerprint.ts';
import { parseFingerprint } from '../../catalog/fingerprint/json.ts';
import type { ObjectRole } from '../../catalog/manifest.ts';
import { type Client, withDatabase } from '../../postgres/client.ts';
import {
  type Archive,
  type ChosenEntries,
  type RestoreOptions,
  restoreDatabase,
  runScript,
} from '../../postgres/restore.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { type OpenOptions, objectOf, readObjectText, requireObject } from '../../sets/open-object.ts';
import { unpackArchive } from '../../sets/unpack-archive.ts';
import { chooseTables } from './choose-tables.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Where a set is restored: a server, and the name of a database to make there. */
export interface CopyTarget {
  /** On a database that is there already; its role may create databases. */
  readonly client: Client;
  readonly database: string;
  /** Of the set's roles script, what this server still needs. */
  rolesFor(script: string): Promise<string>;
  /** Leave owners and grants out. */
  readonly withoutRoles?: boolean;
}

export interface CopyOptions {
  readonly open: OpenOptions;
  readonly target: CopyTarget;
  readonly jobs: number;
  readonly stopwatch: Stopwatch;
  /** Patterns of the tables that are restored, with all that belongs to them; empty: everything. */
  readonly tables?: readonly string[];
  /** Which errors of pg_restore the policy expects; undefined: none. */
  readonly allow: RestoreOptions['allow'];
}

/** A restored database, and what it has to be equal to. */
export interface RestoredCopy {
  readonly client: Client;
  readonly expected: Fingerprint;
  /** What was restored when tables were chosen; undefined: everything. */
  readonly plan: TablePlan | undefined;
}

/**
 * Restores one set into the target: roles, the database as it was created, the dump in its phases, and last the
 * settings.
 * @throws IntegrityError when stored bytes are damaged, ToolError PBA-PG-RESTORE when pg_restore reports an error
 */
export async function restoreCopy(context: ActionContext, options: CopyOptions): Promise<RestoredCopy> {
  const { open, stopwatch } = options;
  const { manifest } = open;
  const { log } = context;
  const directory = await mkdtemp(join(context.tempDir, 'restore-'));
  const archiveObject = requireObject(manifest, 'archive');
  const [archive, schema] = await log.group(`Fetching from ${open.store.location}`, () =>
    stopwatch.time('fetch', async () => {
      const onBytes = (bytes: number): void => log.progress('fetching', bytes, archiveObject.size, 'bytes');
      const unpacked = await unpackArchive(archiveObject, directory, { ...open, onBytes });
      const schemaObject = objectOf(manifest, 'schema');
      return [
        unpacked,
        schemaObject === undefined ? unpacked : await unpackArchive(schemaObject, directory, open),
      ] as const;
    }),
  );
  const expected = parseFingerprint(await readObjectText(requireObject(manifest, 'fingerprint'), open));
  const chosen =
    options.tables === undefined || options.tables.length === 0
      ? undefined
      : await chooseTables(options.target.client, archive, schema, expected, options.tables);
  const client = await log.group('Restoring', () =>
    restoreInto(context, { ...options, directory, archive, schema, chosen }),
  );
  return { client, expected, plan: chosen?.plan };
}

interface IntoOptions extends CopyOptions {
  readonly directory: string;
  readonly archive: Archive;
  readonly schema: Archive;
  readonly chosen: { readonly only: ChosenEntries } | undefined;
}

async function restoreInto(context: ActionContext, options: IntoOptions): Promise<Client> {
  const { open, stopwatch, target } = options;
  const { manifest } = open;
  const name = { target: target.database };
  const script = async (role: ObjectRole, change?: (text: string) => Promise<string>): Promise<string> => {
    const path = join(options.directory, `${role}.sql`);
    const text = await readObjectText(requireObject(manifest, role), open);
    await writeFile(path, change === undefined ? text : await change(text), { mode: 0o600 });
    return path;
  };
  const without = (change: (text: string) => string) =>
    target.withoutRoles === true ? async (text: string) => change(text) : undefined;
  await stopwatch.time('roles', async () => {
    await runScript(target.client, await script('roles', (text) => target.rolesFor(text)));
    await runScript(target.client, await script('database', without(withoutOwner)), name);
  });
  const client = withDatabase(target.client, target.database);
  await restoreDatabase(client, {
    schema: options.schema,
    data: manifest.content === 'schema' ? undefined : options.archive,
    jobs: options.jobs,
    foreignKeysOut: manifest.foreignKeysOut,
    tempDir: options.directory,
    withoutRoles: target.withoutRoles === true,
    ...(options.allow === undefined ? {} : { allow: options.allow }),
    ...(options.chosen === undefined ? {} : { only: options.chosen.only }),
    onPhase: (phase, seconds) => {
      stopwatch.add(phase, seconds);
      context.log.info(`${phase}: ${seconds.toFixed(1)} s`);
    },
  });
  await stopwatch.time('settings', async () =>
    runScript(target.client, await script('settings', without(withoutGrants)), name),
  );
  return client;
}
