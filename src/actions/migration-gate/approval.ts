import type { Approval } from '../../catalog/migration/verdict.ts';
import type { GitHub } from '../../github/client.ts';
import type { PullRequest } from '../../github/event.ts';
import { environmentApprovals, type Repository } from '../../github/pull-request.ts';

export interface ApprovalRequest {
  readonly pullRequest: PullRequest | undefined;
  readonly approvers: readonly string[];
  readonly label: string;
  readonly approvedBy: string | undefined;
  readonly environment: string | undefined;
}

/** An approval, or why what looks like one is none. */
export type ApprovalAnswer =
  | { readonly approval: Approval }
  | { readonly approval: undefined; readonly refused: string | undefined };

const NONE: ApprovalAnswer = { approval: undefined, refused: undefined };

/**
 * Whether somebody whom the policy names has taken responsibility for this very commit: by setting the label, which GitHub
 * reports together with the commit it was set on, or by letting this run pass a protected environment. Nobody approves
 * their own pull request.
 */
export async function findApproval(
  request: ApprovalRequest,
  ask: { readonly github: GitHub; readonly repository: Repository; readonly runId: string } | undefined,
): Promise<ApprovalAnswer> {
  const { pullRequest, label, approvedBy, environment } = request;
  const set = pullRequest?.labelled;
  if (set?.label === label) {
    const refused = whyNot(set.by, request);
    return refused === undefined
      ? { approval: { by: set.by, how: `label ${label}` } }
      : { approval: undefined, refused };
  }
  if (approvedBy === undefined || environment === undefined) return NONE;
  const refused = whyNot(approvedBy, request);
  if (refused !== undefined) return { approval: undefined, refused };
  if (ask === undefined) {
    return {
      approval: undefined,
      refused: 'approved-by cannot be verified: there is no github-token, or this is not a run of a workflow',
    };
  }
  const approvals = await environmentApprovals(ask.github, ask.repository, ask.runId);
  const found = approvals.some(
    ({ by, environments }) => same(by, approvedBy) && environments.includes(environment),
  );
  return found
    ? { approval: { by: approvedBy, how: `environment ${environment}` } }
    : {
        approval: undefined,
        refused: `GitHub knows of no approval of this run by ${approvedBy} for the environment ${environment}`,
      };
}

function whyNot(who: string, { approvers, pullRequest }: ApprovalRequest): string | undefined {
  if (!approvers.some((one) => same(one, who))) {
    return `${who} is not among the approvers of the policy`;
  }
  return pullRequest !== undefined && same(pullRequest.author, who)
    ? `${who} is the author of the pull request`
    : undefined;
}

/** GitHub does not tell upper case from lower in logins. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
