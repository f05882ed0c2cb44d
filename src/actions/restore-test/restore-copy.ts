import { mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Fingerprint } from '../../catalog/fingerprint.ts';
import { parseFingerprint } from '../../catalog/fingerprint-json.ts';
import type { ObjectRole } from '../../catalog/manifest.ts';
import { UserError } from '../../errors.ts';
import { type Client, openSession, withDatabase } from '../../postgres/client.ts';
import { readServerFacts } from '../../postgres/facts.ts';
import { restoreDatabase, runScript } from '../../postgres/restore.ts';
import { type ScratchServer, startScratchServer, withoutBootstrapRole } from '../../postgres/scratch.ts';
import type { Installation } from '../../postgres/tools.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { type OpenOptions, objectOf, readObjectText, requireObject } from '../../sets/open-object.ts';
import { unpackArchive } from '../../sets/unpack-archive.ts';
import type { Stopwatch } from '../stopwatch.ts';

export interface CopyOptions {
  readonly open: OpenOptions;
  readonly installation: Installation;
  readonly jobs: number;
  readonly stopwatch: Stopwatch;
}

/** A restored database on a server of its own, and what it has to be equal to. */
export interface RestoredCopy {
  readonly scratch: ScratchServer;
  /** A client on the restored database. */
  readonly client: Client;
  readonly expected: Fingerprint;
}

/**
 * Restores one set into a new scratch server: roles, the database as it was created, the dump in its phases, and last
 * the settings. The caller disposes of the server; on failure it is gone already.
 * @throws IntegrityError when stored bytes are damaged, ToolError PBA-PG-RESTORE when pg_restore reports an error
 */
export async function restoreCopy(context: ActionContext, options: CopyOptions): Promise<RestoredCopy> {
  const { open, stopwatch } = options;
  const { manifest } = open;
  const { log, signal } = context;
  const directory = await mkdtemp(join(context.tempDir, 'restore-'));
  const scratch = await log.group(
    `Starting a scratch server, PostgreSQL ${options.installation.version}`,
    () =>
      stopwatch.time('server', () =>
        startScratchServer({
          installation: options.installation,
          facts: manifest.server,
          env: context.env,
          signal,
          log,
          parent: dirname(context.tempDir),
          remember: context.remember,
        }),
      ),
  );
  try {
    await refuseSource(scratch.client, manifest.server.systemIdentifier);
    const archiveObject = requireObject(manifest, 'archive');
    const { archive, schema } = await log.group(`Fetching from ${open.store.location}`, () =>
      stopwatch.time('fetch', async () => {
        const report = (bytes: number): void => log.progress('fetching', bytes, archiveObject.size, 'bytes');
        const archive = await unpackArchive(archiveObject, directory, { ...open, onBytes: report });
        const schemaObject = objectOf(manifest, 'schema');
        return {
          archive,
          schema: schemaObject === undefined ? archive : await unpackArchive(schemaObject, directory, open),
        };
      }),
    );
    const expected = parseFingerprint(await readObjectText(requireObject(manifest, 'fingerprint'), open));
    const client = await log.group('Restoring', () =>
      restoreInto(context, scratch, { ...options, directory, archive, schema }),
    );
    return { scratch, client, expected };
  } catch (error) {
    await scratch[Symbol.asyncDispose]();
    throw error;
  }
}

interface IntoOptions extends CopyOptions {
  readonly directory: string;
  readonly archive: Awaited<ReturnType<typeof unpackArchive>>;
  readonly schema: Awaited<ReturnType<typeof unpackArchive>>;
}

async function restoreInto(
  context: ActionContext,
  scratch: ScratchServer,
  options: IntoOptions,
): Promise<Client> {
  const { open, stopwatch } = options;
  const { manifest } = open;
  const target = { target: manifest.database };
  const script = async (
    role: ObjectRole,
    change: (text: string) => string = (text) => text,
  ): Promise<string> => {
    const path = join(options.directory, `${role}.sql`);
    await writeFile(path, change(await readObjectText(requireObject(manifest, role), open)), { mode: 0o600 });
    return path;
  };
  await stopwatch.time('roles', async () => {
    const roles = await script('roles', (text) => withoutBootstrapRole(text, manifest.server.bootstrapRole));
    await runScript(scratch.client, roles);
    await runScript(scratch.client, await script('database'), target);
  });
  const client = withDatabase(scratch.client, manifest.database);
  await restoreDatabase(client, {
    schema: options.schema,
    data: manifest.content === 'schema' ? undefined : options.archive,
    jobs: options.jobs,
    foreignKeysOut: manifest.foreignKeysOut,
    tempDir: options.directory,
    onPhase: (phase, seconds) => {
      stopwatch.add(phase, seconds);
      context.log.info(`${phase}: ${seconds.toFixed(1)} s`);
    },
  });
  await stopwatch.time('settings', async () => runScript(scratch.client, await script('settings'), target));
  return client;
}

/** A scratch server is new by construction; that it is not the source is checked all the same. */
async function refuseSource(client: Client, source: string): Promise<void> {
  await using session = await openSession(client);
  const { systemIdentifier } = await readServerFacts(session);
  if (systemIdentifier !== source) return;
  throw new UserError(
    'PBA-TARGET-IS-SOURCE',
    'The target of the restore test is the very server the set came from.',
    {
      hint: 'Nothing was restored. A restore test only ever runs on another server.',
    },
  );
}
