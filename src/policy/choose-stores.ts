import { nearest } from '../nearest.ts';
import type { Policy } from './definition/policy.ts';
import { type EffectiveStore, sameLocation } from './effective-policy.ts';
import { given, type PolicyInputs } from './policy-inputs.ts';

type Stores = NonNullable<Policy['stores']>;
type Store = Stores extends ReadonlyMap<string, infer Value> ? Value : never;

/** The stores of the policy, or those that the input `stores` names. What is wrong with them is added to `problems`. */
export function chooseStores(
  defined: Stores,
  inputs: PolicyInputs,
  problems: string[],
): Map<string, EffectiveStore> {
  const all = new Map([...defined].map(([name, store]) => [name, storeOf(name, store)]));
  const chosen = new Map<string, EffectiveStore>();
  for (const item of given(inputs.stores) ?? all.keys()) {
    const store = all.get(item) ?? storeAt(item, all);
    if (store === undefined) {
      const meant = nearest(item, [...all.keys()]);
      const remark = meant === undefined ? '' : ` (the nearest is ${meant})`;
      problems.push(
        `stores: ${JSON.stringify(item)} is neither a store of the policy nor a location${remark}`,
      );
    } else if (chosen.has(store.name)) {
      problems.push(`stores: ${JSON.stringify(item)} is the store ${store.name}, which is given twice`);
    } else chosen.set(store.name, withS3Inputs(store, inputs));
  }
  return chosen;
}

function storeOf(name: string, store: Store): EffectiveStore {
  if (store.kind === 'directory') return plainStore(name, store.directory);
  const { uri, endpoint, region, forcePathStyle } = store.s3;
  return {
    ...plainStore(name, uri),
    endpoint,
    region,
    forcePathStyle,
    objectLock: store.objectLock,
    writeOnly: store.writeOnly,
  };
}

function plainStore(name: string, location: string): EffectiveStore {
  return {
    name,
    location,
    kind: location.startsWith('s3://') ? 's3' : 'directory',
    endpoint: undefined,
    region: undefined,
    forcePathStyle: undefined,
    objectLock: false,
    writeOnly: false,
  };
}

/** A location that the policy knows is that store, with all that the policy says about it. */
function storeAt(location: string, all: ReadonlyMap<string, EffectiveStore>): EffectiveStore | undefined {
  if (!/^(\/|s3:\/\/)/.test(location)) return undefined;
  return (
    [...all.values()].find((store) => sameLocation(store.location, location)) ??
    plainStore(location, location)
  );
}

function withS3Inputs(store: EffectiveStore, inputs: PolicyInputs): EffectiveStore {
  if (store.kind === 'directory') return store;
  return {
    ...store,
    endpoint: inputs.s3Endpoint ?? store.endpoint ?? inputs.environmentEndpoint,
    region: inputs.s3Region ?? store.region,
    forcePathStyle: inputs.s3ForcePathStyle ?? store.forcePathStyle,
  };
}
