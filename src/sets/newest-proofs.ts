import type { ProofRecord } from '../catalog/evidence.ts';
import { type EvidenceLine, type ReadRecord, readRecord } from '../catalog/evidence-line.ts';
import { setIdTime } from '../catalog/keys.ts';
import { mapLimited } from '../concurrency.ts';
import { IntegrityError, StoreError } from '../errors.ts';
import type { Store } from '../storage/store.ts';
import { readSmall } from './read-sets.ts';

/** A record of the evidence and where it lies. */
export interface RecordKey {
  readonly store: Store;
  readonly key: string;
}

export interface RecordsRead {
  readonly lines: readonly EvidenceLine[];
  readonly proofs: readonly ProofRecord[];
  /** Ids of sets that the records name. */
  readonly sets: readonly string[];
  readonly damaged: readonly { readonly what: string; readonly reason: string }[];
}

const MAX_RECORD = 16 * 1024 * 1024;
const AT_ONCE = 8;
/** Should no set at all be proven, the search ends after so many records. */
const MOST = 400;

/** Keys of several stores, the newest records first. */
export function newestFirst(keys: readonly RecordKey[]): RecordKey[] {
  const id = ({ key }: RecordKey): string => key.slice(key.lastIndexOf('/') + 1);
  return keys.toSorted((a, b) => (id(a) < id(b) ? 1 : id(a) > id(b) ? -1 : 0));
}

/** When a record was made, from its id; undefined when its name is none of ours. */
export function recordTime(key: string): number | undefined {
  return setIdTime(key.slice(key.lastIndexOf('/') + 1).replace(/\.json$/, ''))?.getTime();
}

/** Reads these records. One that cannot be used is told; one that is gone by now does not count. */
export async function readRecords(keys: readonly RecordKey[]): Promise<RecordsRead> {
  const damaged: { what: string; reason: string }[] = [];
  const records = await mapLimited(keys, AT_ONCE, async ({ store, key }): Promise<ReadRecord | undefined> => {
    try {
      return readRecord(await readSmall(store, key, MAX_RECORD), key);
    } catch (error) {
      if (error instanceof StoreError && error.code === 'PBA-STORE-NOT-FOUND') return undefined;
      if (!(error instanceof IntegrityError) && !(error instanceof StoreError)) throw error;
      damaged.push({ what: `The record ${store.location}/${key}`, reason: error.message });
      return undefined;
    }
  });
  return {
    lines: records.flatMap((record) => record?.line ?? []),
    proofs: records.flatMap((record) => record?.proof ?? []),
    sets: records.flatMap((record) => record?.sets ?? []),
    damaged,
  };
}

/**
 * Reads restore-test records, the newest first, until `enough` says of what was read so far that older ones could not
 * change the answer.
 * @param enough gets the proofs read so far and the time of the next record
 */
export async function readUntil(
  keys: readonly RecordKey[],
  enough: (proofs: readonly ProofRecord[], nextAt: number) => Promise<boolean>,
): Promise<RecordsRead & { readonly unread: number }> {
  const lines: EvidenceLine[] = [];
  const proofs: ProofRecord[] = [];
  const sets: string[] = [];
  const damaged: { what: string; reason: string }[] = [];
  let position = 0;
  while (position < keys.length && position < MOST) {
    const batch = keys.slice(position, position + AT_ONCE);
    const read = await readRecords(batch);
    lines.push(...read.lines);
    proofs.push(...read.proofs);
    sets.push(...read.sets);
    damaged.push(...read.damaged);
    position += batch.length;
    const next = keys[position];
    if (next !== undefined && (await enough(proofs, recordTime(next.key) ?? Number.POSITIVE_INFINITY))) break;
  }
  return { lines, proofs, sets, damaged, unread: keys.length - position };
}
