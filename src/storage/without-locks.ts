import { StoreError } from '../errors.ts';

/** The error of stores that can neither lock nor hold an object. */
export function withoutLocks(location: string): StoreError {
  return new StoreError('PBA-STORE-LOCK', `${location} can neither lock nor hold objects.`, {
    hint: 'Only S3 buckets with Object Lock can. Elsewhere a hold in the catalog keeps `prune` from deleting the set.',
  });
}
