import type { GithubFacts } from '../catalog/doctor/outside.ts';
import { reasonOf } from './reach.ts';

const LIMIT_MS = 15_000;

export interface GithubPlace {
  /** `https://api.github.com`, or that of an Enterprise server. */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
}

/**
 * Finds out what a token may do without doing it: a request to write that lacks everything it needs is refused with 403 or 404
 * when the right is missing, and with 422 when only the content is.
 */
export async function askGithub(
  place: GithubPlace,
  signal: AbortSignal,
): Promise<Pick<GithubFacts, 'state' | 'reason' | 'visibility' | 'rights'>> {
  const ask = (path: string, body?: unknown): Promise<Response> =>
    fetch(`${place.api}/repos/${place.repository}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${place.token}`,
        'user-agent': 'postgres-backup-actions',
        'x-github-api-version': '2022-11-28',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
    });
  try {
    const repository = await ask('');
    if (!repository.ok) {
      await repository.body?.cancel();
      return { state: 'refused', reason: `HTTP ${repository.status}`, visibility: undefined, rights: {} };
    }
    const { visibility } = (await repository.json()) as { visibility?: string };
    const right = async (path: string, body?: unknown): Promise<boolean | undefined> => {
      const answer = await ask(path, body);
      await answer.body?.cancel();
      if (answer.ok || answer.status === 422) return true;
      return answer.status === 403 || answer.status === 404 ? false : undefined;
    };
    return {
      state: 'answered',
      reason: '',
      visibility,
      rights: {
        'contents: read': await right('/contents/'),
        'actions: read': await right('/actions/runs?per_page=1'),
        // Without a title nothing is opened.
        'issues: write': await right('/issues', {}),
      },
    };
  } catch (error) {
    signal.throwIfAborted();
    return { state: 'unreachable', reason: reasonOf(error), visibility: undefined, rights: {} };
  }
}
