import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { objectKey, type SetLocation, setIdTime } from '../../catalog/keys.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import type { Client } from '../../postgres/client.ts';
import { openSession } from '../../postgres/client.ts';
import { readServerFacts } from '../../postgres/facts.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { Checked } from '../../sets/checked.ts';
import { commitSet } from '../../sets/commit-set.ts';
import { listStore, readManifest } from '../../sets/read-sets.ts';
import type { Store } from '../../storage/store.ts';
import { type StoreFailure, withEveryStore } from '../open-stores.ts';
import type { BackupInputs, BackupReport } from './backup.ts';

/**
 * A run that could not store its set everywhere has failed and will be run again. When a store holds a set of this
 * database and tier from the same UTC day that another store lacks, that set is copied, and no second dump is made.
 * Undefined when there is nothing to complete.
 */
export async function completeCopies(
  inputs: BackupInputs,
  context: ActionContext,
  client: Client,
  stores: readonly Store[],
  unreachable: readonly StoreFailure[],
): Promise<Omit<BackupReport, 'seconds' | 'phases'> | undefined> {
  if (stores.length < 2) return undefined;
  const today = context.now().toISOString().slice(0, 10);
  const holdings = await Promise.all(
    stores.map(async (store) => ({
      store,
      ids: (await listStore(store, inputs.database)).sets
        .filter((set) => set.committed && set.location.tier === inputs.tier)
        .map((set) => set.location.id)
        .filter((id) => setIdTime(id)?.toISOString().startsWith(today)),
    })),
  );
  const newest = holdings
    .flatMap((one) => one.ids)
    .toSorted()
    .at(-1);
  if (newest === undefined) return undefined;
  const location: SetLocation = { database: inputs.database, tier: inputs.tier, id: newest };
  const holders = holdings.filter((one) => one.ids.includes(newest)).map((one) => one.store);
  const lacking = stores.filter((store) => !holders.includes(store));
  const [source] = holders;
  if (source === undefined || lacking.length === 0) return undefined;

  const manifest = await readManifest(source, location);
  if (!(await isSameRequest(inputs, manifest, client))) return undefined;
  context.log.info(
    `set ${newest} is in ${source.location} but not in ${lacking.map((store) => store.location).join(', ')}: completing it`,
  );
  const copied = await copySet(source, lacking, manifest, location, context);
  return {
    manifest,
    locations: [...holders, ...copied.done.map((one) => one.store)].map((store) => store.location),
    failures: [...unreachable, ...copied.failures],
    completed: true,
  };
}

/** A set made with other inputs, or of another cluster, is not what this run was asked for. */
async function isSameRequest(inputs: BackupInputs, manifest: Manifest, client: Client): Promise<boolean> {
  await using session = await openSession(client);
  const facts = await readServerFacts(session);
  const encrypted = inputs.recipients.length > 0;
  return (
    manifest.server.systemIdentifier === facts.systemIdentifier &&
    manifest.content === inputs.content &&
    (manifest.encryption !== null) === encrypted &&
    inputs.tables.length === 0 &&
    inputs.excludeTables.length === 0
  );
}

async function copySet(
  source: Store,
  targets: readonly Store[],
  manifest: Manifest,
  location: SetLocation,
  context: ActionContext,
): Promise<{ done: { store: Store }[]; failures: StoreFailure[] }> {
  const directory = await mkdtemp(join(context.tempDir, 'copy-'));
  try {
    const files = new Map<string, string>();
    for (const object of manifest.objects) {
      const key = objectKey(location, object.name);
      const path = join(directory, object.name);
      await pipeline(
        await source.read(key),
        new Checked(object, `${source.location}/${key}`),
        createWriteStream(path, { flags: 'wx', mode: 0o600 }),
        { signal: context.signal },
      );
      files.set(object.name, path);
    }
    // None has to succeed: the set is in another store already, so failures are reported, not thrown.
    return await withEveryStore(targets, (store) => commitSet(store, manifest, files, context.log), 0);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
