import { ACTIONS } from '../../../src/main.ts';
import { inputProblems } from '../../../src/runtime/parse-inputs.ts';
import { outputsOf } from '../../../src/runtime/spec.ts';
import { PINS } from './pins.ts';
import { type Job, jobsOf, ourAction, type Step, splitUses, type Workflow } from './workflow-file.ts';

/** Whether every input and every output that a workflow names exists. No other tool looks at outputs. */
export function referenceProblems(workflow: Workflow): string[] {
  return jobsOf(workflow).flatMap(([name, job]) =>
    [
      ...(job.steps ?? []).flatMap((step) => inputsOf(step, workflow)),
      ...outputsOfSteps(job),
      ...outputsOfJobs(job, workflow),
    ].map((problem) => `job ${name}: ${problem}`),
  );
}

/** Problems of a step's inputs; what an expression gives is only known on a runner, as far as it is not a choice. */
export function inputsOf(step: Step, workflow: Workflow): string[] {
  const given = Object.entries(step.with ?? {}).map(([input, value]) => [input, String(value)] as const);
  const name = ourAction(step.uses);
  if (name === undefined) {
    const pin = PINS[splitUses(step.uses ?? '').name];
    return pin === undefined
      ? []
      : given.flatMap(([input]) => (pin.inputs.includes(input) ? [] : [`${input} is no input we know of`]));
  }
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) return [`there is no action ${name}`];
  const { spec } = action;
  const computed = given.filter(([, value]) => value.includes('${{')).map(([input]) => input);
  const literal = given.filter(([input]) => !computed.includes(input));
  return [
    ...given.flatMap(([input]) =>
      Object.hasOwn(spec.inputs, input) ? [] : [`${input} is no input of ${name}`],
    ),
    ...given.flatMap(([input, value]) => choiceProblems(name, input, value, workflow)),
    ...inputProblems(spec, Object.fromEntries(literal)).filter(
      (problem) =>
        !computed.some((input) => dependsOn(problem, input)) &&
        !/only usable together|needs s3-access/.test(problem) &&
        !(computed.includes('policy') && problem.startsWith('stores: is required')),
    ),
  ];
}

/** Whether only a runner can say if this is a problem: its input, or the choice that asks for it, is an expression. */
function dependsOn(problem: string, input: string): boolean {
  const itself = problem.startsWith(`${input}:`) || problem.startsWith(`${input} is needed`);
  return itself || problem.includes(` with ${input}: `);
}

/** `${{ inputs.tier }}` for an input with choices: the person who starts the run must not be offered anything else. */
function choiceProblems(action: string, input: string, value: string, { on }: Workflow): string[] {
  const spec = ACTIONS[action]?.spec.inputs[input];
  const asked = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1];
  const { type, options } = on?.['workflow_dispatch']?.inputs?.[asked ?? ''] ?? {};
  if (spec?.kind !== 'choice' || asked === undefined || on?.['workflow_dispatch'] === undefined) return [];
  if (type !== 'choice') return [`${input} of ${action} is a choice, and ${asked} is not`];
  return (options ?? [])
    .filter((option) => !spec.choices.includes(option))
    .map((option) => `${option} is not a choice for ${input} of ${action}`);
}

/** Every string below a value. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function matches(value: unknown, pattern: RegExp): [string, string][] {
  return stringsIn(value).flatMap((text) =>
    [...text.matchAll(pattern)].map((match): [string, string] => [match[1] ?? '', match[2] ?? '']),
  );
}

/** Steps see the outputs of earlier ones; the outputs of the job see all. */
function outputsOfSteps(job: Job): string[] {
  const steps = job.steps ?? [];
  const problemsOf = (value: unknown, before: readonly Step[]): string[] =>
    matches(value, /\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g).flatMap(([id, output]) => {
      const step = before.find((candidate) => candidate.id === id);
      if (step === undefined) return [`there is no step ${id} before its output ${output} is used`];
      return hasOutput(step, output) ? [] : [`step ${id} has no output ${output}`];
    });
  return [
    ...steps.flatMap((step, index) => problemsOf(step, steps.slice(0, index))),
    ...problemsOf(job.outputs, steps),
    ...matches(job, /\bsteps\.([\w-]+)\.(?:outcome|conclusion)()/g).flatMap(([id]) =>
      steps.some((step) => step.id === id) ? [] : [`there is no step ${id}`],
    ),
  ];
}

function hasOutput(step: Step, output: string): boolean {
  if (step.run !== undefined) return new RegExp(`\\b${output}(=|<<)`).test(step.run);
  const action = ACTIONS[ourAction(step.uses) ?? ''];
  if (action !== undefined) return Object.hasOwn(outputsOf(action.spec), output);
  return PINS[splitUses(step.uses ?? '').name]?.outputs.includes(output) ?? false;
}

function outputsOfJobs(job: Job, { jobs }: Workflow): string[] {
  const needs = [job.needs ?? []].flat();
  return [
    ...needs.flatMap((name) =>
      jobs?.[name] === undefined ? [`it needs a job ${name} that is not there`] : [],
    ),
    ...matches(job, /\bneeds\.([\w-]+)\.(?:outputs\.([\w-]+)|result)/g).flatMap(([name, output]) => {
      if (!needs.includes(name)) return [`it reads job ${name} and does not need it`];
      const known = output === '' || Object.hasOwn(jobs?.[name]?.outputs ?? {}, output);
      return known ? [] : [`job ${name} has no output ${output}`];
    }),
  ];
}
