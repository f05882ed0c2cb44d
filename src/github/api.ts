import { setTimeout as sleep } from 'node:timers/promises';
import { CancelledError, messageOf, StoreError, UserError } from '../errors.ts';

export interface GitHubOptions {
  /** `https://api.github.com`, or that of an Enterprise server. */
  readonly apiUrl: string;
  readonly token: string;
  readonly signal: AbortSignal;
  /** Milliseconds for one request. Default 20 s. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;
/** Pauses before another attempt, after an answer that says the fault is GitHub's. */
const PAUSES_MS = [500, 2_000];

/** Reads GitHub's REST API. The token is only ever sent to `apiUrl`. */
export class GitHubApi {
  readonly #options: GitHubOptions;
  requests = 0;

  constructor(options: GitHubOptions) {
    this.#options = options;
  }

  /**
   * The JSON at a path such as `/repos/octo/shop/actions/workflows`.
   * @throws UserError PBA-GITHUB for a refusal (401, 403, 404), StoreError PBA-GITHUB when GitHub does not answer
   */
  async get(path: string): Promise<unknown> {
    for (const pause of [...PAUSES_MS, undefined]) {
      const answer = await this.#send(path);
      if (answer !== undefined) return answer;
      if (pause !== undefined)
        await sleep(pause, undefined, { signal: this.#options.signal }).catch(() => {});
    }
    throw new StoreError('PBA-GITHUB', `GitHub did not answer ${path} in ${PAUSES_MS.length + 1} attempts.`, {
      hint: 'See https://www.githubstatus.com; the verdict on the stores does not depend on it.',
    });
  }

  /** Undefined: worth another attempt. */
  async #send(path: string): Promise<unknown> {
    const { apiUrl, token, signal, timeoutMs = TIMEOUT_MS } = this.#options;
    this.requests += 1;
    try {
      const response = await fetch(`${apiUrl.replace(/\/$/, '')}${path}`, {
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'user-agent': 'postgres-backup-actions',
          'x-github-api-version': '2022-11-28',
        },
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      });
      if (response.status >= 500 || response.status === 429) {
        await response.body?.cancel();
        return undefined;
      }
      const body: unknown = await response.json().catch(() => undefined);
      if (response.ok && body !== undefined) return body;
      throw refusal(path, response.status, body);
    } catch (error) {
      if (signal.aborted) throw new CancelledError();
      if (error instanceof UserError) throw error;
      if (error instanceof Error && error.name === 'TimeoutError') return undefined;
      throw new StoreError('PBA-GITHUB', `GitHub cannot be reached at ${apiUrl}: ${causeOf(error)}.`, {
        cause: error,
      });
    }
  }
}

function refusal(path: string, status: number, body: unknown): UserError {
  const said =
    typeof body === 'object' && body !== null && 'message' in body ? `: ${String(body.message)}` : '';
  return new UserError('PBA-GITHUB', `GitHub refused ${path} with ${status}${said}.`, {
    hint: 'The token needs to read the actions of that repository: `permissions: { actions: read }`.',
  });
}

/** `fetch` hides what happened in the cause. */
function causeOf(error: unknown): string {
  return error instanceof Error && error.cause !== undefined ? messageOf(error.cause) : messageOf(error);
}
