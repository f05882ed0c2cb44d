import { UserError } from '../../errors.ts';
import { applyInputs } from '../../policy/apply-inputs.ts';
import { type EffectiveDatabase, type EffectivePolicy, isDiscovery } from '../../policy/effective-policy.ts';
import type { PolicyInputs } from '../../policy/policy-inputs.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { readPolicy } from './read-policy.ts';

/**
 * What an action goes by: the policy file, if one is given, with the inputs over it and the defaults below.
 * @throws UserError PBA-POLICY, PBA-INPUT with every problem
 */
export async function effectivePolicy(
  inputs: PolicyInputs & { readonly policy: string | undefined },
  context: ActionContext,
): Promise<EffectivePolicy> {
  const environmentEndpoint = context.env['AWS_ENDPOINT_URL_S3'] ?? context.env['AWS_ENDPOINT_URL'];
  return applyInputs(await readPolicy(inputs.policy, context), { ...inputs, environmentEndpoint });
}

/** Name of the database whose sets are meant: the only one of policy and inputs; undefined when there is not just one. */
export function onlyDatabase(policy: EffectivePolicy): string | undefined {
  const { databases } = policy;
  return isDiscovery(databases) || databases.length > 1 ? undefined : databases[0]?.name;
}

/**
 * The one database to work on.
 * @throws UserError PBA-INPUT when there is none, or more than one
 */
export function requireDatabase(policy: EffectivePolicy): EffectiveDatabase {
  const { databases } = policy;
  if (!isDiscovery(databases)) {
    const [only, ...others] = databases;
    if (only !== undefined && others.length === 0) return only;
    if (only === undefined) {
      throw new UserError('PBA-INPUT', 'No database is named.', {
        hint: 'Give the input `database`, or name one in the policy.',
      });
    }
  }
  const names = isDiscovery(databases)
    ? 'every database of the cluster'
    : databases.map((database) => database.name).join(', ');
  throw new UserError('PBA-INPUT', `The policy names ${names}; this action works on one at a time.`, {
    hint: 'Give the input `database`; in a workflow, `discover` makes a matrix of all of them.',
  });
}
