import type { FingerprintDepth } from '../../catalog/fingerprint/fingerprint.ts';
import type { EffectiveDatabase, EffectivePolicy } from '../../policy/effective-policy.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { requireDatabase } from '../shared/effective.ts';
import type { spec } from './spec.ts';

export type BackupInputs = InputsOf<typeof spec>;

/** What is to be dumped and how, with the policy's words where the inputs are silent. */
export interface BackupRequest
  extends Omit<
    BackupInputs,
    'database' | 'fingerprint' | 'sslmode' | 'stores' | 'policy' | 'tier' | 'container'
  > {
  readonly sslmode: string | undefined;
  readonly container: string | undefined;
  readonly database: string;
  readonly fingerprint: FingerprintDepth;
}

export function requestOf(
  inputs: BackupInputs,
  policy: EffectivePolicy,
): { readonly request: BackupRequest; readonly database: EffectiveDatabase } {
  const database = requireDatabase(policy);
  const { name, stores: _stores, ...details } = database;
  return {
    database,
    request: {
      ...inputs,
      ...details,
      // Only what pg_dump writes to stdout can be taken out of a container.
      format: details.container !== undefined && inputs.format === 'directory' ? 'custom' : inputs.format,
      database: name,
      recipients: policy.encryption.recipients,
      fingerprint: policy.restoreTest.fingerprint,
      fingerprintBudget: inputs.fingerprintBudget ?? policy.restoreTest.timeBudget,
    },
  };
}
