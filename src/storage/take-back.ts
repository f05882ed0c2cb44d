import { messageOf } from '../errors.ts';
import type { DeleteOutcome } from './store.ts';

/**
 * Time for taking back what a failed or cancelled operation left. A cancelled run has seven seconds in all, and an
 * upload may take back two things.
 */
export const TAKE_BACK_MS = 3_000;

/** Deletes with a limit of its own, and turns whatever is thrown into an outcome. */
export async function takingBack(
  keys: readonly string[],
  remove: (signal: AbortSignal) => Promise<DeleteOutcome>,
): Promise<DeleteOutcome> {
  try {
    return await remove(AbortSignal.timeout(TAKE_BACK_MS));
  } catch (error) {
    return { deleted: [], failed: keys.map((key) => ({ key, reason: messageOf(error) })) };
  }
}
