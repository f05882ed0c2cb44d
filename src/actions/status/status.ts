import type { ProofRecord } from '../../catalog/evidence.ts';
import { type Manifest, storedBytes } from '../../catalog/manifest.ts';
import { metricsText } from '../../catalog/metrics.ts';
import {
  type DatabaseStatus,
  judgeStatus,
  type StatusSet,
  type StatusVerdict,
} from '../../catalog/status.ts';
import { mapLimited } from '../../concurrency.ts';
import { messageOf, ObjectiveError, type PbaError, UserError } from '../../errors.ts';
import { type EffectivePolicy, isDiscovery, sameLocation } from '../../policy/effective-policy.ts';
import { copiesFor } from '../../policy/tier-copies.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { plural } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { isProven, readProofs } from '../../sets/proofs.ts';
import { listDatabases, listStore, readManifest } from '../../sets/read-sets.ts';
import type { Store } from '../../storage/store.ts';
import { effectivePolicy } from '../effective.ts';
import { closeStores, openStores, type StoreFailure, withEveryStore } from '../open-stores.ts';
import { writeWhole } from '../write-whole.ts';
import { pushFigures } from './push.ts';
import type { spec } from './spec.ts';
import { statusSummary, statusText } from './summary.ts';

type Inputs = InputsOf<typeof spec>;

/** What one store holds of one database. */
interface Held {
  readonly store: string;
  readonly manifests: readonly Manifest[];
  readonly proofs: readonly ProofRecord[];
}

const MANIFESTS_AT_ONCE = 8;

/** Reads the stores and judges every database. */
export async function status(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  const policy = await effectivePolicy(inputs, context);
  const definitions = [...policy.stores.values()];
  const stores = await openStores(definitions, inputs, context);
  try {
    const reached = await withEveryStore(stores, (store) => store.check(), 0);
    const usable = reached.done.map(({ store }) => store);
    const names = await databaseNames(policy, inputs.database, usable);
    const found = new Map<string, DatabaseStatus>();
    for (const name of names) found.set(name, await judge(policy, name, usable, reached.failures, context));
    const figures = metricsText(found, { now: context.now(), objectives: policy.objectives });
    if (inputs.metricsFile !== undefined) await writeWhole(inputs.metricsFile, figures);
    const unpushed = await pushFigures(inputs.pushgateway, figures, context);
    if (unpushed !== undefined) context.log.warning(unpushed.message);
    return present(found, inputs, unpushed);
  } finally {
    await closeStores(stores);
  }
}

/** Those of the policy are expected also where nothing is stored of them. */
async function databaseNames(
  policy: EffectivePolicy,
  wanted: string | undefined,
  stores: readonly Store[],
): Promise<string[]> {
  if (wanted !== undefined) return [wanted];
  const { databases } = policy;
  const named = isDiscovery(databases) ? [] : databases.map(({ name }) => name);
  if (named.length > 0) return named;
  const stored = await Promise.all(stores.map((store) => listDatabases(store)));
  const names = [...new Set(stored.flat())].toSorted();
  if (names.length > 0) return names;
  throw new UserError('PBA-SET-NOT-FOUND', 'The stores that could be read hold no sets at all.', {
    hint: 'Check `stores`; name the databases in the policy, so that a missing one is noticed.',
  });
}

async function judge(
  policy: EffectivePolicy,
  database: string,
  stores: readonly Store[],
  failures: readonly StoreFailure[],
  context: ActionContext,
): Promise<DatabaseStatus> {
  const read = await withEveryStore(stores, (store) => readHeld(store, database), 0);
  const held = read.done.map(({ value }) => value);
  const proofs = held.flatMap((one) => one.proofs);
  const nameOf = (location: string): string =>
    [...policy.stores.values()].find((one) => sameLocation(one.location, location))?.name ?? location;
  const entry = isDiscovery(policy.databases)
    ? undefined
    : policy.databases.find((one) => one.name === database);
  return judgeStatus({
    now: context.now(),
    sets: held.flatMap((one) =>
      one.manifests.map((manifest) => statusSet(manifest, nameOf(one.store), proofs)),
    ),
    proofs,
    objectives: policy.objectives,
    storesOf: (tier) => copiesFor(policy, tier, { stores: entry?.stores }).map((copy) => copy.store.name),
    encryptionRequired: policy.encryption.required,
    unreachable: [...failures, ...read.failures].map(({ store, error }) => ({
      store: nameOf(store.location),
      reason: `${error.code}: ${messageOf(error)}`,
    })),
  });
}

async function readHeld(store: Store, database: string): Promise<Held> {
  const sets = (await listStore(store, database)).sets.filter((set) => set.committed);
  const manifests = await mapLimited(sets, MANIFESTS_AT_ONCE, (set) => readManifest(store, set.location));
  return { store: store.location, manifests, proofs: await readProofs(store, database) };
}

function statusSet(manifest: Manifest, store: string, proofs: readonly ProofRecord[]): StatusSet {
  return {
    id: manifest.id,
    tier: manifest.tier,
    store,
    snapshotAt: Date.parse(manifest.snapshotAt),
    bytes: storedBytes(manifest),
    rows: Number(manifest.totals.rows),
    proven: isProven(manifest, proofs),
    encrypted: manifest.encryption !== null,
  };
}

function present(
  found: ReadonlyMap<string, DatabaseStatus>,
  inputs: Inputs,
  unpushed: PbaError | undefined,
): ActionResult {
  const all = [...found].map(([database, status]) => ({ database, ...status }));
  const worst = worstOf(all.map(({ verdict }) => verdict));
  const findings = all.flatMap(({ database, findings: own }) =>
    own.map((finding) => ({ database, ...finding })),
  );
  const fails =
    inputs.failOn === 'never'
      ? []
      : findings.filter((one) => inputs.failOn === 'at-risk' || one.severity === 'broken');
  const [first] = fails;
  const failure =
    first === undefined
      ? unpushed
      : new ObjectiveError('PBA-STATUS', `${first.database}: ${first.what}`, {
          hint: `${first.remedy}${fails.length > 1 ? ` (and ${plural(fails.length - 1, 'more finding')})` : ''}`,
        });
  const newest = all.flatMap((one) => one.newest ?? []).toSorted((a, b) => b.snapshotAt - a.snapshotAt)[0];
  const proven = all
    .flatMap((one) => one.newestProven ?? [])
    .toSorted((a, b) => b.snapshotAt - a.snapshotAt)[0];
  return {
    outputs: {
      verdict: failure === undefined ? 'ok' : 'failed',
      status: worst,
      findings: String(findings.length),
      'newest-set': newest?.id ?? '',
      'newest-proven-set': proven?.id ?? '',
    },
    summary: statusSummary(found, worst),
    text: statusText(found, worst),
    json: { status: worst, databases: all },
    ...(failure === undefined ? {} : { failure }),
  };
}

function worstOf(verdicts: readonly StatusVerdict[]): StatusVerdict {
  return verdicts.includes('broken') ? 'broken' : verdicts.includes('at risk') ? 'at risk' : 'kept';
}
