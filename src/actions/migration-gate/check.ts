import { join } from 'node:path';
import { CancelledError, ObjectiveError, PbaError, UserError } from '../../errors.ts';
import type { PullRequest } from '../../github/event.ts';
import { changedFiles } from '../../github/pull-request.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { matchesPath } from '../../policy/path-pattern.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { withLease } from '../../sets/leases.ts';
import { chooseSet } from '../shared/choose-set.ts';
import { claimantOf } from '../shared/claimant.ts';
import { effectivePolicy, onlyDatabase } from '../shared/effective.ts';
import { closeStores, openStores } from '../shared/open-stores.ts';
import { findApproval } from './approval.ts';
import { keepReport } from './artifacts.ts';
import {
  type Conversation,
  comment,
  failedMarkdown,
  label,
  notApplicableMarkdown,
  openConversation,
} from './conversation.ts';
import type { MigrationGateInputs } from './migration-gate.ts';
import { tryOnCopy } from './on-copy.ts';
import { recordTrial } from './record.ts';
import { reportMarkdown, reportText, type TrialReport } from './report.ts';
import { pullRequestOf } from './trigger.ts';

/** Secrets of production that a job has by its environment instead of by inputs. */
const FORBIDDEN = ['PGPASSWORD', 'PGPASSFILE', 'PGSERVICE', 'PGSERVICEFILE'];

/** Tries the migrations of a pull request on a copy, says what they do, and fails when the policy blocks that. */
export async function check(inputs: MigrationGateInputs, context: ActionContext): Promise<ActionResult> {
  const pullRequest = await pullRequestOf(context);
  const forbidden = FORBIDDEN.filter((name) => context.env[name] !== undefined);
  if (forbidden.length > 0) {
    throw new UserError('PBA-INPUT', `${forbidden.join(', ')} must not be set in a job with mode: check.`, {
      hint: 'It runs code of a pull request: production’s connection has no place there.',
    });
  }
  const policy = await effectivePolicy(inputs, context);
  const conversation = openConversation(context, inputs.githubToken, pullRequest);
  const commit = pullRequest?.head ?? context.run.commit;
  const named = onlyDatabase(policy);
  try {
    const files = await filesOf(conversation, pullRequest, policy);
    if (files.touched === false)
      return await notApplicable(policy, conversation, named ?? 'database', commit);
    return await tried(inputs, context, { policy, conversation, commit, pullRequest, files });
  } catch (error) {
    if (error instanceof PbaError && !(error instanceof CancelledError) && error.code !== 'PBA-GITHUB') {
      const database = named ?? 'database';
      await comment(conversation, database, failedMarkdown(database, commit, error)).catch(
        (problem: unknown) => context.log.warning(`The comment could not be written: ${String(problem)}`),
      );
    }
    throw error;
  }
}

/** What a pull request touches, as far as that is known. */
export interface TouchedFiles {
  /** Undefined: it cannot be known, so the trial is made. */
  readonly touched: boolean | undefined;
  /** Migrations it adds or changes, by name. */
  readonly migrations: readonly string[];
}

async function filesOf(
  conversation: Conversation | undefined,
  pullRequest: PullRequest | undefined,
  policy: EffectivePolicy,
): Promise<TouchedFiles> {
  const { paths } = policy.migrations;
  if (conversation === undefined || pullRequest === undefined || paths.length === 0)
    return { touched: undefined, migrations: [] };
  const all = await changedFiles(conversation.github, conversation.repository, pullRequest.number);
  const matching = all.filter(({ path }) => paths.some((pattern) => matchesPath(pattern, path)));
  return {
    touched: matching.length > 0,
    migrations: matching
      .filter(({ status }) => status !== 'removed')
      .map(({ path }) => path)
      .sort(),
  };
}

interface Subject {
  readonly policy: EffectivePolicy;
  readonly conversation: Conversation | undefined;
  readonly commit: string | null;
  readonly pullRequest: PullRequest | undefined;
  readonly files: TouchedFiles;
}

