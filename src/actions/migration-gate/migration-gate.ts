import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { withTimeLimit } from '../shared/time-limit.ts';
import { check } from './check.ts';
import { checkpoint } from './checkpoint.ts';
import type { RunBackup } from './run-backup.ts';
import { schemaBackup } from './schema-backup.ts';
import type { spec } from './spec.ts';
import { lockCheck, withLock } from './with-lock.ts';

export type MigrationGateInputs = InputsOf<typeof spec>;

/** Stands between migrations and the database: tried on a copy, with a way back, and never together with a backup. */
export async function migrationGate(
  inputs: MigrationGateInputs,
  context: ActionContext,
  runBackup: RunBackup,
): Promise<ActionResult> {
  return withTimeLimit(context, inputs.timeLimit, (limited) => {
    switch (inputs.mode) {
      case 'check':
        return check(inputs, limited);
      case 'schema-backup':
        return schemaBackup(inputs, limited, runBackup);
      case 'checkpoint':
        return checkpoint(inputs, limited, runBackup);
      case 'lock-check':
        return lockCheck(inputs, limited);
      case 'with-lock':
        return withLock(inputs, limited);
    }
  });
}
