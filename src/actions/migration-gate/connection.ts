import { UserError } from '../../errors.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { ConnectionInputs } from '../shared/connect.ts';
import { effectivePolicy, requireDatabase } from '../shared/effective.ts';
import type { MigrationGateInputs } from './migration-gate.ts';

/** The database of the inputs, or the one of the policy with its connection. Stores are of no interest here. */
export async function effectiveConnection(
  inputs: MigrationGateInputs,
  context: ActionContext,
): Promise<ConnectionInputs> {
  const { host, port, user, password, sslmode, sslrootcert } = inputs;
  if (inputs.policy === undefined) {
    if (inputs.database === undefined)
      throw new UserError('PBA-INPUT', 'No database is named.', { hint: 'Give the input `database`.' });
    return { database: inputs.database, host, port, user, password, sslmode, sslrootcert };
  }
  const policy = await effectivePolicy(inputs, context);
  const { name, ...rest } = requireDatabase(policy);
  return { ...rest, database: name, password };
}
