import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../../scripts/run-program.ts';

export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly 'runs-on'?: string | readonly string[];
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly needs?: string | readonly string[];
  readonly permissions?: unknown;
  readonly environment?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

interface DispatchInput {
  readonly type?: string;
  readonly options?: readonly string[];
}

export interface Workflow {
  readonly on?: Readonly<
    Record<string, { readonly inputs?: Readonly<Record<string, DispatchInput>> } | null>
  >;
  readonly permissions?: unknown;
  readonly concurrency?: { readonly group?: string; readonly 'cancel-in-progress'?: boolean };
  readonly jobs?: Readonly<Record<string, Job>>;
}

export interface WorkflowFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
  readonly workflow: Workflow;
}

export const EXAMPLES = 'workflows-examples';
export const OWN = '.github/workflows';

/** The workflows in a folder of the repository, the policy beside the examples not among them. */
export function workflowsIn(folder: string): WorkflowFile[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yml') && !name.endsWith('-policy.yml'))
    .sort()
    .map((name) => workflowFile(join(folder, name), readFileSync(join(ROOT, folder, name), 'utf8')));
}

export function workflowFile(path: string, text: string): WorkflowFile {
  return { path, text, workflow: parse(text) as Workflow };
}

export function jobsOf({ jobs }: Workflow): [string, Job][] {
  return Object.entries(jobs ?? {});
}

export function stepsOf(workflow: Workflow): Step[] {
  return jobsOf(workflow).flatMap(([, job]) => job.steps ?? []);
}

/** The name of our action that a step uses: `backup` of `ticketz/postgres-backup-actions/backup@v1`. */
export function ourAction(uses: string | undefined): string | undefined {
  return /^ticketz\/postgres-backup-actions\/([a-z-]+)@/.exec(uses ?? '')?.[1];
}

/** `actions/checkout` and its commit. */
export function splitUses(uses: string): { readonly name: string; readonly ref: string } {
  const [name = '', ref = ''] = uses.split('@');
  return { name, ref };
}
