import { evidencePrefix } from '../catalog/keys.ts';
import type { PhysicalRecord } from '../catalog/physical/physical.ts';
import { parsePhysicalRecord } from '../catalog/physical/record.ts';
import type { Store } from '../storage/store.ts';
import { readSmall } from './read-sets.ts';

const MAX_RECORD = 16 * 1024 * 1024;

/** The newest record of this kind, undefined when there is none. */
export async function newestPhysicalRecord(
  store: Store,
  database: string,
  kind: PhysicalRecord['kind'],
): Promise<PhysicalRecord | undefined> {
  const keys: string[] = [];
  for await (const object of store.list(`${evidencePrefix(database)}${kind}/`)) keys.push(object.key);
  // Ids begin with their moment.
  const newest = keys.toSorted().at(-1);
  return newest === undefined ? undefined : readPhysicalRecord(store, newest);
}

export async function readPhysicalRecord(store: Store, key: string): Promise<PhysicalRecord> {
  return parsePhysicalRecord(await readSmall(store, key, MAX_RECORD), key);
}
