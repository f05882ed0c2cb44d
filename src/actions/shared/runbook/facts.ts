import { erasuresOf } from '../../../catalog/erasures.ts';
import { type ProofRecord, parseProof } from '../../../catalog/evidence.ts';
import { evidencePrefix, type SetLocation, type Tier } from '../../../catalog/keys.ts';
import type { Manifest } from '../../../catalog/manifest.ts';
import { type Forecast, forecastRestore } from '../../../catalog/rto.ts';
import { mapLimited } from '../../../concurrency.ts';
import { UserError } from '../../../errors.ts';
import {
  type EffectiveConnection,
  type EffectivePolicy,
  type EffectiveStore,
  isDiscovery,
} from '../../../policy/effective-policy.ts';
import { isProven } from '../../../sets/proofs.ts';
import { listStore, readManifest, readSmall } from '../../../sets/read-sets.ts';
import type { Store } from '../../../storage/store.ts';

/** A set as a listing shows it. */
export interface RunbookSet {
  readonly location: SetLocation;
  readonly bytes: number;
}

export interface RunbookStore {
  readonly definition: EffectiveStore;
  /** Newest first. */
  readonly sets: readonly RunbookSet[];
}

/** What the runbook of one database says. */
export interface RunbookFacts {
  readonly database: string;
  readonly production: boolean;
  readonly connection: EffectiveConnection | undefined;
  readonly stores: readonly RunbookStore[];
  /** The set that the commands name: the newest proven one that is among those looked at, else the newest. */
  readonly set: Manifest;
  readonly proven: boolean;
  readonly newest: Manifest;
  /** Undefined: no restore of it was ever measured. */
  readonly forecast: Forecast | undefined;
  /** Milliseconds. */
  readonly objectives: { readonly rpo: number; readonly rto: number };
  readonly locks: readonly { readonly tier: Tier; readonly days: number; readonly mode: string }[];
  readonly stanza: string | undefined;
  /** Entries of the erasure ledger for it. */
  readonly erasures: number;
}

export interface OpenedDefinition {
  readonly definition: EffectiveStore;
  readonly store: Store;
}

/** Records of restore tests that are read: enough for a forecast and for the newest proof. */
const NEWEST_RECORDS = 20;
const MAX_EVIDENCE = 16 * 1024 * 1024;
const AT_ONCE = 8;

/**
 * Collects what a runbook says, from listings, two manifests and the newest evidence alone.
 * @throws UserError PBA-SET-NOT-FOUND when no store holds a set of the database
 */
export async function runbookFacts(
  policy: EffectivePolicy,
  database: string,
  opened: readonly OpenedDefinition[],
): Promise<RunbookFacts> {
  const stores: RunbookStore[] = [];
  const proofs: ProofRecord[] = [];
  const holders: { readonly store: Store; readonly location: SetLocation }[] = [];
  for (const { definition, store } of opened) {
    const sets = (await listStore(store, database)).sets.filter((set) => set.committed);
    holders.push(...sets.map(({ location }) => ({ store, location })));
    stores.push({
      definition,
      sets: sets.map(({ location, objects }) => ({
        location,
        bytes: objects.reduce((sum, { size }) => sum + size, 0),
      })),
    });
    proofs.push(...(await newestProofs(store, database)));
  }
  proofs.sort((a, b) => (a.at < b.at ? 1 : -1));
  const [first] = holders.toSorted((a, b) => (a.location.id < b.location.id ? 1 : -1));
  if (first === undefined) {
    throw new UserError('PBA-SET-NOT-FOUND', `No store holds a set of database ${database}.`, {
      hint: 'Run `backup` first, or check `stores` and `database`.',
    });
  }
  const newest = await readManifest(first.store, first.location);
  const proven = await newestProven(holders, proofs);
  const { databases, physical } = policy;
  const entry = isDiscovery(databases) ? databases : databases.find((one) => one.name === database);
  return {
    database,
    production: entry?.production ?? false,
    connection: entry,
    stores,
    set: proven ?? newest,
    proven: proven !== undefined,
    newest,
    forecast: forecastRestore(
      newest.server.databaseBytes,
      proofs.flatMap((proof) => (proof.proven ? (proof.time ?? []) : [])),
    ),
    objectives: policy.objectives,
    locks: Object.entries(policy.tiers).flatMap(([tier, { lock }]) =>
      lock === undefined ? [] : [{ tier: tier as Tier, days: lock.days, mode: lock.mode }],
    ),
    stanza: physical?.stanza,
    erasures: erasuresOf(policy.erasures, database).length,
  };
}

/** Ids begin with the time, so the newest records have the last keys. */
async function newestProofs(store: Store, database: string): Promise<ProofRecord[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(`${evidencePrefix(database)}restore-test/`)) keys.push(key);
  const records = await mapLimited(keys.toSorted().slice(-NEWEST_RECORDS), AT_ONCE, async (key) =>
    parseProof(await readSmall(store, key, MAX_EVIDENCE), key),
  );
  return records.flatMap((record) => record ?? []);
}

async function newestProven(
  holders: readonly { readonly store: Store; readonly location: SetLocation }[],
  proofs: readonly ProofRecord[],
): Promise<Manifest | undefined> {
  const ids = [...new Set(proofs.filter(({ proven }) => proven).map(({ set }) => set))].toSorted().reverse();
  for (const id of ids) {
    const holder = holders.find(({ location }) => location.id === id);
    if (holder === undefined) continue;
    const manifest = await readManifest(holder.store, holder.location);
    if (manifest.content === 'full' && isProven(manifest, proofs)) return manifest;
  }
  return undefined;
}
