import {
  type ExpectedWorkflow,
  judgeWorkflows,
  type WorkflowState,
  type WorkflowVerdict,
} from '../../catalog/status/workflows.ts';
import { mapLimited } from '../../concurrency.ts';
import { CancelledError, messageOf, PbaError, UserError } from '../../errors.ts';
import { GitHub } from '../../github/client.ts';
import { listRunners, listWorkflows, newestScheduledRun, queuedJobs } from '../../github/workflows.ts';
import type { ActionContext } from '../../runtime/action.ts';

export interface GitHubQuestion {
  readonly token: string;
  /** `owner/name`; undefined: where the newest set was made, else where this run is. */
  readonly repository: string | undefined;
  /** Names or files that were given; they have to exist, how often they run is not known. */
  readonly workflows: readonly string[];
  /** What the stores tell of the runs that made sets and proofs. */
  readonly expected: readonly (ExpectedWorkflow & { readonly repository: string | null })[];
}

type Surroundings = Pick<ActionContext, 'run' | 'env' | 'signal' | 'now'>;

const API = 'https://api.github.com';

/**
 * Asks GitHub whether the workflows that make backups and proofs are enabled, ran by their schedule, and wait for a runner.
 * That GitHub cannot be asked is a finding: what was not checked is not good.
 */
export async function askGitHub(question: GitHubQuestion, context: Surroundings): Promise<WorkflowVerdict> {
  const repository =
    question.repository ??
    question.expected.find((one) => one.repository !== null)?.repository ??
    context.run.repository;
  if (repository === null || repository === undefined) {
    throw new UserError('PBA-INPUT', 'It is not known which repository runs the backups.', {
      hint: 'Give the input `repository`, such as octo/shop.',
    });
  }
  const expected = expectedWorkflows(question);
  if (expected.length === 0) {
    return {
      findings: [],
      notes: [
        'No workflow was checked: no set and no proof names one. Name them with the input `workflows`.',
      ],
    };
  }
  const api = new GitHub({
    apiUrl: context.env['GITHUB_API_URL'] || API,
    token: question.token,
    signal: context.signal,
  });
  try {
    const [workflows, queued, runners] = await Promise.all([
      listWorkflows(api, repository),
      queuedJobs(api, repository),
      listRunners(api, repository),
    ]);
    const looked = await mapLimited(expected, 4, async (one) => {
      const workflow = find(workflows, one.name);
      const newest =
        workflow?.state === 'active' ? await newestScheduledRun(api, repository, workflow.id) : undefined;
      return { ...one, workflow, newest };
    });
    return judgeWorkflows({ now: context.now(), repository, expected: looked, queued, runners });
  } catch (error) {
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    return {
      findings: [
        {
          severity: 'at risk',
          what: `Whether the workflows of ${repository} still run could not be checked: ${messageOf(error)}`,
          remedy:
            'The token has to be able to read the actions of that repository (`permissions: actions: read`), and this runner to reach GitHub’s API.',
        },
      ],
      notes: [],
    };
  }
}

/** One of each name; the shortest interval counts. */
function expectedWorkflows({ workflows, expected }: GitHubQuestion): ExpectedWorkflow[] {
  const given = workflows.map((name) => ({ purpose: 'expected', name, every: undefined }));
  const found = new Map<string, ExpectedWorkflow>();
  for (const one of [...given, ...expected]) {
    const before = found.get(one.name);
    const { purpose, name, every } = one;
    if (before === undefined || (every ?? Infinity) < (before.every ?? Infinity)) {
      found.set(name, { purpose, name, every });
    }
  }
  return [...found.values()];
}

/** Active ones first: a renamed file leaves a deleted workflow of the same name behind. */
function find(workflows: readonly WorkflowState[], name: string): WorkflowState | undefined {
  const same = workflows.filter(
    (one) => one.name === name || one.path === name || one.path.endsWith(`/${name}`),
  );
  return same.find((one) => one.state === 'active') ?? same[0];
}
