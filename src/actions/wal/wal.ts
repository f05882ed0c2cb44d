import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { effectivePolicy } from '../shared/effective.ts';
import { setup } from './setup.ts';
import type { spec } from './spec.ts';
import { walStatus } from './status.ts';

/** Sets up archiving, or measures it. */
export async function wal(inputs: InputsOf<typeof spec>, context: ActionContext): Promise<ActionResult> {
  const policy = await effectivePolicy(inputs, context);
  return inputs.mode === 'setup' ? setup(inputs, policy, context) : walStatus(inputs, policy, context);
}
