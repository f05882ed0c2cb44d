import type { QueuedJob, Runner, ScheduledRun, WorkflowState } from '../catalog/status/workflows.ts';
import { PbaError } from '../errors.ts';
import type { GitHub } from './client.ts';

const PAGE = 100;
/** A repository with more workflows, or a queue with more runs, is looked at no further. */
const PAGES = 5;
const QUEUED_RUNS = 20;

type Fields = Readonly<Record<string, unknown>>;

/** All workflows of a repository. */
export async function listWorkflows(api: GitHub, repository: string): Promise<WorkflowState[]> {
  const items = await pages(api, `/repos/${repository}/actions/workflows`, 'workflows');
  return items.map((item) => ({
    id: Number(item['id']),
    name: text(item, 'name'),
    path: text(item, 'path'),
    state: text(item, 'state'),
  }));
}

/** The newest run of a workflow that a schedule started; undefined when there is none. */
export async function newestScheduledRun(
  api: GitHub,
  repository: string,
  workflow: number,
): Promise<ScheduledRun | undefined> {
  const path = `/repos/${repository}/actions/workflows/${workflow}/runs?event=schedule&per_page=1`;
  const [run] = list(await api.request('GET', path), 'workflow_runs');
  if (run === undefined) return undefined;
  return {
    createdAt: Date.parse(text(run, 'created_at')),
    status: text(run, 'status'),
    conclusion: text(run, 'conclusion'),
    url: text(run, 'html_url'),
  };
}

/** Jobs that wait for a runner, of all workflows. */
export async function queuedJobs(api: GitHub, repository: string): Promise<QueuedJob[]> {
  const path = `/repos/${repository}/actions/runs?status=queued&per_page=${QUEUED_RUNS}`;
  const runs = list(await api.request('GET', path), 'workflow_runs');
  const jobs = await Promise.all(
    runs.map(async (run) => {
      const found = list(
        await api.request('GET', `/repos/${repository}/actions/runs/${Number(run['id'])}/jobs`),
        'jobs',
      );
      return found
        .filter((job) => job['status'] === 'queued')
        .map((job) => ({
          workflow: text(run, 'name'),
          job: text(job, 'name'),
          labels: Array.isArray(job['labels']) ? job['labels'].map(String) : [],
          since: Date.parse(text(job, 'created_at') || text(run, 'created_at')),
          url: text(job, 'html_url') || text(run, 'html_url'),
        }));
    }),
  );
  return jobs.flat();
}

/** The repository's own runners; undefined when the token may not see them, as that of a workflow never may. */
export async function listRunners(api: GitHub, repository: string): Promise<Runner[] | undefined> {
  try {
    const items = await pages(api, `/repos/${repository}/actions/runners`, 'runners');
    return items.map((item) => ({
      name: text(item, 'name'),
      online: item['status'] === 'online',
      labels: list({ labels: item['labels'] }, 'labels').map((label) => text(label, 'name')),
    }));
  } catch (error) {
    if (error instanceof PbaError && error.code === 'PBA-GITHUB') return undefined;
    throw error;
  }
}

async function pages(api: GitHub, path: string, name: string): Promise<Fields[]> {
  const items: Fields[] = [];
  for (let page = 1; page <= PAGES; page += 1) {
    const found = list(await api.request('GET', `${path}?per_page=${PAGE}&page=${page}`), name);
    items.push(...found);
    if (found.length < PAGE) break;
  }
  return items;
}

function list(body: unknown, name: string): Fields[] {
  const value = typeof body === 'object' && body !== null ? (body as Fields)[name] : undefined;
  return Array.isArray(value) ? (value as Fields[]) : [];
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}
