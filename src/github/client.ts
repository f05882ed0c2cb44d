import { sleep } from '../concurrency.ts';
import { CancelledError, messageOf, ToolError } from '../errors.ts';

export interface GitHubOptions {
  /** `GITHUB_API_URL`: `https://api.github.com`, or that of an own server. */
  readonly apiUrl: string;
  readonly token: string;
  readonly signal: AbortSignal;
}

const ATTEMPTS = 4;
const TIMEOUT_MS = 30_000;
const LONGEST_PAUSE_MS = 60_000;
const PER_PAGE = 100;
/** More pages are not read: 3000 is also the number of files of a pull request that GitHub gives. */
const MOST_PAGES = 30;

/** GitHub's REST API (https://docs.github.com/en/rest), as much of it as is needed here. */
export class GitHub {
  readonly #options: GitHubOptions;

  constructor(options: GitHubOptions) {
    this.#options = options;
  }

  /** @throws ToolError PBA-GITHUB */
  async request<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#send(method, path, body, attempt);
      if (response === undefined) continue;
      if (response.ok) return (await read(response, path)) as T;
      const pause = pauseBefore(response, attempt);
      if (pause === undefined) throw await refused(method, path, response);
      await response.body?.cancel();
      await sleep(pause, this.#options.signal);
    }
  }

  /** All items of a list, page after page. */
  async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const separator = path.includes('?') ? '&' : '?';
      const part = await this.request<unknown>('GET', `${path}${separator}per_page=${PER_PAGE}&page=${page}`);
      if (!Array.isArray(part)) throw new ToolError('PBA-GITHUB', `GET ${path} did not give a list.`);
      items.push(...(part as T[]));
      if (part.length < PER_PAGE) break;
    }
    return items;
  }

  /** @returns undefined when the connection failed and another attempt is worth it */
  async #send(method: string, path: string, body: unknown, attempt: number): Promise<Response | undefined> {
    const { apiUrl, token, signal } = this.#options;
    try {
      return await fetch(`${apiUrl.replace(/\/$/, '')}${path}`, {
        method,
        // A redirect would take the token to another place.
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'user-agent': 'postgres-backup-actions',
          'x-github-api-version': '2022-11-28',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      if (signal.aborted) throw new CancelledError();
      // A POST that got no answer may have been done.
      if (attempt >= ATTEMPTS || method === 'POST') {
        throw new ToolError(
          'PBA-GITHUB',
          `GitHub’s API at ${apiUrl} cannot be reached: ${reasonOf(error)}.`,
          {
            cause: error,
            hint: 'Is `GITHUB_API_URL` right, and may this runner reach it?',
          },
        );
      }
      await sleep(500 * 2 ** attempt, signal);
      return undefined;
    }
  }
}

/** `fetch` says only that it failed; why is in the cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return messageOf(cause ?? error);
}

async function read(response: Response, path: string): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ToolError('PBA-GITHUB', `What ${path} answered is no JSON.`, { cause });
  }
}

/** How long to wait before another attempt; undefined when there is none. */
function pauseBefore(response: Response, attempt: number): number | undefined {
  if (attempt >= ATTEMPTS) return undefined;
  const wait = Number(response.headers.get('retry-after'));
  const limited =
    response.status === 429 ||
    (response.status === 403 && response.headers.get('x-ratelimit-remaining') === '0');
  if (!limited && !(response.status === 403 && wait > 0) && response.status < 500) return undefined;
  return Math.min(LONGEST_PAUSE_MS, wait > 0 ? wait * 1000 : 500 * 2 ** attempt);
}

async function refused(method: string, path: string, response: Response): Promise<ToolError> {
  const text = await response.text();
  let said = text.slice(0, 300);
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    if (typeof message === 'string') said = message;
  } catch {
    // A proxy, perhaps: its text is all there is.
  }
  return new ToolError(
    'PBA-GITHUB',
    `GitHub answered ${method} ${path} with ${response.status}: ${said.replace(/\s+/g, ' ').trim() || 'nothing'}.`,
    {
      hint:
        response.status === 403 || response.status === 404 || response.status === 401
          ? 'The job needs `permissions: pull-requests: write` (and `actions: read` for approvals by environment), and the token in `github-token`.'
          : 'https://www.githubstatus.com tells whether GitHub has a problem.',
    },
  );
}
