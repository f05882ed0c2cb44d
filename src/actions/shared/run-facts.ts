import type { RunFacts } from '../../catalog/manifest.ts';
import type { RunInfo } from '../../runtime/action.ts';

/** What manifests and evidence record of the run that made them. */
export function runFacts(run: RunInfo, reason: string | undefined): RunFacts {
  const { repository, workflow, runUrl, commit, actor } = run;
  return { repository, workflow, runUrl, commit, actor, reason: reason ?? null };
}
