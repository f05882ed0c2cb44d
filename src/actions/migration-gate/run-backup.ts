import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import type { RawInputs } from '../../runtime/parse-inputs.ts';
import type { MigrationGateInputs } from './migration-gate.ts';

/**
 * The action `backup`, as `main.ts` hands it in: no action imports another. It takes what a workflow would write, so it
 * checks it as it would there.
 */
export type RunBackup = (raw: RawInputs, context: ActionContext) => Promise<ActionResult>;

/** The inputs that both have, as text again. */
export function backupInputs(
  inputs: MigrationGateInputs,
  database: string,
  more: Readonly<Record<string, string>>,
): RawInputs {
  const text = (value: string | number | boolean | undefined): string | undefined =>
    value === undefined ? undefined : String(value);
  return {
    policy: inputs.policy,
    database,
    host: inputs.host,
    port: text(inputs.port),
    user: inputs.user,
    password: inputs.password,
    sslmode: inputs.sslmode,
    sslrootcert: inputs.sslrootcert,
    stores: inputs.stores.join('\n'),
    's3-endpoint': inputs.s3Endpoint,
    's3-region': inputs.s3Region,
    's3-access-key-id': inputs.s3AccessKeyId,
    's3-secret-access-key': inputs.s3SecretAccessKey,
    's3-session-token': inputs.s3SessionToken,
    's3-force-path-style': text(inputs.s3ForcePathStyle),
    recipients: inputs.recipients.join('\n'),
    tier: 'pre-migration',
    ...more,
  };
}
