import type { ClockFacts } from '../../catalog/doctor/clocks.ts';
import { type Finding, findingsAbout, shell } from '../../catalog/doctor/finding.ts';
import { judgeStore, type StoreRole } from '../../catalog/doctor/store.ts';
import { TIERS } from '../../catalog/keys.ts';
import { mapLimited } from '../../concurrency.ts';
import { PbaError } from '../../errors.ts';
import { type EffectivePolicy, type EffectiveStore, isDiscovery } from '../../policy/effective-policy.ts';
import { compareLifecycle, lifecycleRules } from '../../policy/lifecycle.ts';
import { copiesFor } from '../../policy/tier-copies.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { listDatabases } from '../../sets/read-sets.ts';
import { openBucket } from '../../storage/open.ts';
import { tryStore } from '../../storage/probe.ts';
import { closeStores, openStores, type StoreCredentials, storeOptions } from '../shared/open-stores.ts';
import { look } from './look.ts';

export interface SeenStores {
  readonly findings: readonly Finding[];
  readonly clocks: readonly ClockFacts[];
  /** By location: free bytes of directories. */
  readonly free: ReadonlyMap<string, number>;
}

const AT_ONCE = 4;

export async function lookAtStores(
  policy: EffectivePolicy,
  role: StoreRole,
  credentials: StoreCredentials,
  context: ActionContext,
): Promise<SeenStores> {
  const clocks: ClockFacts[] = [];
  const free = new Map<string, number>();
  const found = await mapLimited([...policy.stores.values()], AT_ONCE, async (store) =>
    look('store', store.location, async () => {
      const options = storeOptions(store, credentials, context);
      const trial = await tryStore(store.location, options, context.now());
      if (store.kind === 's3') clocks.push({ of: store.location, aheadMs: trial.aheadMs });
      if (trial.freeBytes !== undefined) free.set(store.location, trial.freeBytes);
      const wantsLock =
        store.objectLock &&
        TIERS.some((tier) =>
          copiesFor(policy, tier, { stores: undefined }).some(
            (copy) => copy.store.name === store.name && copy.lock !== undefined,
          ),
        );
      return [
        ...judgeStore(trial.facts, role, wantsLock),
        ...modeOf(store, trial.mode),
        ...(store.kind === 's3' ? await lifecycle(policy, store, credentials, context) : []),
      ];
    }),
  );
  return { findings: found.flat(), clocks, free };
}

function modeOf(store: EffectiveStore, mode: number | undefined): Finding[] {
  if (mode === undefined) return [];
  const find = findingsAbout('store', store.location);
  if ((mode & 0o077) === 0)
    return [find('good', 'mode', 'Nobody else on this machine can read the directory.')];
  return [
    find(
      'warning',
      'mode',
      `Others on this machine can look into the directory (mode ${mode.toString(8).padStart(4, '0')}).`,
      {
        remedy: shell(`chmod 700 ${store.location}`),
        repair: { kind: 'restrict mode', path: store.location, mode: 0o700 },
      },
    ),
  ];
}

/** The rules of the bucket against those that the policy asks for; most credentials may not read them, and need not. */
async function lifecycle(
  policy: EffectivePolicy,
  store: EffectiveStore,
  credentials: StoreCredentials,
  context: ActionContext,
): Promise<Finding[]> {
  const find = findingsAbout('lifecycle', store.location);
  const bucket = await openBucket(store.location, storeOptions(store, credentials, context));
  try {
    const databases = await databasesIn(policy, store, credentials, context);
    const differences = compareLifecycle(
      lifecycleRules(policy, store, databases),
      await bucket.readLifecycle(),
    );
    if (differences.length === 0)
      return [find('good', 'rules', 'The lifecycle rules are as the policy wants them.')];
    return differences.map(({ kind, id, detail }) =>
      find(
        kind === 'dangerous' ? 'problem' : 'warning',
        kind,
        `Lifecycle rule ${id} is ${kind}: ${detail}.`,
        {
          remedy: shell(
            kind === 'dangerous'
              ? `aws s3api get-bucket-lifecycle-configuration --bucket ${store.location.split('/')[2]}   # remove that rule, or restrict its prefix`
              : 'node dist/cli.js lifecycle --policy backup-policy.yml --mode apply',
          ),
          link: 'lifecycle/README.md',
        },
      ),
    );
  } catch (error) {
    if (!(error instanceof PbaError) || !['PBA-STORE-PERMISSION', 'PBA-STORE-FAILED'].includes(error.code))
      throw error;
    return [find('unknown', 'rules', `The lifecycle rules could not be read: ${error.message}`)];
  } finally {
    bucket.close();
  }
}

async function databasesIn(
  policy: EffectivePolicy,
  store: EffectiveStore,
  credentials: StoreCredentials,
  context: ActionContext,
): Promise<{ name: string; stores: readonly string[] | undefined }[]> {
  const { databases } = policy;
  if (!isDiscovery(databases) && databases.length > 0) {
    return databases
      .filter((one) => one.stores?.includes(store.name) ?? true)
      .map(({ name, stores }) => ({ name, stores }));
  }
  const opened = await openStores([store], credentials, context);
  try {
    const names = await Promise.all(opened.map((one) => listDatabases(one)));
    return names.flat().map((name) => ({ name, stores: undefined }));
  } finally {
    await closeStores(opened);
  }
}
