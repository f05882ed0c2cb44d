import type { StatusFinding, StatusVerdict } from '../../catalog/status.ts';
import { ObjectiveError, PbaError } from '../../errors.ts';
import type { ActionResult } from '../../runtime/action.ts';
import { plural } from '../../runtime/format.ts';
import type { Exported } from './export-evidence.ts';
import type { Published } from './publish-report.ts';
import type { Inputs, StatusReport } from './status.ts';
import { statusSummary, statusText } from './summary.ts';

/** Outputs, texts and the verdict of the run, by `fail-on`. */
export function present(
  report: StatusReport,
  inputs: Inputs,
  {
    published,
    unpushed,
    exported: outcome,
  }: {
    readonly published: Published | undefined;
    readonly unpushed: PbaError | undefined;
    readonly exported: Exported | PbaError | undefined;
  },
): ActionResult {
  const { databases, worst, workflows, requests } = report;
  const [exported, unexported] = outcome instanceof PbaError ? [undefined, outcome] : [outcome, undefined];
  const all = [...databases].map(([database, { status }]) => ({ database, ...status }));
  const findings = [
    ...all.flatMap(({ database, findings: own }) => own.map((finding) => ({ database, ...finding }))),
    ...(workflows?.findings ?? []).map((finding) => ({ database: 'GitHub', ...finding })),
  ];
  // What the stores say comes first; figures or a report that did not arrive fail the run all the same.
  const failure = failureOf(findings, inputs.failOn) ?? unpushed ?? published?.problem ?? unexported;
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
      requests: String(requests),
      'report-file': published?.path ?? '',
      'report-artifact': published?.artifact ?? '',
      'evidence-file': exported?.path ?? '',
      'evidence-sha256': exported?.sha256 ?? '',
      'evidence-records': exported === undefined ? '' : String(exported.records),
      'evidence-key-fingerprint': exported?.fingerprint ?? '',
    },
    summary: statusSummary(report, published, exported),
    text: statusText(report, published, exported),
    json: {
      status: worst,
      databases: all,
      workflows: workflows ?? null,
      requests,
      evidence: exported ?? null,
      report: published === undefined ? null : { ...published, problem: published.problem?.message ?? null },
    },
    ...(failure === undefined ? {} : { failure }),
  };
}

type Located = StatusFinding & { readonly database: string };

function failureOf(findings: readonly Located[], failOn: Inputs['failOn']): ObjectiveError | undefined {
  const fails =
    failOn === 'never' ? [] : findings.filter((one) => failOn === 'at-risk' || one.severity === 'broken');
  // What is broken says more than what is at risk.
  const first = fails.find((one) => one.severity === 'broken') ?? fails[0];
  if (first === undefined) return undefined;
  const more = fails.length > 1 ? ` (and ${plural(fails.length - 1, 'more finding')})` : '';
  return new ObjectiveError('PBA-STATUS', `${first.database}: ${first.what}`, {
    hint: `${first.remedy}${more}`,
  });
}

export function worstOf(verdicts: readonly StatusVerdict[]): StatusVerdict {
  return verdicts.includes('broken') ? 'broken' : verdicts.includes('at risk') ? 'at risk' : 'kept';
}
