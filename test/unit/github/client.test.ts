import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GitHub } from '../../../src/github/client.ts';
import { COMMENT_LIMIT, changedFiles, setLabels, upsertComment } from '../../../src/github/pull-request.ts';
import { type GitHubApi, startGitHubApi, TOKEN } from '../../support/github-api.ts';

let api: GitHubApi;
let github: GitHub;
const REPOSITORY = { owner: 'octo', name: 'shop' };
const MARKER = '<!-- marker -->';
beforeAll(async () => {
  api = await startGitHubApi();
  github = new GitHub({ apiUrl: api.url, token: TOKEN, signal: new AbortController().signal });
});
afterAll(async () => api[Symbol.asyncDispose]());
beforeEach(() => {
  for (const list of [api.comments, api.labels, api.files, api.requests, api.faults]) list.length = 0;
});

const failureOf = async (work: Promise<unknown>): Promise<{ code: string; message: string; hint: string }> =>
  work.then(
    () => {
      throw new Error('it succeeded');
    },
    (error: unknown) => error as { code: string; message: string; hint: string },
  );

describe('requests', () => {
  test('read all pages', async () => {
    for (let index = 0; index < 250; index += 1) api.files.push({ filename: `f${index}`, status: 'added' });
    const files = await changedFiles(github, REPOSITORY, 12);
    expect(files).toHaveLength(250);
    expect(files.at(-1)).toEqual({ path: 'f249', status: 'added' });
    expect(api.requests).toHaveLength(3);
  });

  test('wait when they are told to, and try again', async () => {
    api.faults.push(
      { status: 403, headers: { 'retry-after': '1' } },
      { status: 502 },
      { status: 429, headers: { 'retry-after': '1' } },
    );
    await expect(changedFiles(github, REPOSITORY, 12)).resolves.toEqual([]);
    expect(api.requests).toHaveLength(4);
  });

  test('do not try again what is refused, say what GitHub said and what is needed, and never the token', async () => {
    api.faults.push({ status: 403 });
    const error = await failureOf(changedFiles(github, REPOSITORY, 12));
    expect(error.code).toBe('PBA-GITHUB');
    expect(error.message).toContain('403: A fault');
    expect(error.hint).toContain('pull-requests: write');
    expect(api.requests).toHaveLength(1);
    const wrong = new GitHub({
      apiUrl: api.url,
      token: 'wrong-token',
      signal: new AbortController().signal,
    });
    const refused = await failureOf(changedFiles(wrong, REPOSITORY, 12));
    expect(refused.message).toContain('Bad credentials');
    expect(JSON.stringify(refused)).not.toContain('wrong-token');
  });

  test('say that nobody is there', async () => {
    const nobody = new GitHub({
      apiUrl: 'http://127.0.0.1:9',
      token: TOKEN,
      signal: new AbortController().signal,
    });
    const error = await failureOf(nobody.request('POST', '/x', {}));
    expect(error).toMatchObject({ code: 'PBA-GITHUB' });
    expect(error.message).toMatch(/cannot be reached: .*(ECONNREFUSED|bad port)/);
  });
});

describe('the comment', () => {
  test('is made once and changed later', async () => {
    const write = (body: string, onlyUpdate?: boolean) =>
      upsertComment(github, REPOSITORY, 12, MARKER, `${MARKER}\n${body}`, onlyUpdate);
    expect(await write('nothing', true)).toBe('none');
    expect(await write('one')).toBe('created');
    expect(await write('two')).toBe('updated');
    expect(await write('three', true)).toBe('updated');
    expect(api.comments.map(({ body }) => body)).toEqual([`${MARKER}\nthree`]);
  });

  test('of somebody else with our marker is left alone', async () => {
    api.comments.push({ id: 900, body: MARKER, user: { login: 'mallory', type: 'User' } });
    expect(await upsertComment(github, REPOSITORY, 12, MARKER, `${MARKER} ours`)).toBe('created');
    expect(api.comments[0]?.body).toBe(MARKER);
  });

  test('is found behind many others', async () => {
    for (let index = 0; index < 150; index += 1)
      api.comments.push({ id: 1000 + index, body: 'hello', user: { login: 'x', type: 'User' } });
    await upsertComment(github, REPOSITORY, 12, MARKER, MARKER);
    expect(await upsertComment(github, REPOSITORY, 12, MARKER, `${MARKER} again`)).toBe('updated');
  });

  test('is refused when it is too long', async () => {
    const error = await failureOf(
      upsertComment(github, REPOSITORY, 12, MARKER, 'x'.repeat(COMMENT_LIMIT + 1)),
    );
    expect(error.code).toBe('PBA-GITHUB');
  });
});

test('labels that are ours are exactly the wanted ones; others stay', async () => {
  api.labels.push('bug', 'migration: old', 'migration: blocked');
  const isOurs = (label: string): boolean => label.startsWith('migration: ');
  await setLabels(github, REPOSITORY, 12, isOurs, ['migration: blocked', 'migration: data-loss']);
  expect(api.labels.toSorted()).toEqual(['bug', 'migration: blocked', 'migration: data-loss']);
  api.requests.length = 0;
  await setLabels(github, REPOSITORY, 12, isOurs, ['migration: blocked', 'migration: data-loss']);
  expect(api.requests.map(({ method }) => method)).toEqual(['GET']);
});
