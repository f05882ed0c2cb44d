import { CancelledError, ToolError } from '../../errors.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { formatDuration } from '../../runtime/format.ts';

/**
 * Runs a handler's work with a limit on its whole time. When it is exceeded everything is ended as on
 * cancellation, and the run fails with PBA-TOOL-TIMEOUT.
 */
export async function withTimeLimit<T>(
  context: ActionContext,
  limitMs: number,
  body: (context: ActionContext) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), limitMs);
  try {
    return await body({ ...context, signal: AbortSignal.any([context.signal, limit.signal]) });
  } catch (error) {
    if (error instanceof CancelledError && limit.signal.aborted && !context.signal.aborted) {
      throw new ToolError(
        'PBA-TOOL-TIMEOUT',
        `The run did not end within its time limit of ${formatDuration(limitMs)}.`,
        {
          hint: 'Raise `time-limit` if the database has grown; look for a stalled connection or a waiting lock otherwise.',
        },
      );
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
