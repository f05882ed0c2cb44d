import type { StatusFinding } from '../status.ts';
import { atRisk, broken, span } from './finding.ts';

/** A workflow as GitHub knows it. */
export interface WorkflowState {
  readonly id: number;
  readonly name: string;
  /** `.github/workflows/backup.yml` */
  readonly path: string;
  /** `active`, `disabled_manually`, `disabled_inactivity`, `disabled_fork` or `deleted`. */
  readonly state: string;
}

export interface ScheduledRun {
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly status: string;
  /** `success`, `failure` …; empty while it runs. */
  readonly conclusion: string;
  readonly url: string;
}

export interface QueuedJob {
  readonly workflow: string;
  readonly job: string;
  readonly labels: readonly string[];
  readonly since: number;
  readonly url: string;
}

export interface Runner {
  readonly name: string;
  readonly online: boolean;
  readonly labels: readonly string[];
}

/** What a workflow is there for, and how often it has to run. */
export interface ExpectedWorkflow {
  /** `backup` or `restore test`. */
  readonly purpose: string;
  /** Name, or path of its file. */
  readonly name: string;
  /** Milliseconds; undefined: nobody said how often. */
  readonly every: number | undefined;
}

export interface WorkflowFacts {
  readonly now: Date;
  readonly repository: string;
  readonly expected: readonly (ExpectedWorkflow & {
    /** Undefined: the repository has none of this name. */
    readonly workflow: WorkflowState | undefined;
    readonly newest: ScheduledRun | undefined;
  })[];
  readonly queued: readonly QueuedJob[];
  /** Undefined: the token may not see them. */
  readonly runners: readonly Runner[] | undefined;
}

export interface WorkflowVerdict {
  readonly findings: readonly StatusFinding[];
  readonly notes: readonly string[];
}

/** Schedules of GitHub start late, most of all at the full hour. */
const LATE = 1.25;
const VERY_LATE = 2;
const MINUTE = 60_000;
const QUEUED_LONG = 15 * MINUTE;
const QUEUED_TOO_LONG = 120 * MINUTE;

/** Why no new set or proof will come: what did not happen leaves no trace in a store. */
export function judgeWorkflows(facts: WorkflowFacts): WorkflowVerdict {
  return {
    findings: [
      ...facts.expected.flatMap((expected) => workflowFindings(expected, facts)),
      ...queueFindings(facts),
    ],
    notes:
      facts.runners === undefined
        ? [
            `Whether the runners of ${facts.repository} are online was not checked: that takes a token that may read the administration of the repository. Jobs that wait for a runner are seen all the same.`,
          ]
        : [],
  };
}

const WHY: Readonly<Record<string, string>> = {
  disabled_manually: 'somebody disabled it',
  disabled_inactivity: 'GitHub disabled it after 60 days without a commit',
  disabled_fork: 'GitHub disables the schedules of forks',
  deleted: 'its file was deleted',
};

function workflowFindings(
  { purpose, name, every, workflow, newest }: WorkflowFacts['expected'][number],
  { now, repository }: WorkflowFacts,
): StatusFinding[] {
  if (workflow === undefined) {
    return [
      broken(
        `The ${purpose} workflow ${name} is no longer in ${repository}.`,
        'Was it renamed? Let it run once, or name it with the input `workflows`.',
      ),
    ];
  }
  if (workflow.state !== 'active') {
    return [
      broken(
        `The ${purpose} workflow ${workflow.name} is disabled (${WHY[workflow.state] ?? workflow.state}).`,
        `Enable it: Actions, ${workflow.name}, "Enable workflow"; or \`gh workflow enable ${workflow.path.split('/').at(-1) ?? ''}\`.`,
      ),
    ];
  }
  if (newest === undefined) {
    return [
      atRisk(
        `No schedule ever started the ${purpose} workflow ${workflow.name}.`,
        'Check `on: schedule:` in its file; schedules only run on the default branch.',
      ),
    ];
  }
  const age = now.getTime() - newest.createdAt;
  if (every !== undefined && age > every * LATE) {
    const what = `The schedule of the ${purpose} workflow ${workflow.name} did not run for ${span(age)}; it has to every ${span(every)}.`;
    const remedy = `Start it by hand, and look at ${newest.url || 'its last run'}; see whether its cron line was changed.`;
    return [age > every * VERY_LATE ? broken(what, remedy) : atRisk(what, remedy)];
  }
  const failed =
    newest.status === 'completed' && !['success', 'skipped', 'neutral'].includes(newest.conclusion);
  return failed
    ? [
        atRisk(
          `The last scheduled run of the ${purpose} workflow ${workflow.name} ended with ${newest.conclusion || 'no conclusion'}, ${span(age)} ago.`,
          `Its log says why: ${newest.url}`,
        ),
      ]
    : [];
}

function queueFindings({ now, queued, runners, expected }: WorkflowFacts): StatusFinding[] {
  const names = expected.flatMap(({ workflow }) => workflow?.name ?? []);
  return queued
    .filter((job) => names.includes(job.workflow) && now.getTime() - job.since > QUEUED_LONG)
    .map((job) => {
      const waiting = now.getTime() - job.since;
      const what = `Job ${job.job} of ${job.workflow} has been waiting ${span(waiting)} for a runner with ${job.labels.join(', ') || 'no labels'}${offline(job, runners)}.`;
      const remedy = `Start the runner's service on its machine (\`./svc.sh status\`), or mend the labels. ${job.url}`;
      return waiting > QUEUED_TOO_LONG ? broken(what, remedy) : atRisk(what, remedy);
    });
}

function offline(job: QueuedJob, runners: readonly Runner[] | undefined): string {
  if (runners === undefined) return '';
  const fitting = runners.filter((runner) => job.labels.every((label) => runner.labels.includes(label)));
  if (fitting.length === 0) return '; the repository has none with these labels';
  const names = fitting.map((runner) => runner.name).join(', ');
  return fitting.some((runner) => runner.online) ? `; ${names} is busy` : `; ${names} is offline`;
}
