import { randomBytes } from 'node:crypto';
import type { MigrationEvidence } from '../../catalog/evidence.ts';
import { makeSetId } from '../../catalog/keys.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { writeEvidence } from '../../sets/records.ts';
import type { Store } from '../../storage/store.ts';
import { runFacts } from '../shared/run-facts.ts';
import type { TrialReport } from './report.ts';

/** Writes down what was found and who let it pass, where nobody edits it. @returns its key */
export async function recordTrial(
  store: Store,
  context: ActionContext,
  facts: {
    readonly report: TrialReport;
    readonly set: string;
    readonly pullRequest: number | null;
    readonly reason: string | undefined;
    readonly phases: Readonly<Record<string, number>>;
  },
): Promise<string> {
  const { report } = facts;
  const now = context.now();
  const record: MigrationEvidence = {
    evidenceVersion: 1,
    kind: 'migration-gate',
    id: makeSetId(now, randomBytes(3).toString('hex')),
    at: now.toISOString(),
    database: report.database,
    set: facts.set,
    pullRequest: facts.pullRequest,
    commit: report.commit,
    command: report.trial.command,
    verdict: report.verdict.verdict,
    findings: report.verdict.findings,
    approval: report.verdict.approval ?? null,
    isolation: report.isolated ? 'sandbox' : 'none',
    seconds: report.trial.end.seconds,
    phases: facts.phases,
    run: runFacts(context.run, facts.reason),
  };
  const key = await writeEvidence(store, record);
  context.log.info(`evidence: ${store.location}/${key}`);
  return key;
}
