import { randomBytes } from 'node:crypto';
import type { ProofRecord, PruneEvidence } from '../../catalog/evidence.ts';
import { databasePrefix, evidenceKey, makeSetId, setIdTime } from '../../catalog/keys.ts';
import { lineageOf, type Manifest, storedBytes } from '../../catalog/manifest.ts';
import {
  type PrunePlan,
  planRetention,
  type RetentionRule,
  type RetentionSet,
} from '../../catalog/retention.ts';
import { mapLimited } from '../../concurrency.ts';
import { type PbaError, StoreError } from '../../errors.ts';
import { retentionRules } from '../../policy/effective-policy.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { formatBytes, plural } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { isProven, readProofs } from '../../sets/proofs.ts';
import {
  type FoundSet,
  listDatabases,
  listStore,
  readManifest,
  type StoreListing,
} from '../../sets/read-sets.ts';
import type { Store } from '../../storage/store.ts';
import { effectivePolicy, onlyDatabase } from '../effective.ts';
import { closeStores, openStores } from '../open-stores.ts';
import { runFacts } from '../run-facts.ts';
import { deleteSet } from './delete-set.ts';
import type { spec } from './spec.ts';
import { pruneSummary, pruneText } from './summary.ts';

type Inputs = InputsOf<typeof spec>;

/** What pruning found and did for one database in one store. */
export interface PruneReport {
  readonly store: string;
  readonly database: string;
  readonly plan: PrunePlan;
  /** Keys that are none of ours: held. */
  readonly unknown: readonly string[];
  /** Remains of runs that never committed, old enough to be swept: what was (or would be) removed. */
  readonly swept: readonly string[];
  readonly deleted: readonly string[];
  readonly failed: readonly { readonly key: string; readonly reason: string }[];
}

const MANIFESTS_AT_ONCE = 8;
/** Uncommitted objects of younger runs may belong to a backup that is still uploading. */
const SWEEP_AFTER_MS = 24 * 3_600_000;

/** Plans retention for every database and store of the inputs and, with `mode: apply`, does exactly what was planned. */
export async function prune(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  const policy = await effectivePolicy(inputs, context);
  const stores = await openStores(policy.stores.values(), inputs, context);
  try {
    const reports: PruneReport[] = [];
    for (const store of stores) {
      await store.check();
      const only = onlyDatabase(policy);
      const databases = only === undefined ? await listDatabases(store) : [only];
      for (const database of databases) {
        reports.push(
          await context.log.group(`Pruning ${database} in ${store.location}`, () =>
            pruneDatabase(store, database, {
              inputs,
              context,
              rules: retentionRules(policy, inputs.tier === undefined ? undefined : [inputs.tier]),
              proofs: () => allProofs(stores, database),
            }),
          ),
        );
      }
    }
    return result(reports, inputs);
  } finally {
    await closeStores(stores);
  }
}

/** A restore test proves a manifest, wherever the copy lay that it read: evidence of every named store counts. */
async function allProofs(stores: readonly Store[], database: string): Promise<ProofRecord[]> {
  const proofs = await Promise.all(stores.map((store) => readProofs(store, database)));
  return proofs.flat();
}

interface PruneJob {
  readonly inputs: Inputs;
  readonly context: ActionContext;
  readonly rules: readonly RetentionRule[];
  readonly proofs: () => Promise<ProofRecord[]>;
}

async function pruneDatabase(store: Store, database: string, job: PruneJob): Promise<PruneReport> {
  const { inputs, context, rules } = job;
  const now = context.now().getTime();
  const listing = await listStore(store, database);
  const proofs = await job.proofs();
  const committed = listing.sets.filter((set) => set.committed);
  const manifests = await mapLimited(committed, MANIFESTS_AT_ONCE, (set) =>
    readManifest(store, set.location),
  );
  const plan = planRetention(
    manifests.map((manifest) => retentionSet(manifest, isProven(manifest, proofs))),
    rules,
    now,
  );
  const remains = listing.sets.filter((set) => !set.committed && isOld(set, now));
  const base = { store: store.location, database, plan, unknown: listing.unknown };
  if (inputs.mode === 'plan') {
    return {
      ...base,
      swept: remains.flatMap((set) => set.objects.map((object) => object.key)),
      deleted: [],
      failed: [],
    };
  }
  return { ...base, ...(await apply(store, listing, plan, remains, context, database)) };
}

