import { CancelledError, PbaError } from '../../errors.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { withLease } from '../../sets/leases.ts';
import { chooseSet } from '../shared/choose-set.ts';
import { claimantOf } from '../shared/claimant.ts';
import { effectivePolicy, onlyDatabase, requireDatabase } from '../shared/effective.ts';
import { refuseProduction } from '../shared/guards.ts';
import { closeStores, openStores } from '../shared/open-stores.ts';
import { withTimeLimit } from '../shared/time-limit.ts';
import { presentFile } from './file-summary.ts';
import type { RestoreReport } from './report.ts';
import { restoreFile } from './restore-file.ts';
import { restoreSet } from './restore-set.ts';
import { Seen } from './seen.ts';
import type { spec } from './spec.ts';
import { restoreSummary, restoreText } from './summary.ts';

export type RestoreInputs = InputsOf<typeof spec>;

/** Restores one set, or tables of it, beside the live database and proves the copy there. */
export async function restore(inputs: RestoreInputs, context: ActionContext): Promise<ActionResult> {
  const seen = new Seen();
  return withTimeLimit(context, inputs.timeLimit, (limited) => run(inputs, limited, seen)).catch(
    (error: unknown) => {
      if (!(error instanceof PbaError) || error instanceof CancelledError || seen.facts.length === 0)
        throw error;
      return seen.refusal(error);
    },
  );
}

async function run(inputs: RestoreInputs, limited: ActionContext, seen: Seen): Promise<ActionResult> {
  const { file, policy: path, database } = inputs;
  if (file !== undefined) {
    const live = database ?? requireDatabase(await effectivePolicy({ policy: path, database }, limited)).name;
    return presentFile(await restoreFile({ ...inputs, file }, live, limited, seen));
  }
  const policy = await effectivePolicy({ ...inputs, tables: undefined }, limited);
  const stores = await openStores(policy.stores.values(), inputs, limited);
  try {
    const chosen = await chooseSet(stores, onlyDatabase(policy), inputs.set);
    if (inputs.beside === 'schema')
      refuseProduction(policy, chosen.location.database, 'making schemas in it');
    const report = await withLease(chosen.store, chosen.location, claimantOf(limited), inputs.timeLimit, () =>
      restoreSet(inputs, limited, chosen, seen),
    );
    return present(report);
  } finally {
    await closeStores(stores);
  }
}

function present(report: RestoreReport): ActionResult {
  const { comparison, failure, manifest, plan } = report;
  const tables = plan?.tables.map(({ schema, name }) => `${schema}.${name}`);
  return {
    outputs: {
      verdict: report.verdict,
      'set-id': manifest.id,
      'restored-database': report.database,
      'restored-schemas': report.schemas.join('\n'),
      tables: tables?.join('\n') ?? '',
      grade: comparison.grade,
      differences: String(comparison.differences.length),
      'duration-seconds': report.seconds.toFixed(1),
      'evidence-key': report.evidenceKey,
    },
    summary: restoreSummary(report),
    text: restoreText(report),
    json: {
      set: manifest.id,
      database: report.database,
      schemas: report.schemas,
      ...(plan === undefined
        ? {}
        : {
            tables,
            along: plan.along,
            leftOut: plan.leftOut.map(({ kind, name, reason }) => ({ kind, name, reason })),
          }),
      grade: comparison.grade,
      compared: comparison.compared,
      differences: comparison.differences,
      seconds: report.seconds,
      phases: report.phases,
      notChecked: report.notChecked,
      advice: report.advice,
    },
    ...(failure === undefined ? {} : { failure }),
  };
}
