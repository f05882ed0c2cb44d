import { createServer, type IncomingMessage, type Server } from 'node:http';

export interface ApiComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: string };
}

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** As much of GitHub's REST API as the gate uses, for one pull request, in memory, over real HTTP on loopback. */
export interface GitHubApi extends AsyncDisposable {
  readonly url: string;
  readonly comments: ApiComment[];
  readonly labels: string[];
  readonly files: { filename: string; status: string }[];
  readonly approvals: unknown[];
  readonly requests: ApiRequest[];
  /** Answers that come before the real ones, in this order. */
  readonly faults: { readonly status: number; readonly headers?: Readonly<Record<string, string>> }[];
}

export const TOKEN = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz';

export async function startGitHubApi(number = 12): Promise<GitHubApi> {
  const state = {
    comments: [] as ApiComment[],
    labels: [] as string[],
    files: [] as { filename: string; status: string }[],
    approvals: [] as unknown[],
    requests: [] as ApiRequest[],
    faults: [] as { status: number; headers?: Readonly<Record<string, string>> }[],
  };
  const root = '/api/v3/repos/octo/shop';
  let ids = 0;
  const answer = (method: string, path: string, body: unknown, query: URLSearchParams): unknown => {
    const page = <T>(items: readonly T[]): T[] => {
      const size = Number(query.get('per_page') ?? '30');
      const from = (Number(query.get('page') ?? '1') - 1) * size;
      return items.slice(from, from + size);
    };
    const text = (body as { body?: string } | undefined)?.body ?? '';
    if (path === `${root}/issues/${number}/comments`) {
      if (method === 'GET') return page(state.comments);
      if (text.length > 65_536) return undefined;
      const made = { id: ++ids, body: text, user: { login: 'github-actions[bot]', type: 'Bot' } };
      state.comments.push(made);
      return made;
    }
    const comment = new RegExp(`^${root}/issues/comments/(\\d+)$`).exec(path);
    if (comment !== null && method === 'PATCH') {
      const found = state.comments.find(({ id }) => id === Number(comment[1]));
      if (found !== undefined && text.length <= 65_536) found.body = text;
      return found;
    }
    if (path === `${root}/issues/${number}/labels`) {
      if (method === 'POST') state.labels.push(...((body as { labels: string[] }).labels ?? []));
      return page(state.labels.map((name) => ({ name })));
    }
    const label = new RegExp(`^${root}/issues/${number}/labels/(.+)$`).exec(path);
    if (label !== null && method === 'DELETE') {
      const at = state.labels.indexOf(decodeURIComponent(label[1] ?? ''));
      return at < 0 ? undefined : state.labels.splice(at, 1);
    }
    if (path === `${root}/pulls/${number}/files`) return page(state.files);
    if (path === `${root}/actions/runs/4711/approvals`) return state.approvals;
    return undefined;
  };
  const server: Server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://localhost');
      const body = await readBody(request);
      const method = request.method ?? 'GET';
      const { authorization } = request.headers;
      state.requests.push({ method, path: url.pathname, authorization, body });
      const send = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): void => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify(value));
      };
      const fault = state.faults.shift();
      if (fault !== undefined) return send(fault.status, { message: 'A fault.' }, fault.headers);
      if (authorization !== `Bearer ${TOKEN}`) return send(401, { message: 'Bad credentials' });
      const found = answer(method, url.pathname, body, url.searchParams);
      if (found === undefined) return send(404, { message: 'Not Found' });
      return send(method === 'POST' ? 201 : 200, found);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    ...state,
    url: `http://127.0.0.1:${address.port}/api/v3`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

/** The payload of a `pull_request` event, as far as anybody reads it. */
export function pullRequestEvent(
  more: {
    readonly fork?: boolean;
    readonly label?: string;
    readonly sender?: string;
    readonly author?: string;
    readonly head?: string;
  } = {},
): unknown {
  const {
    label,
    sender = 'mallory',
    author = 'bob',
    head = 'feedfacefeedfacefeedfacefeedfacefeedface',
  } = more;
  return {
    action: label === undefined ? 'synchronize' : 'labeled',
    ...(label === undefined ? {} : { label: { name: label } }),
    sender: { login: sender },
    pull_request: {
      number: 12,
      user: { login: author },
      head: { sha: head, repo: more.fork ? { id: 2 } : { id: 1 } },
      base: { sha: 'baadf00dbaadf00dbaadf00dbaadf00dbaadf00d', repo: { id: 1 } },
    },
  };
}
