import { CancelledError, messageOf, PbaError, StoreError, UserError } from '../../errors.ts';
import type { EffectiveStore } from '../../policy/effective-policy.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { type OpenOptions, openStore } from '../../storage/open.ts';
import type { Store } from '../../storage/store.ts';

/** The inputs that open S3 stores; the same for all of them. */
export interface StoreCredentials {
  readonly s3AccessKeyId: string | undefined;
  readonly s3SecretAccessKey: string | undefined;
  readonly s3SessionToken: string | undefined;
}

/** Opens stores of the policy, in their order; nothing is asked of them yet. They are closed by `closeStores`. */
export async function openStores(
  wanted: Iterable<EffectiveStore>,
  credentials: StoreCredentials,
  context: ActionContext,
  purpose: Purpose = 'any',
  onRequest?: () => void,
): Promise<Store[]> {
  const stores: Store[] = [];
  for (const store of wanted) {
    const options = storeOptions(store, credentials, context, purpose);
    const s3 = onRequest === undefined ? options.s3 : { ...options.s3, onRequest };
    stores.push(await openStore(store.location, { ...options, s3 }));
  }
  return stores;
}

/** Only where something is written, what the policy says of write-only stores applies; who reads has other credentials. */
type Purpose = 'any' | 'writing';

/** How a store of the policy is reached. */
export function storeOptions(
  {
    endpoint,
    region,
    forcePathStyle,
    writeOnly,
  }: Pick<EffectiveStore, 'endpoint' | 'region' | 'forcePathStyle' | 'writeOnly'>,
  credentials: StoreCredentials,
  context: ActionContext,
  purpose: Purpose = 'any',
): OpenOptions {
  const { s3AccessKeyId, s3SecretAccessKey, s3SessionToken } = credentials;
  return {
    signal: context.signal,
    log: context.log,
    env: context.env,
    s3: {
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(region === undefined ? {} : { region }),
      ...(s3AccessKeyId === undefined ? {} : { accessKeyId: s3AccessKeyId }),
      ...(s3SecretAccessKey === undefined ? {} : { secretAccessKey: s3SecretAccessKey }),
      ...(s3SessionToken === undefined ? {} : { sessionToken: s3SessionToken }),
      ...(forcePathStyle === undefined ? {} : { forcePathStyle }),
      ...(purpose === 'writing' && writeOnly ? { writeOnly } : {}),
    },
  };
}

export async function closeStores(stores: readonly Store[]): Promise<void> {
  await Promise.all(stores.map((store) => store.close()));
}

/**
 * Asks the stores in the order given until one has the set.
 * @throws UserError PBA-SET-NOT-FOUND of the first, when none has it
 */
export async function firstThatHas<T>(
  stores: readonly Store[],
  find: (store: Store) => Promise<T>,
): Promise<T> {
  let missing: UserError | undefined;
  for (const store of stores) {
    await store.check();
    try {
      return await find(store);
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'PBA-SET-NOT-FOUND') throw error;
      missing ??= error;
    }
  }
  throw missing ?? new UserError('PBA-SET-NOT-FOUND', 'No store was given.');
}

/** A store that could not do its part. */
export interface StoreFailure {
  readonly store: Store;
  readonly error: PbaError;
}

/**
 * Does the same with every store, side by side. Failures are collected, not thrown, unless the run was cancelled or
 * fewer than `atLeast` stores succeeded: one unreachable place must not keep the others from getting their copy.
 */
export async function withEveryStore<T>(
  stores: readonly Store[],
  body: (store: Store) => Promise<T>,
  atLeast = 1,
): Promise<{ done: { store: Store; value: T }[]; failures: StoreFailure[] }> {
  const done: { store: Store; value: T }[] = [];
  const failures: StoreFailure[] = [];
  await Promise.all(
    stores.map(async (store) => {
      try {
        done.push({ store, value: await body(store) });
      } catch (error) {
        if (!(error instanceof PbaError)) throw error;
        failures.push({ store, error });
      }
    }),
  );
  const cancelled = failures.find((failure) => failure.error instanceof CancelledError);
  if (cancelled) throw cancelled.error;
  const [first] = failures;
  if (first !== undefined && done.length < atLeast) throw first.error;
  return { done, failures };
}

/** What the run fails with when some stores have the set and others do not. */
export function partialFailure(locations: readonly string[], failures: readonly StoreFailure[]): StoreError {
  return new StoreError(
    'PBA-STORE-PARTIAL',
    `The set is in ${locations.join(', ')}, but not in ${failures
      .map((failure) => `${failure.store.location} (${failure.error.code}: ${messageOf(failure.error)})`)
      .join('; ')}.`,
    {
      hint:
        failures.map((failure) => failure.error.hint).find((hint) => hint !== undefined) ??
        'Mend the store and run again: the missing copy is completed without another dump.',
      cause: failures[0]?.error,
    },
  );
}
