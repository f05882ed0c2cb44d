import type { S3Client } from '@aws-sdk/client-s3';
import type { Log } from '../../log.ts';
import { reasonOf } from './errors.ts';

/**
 * Counts what a client sends, and says in one line when it sends something again: what, which attempt failed, after how long
 * and why. The last failure is no line but the error.
 */
export function watchAttempts(
  client: S3Client,
  location: string,
  log: Log,
  onRequest: (() => void) | undefined,
): void {
  // By the call's context, which is the same for all its attempts.
  const failures = new WeakMap<object, string>();
  // The SDK's retrying comes earlier in this step, so each of its attempts passes here.
  client.middlewareStack.add(
    (next, context) => async (args) => {
      onRequest?.();
      const { number, of } = attemptOf(args);
      const failed = failures.get(context);
      if (failed !== undefined) log.info(`${failed} Trying again: ${number} of ${of}.`);
      const started = performance.now();
      try {
        return await next(args);
      } catch (error) {
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        const what = `${context.commandName?.replace(/Command$/, '')}${keyOf(args.input)}`;
        failures.set(
          context,
          `${location}: attempt ${number} of ${of} at ${what} failed after ${seconds} s: ${reasonOf(error)}.`,
        );
        throw error;
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'watchAttempts' },
  );
}

/** The SDK numbers its attempts in a header of the request. */
function attemptOf({ request }: { request?: unknown }): { readonly number: string; readonly of: string } {
  const headers = (request as { headers?: Record<string, string> } | undefined)?.headers;
  const found = /^attempt=(\d+); max=(\d+)$/.exec(headers?.['amz-sdk-request'] ?? '');
  return { number: found?.[1] ?? '1', of: found?.[2] ?? '1' };
}

function keyOf(input: object): string {
  if ('Key' in input && typeof input.Key === 'string') return ` of ${input.Key}`;
  if ('Prefix' in input && typeof input.Prefix === 'string') return ` of ${input.Prefix}`;
  return '';
}
