import { type SetLocation, setIdTime } from '../../catalog/keys.ts';
import { UserError } from '../../errors.ts';
import { isProven, readProofs } from '../../sets/proofs.ts';
import { findDatabase, findSet, listStore, readManifest } from '../../sets/read-sets.ts';
import type { Store } from '../../storage/store.ts';
import { firstThatHas } from './open-stores.ts';

export interface ChosenSet {
  readonly store: Store;
  readonly location: SetLocation;
}

/**
 * Finds the set in the first store, in the order given, that has one.
 * @throws UserError PBA-SET-NOT-FOUND saying what is missing
 */
export async function chooseSet(
  stores: readonly Store[],
  database: string | undefined,
  wanted: string,
): Promise<ChosenSet> {
  return firstThatHas(stores, async (store) => ({
    store,
    location: await chooseIn(store, database, wanted),
  }));
}

async function chooseIn(store: Store, database: string | undefined, wanted: string): Promise<SetLocation> {
  const name = database ?? (await findDatabase(store));
  if (wanted !== 'latest-proven' && !wanted.startsWith('before:')) return findSet(store, name, wanted);
  const sets = (await listStore(store, name)).sets.filter((set) => set.committed).map((set) => set.location);
  if (wanted === 'latest-proven') {
    const proofs = await readProofs(store, name);
    for (const location of sets) if (isProven(await readManifest(store, location), proofs)) return location;
    throw new UserError('PBA-SET-NOT-FOUND', `${store.location} holds no proven set of database ${name}.`, {
      hint: 'Run `restore-test` first; or take `set: latest`, and what is restored is compared all the same.',
    });
  }
  const time = Date.parse(wanted.slice('before:'.length));
  if (Number.isNaN(time)) throw new UserError('PBA-INPUT', `${wanted} has no time in it.`);
  const before = sets.find((set) => (setIdTime(set.id)?.getTime() ?? Number.POSITIVE_INFINITY) < time);
  if (before !== undefined) return before;
  throw new UserError(
    'PBA-SET-NOT-FOUND',
    `${store.location} holds no set of ${name} from before ${new Date(time).toISOString()}.`,
    { hint: `The oldest there is ${sets.at(-1)?.id ?? 'none'}.` },
  );
}
