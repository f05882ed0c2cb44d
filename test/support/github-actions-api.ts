import { createServer } from 'node:http';

/** What a repository's Actions look like; every list is served as GitHub's REST API does. */
export interface ActionsState {
  readonly workflows: readonly {
    readonly id: number;
    readonly name: string;
    readonly path: string;
    readonly state: string;
  }[];
  /** The newest scheduled run of each workflow, by its id. */
  readonly scheduled: Readonly<Record<number, Readonly<Record<string, unknown>>>>;
  readonly queued: readonly { readonly id: number; readonly name: string; readonly created_at: string }[];
  /** Jobs of a run, by its id. */
  readonly jobs: Readonly<Record<number, readonly Readonly<Record<string, unknown>>[]>>;
  /** Undefined: the token may not see them, as that of a workflow never may. */
  readonly runners: readonly Readonly<Record<string, unknown>>[] | undefined;
}

export interface GitHubActionsApi extends AsyncDisposable {
  readonly url: string;
  state: ActionsState;
  /** Statuses that are answered before anything else, in this order. */
  readonly faults: number[];
  readonly asked: string[];
}

export const READ_TOKEN = 'ghs_abcdefghijklmnopqrstuvwxyz0123456789';
const ROOT = '/repos/octo/shop/actions';

/** As much of GitHub's API as `status` reads, for the repository octo/shop, over real HTTP on loopback. */
export async function startGitHubActionsApi(state: ActionsState): Promise<GitHubActionsApi> {
  const api = { state, faults: [] as number[], asked: [] as string[] };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    api.asked.push(`${request.method} ${url.pathname}${url.search}`);
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const fault = api.faults.shift();
    if (fault !== undefined) return send(fault, { message: 'A fault.' });
    if (request.headers.authorization !== `Bearer ${READ_TOKEN}`)
      return send(401, { message: 'Bad credentials' });
    const found = answer(api.state, url);
    return found === undefined ? send(404, { message: 'Not Found' }) : send(200, found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(api, {
    url: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

function answer(state: ActionsState, url: URL): unknown {
  const size = Number(url.searchParams.get('per_page') ?? '30');
  const from = (Number(url.searchParams.get('page') ?? '1') - 1) * size;
  const page = <T>(name: string, items: readonly T[]): unknown => ({
    total_count: items.length,
    [name]: items.slice(from, from + size),
  });
  const path = url.pathname;
  if (path === `${ROOT}/workflows`) return page('workflows', state.workflows);
  if (path === `${ROOT}/runners`) return state.runners && page('runners', state.runners);
  if (path === `${ROOT}/runs` && url.searchParams.get('status') === 'queued')
    return page('workflow_runs', state.queued);
  const runs = new RegExp(`^${ROOT}/workflows/(\\d+)/runs$`).exec(path);
  if (runs !== null && url.searchParams.get('event') === 'schedule') {
    const run = state.scheduled[Number(runs[1])];
    return page('workflow_runs', run === undefined ? [] : [run]);
  }
  const jobs = new RegExp(`^${ROOT}/runs/(\\d+)/jobs$`).exec(path);
  return jobs === null ? undefined : page('jobs', state.jobs[Number(jobs[1])] ?? []);
}
