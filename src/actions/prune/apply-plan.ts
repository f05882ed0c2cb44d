import { randomBytes } from 'node:crypto';
import type { PruneEvidence } from '../../catalog/evidence.ts';
import { databasePrefix, makeSetId } from '../../catalog/keys.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { type Claim, type Claimant, readHolds, staleClaims, withIntent } from '../../sets/leases.ts';
import { writeEvidence } from '../../sets/records.ts';
import { eraseSets, storedVersions, type VersionedSet } from '../../sets/versioned-sets.ts';
import { runFacts } from '../shared/run-facts.ts';
import { type StorePlan, SWEEP_AFTER_MS } from './plan-store.ts';

/** Sets between two looks at the clock; each has some ten objects, and a request deletes 1,000. */
const SETS_AT_ONCE = 1000;

/** What was done. */
export interface Applied {
  readonly deleted: readonly VersionedSet[];
  /** Planned, but left alone: in use, put on hold or locked meanwhile. */
  readonly spared: readonly { readonly set: string; readonly reason: string }[];
  readonly swept: readonly string[];
  readonly failed: readonly { readonly key: string; readonly reason: string }[];
}

/** Deletes exactly what was planned, but what somebody uses by now; sweeps remains; writes down what it did. */
export async function applyPlan(
  plan: StorePlan,
  context: ActionContext,
  claimant: Claimant,
): Promise<Applied> {
  const { store, database } = plan;
  const swept = await sweep(plan, context);
  const sets = plan.doomed.map(({ location }) => ({ set: location.id, tier: location.tier }));
  const done =
    sets.length === 0
      ? { deleted: [], spared: [], failed: [] }
      : await withIntent(store, database, sets, claimant, (claim) => deleteSets(plan, claim, context));
  const applied = { ...done, swept: swept.swept, failed: [...swept.failed, ...done.failed] };
  await recordPruning(plan, applied, context);
  return applied;
}

async function deleteSets(
  plan: StorePlan,
  claim: Claim,
  context: ActionContext,
): Promise<Pick<Applied, 'deleted' | 'spared' | 'failed'>> {
  const { store, database } = plan;
  const spared: { set: string; reason: string }[] = [];
  // Again: a hold may have come after the plan was made.
  const holds = await readHolds(store, database);
  const free = plan.doomed.filter(({ location: { id, tier } }) => {
    const lease = claim.leased.find((one) => one.set === id && one.tier === tier);
    const hold = holds.get(id);
    if (lease !== undefined)
      spared.push({ set: id, reason: `in use by ${lease.who} until ${lease.until} at the latest` });
    else if (hold !== undefined) spared.push({ set: id, reason: `on hold by ${hold.who}: ${hold.reason}` });
    return lease === undefined && hold === undefined;
  });
  const deleted: VersionedSet[] = [];
  const failed: { key: string; reason: string }[] = [];
  for (let start = 0; start < free.length; start += SETS_AT_ONCE) {
    const batch = free.slice(start, start + SETS_AT_ONCE);
    if (!claim.stillGood()) {
      const reason = 'the time that was claimed for deleting is over; run again';
      spared.push(...batch.map(({ location }) => ({ set: location.id, reason })));
      continue;
    }
    const { erased, ...left } = await eraseSets(store, batch);
    deleted.push(...erased);
    failed.push(...left.failed);
    for (const { key, until } of left.locked)
      spared.push({
        set: key,
        reason: `locked${until === undefined ? '' : ` until ${until.toISOString()}`}`,
      });
  }
  for (const { set, reason } of spared) context.log.info(`kept ${set}: ${reason}`);
  for (const set of deleted)
    context.log.info(`deleted ${set.location.id} (${set.location.tier}): ${reasonFor(plan, set)}`);
  return { deleted, spared, failed };
}

/** Unfinished uploads, objects without a manifest, and claims of killed runs; none younger than a day. */
async function sweep(
  { store, database, remains }: StorePlan,
  context: ActionContext,
): Promise<Pick<Applied, 'swept' | 'failed'>> {
  const swept = await store.sweep(
    databasePrefix(database),
    new Date(context.now().getTime() - SWEEP_AFTER_MS),
  );
  const versions = await store.deleteVersions(remains.flatMap(storedVersions));
  const claims = await store.delete(await staleClaims(store, database, context.now()));
  return {
    swept: [...swept, ...new Set(versions.deleted.map(({ key }) => key)), ...claims.deleted],
    failed: [...versions.failed, ...claims.failed],
  };
}

async function recordPruning(plan: StorePlan, applied: Applied, context: ActionContext): Promise<void> {
  const { store, database } = plan;
  const id = makeSetId(context.now(), randomBytes(3).toString('hex'));
  const record: PruneEvidence = {
    evidenceVersion: 1,
    kind: 'prune',
    id,
    at: context.now().toISOString(),
    database,
    planDigest: plan.plan.digest,
    deleted: applied.deleted.map((set) => ({
      set: set.location.id,
      tier: set.location.tier,
      reason: reasonFor(plan, set),
    })),
    spared: applied.spared,
    swept: applied.swept.length,
    failed: applied.failed,
    run: runFacts(context.run, undefined),
  };
  await writeEvidence(store, record);
}

function reasonFor({ reasons }: StorePlan, { location }: VersionedSet): string {
  return reasons.get(`${location.tier}/${location.id}`) ?? '';
}
