import type { ActionContext } from '../../runtime/action.ts';
import { AgeDecryption } from '../../streams/age.ts';

export interface IdentityInputs {
  readonly identity: string | undefined;
  readonly identityFile: string | undefined;
}

/** The identity of the inputs, checked; undefined when none was given. @throws UserError PBA-KEY-UNREADABLE */
export async function openDecryption(
  inputs: IdentityInputs,
  context: ActionContext,
): Promise<AgeDecryption | undefined> {
  if (inputs.identity !== undefined) return AgeDecryption.create(inputs.identity, context);
  if (inputs.identityFile !== undefined) return AgeDecryption.fromFile(inputs.identityFile, context);
  return undefined;
}
