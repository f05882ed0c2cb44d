import { resolve } from 'node:path';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { reportHtml } from '../../report/report-html.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { reportData } from './report-data.ts';
import type { Inputs, StatusReport } from './status.ts';
import { writeWhole } from './write-whole.ts';

/** Where the report went. */
export interface Published {
  readonly path: string;
  readonly bytes: number;
  readonly artifactName: string | undefined;
  readonly artifactId: string | undefined;
  readonly artifactUrl: string | undefined;
}

/** Writes the report and, on a runner, uploads it. */
export async function publishReport(
  report: StatusReport,
  inputs: Inputs & { readonly reportFile: string },
  policy: EffectivePolicy,
  context: ActionContext,
): Promise<Published> {
  const html = reportHtml(reportData(report, policy, context, inputs.reportDays));
  const path = resolve(inputs.reportFile);
  await writeWhole('report-file', path, html);
  const bytes = Buffer.byteLength(html);
  if (context.uploadArtifact === undefined) {
    return { path, bytes, artifactName: undefined, artifactId: undefined, artifactUrl: undefined };
  }
  const { id } = await context.uploadArtifact(inputs.reportArtifact, path);
  const { runUrl } = context.run;
  return {
    path,
    bytes,
    artifactName: inputs.reportArtifact,
    artifactId: id,
    artifactUrl: runUrl === null ? undefined : `${runUrl}/artifacts/${id}`,
  };
}
