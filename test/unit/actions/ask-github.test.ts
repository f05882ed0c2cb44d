import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { askGitHub, type GitHubQuestion } from '../../../src/actions/status/ask-github.ts';
import type { WorkflowVerdict } from '../../../src/catalog/status/workflows.ts';
import {
  type ActionsState,
  type GitHubActionsApi,
  READ_TOKEN,
  startGitHubActionsApi,
} from '../../support/github-actions-api.ts';

const NOW = new Date('2026-11-25T09:00:00Z');
const HOUR = 3_600_000;
const ago = (hours: number): string => new Date(NOW.getTime() - hours * HOUR).toISOString();
const run = (hours: number, conclusion = 'success'): Readonly<Record<string, unknown>> => ({
  created_at: ago(hours),
  status: 'completed',
  conclusion,
  html_url: `https://github.com/octo/shop/actions/runs/${hours}`,
});
const BACKUP = { id: 1, name: 'Nightly backup', path: '.github/workflows/backup.yml', state: 'active' };
const TEST = { id: 2, name: 'Restore test', path: '.github/workflows/restore-test.yml', state: 'active' };
const GOOD: ActionsState = {
  workflows: [BACKUP, TEST],
  scheduled: { 1: run(7), 2: run(30) },
  queued: [],
  jobs: {},
  runners: [{ name: 'db-1', status: 'online', labels: [{ name: 'self-hosted' }, { name: 'db' }] }],
};

let api: GitHubActionsApi;
beforeAll(async () => {
  api = await startGitHubActionsApi(GOOD);
});
afterAll(async () => api?.[Symbol.asyncDispose]());
beforeEach(() => {
  api.state = GOOD;
  api.faults.length = 0;
  api.asked.length = 0;
});

function ask(more: Partial<GitHubQuestion> = {}, apiUrl = api.url): Promise<WorkflowVerdict> {
  const question: GitHubQuestion = {
    token: READ_TOKEN,
    repository: undefined,
    workflows: [],
    expected: [
      { purpose: 'backup', name: 'Nightly backup', repository: 'octo/shop', every: 24 * HOUR },
      { purpose: 'restore test', name: 'Restore test', repository: null, every: 168 * HOUR },
    ],
    ...more,
  };
  return askGitHub(question, {
    now: () => NOW,
    env: { GITHUB_API_URL: apiUrl },
    signal: new AbortController().signal,
    run: {
      repository: null,
      workflow: null,
      runUrl: null,
      commit: null,
      actor: null,
      runId: null,
      ref: null,
      event: null,
    },
  });
}

test('finds nothing where everything runs', async () => {
  expect(await ask()).toEqual({ findings: [], notes: [] });
  expect(api.asked.every((line) => line.startsWith('GET /repos/octo/shop/actions/'))).toBe(true);
});

test('a disabled workflow is broken, with the reason and how to enable it', async () => {
  api.state = { ...GOOD, workflows: [{ ...BACKUP, state: 'disabled_inactivity' }, TEST] };
  const { findings } = await ask();
  expect(findings).toMatchObject([
    { severity: 'broken', what: expect.stringContaining('after 60 days without a commit') },
  ]);
  expect(findings[0]?.remedy).toContain('gh workflow enable backup.yml');
});

test.each([
  [29, undefined],
  [40, 'at risk'],
  [72, 'broken'],
])('a schedule that last ran %d hours ago, of 24: %s', async (hours, severity) => {
  api.state = { ...GOOD, scheduled: { ...GOOD.scheduled, 1: run(hours) } };
  expect((await ask()).findings.map((one) => one.severity)).toEqual(severity === undefined ? [] : [severity]);
});

test('a restore test that no longer runs, never ran by schedule, failed or is gone', async () => {
  const { 2: _, ...without } = GOOD.scheduled;
  api.state = { ...GOOD, scheduled: { ...GOOD.scheduled, 2: run(24 * 30) } };
  expect((await ask()).findings[0]?.what).toMatch(
    /restore test workflow Restore test did not run for 30 days/,
  );
  api.state = { ...GOOD, scheduled: without };
  expect((await ask()).findings).toMatchObject([{ severity: 'at risk' }]);
  api.state = { ...GOOD, scheduled: { ...GOOD.scheduled, 2: run(5, 'failure') } };
  expect((await ask()).findings[0]?.what).toContain('ended with failure');
  api.state = { ...GOOD, workflows: [BACKUP] };
  expect((await ask()).findings).toMatchObject([
    { severity: 'broken', what: expect.stringContaining('no longer in octo/shop') },
  ]);
});

test('a job that waits for an offline runner names the runner', async () => {
  const waiting = (hours: number): ActionsState => ({
    ...GOOD,
    queued: [{ id: 9, name: 'Nightly backup', created_at: ago(hours) }],
    jobs: {
      9: [{ name: 'backup', status: 'queued', labels: ['self-hosted', 'db'], created_at: ago(hours) }],
    },
    runners: [{ name: 'db-1', status: 'offline', labels: [{ name: 'self-hosted' }, { name: 'db' }] }],
  });
  api.state = waiting(0.1);
  expect((await ask()).findings).toEqual([]);
  api.state = waiting(1);
  expect((await ask()).findings).toMatchObject([
    { severity: 'at risk', what: expect.stringContaining('db-1 is offline') },
  ]);
  api.state = { ...waiting(5), runners: undefined };
  const blind = await ask();
  expect(blind.findings).toMatchObject([{ severity: 'broken' }]);
  expect(blind.notes.join()).toContain('was not checked');
});

test('a workflow beyond the first page is found; a name nobody has is not', async () => {
  const others = Array.from({ length: 130 }, (_, index) => ({
    ...TEST,
    id: 100 + index,
    name: `other ${index}`,
    path: `.github/workflows/o${index}.yml`,
  }));
  api.state = { ...GOOD, workflows: [...others, BACKUP, TEST] };
  expect((await ask()).findings).toEqual([]);
  const { findings } = await ask({ workflows: ['absent.yml'] });
  expect(findings[0]?.what).toContain('absent.yml');
});

test('a fault of GitHub is tried again; what could not be asked is a finding, never silence', async () => {
  api.faults.push(502, 503);
  expect((await ask()).findings).toEqual([]);
  const refused = await ask({ token: 'ghs_wrong' });
  expect(refused.findings).toMatchObject([
    { severity: 'at risk', what: expect.stringContaining('could not be checked') },
  ]);
  expect(refused.findings[0]?.remedy).toContain('actions: read');
});

test('says so when nothing names a workflow, and fails when no repository is known', async () => {
  expect((await ask({ repository: 'octo/shop', expected: [] })).notes.join()).toContain(
    'No workflow was checked',
  );
  await expect(ask({ expected: [] })).rejects.toMatchObject({ code: 'PBA-INPUT' });
});
