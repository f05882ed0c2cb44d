import { resolve } from 'node:path';
import { CancelledError, PbaError } from '../../errors.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { reportHtml } from '../../report/report-html.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { hasArtifacts, uploadArtifact } from '../../runtime/artifact.ts';
import { writeWhole } from '../shared/write-whole.ts';
import { reportData } from './report-data.ts';
import type { Inputs, StatusReport } from './status.ts';

/** Where the report went. */
export interface Published {
  readonly path: string;
  readonly bytes: number;
  /** Name of the artifact; undefined on a terminal, where there are none, and when it could not be stored. */
  readonly artifact: string | undefined;
  /** Why it could not be stored. It must not hide what the stores say, so it is not thrown. */
  readonly problem: PbaError | undefined;
}

/** Writes the report and, on a runner, keeps it with the run. */
export async function publishReport(
  report: StatusReport,
  inputs: Inputs & { readonly reportFile: string },
  policy: EffectivePolicy,
  context: ActionContext,
): Promise<Published> {
  const html = reportHtml(reportData(report, policy, context, inputs.reportDays));
  const path = resolve(inputs.reportFile);
  await writeWhole('report-file', path, html);
  const written = { path, bytes: Buffer.byteLength(html) };
  if (!hasArtifacts()) return { ...written, artifact: undefined, problem: undefined };
  try {
    await uploadArtifact(inputs.reportArtifact, [path]);
    return { ...written, artifact: inputs.reportArtifact, problem: undefined };
  } catch (error) {
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    context.log.warning(error.message);
    return { ...written, artifact: undefined, problem: error };
  }
}
