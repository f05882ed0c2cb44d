import type { Assertion } from '../../catalog/assertion.ts';
import type { Allowed } from '../../catalog/comparison/allow-list.ts';
import type { DriftTolerance } from '../../catalog/comparison/drift.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import { matchesPattern } from '../../policy/text-pattern.ts';
import type { ConnectionInputs } from '../shared/connect.ts';
import type { RestoreTestInputs } from './restore-test.ts';

/** What a restore test checks besides the fingerprint, from the policy and the inputs; inputs win. */
export interface Checks {
  readonly rtoMs: number;
  readonly assertions: readonly Assertion[];
  readonly allow: readonly Allowed[];
  readonly physical: boolean;
  /** Undefined: production is not looked at, and the summary says so. */
  readonly production: ConnectionInputs | undefined;
  readonly tolerance: DriftTolerance;
}

export function readChecks(inputs: RestoreTestInputs, policy: EffectivePolicy): Checks {
  const { objectives, restoreTest } = policy;
  const percent = inputs.driftTolerance;
  return {
    rtoMs: objectives.rto,
    assertions: restoreTest.assertions,
    allow: restoreTest.allow.map(({ object, error, reason }) => ({
      object: (name) => matchesPattern(object, name),
      error: (message) => matchesPattern(error, message),
      reason,
    })),
    physical: inputs.physicalChecks || restoreTest.amcheck,
    production: productionOf(inputs),
    tolerance: percent === undefined ? restoreTest.drift : { ...restoreTest.drift, defaultPercent: percent },
  };
}

function productionOf(inputs: RestoreTestInputs): ConnectionInputs | undefined {
  const { productionDatabase: database } = inputs;
  return database === undefined ? undefined : { ...productionServer(inputs), database };
}

/** The `production-…` inputs as those of a connection. */
export function productionServer(inputs: RestoreTestInputs): Omit<ConnectionInputs, 'database'> {
  return {
    host: inputs.productionHost,
    port: inputs.productionPort,
    user: inputs.productionUser,
    password: inputs.productionPassword,
    sslmode: inputs.productionSslmode,
    sslrootcert: inputs.productionSslrootcert,
  };
}