async function tried(
  inputs: MigrationGateInputs,
  context: ActionContext,
  subject: Subject,
): Promise<ActionResult> {
  const { policy, conversation, pullRequest } = subject;
  const stores = await openStores(policy.stores.values(), inputs, context);
  try {
    const { store, location } = await chooseSet(stores, onlyDatabase(policy), inputs.set);
    const copy = await withLease(store, location, claimantOf(context), inputs.timeLimit, () =>
      tryOnCopy(inputs, context, { policy, files: subject.files, store, location }),
    );
    const { migrations } = policy;
    const answer = await findApproval(
      {
        pullRequest,
        approvers: migrations.approvers,
        label: migrations.approvalLabel,
        approvedBy: inputs.approvedBy,
        environment: inputs.approvalEnvironment,
      },
      conversation === undefined || context.run.runId === null
        ? undefined
        : { ...conversation, runId: context.run.runId },
    );
    const report: TrialReport = {
      ...copy.facts,
      verdict: copy.judge(answer.approval),
      commit: subject.commit,
      refused: answer.approval === undefined ? answer.refused : undefined,
      longLockMs: migrations.longLock,
      approvers: migrations.approvers,
      approvalLabel: migrations.approvalLabel,
      notes: [...copy.facts.notes, ...notesOf(subject)],
    };
    const key = await recordTrial(store, context, {
      report,
      set: location.id,
      pullRequest: pullRequest?.number ?? null,
      reason: pullRequest === undefined ? undefined : `pull request ${pullRequest.number}`,
      phases: copy.phases,
    });
    return await tell(inputs, context, subject, report, { set: location.id, key, schema: copy.schemaFiles });
  } finally {
    await closeStores(stores);
  }
}

async function tell(
  inputs: MigrationGateInputs,
  context: ActionContext,
  { conversation, policy }: Subject,
  report: TrialReport,
  kept: { readonly set: string; readonly key: string; readonly schema: readonly string[] },
): Promise<ActionResult> {
  const markdown = reportMarkdown(report);
  const { verdict } = report;
  let written: 'created' | 'updated' | 'none' = 'none';
  let failure: PbaError | undefined = verdict.verdict === 'blocked' ? blocked(report) : undefined;
  try {
    written = await comment(conversation, report.database, markdown);
    await label(conversation, policy.migrations.approvalLabel, verdict);
    await keepReport(inputs, context, join(context.tempDir, 'report'), markdown, report, kept.schema);
  } catch (error) {
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    // What was found is worth more than that it could not be told, but neither is silent.
    if (failure === undefined) failure = error;
    else context.log.warning(`${error.code}: ${error.message}`);
  }
  return {
    outputs: {
      verdict: verdict.verdict,
      findings: [...new Set(verdict.findings.map(({ rule }) => rule))].join('\n'),
      'set-id': kept.set,
      'evidence-key': kept.key,
      comment: written,
      'approved-by': verdict.approval?.by ?? '',
    },
    summary: markdown,
    text: reportText(report),
    json: report,
    ...(failure === undefined ? {} : { failure }),
  };
}

function blocked({ database, verdict }: TrialReport): ObjectiveError {
  const findings = verdict.findings.filter(({ blocks }) => blocks);
  const list = findings.map(({ rule, text }) => `- ${rule}: ${text}`).join('\n');
  return new ObjectiveError(
    'PBA-GATE-BLOCKED',
    `The migration of ${database} is blocked by policy:\n${list}`,
    {
      hint: 'Change the migration; or let one of the approvers of the policy take it on (docs/migration-gate.md).',
    },
  );
}

function notesOf({ conversation, pullRequest, files }: Subject): string[] {
  if (pullRequest === undefined) return ['This run is about no pull request, so nothing was commented.'];
  return [
    ...(conversation === undefined
      ? ['Nothing was commented and no label was set: there is no github-token.']
      : []),
    ...(files.touched === undefined
      ? [
          'Whether the pull request touches migrations was not looked at: that needs migrations.paths and github-token.',
        ]
      : []),
  ];
}

async function notApplicable(
  policy: EffectivePolicy,
  conversation: Conversation | undefined,
  database: string,
  commit: string | null,
): Promise<ActionResult> {
  const markdown = notApplicableMarkdown(database, commit);
  const written = await comment(conversation, database, markdown, true);
  await label(conversation, policy.migrations.approvalLabel, undefined);
  return {
    outputs: { verdict: 'not-applicable', comment: written },
    summary: markdown,
    text: 'The pull request touches no migrations; nothing was tried.',
    json: { verdict: 'not-applicable' },
  };
}
