import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Occasion } from '../../../src/catalog/notification.ts';
import { updateIssue } from '../../../src/notify/github-issues.ts';
import type { Message } from '../../../src/notify/message.ts';
import { type Patience, retrying } from '../../../src/notify/retrying.ts';
import { FakeIssues } from '../../support/github-issues.ts';

const HOUR = 3_600_000;
const T0 = Date.parse('2026-11-25T02:00:00.000Z');
const QUICK: Patience = { deadlineMs: 5_000, firstPauseMs: 5 };
const never = new AbortController().signal;

let github: FakeIssues;
beforeEach(async () => {
  github = await FakeIssues.start();
});
afterEach(async () => github?.[Symbol.asyncDispose]());

/** One run of the channel, so many hours after the first. */
function run(hours: number, problem: string, options: { thread?: string; token?: string } = {}) {
  const { thread = 'ticketz backup', token = 'good-token' } = options;
  const now = new Date(T0 + hours * HOUR);
  const messageFor = (occasion: Occasion, since?: Date): Message => ({
    occasion,
    database: 'ticketz',
    what: 'Nightly backup',
    title: `${occasion} since ${since?.toISOString() ?? 'now'}`,
    reasons: problem === '' ? [] : [`reason ${problem}`],
    facts: [],
    note: undefined,
    runUrl: undefined,
    at: now,
    thread,
  });
  return retrying(QUICK, never, (signal) =>
    updateIssue(
      { apiUrl: github.url, token, repository: 'octo/shop', labels: ['backup', 'database'] },
      {
        situation: { previous: undefined, state: problem === '' ? 'well' : 'failing', problem, now },
        name: 'github-issue',
        repeatEvery: 24 * HOUR,
        messageFor,
      },
      signal,
    ),
  );
}

test('one issue is opened, commented at intervals and on change, and closed on recovery', async () => {
  expect(await run(-24, '')).toBeUndefined();
  expect(await run(0, '0a')).toBe('opened issue 1');
  expect(await run(1, '0a')).toBeUndefined();
  expect(await run(24, '0a')).toBe('commented issue 1');
  expect(await run(25, '0b')).toBe('commented issue 1');
  expect(await run(26, '0b')).toBeUndefined();
  expect(await run(48, '')).toBe('closed issue 1');
  expect(await run(72, '')).toBeUndefined();
  expect(github.issues).toHaveLength(1);
  const [issue] = github.issues;
  expect(issue).toMatchObject({
    title: 'ticketz: Nightly backup fails',
    labels: ['backup', 'database'],
    state: 'closed',
    stateReason: 'completed',
  });
  expect(issue?.comments).toHaveLength(3);
  expect(issue?.comments[2]).toContain('2026-11-25T02:00:00.000Z');
  // The next failure is a new problem with an issue of its own.
  expect(await run(96, '0a')).toBe('opened issue 2');
});

test('another problem has another issue', async () => {
  await run(0, '0a');
  expect(await run(0, '0a', { thread: 'ticketz restore test' })).toBe('opened issue 2');
  expect(await run(1, '', { thread: 'ticketz restore test' })).toBe('closed issue 2');
  expect(github.issues[0]?.state).toBe('open');
});

test('it is found behind hundreds of others, and pull requests are none', async () => {
  await run(0, '0a');
  const [mine] = github.issues;
  for (let count = 0; count < 250; count += 1) github.add({ labels: ['backup'] });
  github.add({ labels: ['backup'], body: mine?.body ?? '', pullRequest: true });
  expect(await run(1, '0a')).toBeUndefined();
  expect(await run(2, '')).toBe('closed issue 1');
});

test('it is found although the token may not set labels, or somebody took them off', async () => {
  github.dropLabels = true;
  expect(await run(0, '0a')).toBe('opened issue 1');
  expect(await run(1, '0a')).toBeUndefined();
  expect(await run(2, '')).toBe('closed issue 1');
});

test('of two that were opened at the same moment the older one stays', async () => {
  let opening = true;
  github.before = ({ method, path }) => {
    if (method === 'POST' && path.endsWith('/issues') && opening) {
      opening = false;
      // Another run is faster by a moment.
      const { body } = JSON.parse(github.requests.at(-1)?.body ?? '{}');
      github.add({ labels: ['backup'], body });
    }
    return undefined;
  };
  expect(await run(0, '0a')).toBe('found issue 1');
  expect(github.issues.map(({ state, stateReason }) => [state, stateReason])).toEqual([
    ['open', undefined],
    ['closed', 'not_planned'],
  ]);
});

test('an answer that was lost opens no second issue', async () => {
  let lost = false;
  github.before = ({ method, path, body }) => {
    if (method !== 'POST' || !path.endsWith('/issues') || lost) return undefined;
    lost = true;
    github.add({ labels: ['backup'], body: JSON.parse(body).body });
    return 'drop';
  };
  // The second attempt finds what the first one opened.
  expect(await run(0, '0a')).toBeUndefined();
  expect(github.issues).toHaveLength(1);
});

test('a wrong token is a failure, said without the token', async () => {
  const failed = run(0, '0a', { token: 'wrong-token' });
  await expect(failed).rejects.toThrow(/answered 401: .*Bad credentials/);
  await expect(failed).rejects.not.toThrow(/wrong-token/);
});
