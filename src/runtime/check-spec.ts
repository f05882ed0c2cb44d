import { parseDuration } from '../duration.ts';
import type { ActionSpec, InputSpec } from './action-spec.ts';
import { effectiveText, readValue } from './read-value.ts';

/** Options of the command line itself; an input of that name could not be given there. */
export const CLI_OPTIONS = ['help', 'version', 'json', 'debug'] as const;

const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Refuses definitions that contradict themselves. It runs when a spec is loaded, so such a defect cannot be shipped.
 * @throws Error naming the action and the input
 */
export function checkSpec(spec: ActionSpec): void {
  const names = Object.keys(spec.inputs);
  const fail = (what: string): never => {
    throw new Error(`The definition of ${spec.name} is wrong: ${what}.`);
  };
  for (const name of [spec.name, ...names, ...Object.keys(spec.outputs)]) {
    if (!KEBAB_CASE.test(name)) fail(`${name} is not kebab-case`);
  }
  if (new Set(names.map((name) => name.replaceAll('-', ''))).size !== names.length) {
    fail('two inputs differ only in hyphens');
  }
  for (const [name, input] of Object.entries(spec.inputs)) {
    const problem = problemOf(name, input);
    if (problem !== undefined) fail(`${name} ${problem}`);
    if (input.kind === 'boolean' && names.includes(`no-${name}`)) fail(`no-${name} would negate ${name}`);
  }
  for (const name of Object.keys(spec.example)) {
    if (!names.includes(name)) fail(`its example gives ${name}, which is no input`);
  }
  for (const [name, input] of Object.entries(spec.inputs)) {
    if (input.required && spec.example[name] === undefined) fail(`its example lacks ${name}`);
  }
}

function problemOf(name: string, input: InputSpec): string | undefined {
  if ((CLI_OPTIONS as readonly string[]).includes(name)) return 'is an option of the command line';
  if (input.description.trim() === '') return 'has no description';
  if (input.required && input.default !== undefined) return 'is required and has a default';
  if (input.kind === 'secret' && input.default !== undefined) return 'is a secret with a default';
  if ('pattern' in input && input.patternHint === undefined) return 'has a pattern without patternHint';
  if (input.kind === 'integer' && !(input.min >= 0 && input.min <= input.max)) return 'has no sound range';
  if (input.kind === 'choice' && input.choices.length < 2) return 'has nothing to choose from';
  if (input.kind === 'duration' && input.max !== undefined && parseDuration(input.max) === undefined) {
    return 'has a max that is not a duration';
  }
  if (input.default !== undefined) {
    const text = effectiveText(input, input.default);
    if (text !== input.default || 'problem' in readValue(input, text)) return 'has a default it would refuse';
  }
  return undefined;
}
