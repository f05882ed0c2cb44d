import { StoreError } from '../errors.ts';
import type { DeleteOutcome, StoredObject, StoredVersion, VersionDeletion } from './store.ts';

/** The error of stores that can neither lock nor hold an object. */
export function withoutLocks(location: string): StoreError {
  return new StoreError('PBA-STORE-LOCK', `${location} can neither lock nor hold objects.`, {
    hint: 'Only S3 buckets with Object Lock can. Elsewhere a hold in the catalog keeps `prune` from deleting the set.',
  });
}

/** An object of a store without versions, as the only version of its key. */
export function onlyVersion(object: StoredObject): StoredVersion {
  return { ...object, versionId: undefined, latest: true, marker: false, modified: undefined };
}

/** What deleting keys means where there are no versions. */
export function withoutVersions({ deleted, failed }: DeleteOutcome): VersionDeletion {
  return { deleted: deleted.map((key) => ({ key, versionId: undefined })), failed, locked: [] };
}
