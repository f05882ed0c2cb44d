import type { ProofRecord } from '../../catalog/evidence.ts';
import { type PbaError, StoreError, UserError } from '../../errors.ts';
import { retentionRules } from '../../policy/effective-policy.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { formatBytes, plural } from '../../runtime/format.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { readProofs } from '../../sets/proofs.ts';
import { listDatabases } from '../../sets/read-sets.ts';
import type { Store } from '../../storage/store.ts';
import { claimantOf } from '../shared/claimant.ts';
import { effectivePolicy, onlyDatabase } from '../shared/effective.ts';
import { closeStores, openStores } from '../shared/open-stores.ts';
import { type Applied, applyPlan } from './apply-plan.ts';
import { type PhysicalPlan, physicalPlan } from './physical-plan.ts';
import { digestOf, type PlanOptions, planStore, type StorePlan } from './plan-store.ts';
import type { spec } from './spec.ts';
import { pruneSummary, pruneText } from './summary.ts';

type Inputs = InputsOf<typeof spec>;

/** What pruning found for one database in one store, and, with `mode: apply`, did. */
export interface PruneReport extends StorePlan {
  readonly applied: Applied | undefined;
}

/** Plans retention for every database and store of the inputs and, with `mode: apply`, does exactly what was planned. */
export async function prune(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  const policy = await effectivePolicy(inputs, context);
  const stores = await openStores(policy.stores.values(), inputs, context);
  try {
    const options = {
      rules: retentionRules(policy, inputs.tier === undefined ? undefined : [inputs.tier]),
      limits: { proofMaxAgeMs: policy.objectives.pruneProofMaxAge, keepProven: inputs.keepProven },
      now: context.now(),
    };
    const plans = await planAll(stores, onlyDatabase(policy), options, context);
    assertSamePlan(inputs.planDigest, plans);
    const reports: PruneReport[] = [];
    for (const plan of plans) {
      reports.push({
        ...plan,
        applied:
          inputs.mode === 'plan'
            ? undefined
            : await context.log.group(`Pruning ${plan.database} in ${plan.store.location}`, () =>
                applyPlan(plan, context, claimantOf(context)),
              ),
      });
    }
    const physical = await physicalPlan(policy, plans, context);
    return result(reports, inputs, physical);
  } finally {
    await closeStores(stores);
  }
}

async function planAll(
  stores: readonly Store[],
  database: string | undefined,
  options: Omit<PlanOptions, 'proofs'>,
  context: ActionContext,
): Promise<StorePlan[]> {
  const plans: StorePlan[] = [];
  for (const store of stores) {
    await store.check();
    for (const name of database === undefined ? await listDatabases(store) : [database]) {
      const plan = await planStore(store, name, { ...options, proofs: await allProofs(stores, name) });
      for (const { location } of plan.hidden) {
        context.log.warning(
          `${store.location}: set ${location.id} (${location.tier}) of ${name} is hidden by a delete marker; its bytes are still there. Remove the marker to have it back, or its versions to lose it.`,
        );
      }
      plans.push(plan);
    }
  }
  return plans;
}

/** A restore test proves a dump, wherever the copy lay that it read: evidence of every named store counts. */
async function allProofs(stores: readonly Store[], database: string): Promise<ProofRecord[]> {
  const proofs = await Promise.all(stores.map((store) => readProofs(store, database)));
  return proofs.flat();
}

function assertSamePlan(wanted: string | undefined, plans: readonly StorePlan[]): void {
  const digest = digestOf(plans);
  if (wanted === undefined || wanted === digest) return;
  const doomed = plans.flatMap(({ doomed }) =>
    doomed.map(({ location }) => `${location.id} (${location.tier})`),
  );
  throw new UserError(
    'PBA-PRUNE-PLAN-CHANGED',
    `The catalog has changed since plan ${wanted.slice(0, 16)} was made; the plan is ${digest.slice(0, 16)} now.`,
    {
      hint: `Nothing was deleted. Now ${doomed.length === 0 ? 'nothing' : doomed.slice(0, 10).join(', ')} would go: look at it with \`mode: plan\` and apply that.`,
    },
  );
}

function result(
  reports: readonly PruneReport[],
  inputs: Inputs,
  physical: PhysicalPlan | undefined,
): ActionResult {
  const entries = reports.flatMap((report) => report.plan.entries);
  const planned = entries.filter((entry) => entry.verdict === 'delete');
  const failed = reports.flatMap((report) => report.applied?.failed ?? []);
  const deleted = reports.flatMap((report) => report.applied?.deleted ?? []);
  const count = inputs.mode === 'apply' ? deleted.length : planned.length;
  const freed = planned.reduce((sum, entry) => sum + entry.bytes, 0);
  const failure: PbaError | undefined =
    failed.length === 0
      ? undefined
      : new StoreError(
          'PBA-STORE-PARTIAL',
          `${plural(failed.length, 'object')} could not be deleted; the first: ${failed[0]?.key} (${failed[0]?.reason}).`,
          {
            hint: 'What is left of sets without a manifest is swept by a later run. Check the pruner’s rights.',
          },
        );
  return {
    outputs: {
      verdict: failure === undefined ? 'ok' : 'failed',
      'plan-digest': digestOf(reports),
      kept: String(entries.length - count),
      deleted: String(count),
      'freed-bytes': String(freed),
      hidden: String(reports.reduce((sum, report) => sum + report.hidden.length, 0)),
    },
    summary: pruneSummary(reports, inputs.mode, physical),
    text: pruneText(reports, inputs.mode, physical),
    json: {
      mode: inputs.mode,
      freed: formatBytes(freed),
      stores: reports.map(({ store, database, plan, remains, hidden, unknown, applied }) => ({
        store: store.location,
        database,
        plan,
        remains: remains.map(({ location }) => location),
        hidden: hidden.map(({ location }) => location),
        unknown,
        deleted: applied?.deleted.map(({ location }) => location) ?? null,
        spared: applied?.spared ?? null,
        swept: applied?.swept ?? null,
        failed: applied?.failed ?? null,
      })),
      physical: physical ?? null,
    },
    ...(failure === undefined ? {} : { failure }),
  };
}
