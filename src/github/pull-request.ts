import type { GitHub } from './client.ts';

/** A comment is at most so long. */
export const COMMENT_LIMIT = 65_536;

export interface Repository {
  readonly owner: string;
  readonly name: string;
}

interface User {
  readonly login: string;
  readonly type?: string;
}

/** Files that a pull request adds or changes, and those it removes. */
export async function changedFiles(
  github: GitHub,
  repository: Repository,
  number: number,
): Promise<{ readonly path: string; readonly status: string }[]> {
  const files = await github.all<{ filename: string; status: string }>(
    `${root(repository)}/pulls/${number}/files`,
  );
  return files.map(({ filename, status }) => ({ path: filename, status }));
}

/**
 * Writes the one comment of ours that has the marker: the first time it is made, later it is changed. A comment with the
 * marker that a person wrote is left alone.
 * @param onlyUpdate there is nothing to say where nothing was said before
 */
export async function upsertComment(
  github: GitHub,
  repository: Repository,
  number: number,
  marker: string,
  body: string,
  onlyUpdate = false,
): Promise<'created' | 'updated' | 'none'> {
  const mine = await ownComment(github, repository, number, marker);
  if (mine === undefined) {
    if (onlyUpdate) return 'none';
    await github.request('POST', `${root(repository)}/issues/${number}/comments`, { body });
    return 'created';
  }
  await github.request('PATCH', `${root(repository)}/issues/comments/${mine}`, { body });
  return 'updated';
}

async function ownComment(
  github: GitHub,
  repository: Repository,
  number: number,
  marker: string,
): Promise<number | undefined> {
  const comments = await github.all<{ id: number; body?: string; user?: User | null }>(
    `${root(repository)}/issues/${number}/comments`,
  );
  const marked = comments.filter(({ body }) => body?.includes(marker));
  const bot = marked.find(({ user }) => user?.type === 'Bot');
  if (bot !== undefined || marked.length === 0) return bot?.id;
  // With a person's token the comment is that person's. The token of a job may not ask who it is.
  const me = await github.request<User>('GET', '/user').catch(() => undefined);
  return marked.find(({ user }) => me !== undefined && user?.login === me.login)?.id;
}

/** Gives the pull request exactly these of the labels that are ours; all others stay. */
export async function setLabels(
  github: GitHub,
  repository: Repository,
  number: number,
  isOurs: (label: string) => boolean,
  wanted: readonly string[],
): Promise<void> {
  const path = `${root(repository)}/issues/${number}/labels`;
  const there = (await github.all<{ name: string }>(path)).map(({ name }) => name);
  const missing = wanted.filter((name) => !there.includes(name));
  if (missing.length > 0) await github.request('POST', path, { labels: missing });
  for (const name of there.filter((label) => isOurs(label) && !wanted.includes(label)))
    await github.request('DELETE', `${path}/${encodeURIComponent(name)}`);
}

/** Who let this run pass a protected environment: https://docs.github.com/en/rest/actions/workflow-runs, "review history". */
export async function environmentApprovals(
  github: GitHub,
  repository: Repository,
  runId: string,
): Promise<{ readonly by: string; readonly environments: readonly string[] }[]> {
  const approvals = await github.all<{
    state: string;
    user?: User | null;
    environments?: readonly { name: string }[];
  }>(`${root(repository)}/actions/runs/${runId}/approvals`);
  return approvals
    .filter(({ state, user }) => state === 'approved' && user)
    .map(({ user, environments }) => ({
      by: user?.login ?? '',
      environments: (environments ?? []).map(({ name }) => name),
    }));
}

function root({ owner, name }: Repository): string {
  return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
}
