import { expect, test } from 'vitest';
import { readTrigger } from '../../../src/github/event.ts';
import { pullRequestEvent } from '../../support/github-api.ts';

test('a pull request of the repository', () => {
  expect(readTrigger('pull_request', pullRequestEvent({ author: 'bob' }))).toMatchObject({
    kind: 'pull request',
    pullRequest: { number: 12, author: 'bob', fork: false, labelled: undefined },
  });
});

test('who set which label is known only from the event of setting it', () => {
  const trigger = readTrigger('pull_request', pullRequestEvent({ label: 'ok', sender: 'alice' }));
  expect(trigger).toMatchObject({ pullRequest: { labelled: { label: 'ok', by: 'alice' } } });
});

test('a fork is one, also when it is gone', () => {
  const payload = pullRequestEvent({ fork: true });
  expect(readTrigger('pull_request', payload)).toMatchObject({ pullRequest: { fork: true } });
  expect(readTrigger('pull_request_target', payload)).toMatchObject({ pullRequest: { fork: true } });
  const gone = structuredClone(payload) as { pull_request: { head: { repo: unknown } } };
  gone.pull_request.head.repo = null;
  expect(readTrigger('pull_request', gone)).toMatchObject({ pullRequest: { fork: true } });
});

test.each(['push', 'merge_group', 'workflow_dispatch', 'schedule', null])('%s is own code', (event) => {
  expect(readTrigger(event, {})).toEqual({ kind: 'own code' });
});

test.each<[string, unknown]>([
  ['issue_comment', pullRequestEvent()],
  ['workflow_run', {}],
  ['repository_dispatch', {}],
  ['pull_request', {}],
  ['pull_request', null],
  ['pull_request', { pull_request: { number: '12' } }],
])('%s with %j is foreign', (event, payload) => {
  expect(readTrigger(event, payload).kind).toBe('foreign');
});
