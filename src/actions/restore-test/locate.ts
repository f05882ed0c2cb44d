import type { ProofRecord } from '../../catalog/evidence.ts';
import { type SetLocation, setIdTime } from '../../catalog/keys.ts';
import { chooseForTest } from '../../catalog/rotation.ts';
import { readProofs } from '../../sets/proofs.ts';
import { findDatabase, findSet, listStore } from '../../sets/read-sets.ts';
import type { Store } from '../../storage/store.ts';
import { firstThatHas } from '../shared/open-stores.ts';

/** The set to test, and what is known of earlier tests in that store. */
export interface Located {
  readonly store: Store;
  readonly location: SetLocation;
  readonly proofs: readonly ProofRecord[];
  /** The newest committed set of the database: what a restore today would bring back. */
  readonly newest: SetLocation;
  /** The newest set that was made at least an hour before `location`, whatever its tier. */
  readonly previous: SetLocation | undefined;
}

const HOUR_MS = 3_600_000;

/**
 * Finds the set in the first store, in the order given, that holds it. `rotate` takes the set whose turn it is
 * (`catalog/rotation.ts`).
 * @throws UserError PBA-SET-NOT-FOUND
 */
export async function locate(
  stores: readonly Store[],
  inputs: { readonly database: string | undefined; readonly set: string },
): Promise<Located> {
  return firstThatHas(stores, (store) => locateIn(store, inputs.database, inputs.set));
}

async function locateIn(store: Store, database: string | undefined, wanted: string): Promise<Located> {
  const name = database ?? (await findDatabase(store));
  const newest = await findSet(store, name, 'latest');
  const proofs = await readProofs(store, name);
  const committed = (await listStore(store, name)).sets
    .filter((set) => set.committed)
    .map((set) => set.location);
  const location =
    wanted === 'rotate' ? (chooseForTest(committed, proofs) ?? newest) : await findSet(store, name, wanted);
  const made = (set: SetLocation): number => setIdTime(set.id)?.getTime() ?? 0;
  const previous = committed.find((set) => made(set) <= made(location) - HOUR_MS);
  return { store, location, proofs, newest, previous };
}
