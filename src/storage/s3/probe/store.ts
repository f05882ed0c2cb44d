import type { StoreFacts } from '../../../catalog/doctor/store.ts';
import { attempt, type S3Context } from '../context.ts';
import { isAmazon } from '../options.ts';
import { readBucket } from './bucket.ts';
import { tryObjects } from './objects.ts';
import { bucketUrl, lookFromOutside } from './outside.ts';

/**
 * Tries everything about one S3 store.
 * @param dialect a context whose client sends what the AWS SDK sends by default
 * @throws StoreError
 */
export async function tryS3Store(
  context: S3Context,
  dialect: S3Context,
  now: Date,
): Promise<{ readonly facts: StoreFacts; readonly aheadMs: number | undefined }> {
  return await attempt(context, '', async () => {
    const trials = await tryObjects(context, dialect);
    const [settings, view, url] = await Promise.all([
      readBucket(context, now),
      lookFromOutside(context),
      bucketUrl(context),
    ]);
    const facts: StoreFacts = {
      location: context.location,
      kind: 's3',
      amazon: isAmazon(url.origin),
      tls: url.protocol === 'https:',
      loopback: /^(localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname),
      ...trials,
      ...settings,
      publicList: view.publicList,
    };
    return { facts, aheadMs: view.aheadMs };
  });
}
