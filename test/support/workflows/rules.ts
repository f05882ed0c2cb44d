import { ACTIONS } from '../../../src/main.ts';
import { PINS } from './pins.ts';
import {
  EXAMPLES,
  type Job,
  jobsOf,
  ourAction,
  type Step,
  splitUses,
  stepsOf,
  type WorkflowFile,
} from './workflow-file.ts';

/** What a workflow must and must not do to be safe near a database. Returns what is wrong, a sentence each. */
export function ruleProblems(file: WorkflowFile): string[] {
  const { workflow, text } = file;
  return [
    ...headProblems(file),
    ...jobsOf(workflow).flatMap(([name, job]) =>
      jobProblems(job, file.path.startsWith(EXAMPLES)).map((problem) => `job ${name}: ${problem}`),
    ),
    ...stepsOf(workflow).flatMap(stepProblems),
    ...usesOf(file).flatMap((uses) => pinProblems(uses, text)),
  ];
}

function headProblems({ workflow }: WorkflowFile): string[] {
  const { permissions, concurrency, on } = workflow;
  const problems: string[] = [];
  if (JSON.stringify(permissions) !== '{}') problems.push('permissions are not {} at the top');
  // A called workflow is part of the run of its caller, which has the group.
  const called = Object.keys(on ?? {}).join() === 'workflow_call';
  if (!called && concurrency?.group === undefined) problems.push('there is no concurrency group');
  if (!called && concurrency?.['cancel-in-progress'] !== false) {
    problems.push('cancel-in-progress is not false');
  }
  for (const event of ['pull_request_target', 'workflow_run']) {
    if (Object.hasOwn(on ?? {}, event)) problems.push(`${event} runs code of others with our secrets`);
  }
  return problems;
}

/** Where an action of ours needs the database, it needs a runner that reaches it. */
const REACHES_DATABASE = Object.entries(ACTIONS)
  .filter(([, { spec }]) => Object.hasOwn(spec.inputs, 'host'))
  .map(([name]) => name);

function jobProblems(job: Job, example: boolean): string[] {
  const problems: string[] = [];
  if (job.permissions === undefined) problems.push('its permissions are not said');
  if (job.uses !== undefined) return problems;
  if (!(Number(job['timeout-minutes']) > 0)) problems.push('timeout-minutes is not said');
  const labels = [job['runs-on'] ?? []].flat();
  const hosted = labels.some((label) => label.startsWith('ubuntu-'));
  const near = (job.steps ?? []).some((step) => REACHES_DATABASE.includes(ourAction(step.uses) ?? ''));
  if (example && hosted && near) problems.push("uses the database from a runner of GitHub's");
  const chosen = labels.length === 1 && labels[0] === '${{ fromJSON(inputs.runner) }}';
  if (!hosted && !chosen && !(labels[0] === 'self-hosted' && labels.length > 1)) {
    problems.push('runs on any self-hosted runner, or on one that is not said: [self-hosted, <label>]');
  }
  return problems;
}

function stepProblems(step: Step): string[] {
  const problems: string[] = [];
  if (step.run?.includes('${{')) problems.push(`an expression inside a command: ${step.run.trim()}`);
  if (
    step.uses?.startsWith('actions/checkout@') &&
    step.with?.['persist-credentials'] !== false &&
    step.with?.['persist-credentials'] !== 'false'
  ) {
    problems.push('checkout keeps its token: persist-credentials is not false');
  }
  return problems;
}

export function usesOf({ workflow }: WorkflowFile): string[] {
  const called = jobsOf(workflow).flatMap(([, { uses }]) => (uses === undefined ? [] : [uses]));
  return [...called, ...stepsOf(workflow).flatMap(({ uses }) => (uses === undefined ? [] : [uses]))];
}

const OURS = /^ticketz\/postgres-backup-actions\/[\w./-]+@/;

/** Ours are `@v1` in the sources; the release writes its commit there. Those of others are one commit each. */
function pinProblems(uses: string, text: string): string[] {
  if (uses.startsWith('./')) return [];
  const { name, ref } = splitUses(uses);
  if (OURS.test(uses)) {
    return /^v1(\.\d+\.\d+)?$/.test(ref) || /^[0-9a-f]{40}$/.test(ref)
      ? []
      : [`${uses} is neither @v1 nor a commit`];
  }
  const pin = Object.hasOwn(PINS, name) ? PINS[name] : undefined;
  if (pin === undefined) return [`${name} is not in test/support/workflows/pins.ts`];
  if (ref !== pin.sha) return [`${name} is not pinned to ${pin.sha}`];
  const lines = text.split('\n').filter((line) => line.includes(`uses: ${uses}`));
  return lines.every((line) => line.endsWith(`@${pin.sha} # ${pin.version}`))
    ? []
    : [`${name} lacks the comment "# ${pin.version}"`];
}
