import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pinned } from '../../scripts/pin-examples.ts';
import { ROOT } from '../../scripts/run-program.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { actionlintProblems } from '../support/workflows/actionlint.ts';
import { languageServiceProblems } from '../support/workflows/language-service.ts';
import { inputsOf, referenceProblems } from '../support/workflows/references.ts';
import { ruleProblems, usesOf } from '../support/workflows/rules.ts';
import {
  EXAMPLES,
  OWN,
  ourAction,
  stepsOf,
  type Workflow,
  type WorkflowFile,
  workflowFile,
  workflowsIn,
} from '../support/workflows/workflow-file.ts';

const examples = workflowsIn(EXAMPLES);
const all = [...examples, ...workflowsIn(OWN)];

async function problemsOf(file: WorkflowFile): Promise<string[]> {
  return [
    ...ruleProblems(file),
    ...referenceProblems(file.workflow),
    ...(await languageServiceProblems(file.path, file.text)),
    ...(await actionlintProblems(file.path, file.text)),
  ];
}

test.each(all.map((file) => [file.path, file] as const))('%s is right', async (_, file) => {
  expect(await problemsOf(file)).toEqual([]);
});

test('every example uses something of ours', () => {
  for (const file of examples) {
    const ours = usesOf(file).filter((uses) => uses.startsWith('ticketz/postgres-backup-actions/'));
    expect(ours, file.path).not.toEqual([]);
  }
});

describe('what is wrong is noticed', () => {
  const path = `${EXAMPLES}/backup.yml`;
  const right = readFileSync(join(ROOT, path), 'utf8');
  const problemsWhen = async (from: string | RegExp, to: string): Promise<string> => {
    const text = right.replace(from, to);
    expect(text).not.toBe(right);
    return (await problemsOf(workflowFile(path, text))).join('\n');
  };

  test.each([
    ['permissions at the top', 'permissions: {}', 'permissions: { contents: write }', 'not {} at the top'],
    ['no permissions of a job', / {4}permissions:\n(?: {6}.*\n)+/, '', 'permissions are not said'],
    ['a backup that is cancelled', 'cancel-in-progress: false', 'cancel-in-progress: true', 'is not false'],
    ['no concurrency', /concurrency:\n.*\n.*\n/, '', 'no concurrency group'],
    ['no time limit', / {4}timeout-minutes:.*\n/, '', 'timeout-minutes is not said'],
    ['any self-hosted runner', '[self-hosted, database]', 'self-hosted', 'any self-hosted runner'],
    ["GitHub's runner", '[self-hosted, database]', 'ubuntu-latest', "from a runner of GitHub's"],
    ['a tag instead of a commit', /checkout@\w+/, 'checkout@v7', 'not pinned to'],
    ['another commit', /checkout@3d3c/, 'checkout@3d3d', 'not pinned to'],
    ['no version beside the commit', ' # v7.0.1', '', 'lacks the comment'],
    ['another branch of ours', 'backup@v1', 'backup@main', 'neither @v1 nor a commit'],
    ['an action nobody looked at', /actions\/checkout@/, 'octo/checkout@', 'is not in'],
    ['a token left behind', 'persist-credentials: false', 'persist-credentials: true', 'keeps its token'],
    [
      'other triggers',
      'workflow_dispatch:',
      'pull_request_target: {}\n  workflow_dispatch:',
      'code of others',
    ],
    ['a wrong input', 'tier:', 'teir:', 'teir is no input of backup'],
    ['a wrong input, says GitHub', 'tier:', 'teir:', "Invalid action input 'teir'"],
    ['a wrong value', 'policy: backup-policy.yml', 'jobs: 0', 'jobs: '],
    ['a choice that is none', "${{ inputs.content || 'full' }}", '${{ inputs.reason }}', 'is a choice'],
    ['a wrong option', /content: \$.*/, 'content: ${{ inputs.content }}\n          x: 1', 'x is no input'],
    ['a wrong key', 'runs-on:', 'runs_on:', 'runs_on'],
    ['a wrong permission', 'id-token: write', 'id-tokens: write', 'id-tokens'],
    ['a wrong cron line', '17 2 * * *', '77 2 * * *', 'invalid CRON'],
    ['an input nobody asked for', 'inputs.reason', 'inputs.raison', 'raison'],
    ['a function there is not', 'inputs.tables', 'lower(inputs.tables)', 'lower'],
  ])('%s', async (_, from, to, problem) => {
    expect(await problemsWhen(from, to)).toContain(problem);
  });

  const step = (lines: string): string => `${right.trimEnd()}\n${lines}`;
  test.each([
    [
      'an expression in a command',
      '      - run: echo ${{ inputs.reason }}\n',
      'an expression inside a command',
    ],
    [
      'the output of a later step',
      "      - if: steps.late.outputs.x != ''\n        run: 'true'\n",
      'no step late',
    ],
    [
      'an output that our action has not',
      [
        '      - uses: ticketz/postgres-backup-actions/status@v1',
        '        id: s',
        '        with: { stores: /b }',
        "      - run: 'true'",
        '        env: { X: "${{ steps.s.outputs.staus }}" }\n',
      ].join('\n'),
      'step s has no output staus',
    ],
    [
      'an output that a command does not write',
      '      - run: echo a=1 >> "$GITHUB_OUTPUT"\n        id: r\n      - run: \'true\'\n        env: { X: "${{ steps.r.outputs.b }}" }\n',
      'step r has no output b',
    ],
    [
      'an output that another job has not',
      "  next:\n    needs: backup\n    if: needs.backup.outputs.id != ''\n    runs-on: ubuntu-latest\n    timeout-minutes: 1\n    permissions: {}\n    steps: [{ run: 'true' }]\n",
      'job backup has no output id',
    ],
    [
      'a job that is not needed',
      "  next:\n    if: needs.backup.result != ''\n    runs-on: ubuntu-latest\n    timeout-minutes: 1\n    permissions: {}\n    steps: [{ run: 'true' }]\n",
      'reads job backup and does not need it',
    ],
  ])('%s', async (_, lines, problem) => {
    expect((await problemsOf(workflowFile(path, step(lines)))).join('\n')).toContain(problem);
  });
});

