import { CancelledError } from './errors.ts';

/**
 * Runs tasks side by side. When one fails, the signal given to the others is aborted, all are awaited, and the first
 * failure that is not a mere consequence of that abort is thrown: nothing runs on unattended.
 */
export async function together<T extends readonly ((signal: AbortSignal) => Promise<unknown>)[]>(
  signal: AbortSignal,
  ...tasks: T
): Promise<{ [K in keyof T]: T[K] extends (signal: AbortSignal) => Promise<infer R> ? R : never }> {
  const local = new AbortController();
  const joint = AbortSignal.any([signal, local.signal]);
  let first: { error: unknown } | undefined;
  const results = await Promise.all(
    tasks.map(async (task) => {
      try {
        return await task(joint);
      } catch (error) {
        if (
          first === undefined ||
          (first.error instanceof CancelledError && !(error instanceof CancelledError))
        ) {
          first = { error };
        }
        local.abort();
        return undefined;
      }
    }),
  );
  if (first !== undefined) throw first.error;
  return results as { [K in keyof T]: T[K] extends (signal: AbortSignal) => Promise<infer R> ? R : never };
}

/**
 * Maps with at most `limit` calls under way; results stand in the order of the items. After a failure no further
 * item is begun, those under way are awaited, and the first failure is thrown.
 */
export async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array<R>(items.length);
  let next = 0;
  let failure: { error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length && failure === undefined; index = next++) {
      try {
        results[index] = await map(items[index] as T);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failure !== undefined) throw failure.error;
  return results;
}

/** A pause that the signal ends early. @throws CancelledError */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const cancelled = (): void => {
      clearTimeout(timer);
      reject(new CancelledError());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', cancelled);
      resolve();
    }, ms);
    if (signal.aborted) cancelled();
    else signal.addEventListener('abort', cancelled, { once: true });
  });
}