async function apply(
  store: Store,
  listing: StoreListing,
  plan: PrunePlan,
  remains: readonly FoundSet[],
  context: ActionContext,
  database: string,
): Promise<Pick<PruneReport, 'swept' | 'deleted' | 'failed'>> {
  const deleted: string[] = [];
  const failed: { key: string; reason: string }[] = [];
  const swept = await store.sweep(
    databasePrefix(database),
    new Date(context.now().getTime() - SWEEP_AFTER_MS),
  );
  for (const set of remains) {
    const outcome = await store.delete(set.objects.map((object) => object.key));
    swept.push(...outcome.deleted);
    failed.push(...outcome.failed);
  }
  const doomed = plan.entries.filter((entry) => entry.verdict === 'delete');
  const evidence: PruneEvidence['deleted'][number][] = [];
  for (const entry of doomed) {
    const found = listing.sets.find(
      (set) => set.location.id === entry.id && set.location.tier === entry.tier,
    );
    if (found === undefined)
      throw new StoreError('PBA-STORE-FAILED', `Set ${entry.id} is planned but was not listed.`);
    const problems = await deleteSet(store, found);
    failed.push(...problems);
    if (problems.length > 0) continue;
    deleted.push(entry.id);
    evidence.push({ set: entry.id, tier: entry.tier, reason: entry.reason });
    context.log.info(`deleted ${entry.id}: ${entry.reason}`);
  }
  if (doomed.length > 0) {
    const id = makeSetId(context.now(), randomBytes(3).toString('hex'));
    const record: PruneEvidence = {
      evidenceVersion: 1,
      kind: 'prune',
      id,
      at: context.now().toISOString(),
      database,
      planDigest: plan.digest,
      deleted: evidence,
      failed,
      run: runFacts(context.run, undefined),
    };
    await store.create(
      evidenceKey(database, 'prune', id),
      Buffer.from(`${JSON.stringify(record, null, 2)}\n`),
    );
  }
  return { swept, deleted, failed };
}

function retentionSet(manifest: Manifest, proven: boolean): RetentionSet {
  return {
    id: manifest.id,
    tier: manifest.tier,
    lineage: lineageOf(manifest),
    snapshotAt: Date.parse(manifest.snapshotAt),
    bytes: storedBytes(manifest),
    proven,
  };
}

function isOld(set: FoundSet, now: number): boolean {
  const time = setIdTime(set.location.id)?.getTime();
  return time !== undefined && now - time > SWEEP_AFTER_MS;
}

function result(reports: readonly PruneReport[], inputs: Inputs): ActionResult {
  const entries = reports.flatMap((report) => report.plan.entries);
  const doomed = entries.filter((entry) => entry.verdict === 'delete');
  const failed = reports.flatMap((report) => report.failed);
  const deleted =
    inputs.mode === 'apply' ? reports.reduce((sum, report) => sum + report.deleted.length, 0) : doomed.length;
  const freed = doomed.reduce((sum, entry) => sum + entry.bytes, 0);
  const failure: PbaError | undefined =
    failed.length === 0
      ? undefined
      : new StoreError(
          'PBA-STORE-PARTIAL',
          `${plural(failed.length, 'object')} could not be deleted; the first: ${failed[0]?.key} (${failed[0]?.reason}).`,
          {
            hint: 'Sets whose manifest is gone are swept by a later run. Check the pruner’s rights and object locks.',
          },
        );
  return {
    outputs: {
      verdict: failure === undefined ? 'ok' : 'failed',
      'plan-digest': reports.map((report) => report.plan.digest).join('\n'),
      kept: String(entries.length - doomed.length),
      deleted: String(deleted),
      'freed-bytes': String(freed),
    },
    summary: pruneSummary(reports, inputs.mode),
    text: pruneText(reports, inputs.mode),
    json: { mode: inputs.mode, freed: formatBytes(freed), stores: reports },
    ...(failure === undefined ? {} : { failure }),
  };
}
