import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ACTIONS } from '../../src/main.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import { inputProblems } from '../../src/runtime/parse-inputs.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'workflows-examples');
const OURS = /^ticketz\/postgres-backup-actions\/([a-z-]+)@v1$/;

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly permissions?: unknown;
  readonly concurrency?: { readonly 'cancel-in-progress'?: boolean };
  readonly jobs?: Readonly<
    Record<string, { readonly 'timeout-minutes'?: number; readonly steps?: readonly Step[] }>
  >;
}

function stepsOf(workflow: Workflow): Step[] {
  return Object.values(workflow.jobs ?? {}).flatMap((job) => job.steps ?? []);
}

/** An expression can be anything: its place is taken by the default of the input, or left out. */
function literals(inputs: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => !String(value).includes('${{')));
}

/** Problems of a step's inputs; what an expression gives is only known on a runner. */
function problemsOf(step: Step): string[] {
  const name = OURS.exec(step.uses ?? '')?.[1] ?? '';
  const action = ACTIONS[name];
  if (action === undefined) return [`there is no action ${name}`];
  const inputs = step.with ?? {};
  const computed = Object.keys(inputs).filter((input) => String(inputs[input]).includes('${{'));
  const unknown = Object.keys(inputs).filter((input) => !Object.hasOwn(action.spec.inputs, input));
  return [
    ...unknown.map((input) => `${input} is no input of ${name}`),
    ...inputProblems(action.spec, literals(inputs)).filter(
      (problem) =>
        !computed.some((input) => problem.startsWith(`${input}:`)) &&
        !/only usable together|needs s3-access/.test(problem),
    ),
  ];
}

const workflows = readdirSync(FOLDER).filter(
  (name) => name.endsWith('.yml') && !name.endsWith('-policy.yml'),
);

describe.each(workflows)('workflows-examples/%s', (name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const workflow = parse(text) as Workflow;
  const ours = stepsOf(workflow).filter((step) => OURS.test(step.uses ?? ''));

  test('uses our actions with inputs they have and values they take', () => {
    expect(ours.length).toBeGreaterThan(0);
    expect(ours.flatMap(problemsOf)).toEqual([]);
  });

  test('says its permissions, cancels nothing, and ends', () => {
    expect(workflow.permissions).toBeDefined();
    expect(workflow.concurrency?.['cancel-in-progress']).toBe(false);
    for (const job of Object.values(workflow.jobs ?? {})) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  test('has no expression inside a shell command', () => {
    expect(text).not.toMatch(/run:.*\$\{\{/);
  });
});

test('the workflow in the README uses our actions with inputs they have', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(
    (block) => parse(block[1] ?? '') as Workflow,
  );
  const steps = blocks.flatMap(stepsOf);
  expect(steps.length).toBeGreaterThan(0);
  expect(steps.flatMap(problemsOf)).toEqual([]);
});

test('the example policy is one, and warns of nothing', () => {
  const file = join(FOLDER, 'backup-policy.yml');
  expect(parsePolicy(readFileSync(file, 'utf8'), file).warnings).toEqual([]);
});
