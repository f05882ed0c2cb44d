import type { CamelCase } from '../camel-case.ts';
import type { ActionSpec, InputSpecs, OutputSpec, Rules } from './action-spec.ts';
import { checkSpec } from './check-spec.ts';

type ValueOf<Input> = Input extends { readonly kind: 'boolean' }
  ? boolean
  : Input extends { readonly kind: 'integer' | 'duration' }
    ? number
    : Input extends { readonly kind: 'list' }
      ? readonly string[]
      : Input extends { readonly kind: 'choice'; readonly choices: readonly (infer Choice)[] }
        ? Choice
        : string;

type AlwaysThere = { readonly required: true } | { readonly default: string } | { readonly kind: 'list' };

/**
 * What the handler gets: `keep-days` becomes `keepDays`, durations are milliseconds, a list that was not
 * given is empty, and only an optional input without a default can be undefined.
 */
export type InputsOf<Spec extends { readonly inputs: InputSpecs }> = {
  readonly [Name in keyof Spec['inputs'] &
    string as CamelCase<Name>]: Spec['inputs'][Name] extends AlwaysThere
    ? ValueOf<Spec['inputs'][Name]>
    : ValueOf<Spec['inputs'][Name]> | undefined;
};

/** Outputs that every action has. An action may describe `verdict` more closely. */
const COMMON_OUTPUTS = {
  verdict: { description: '`ok`, `failed` or `cancelled`.' },
  'error-code': {
    description: 'Empty on success, otherwise the stable code of what went wrong (docs/errors.md).',
  },
} as const;

/** An action's own outputs and the common ones. */
export function outputsOf(spec: ActionSpec): Readonly<Record<string, OutputSpec>> {
  const { verdict = COMMON_OUTPUTS.verdict, ...own } = spec.outputs;
  return { ...own, verdict, 'error-code': COMMON_OUTPUTS['error-code'] };
}

/**
 * Defines an action. `rules` sees the typed inputs after each was found right by itself.
 * @throws Error when the definition contradicts itself (a defect that shows when the file is loaded)
 */
export function defineAction<const Spec extends ActionSpec>(spec: Spec, rules?: Rules<InputsOf<Spec>>): Spec {
  checkSpec(spec);
  return rules === undefined ? spec : { ...spec, rules: rules as Rules<never> };
}
