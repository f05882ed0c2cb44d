import type { SetLocation } from '../../catalog/keys.ts';
import { type Manifest, type ManifestObject, manifestLocation } from '../../catalog/manifest.ts';
import type { Placement } from '../../catalog/placement.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { StagedFiles } from '../../sets/commit-set.ts';
import type { Store } from '../../storage/store.ts';
import { type StoreFailure, withEveryStore } from '../shared/open-stores.ts';
import type { Destinations, OpenedStore } from './destinations.ts';
import type { FoundHolding } from './holdings.ts';
import type { MadeDump } from './make-set.ts';
import { fetchObjects, isRecovery, sameSet, storeTierSet, type TierSet, tierSet } from './store-set.ts';

export interface PlaceOptions {
  readonly placements: readonly Placement[];
  /** The dump of this run, for placements without an id. */
  readonly made: MadeDump | undefined;
  readonly held: readonly FoundHolding[];
  readonly destinations: Destinations;
  readonly stores: readonly OpenedStore[];
}

export interface Placed {
  readonly sets: readonly Manifest[];
  readonly failures: readonly StoreFailure[];
  /** Locations of the stores that lack a set they should have. */
  readonly incomplete: ReadonlySet<string>;
}

interface Work extends Placement {
  readonly set: TierSet;
}

/**
 * Stores the sets: side by side in every store, within a store one tier after the other, so that the first is uploaded and
 * the others are copied there. What cannot be stored is reported; nobody else loses a copy by it.
 */
export async function placeSets(context: ActionContext, options: PlaceOptions): Promise<Placed> {
  const { stores, made, held } = options;
  const work = await Promise.all(options.placements.map((one) => prepare(one, context, options)));
  const fetched = new Map<string, Promise<StagedFiles>>();
  const filesOf = (dump: Manifest): Promise<StagedFiles> => {
    if (made?.manifest.id === dump.id) return Promise.resolve(made.files);
    const known = fetched.get(dump.id) ?? fetchFromHolder(dump.id, context, options);
    fetched.set(dump.id, known);
    return known;
  };
  // Something new has to arrive somewhere; what was there already may stay the only copy, and is reported.
  const atLeast = made === undefined ? 0 : 1;
  const placed = await context.log.group(title(stores, work), () =>
    withEveryStore(
      stores.map((one) => one.store),
      async (store) => {
        const name = stores.find((one) => one.store === store)?.name ?? '';
        const here = new Map<string, SetLocation>();
        for (const one of held) if (one.store === name) here.set(one.id, one.location);
        for (const { set, tier, stores: wanting } of work) {
          const copy = options.destinations.copyOf(tier, name);
          if (copy === undefined || !wanting.includes(name)) continue;
          // Copying needs the right to read.
          const blind = stores.some((one) => one.name === name && one.writeOnly);
          const copyOf = blind ? undefined : here.get(set.manifest.id);
          const source = copyOf === undefined ? { files: await filesOf(set.manifest) } : { copyOf };
          await storeTierSet(store, set, source, copy, context);
          here.set(set.manifest.id, manifestLocation(set.manifest));
          context.log.info(`${tier} set ${set.manifest.id} is in ${store.location}`);
        }
      },
      work.length === 0 ? 0 : atLeast,
    ),
  );
  return {
    sets: work.map(({ set }) => set.manifest),
    failures: placed.failures,
    incomplete: new Set(placed.failures.map(({ store }) => store.location)),
  };
}

async function prepare(placement: Placement, context: ActionContext, options: PlaceOptions): Promise<Work> {
  const { tier, id } = placement;
  const same = options.held.find((one) => one.id === id && one.tier === tier);
  if (same !== undefined) {
    return { ...placement, set: await sameSet(storeOf(same, options), same.manifest, context) };
  }
  const dump =
    id === undefined ? options.made?.manifest : options.held.find((one) => one.id === id)?.manifest;
  if (dump === undefined) throw new Error(`the dump for ${tier} was not made`);
  const places = options.stores
    .filter(({ name }) => options.destinations.copyOf(tier, name) !== undefined)
    .map(({ name, store: { location } }) => ({
      location,
      endpoint: options.destinations.stores.find((one) => one.name === name)?.endpoint,
    }));
  return { ...placement, set: await tierSet(dump, tier, places, context) };
}

function fetchFromHolder(id: string, context: ActionContext, options: PlaceOptions): Promise<StagedFiles> {
  const holding = options.held.find((one) => one.id === id);
  if (holding === undefined) throw new Error(`no store holds ${id}`);
  const wanted = (object: ManifestObject): boolean => !isRecovery(object);
  return fetchObjects(storeOf(holding, options), holding.manifest, context, wanted);
}

function storeOf(holding: FoundHolding, options: PlaceOptions): Store {
  const found = options.stores.find((one) => one.name === holding.store);
  if (found === undefined) throw new Error(`the store ${holding.store} is not open`);
  return found.store;
}

function title(stores: readonly OpenedStore[], work: readonly Work[]): string {
  if (work.length === 0) return 'Nothing to store';
  return `Storing ${work.map((one) => one.tier).join(', ')} in ${stores.map(({ store }) => store.location).join(' and ')}`;
}
