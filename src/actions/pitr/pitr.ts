import { parseTarget, type RecoveryTarget } from '../../catalog/recovery/target.ts';
import type { PbaError } from '../../errors.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { effectivePolicy } from '../shared/effective.ts';
import { openSource } from '../shared/recovery/source.ts';
import { withTimeLimit } from '../shared/time-limit.ts';
import { recoverAside } from './aside.ts';
import { recoverInPlace } from './in-place.ts';
import { discardKept, promoteKept, retargetKept, showKept } from './kept.ts';
import type { PitrReport } from './report.ts';
import type { spec } from './spec.ts';
import { pitrSummary, pitrText } from './summary.ts';

export type PitrInputs = InputsOf<typeof spec>;

/** Recovers to a moment, beside production or in its place, and goes on with what was recovered. */
export function pitr(inputs: PitrInputs, context: ActionContext): Promise<ActionResult> {
  return withTimeLimit(context, inputs.timeLimit, async (limited) => {
    const { report, failure } = await run(inputs, limited);
    return resultOf(report, failure);
  });
}

async function run(
  inputs: PitrInputs,
  context: ActionContext,
): Promise<{ readonly report: PitrReport; readonly failure?: PbaError }> {
  switch (inputs.mode) {
    case 'show':
      return { report: await showKept(inputs, context) };
    case 'promote':
      return { report: await promoteKept(inputs, context) };
    case 'discard':
      return { report: await discardKept(inputs, context) };
    case 'recover':
    case 'retarget': {
      const policy = await effectivePolicy(inputs, context);
      await using source = await openSource(inputs, policy, context);
      const target = targetOf(inputs);
      if (inputs.mode === 'retarget') return { report: await retargetKept(inputs, source, target, context) };
      if (inputs.inPlace) return await recoverInPlace(inputs, source, target, context);
      return { report: await recoverAside(inputs, source, target, context) };
    }
  }
}

/** The rules of the spec have seen already that it can be read. */
function targetOf(inputs: PitrInputs): RecoveryTarget {
  const parsed = parseTarget(inputs.target ?? 'latest', inputs.targetValue);
  if ('problem' in parsed) throw new Error(`target-value ${parsed.problem}`);
  return parsed;
}

function resultOf(report: PitrReport, failure: PbaError | undefined): ActionResult {
  const reachable = report.phase === 'paused' || report.phase === 'open';
  return {
    outputs: {
      verdict: failure === undefined ? report.verdict : 'failed',
      directory: report.directory,
      'socket-directory': reachable ? report.socketDirectory : '',
      port: reachable ? report.port : '',
      user: reachable ? report.superuser : '',
      'last-commit': report.lastCommit === null ? '' : `${report.lastCommit}+00`,
      lsn: report.lsn ?? '',
      timeline: report.timeline === null ? '' : String(report.timeline),
      'backup-label': report.backup,
      repo: String(report.repo),
      'duration-seconds': report.seconds === null ? '' : String(report.seconds),
      'kept-directory': report.kept ?? '',
    },
    summary: pitrSummary(report),
    text: pitrText(report),
    json: report,
    ...(failure === undefined ? {} : { failure }),
  };
}
