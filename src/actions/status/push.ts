import { hostname } from 'node:os';
import { CancelledError, messageOf, type PbaError, ToolError } from '../../errors.ts';
import { pushMetrics } from '../../notify/pushgateway.ts';
import type { ActionContext } from '../../runtime/action.ts';

const PATIENCE = { deadlineMs: 60_000 };

/**
 * Hands the figures to a Pushgateway, where one is given. That they cannot be handed over must not hide what they say, so
 * it is returned, not thrown.
 */
export async function pushFigures(
  gateway: string | undefined,
  text: string,
  context: ActionContext,
): Promise<PbaError | undefined> {
  if (gateway === undefined) return undefined;
  const instance = context.run.repository ?? hostname();
  try {
    await pushMetrics(gateway, instance, text, PATIENCE, context.signal);
    return undefined;
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return new ToolError('PBA-METRICS', `The Pushgateway has not got the figures: ${messageOf(error)}.`, {
      hint: 'Check its URL and that this machine may reach it; the verdict above does not depend on it.',
      cause: error,
    });
  }
}
