import { camelCase } from '../camel-case.ts';
import { UserError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import type { ActionSpec } from './action-spec.ts';
import { effectiveText, readValue } from './read-value.ts';
import type { InputsOf } from './spec.ts';

/** Texts by input name, as the user gave them. Absent, undefined and empty mean the same: not given. */
export type RawInputs = Readonly<Record<string, string | undefined>>;

/**
 * Turns texts into typed values. It looks at everything before it complains, so one run shows all problems.
 * @throws UserError PBA-INPUT that names each input, its value (unless it is a secret) and what is allowed
 */
export function parseInputs<Spec extends ActionSpec>(spec: Spec, raw: RawInputs): InputsOf<Spec> {
  const { values, problems } = readInputs(spec, raw);
  if (problems.length > 0) throw inputError(spec.name, problems);
  // Sound: every input was read by its kind, and the type is computed from the same kinds.
  return values as InputsOf<Spec>;
}

/** Everything that is wrong with the inputs, for callers that have more to say about them. */
export function inputProblems(spec: ActionSpec, raw: RawInputs): readonly string[] {
  return readInputs(spec, raw).problems;
}

function readInputs(
  spec: ActionSpec,
  raw: RawInputs,
): { values: Record<string, unknown>; problems: string[] } {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(spec.inputs, name)) problems.push(unknownName(name, Object.keys(spec.inputs)));
  }
  for (const [name, input] of Object.entries(spec.inputs)) {
    const text = effectiveText(input, raw[name]) ?? input.default;
    if (text === undefined) {
      if (input.required) problems.push(`${name}: is required and was not given`);
      else values[camelCase(name)] = input.kind === 'list' ? [] : undefined;
      continue;
    }
    const reading = readValue(input, text);
    if ('problem' in reading) problems.push(`${name}: ${reading.problem}`);
    else values[camelCase(name)] = reading.value;
  }
  // Rules are about inputs that are fine one by one.
  if (problems.length === 0) problems.push(...(spec.rules?.(values as never) ?? []));
  return { values, problems };
}

/** `keep-day: there is no such input (the nearest is keep-days)` */
export function unknownName(name: string, known: readonly string[], what = 'input'): string {
  const meant = nearest(name, known);
  return `${name}: there is no such ${what}${meant === undefined ? '' : ` (the nearest is ${meant})`}`;
}

/** One error for any number of problems with the inputs of an action. */
export function inputError(action: string, problems: readonly string[]): UserError {
  const [first = ''] = problems;
  const message =
    problems.length === 1
      ? `An input of ${action} is not right. ${first}.`
      : `${problems.length} inputs of ${action} are not right:\n${problems.map((problem) => `- ${problem}`).join('\n')}`;
  return new UserError('PBA-INPUT', message, {
    hint: `All inputs of ${action} are described in ${action}/README.md, and on a terminal by ${action} --help.`,
  });
}
