import { HeadObjectCommand, RestoreObjectCommand } from '@aws-sdk/client-s3';
import { StoreError } from '../../errors.ts';
import type { Availability, RetrievalTier } from '../store.ts';
import { attempt, bucketKey, type S3Context } from './context.ts';
import { nameOf, statusOf } from './errors.ts';

/** S3 API reference, GetObject: InvalidObjectState for these until they are restored. */
const ARCHIVES: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);

/** By the headers of HEAD: `x-amz-storage-class`, `x-amz-archive-status`, `x-amz-restore`. */
export async function readAvailability(context: S3Context, key: string): Promise<Availability> {
  return await attempt(context, key, async () => {
    try {
      const command = new HeadObjectCommand({ Bucket: context.bucket, Key: bucketKey(context, key) });
      const head = await context.client.send(command, { abortSignal: context.signal });
      const storageClass = head.StorageClass ?? 'STANDARD';
      const archived = ARCHIVES.has(storageClass) || head.ArchiveStatus !== undefined;
      const restored = /ongoing-request="false"/.test(head.Restore ?? '');
      return {
        readable: !archived || restored,
        storageClass,
        retrieving: /ongoing-request="true"/.test(head.Restore ?? ''),
      };
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
      throw new StoreError('PBA-STORE-NOT-FOUND', `${context.location}: there is no object ${key}.`, {
        cause: error,
      });
    }
  });
}

export async function requestRetrieval(
  context: S3Context,
  key: string,
  tier: RetrievalTier,
  days: number,
): Promise<void> {
  await attempt(context, key, async () => {
    const command = new RestoreObjectCommand({
      Bucket: context.bucket,
      Key: bucketKey(context, key),
      RestoreRequest: { Days: days, GlacierJobParameters: { Tier: tier } },
    });
    try {
      await context.client.send(command, { abortSignal: context.signal });
    } catch (error) {
      if (nameOf(error) !== 'RestoreAlreadyInProgress') throw error;
    }
  });
}
