import { StoreError } from '../errors.ts';
import type {
  Availability,
  DeleteOutcome,
  Protection,
  RetrievalTier,
  StoredObject,
  StoredVersion,
  VersionDeletion,
  VersionId,
} from './store.ts';

/** What stores without versions, locks and holds answer when they are asked for them. */
export abstract class WithoutVersions {
  abstract readonly location: string;
  abstract list(prefix: string): AsyncIterable<StoredObject>;
  abstract delete(keys: readonly string[]): Promise<DeleteOutcome>;

  async *versions(prefix: string): AsyncIterable<StoredVersion> {
    for await (const object of this.list(prefix)) yield onlyVersion(object);
  }

  async deleteVersions(versions: readonly VersionId[]): Promise<VersionDeletion> {
    const { deleted, failed } = await this.delete(versions.map((version) => version.key));
    return { deleted: deleted.map((key) => ({ key, versionId: undefined })), failed, locked: [] };
  }

  async protection(_key: string): Promise<Protection> {
    return { lock: undefined, legalHold: false };
  }

  async availability(_key: string): Promise<Availability> {
    return { readable: true, storageClass: 'STANDARD', retrieving: false };
  }

  async retrieve(_key: string, _tier: RetrievalTier, _days: number): Promise<void> {}

  async setLegalHold(_key: string, _on: boolean): Promise<void> {
    throw withoutLocks(this.location);
  }
}

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
