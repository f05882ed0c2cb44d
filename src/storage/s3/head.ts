import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { attempt, bucketKey, type S3Context } from './context.ts';
import { nameOf, statusOf } from './errors.ts';

/** What a store tells about one object. */
export interface ObjectHead {
  readonly size: number;
  /** Base64; with `-N` behind it the hash of the hashes of N parts. Only when asked for and known. */
  readonly sha256: string | undefined;
}

/** Undefined when there is no such object. A missing bucket looks the same: HEAD answers have no body. */
export async function headObject(
  context: S3Context,
  key: string,
  withChecksum: boolean,
): Promise<ObjectHead | undefined> {
  return await attempt(context, key, async () => {
    try {
      const output = await context.client.send(
        new HeadObjectCommand({
          Bucket: context.bucket,
          Key: bucketKey(context, key),
          ...(withChecksum ? { ChecksumMode: 'ENABLED' as const } : {}),
        }),
        { abortSignal: context.signal },
      );
      return { size: output.ContentLength ?? 0, sha256: output.ChecksumSHA256 };
    } catch (error) {
      if (statusOf(error) === 404 || nameOf(error) === 'NoSuchKey') return undefined;
      throw error;
    }
  });
}