describe('a release', () => {
  const sha = '0123456789abcdef0123456789abcdef01234567';

  test.each(examples.map((file) => [file.path, file] as const))(
    'pins ours in %s',
    async (_, { path, text }) => {
      const file = workflowFile(path, pinned(text, sha, 'v1.2.3'));
      expect(file.text).not.toMatch(/@v1\b/);
      for (const uses of usesOf(file).filter((name) => name.startsWith('ticketz/'))) {
        expect(file.text).toContain(`uses: ${uses} # v1.2.3\n`);
        expect(uses).toMatch(/@0123456789abcdef0123456789abcdef01234567$/);
      }
      expect(await problemsOf(file)).toEqual([]);
    },
  );

  test('wants a commit and a version', () => {
    expect(() => pinned('', 'main', 'v1.2.3')).toThrow('commit');
    expect(() => pinned('', sha, '1.2')).toThrow('version');
  });
});

test('the workflows in READMEs use our actions with inputs they have', () => {
  for (const path of ['README.md', `${EXAMPLES}/README.md`]) {
    const blocks = [...readFileSync(join(ROOT, path), 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)];
    const workflows = blocks.map((block) => parse(block[1] ?? '') as Workflow);
    const steps = workflows.flatMap((workflow) => stepsOf(workflow).map((step) => [step, workflow] as const));
    expect(
      steps.filter(([step]) => ourAction(step.uses)).flatMap(([step, workflow]) => inputsOf(step, workflow)),
    ).toEqual([]);
  }
});

test('the table of the examples names every one of them, and none that is not there', () => {
  const readme = readFileSync(join(ROOT, EXAMPLES, 'README.md'), 'utf8');
  const named = [...readme.matchAll(/^\| \[`([\w-]+\.yml)`\]\(\1\)/gm)].map((match) => match[1]);
  expect(named.sort()).toEqual(examples.map(({ path }) => path.slice(EXAMPLES.length + 1)).sort());
});

test('every example is run by a test, or the README says that it is not', () => {
  const folder = join(ROOT, 'test/workflows');
  const tests = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  const text = tests.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  const run = new Set([...text.matchAll(/\.run\('([\w-]+\.yml)'/g)].map((match) => match[1]));
  const readme = readFileSync(join(ROOT, EXAMPLES, 'README.md'), 'utf8');
  // A part of a workflow stands there as `job` in `workflow.yml`, and is none of these.
  const notRun = [...(readme.split('**not run**')[1] ?? '').matchAll(/(?<! in )`([\w-]+\.yml)`/g)].map(
    (match) => match[1],
  );
  const expected = examples
    .map(({ path }) => path.slice(EXAMPLES.length + 1))
    .filter((name) => !run.has(name));
  expect(notRun.sort()).toEqual(expected.sort());
});

test('the example policy is one, also with base backups, and warns of nothing', () => {
  const file = join(ROOT, EXAMPLES, 'backup-policy.yml');
  const text = readFileSync(file, 'utf8');
  expect(parsePolicy(text, file).warnings).toEqual([]);
  const readme = readFileSync(join(ROOT, EXAMPLES, 'README.md'), 'utf8');
  const physical = /```yaml\n(physical:\n[\s\S]*?)```/.exec(readme)?.[1] ?? 'there is none';
  const whole = parsePolicy(`${text}\n${physical}`, file);
  expect(whole.policy.physical?.repositories).toHaveLength(2);
  expect(whole.warnings).toEqual([]);
});
