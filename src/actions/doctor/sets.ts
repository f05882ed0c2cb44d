import { judgeSets, type SetsFacts } from '../../catalog/doctor/diagnoses.ts';
import { type Finding, findingsAbout } from '../../catalog/doctor/finding.ts';
import type { SpaceNeeds } from '../../catalog/doctor/runner.ts';
import type { ProofRecord } from '../../catalog/evidence.ts';
import { type Manifest, storedBytes } from '../../catalog/manifest.ts';
import { PbaError } from '../../errors.ts';
import { type EffectivePolicy, isDiscovery } from '../../policy/effective-policy.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { readProofs } from '../../sets/proofs.ts';
import { listDatabases, listStore, readManifest } from '../../sets/read-sets.ts';
import type { Store } from '../../storage/store.ts';
import { closeStores, openStores, type StoreCredentials } from '../shared/open-stores.ts';
import type { SeenDatabases } from './databases.ts';

/** So many dumps are compared with each other. */
const NEWEST = 5;

/** The newest sets of each database, from whichever stores can be read. */
export async function lookAtSets(
  policy: EffectivePolicy,
  live: SeenDatabases['live'],
  credentials: StoreCredentials,
  context: ActionContext,
): Promise<{ readonly findings: readonly Finding[]; readonly needs: SpaceNeeds | undefined }> {
  const stores = await openStores(policy.stores.values(), credentials, context);
  const findings: Finding[] = [];
  const all: Manifest[] = [];
  try {
    const readable: Store[] = [];
    for (const store of stores) {
      const problem = await refusal(() => store.check());
      if (problem === undefined) readable.push(store);
      else
        findings.push(
          findingsAbout('sets', store.location)('unknown', 'read', `Its sets were not looked at: ${problem}`),
        );
    }
    for (const database of await names(policy, readable)) {
      const facts = await factsOf(database, readable, live);
      if (readable.length > 0) findings.push(...judgeSets(facts));
      all.push(...facts.manifests.slice(0, 1));
    }
  } finally {
    await closeStores(stores);
  }
  return { findings, needs: needsOf(all, live) };
}

async function refusal(body: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await body();
    return undefined;
  } catch (error) {
    if (error instanceof PbaError && error.code !== 'PBA-CANCELLED') return error.message;
    throw error;
  }
}

async function names(policy: EffectivePolicy, stores: readonly Store[]): Promise<string[]> {
  const { databases } = policy;
  if (!isDiscovery(databases) && databases.length > 0) return databases.map(({ name }) => name);
  const found = await Promise.all(stores.map((store) => listDatabases(store)));
  return [...new Set(found.flat())].toSorted();
}

async function factsOf(
  database: string,
  stores: readonly Store[],
  live: SeenDatabases['live'],
): Promise<SetsFacts> {
  const manifests = new Map<string, Manifest>();
  const proofs: ProofRecord[] = [];
  for (const store of stores) {
    const { sets } = await listStore(store, database);
    const newest = sets.filter((set) => set.committed).slice(0, NEWEST * 3);
    for (const { location } of newest) {
      if (manifests.has(location.id) || manifests.size >= NEWEST * stores.length) continue;
      const problem = await refusal(async () =>
        manifests.set(location.id, await readManifest(store, location)),
      );
      // What is damaged is the business of `verify`.
      if (problem !== undefined) continue;
    }
    proofs.push(...(await readProofs(store, database)));
  }
  return {
    database,
    manifests: [...manifests.values()].toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, NEWEST),
    proofs,
    live: live.get(database),
  };
}

/**
 * The dump and what is packed of it lie beside each other for a moment; a restore test has the fetched set, its files and the
 * database, which is as large as the original at most.
 */
function needsOf(newest: readonly Manifest[], live: SeenDatabases['live']): SpaceNeeds | undefined {
  const largest = newest.toSorted((a, b) => storedBytes(b) - storedBytes(a))[0];
  if (largest !== undefined) {
    const stored = storedBytes(largest);
    return {
      backup: 2 * stored,
      restoreTest: 2 * stored + largest.server.databaseBytes,
      by: `set ${largest.id}`,
    };
  }
  const bytes = Math.max(0, ...[...live.values()].map((one) => one.databaseBytes));
  // Without a set only the size of the database is known; its dump is smaller.
  return bytes === 0 ? undefined : { backup: bytes, restoreTest: 2 * bytes, by: 'the size of the database' };
}
