import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  UploadPartCopyCommand,
  type UploadPartCopyCommandInput,
} from '@aws-sdk/client-s3';
import { mapLimited } from '../../concurrency.ts';
import { CancelledError, StoreError } from '../../errors.ts';
import type { ObjectFacts, PutOptions } from '../store.ts';
import { attributesOf, type ObjectAttributes } from './attributes.ts';
import { abortUpload, removeObject } from './clean-up.ts';
import { attempt, bucketKey, type S3Context } from './context.ts';
import { isAmbiguous, nameOf } from './errors.ts';
import { prove } from './proof.ts';
import { confirmLock } from './protection.ts';

/** S3 API reference, CopyObject: "a copy of an object up to 5 GB in size in a single atomic action". */
export const LARGEST_COPY = 5 * 1024 ** 3;
/** S3 API reference, UploadPartCopy: parts of 5 MiB to 5 GiB, at most 10,000. The store moves the bytes, not we. */
const PART = 1024 ** 3;
const PARTS_AT_ONCE = 4;

/** Copies an object within the bucket without its bytes coming here, and proves the copy; see `Store.copy`. */
export async function copyObject(
  context: S3Context,
  from: string,
  to: string,
  object: ObjectFacts,
  options: PutOptions,
): Promise<void> {
  const attributes = attributesOf(context, to, options);
  await attempt(context, to, async () => {
    const checksum =
      object.size <= context.largestCopy
        ? await copyWhole(context, from, to, object, attributes)
        : await copyInParts(context, from, to, object, attributes);
    try {
      await prove(context, to, object, checksum);
      await confirmLock(context, to, options.lock);
    } catch (error) {
      await removeObject(context, to);
      throw error;
    }
    options.onProgress?.(object.size);
  });
}

/** Returns the checksum the store should have computed: of all bytes, however the source was uploaded. */
async function copyWhole(
  context: S3Context,
  from: string,
  to: string,
  object: ObjectFacts,
  attributes: ObjectAttributes,
): Promise<string> {
  try {
    await context.client.send(
      new CopyObjectCommand({
        ...attributes,
        CopySource: copySource(context, from),
        MetadataDirective: 'REPLACE',
        ...(context.trustFullChecksums ? { ChecksumAlgorithm: 'SHA256' as const } : {}),
      }),
      { abortSignal: context.signal },
    );
  } catch (error) {
    if (isAmbiguous(error)) await removeObject(context, to);
    throw error;
  }
  if (context.signal.aborted) {
    await removeObject(context, to);
    throw new CancelledError();
  }
  return Buffer.from(object.sha256, 'hex').toString('base64');
}

/** Returns nothing to compare with: the checksums of parts that were copied say nothing about the whole. */
async function copyInParts(
  context: S3Context,
  from: string,
  to: string,
  object: ObjectFacts,
  attributes: ObjectAttributes,
): Promise<undefined> {
  const { UploadId } = await context.client.send(new CreateMultipartUploadCommand({ ...attributes }), {
    abortSignal: context.signal,
  });
  if (UploadId === undefined)
    throw new StoreError('PBA-STORE-FAILED', `${context.location}: ${to} got no upload id.`);
  const upload = { Bucket: attributes.Bucket, Key: attributes.Key, UploadId };
  try {
    const size = Math.min(PART, context.largestCopy);
    const numbers = Array.from({ length: Math.ceil(object.size / size) }, (_, index) => index + 1);
    const parts = await mapLimited(numbers, PARTS_AT_ONCE, async (PartNumber): Promise<CompletedPart> => {
      const start = (PartNumber - 1) * size;
      const end = Math.min(object.size, start + size) - 1;
      const part = { ...upload, PartNumber, CopySourceRange: `bytes=${start}-${end}` };
      return { PartNumber, ETag: await copyPart(context, from, part) };
    });
    await context.client.send(
      new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }),
      { abortSignal: context.signal },
    );
  } catch (error) {
    if (isAmbiguous(error)) await removeObject(context, to);
    await abortUpload(context, to, upload);
    throw error;
  }
  return undefined;
}

/** One part; returns its ETag. */
async function copyPart(
  context: S3Context,
  from: string,
  part: Omit<UploadPartCopyCommandInput, 'CopySource'>,
): Promise<string | undefined> {
  const send = async (CopySource: string): Promise<string | undefined> => {
    const { CopyPartResult } = await context.client.send(new UploadPartCopyCommand({ ...part, CopySource }), {
      abortSignal: context.signal,
    });
    return CopyPartResult?.ETag;
  };
  const source = copySource(context, from);
  try {
    return await send(source);
  } catch (error) {
    // Ceph RGW (seen with 16.2) decodes the source of a part twice, so a key with `%` in it is not found. What is
    // copied is proven afterwards, so a wrong source could not pass.
    if (nameOf(error) !== 'NoSuchKey' || !from.includes('%')) throw error;
    return await send(source.replaceAll('%25', '%2525'));
  }
}

/** Each segment percent-encoded, as the header `x-amz-copy-source` wants it. */
function copySource(context: S3Context, key: string): string {
  return [context.bucket, ...bucketKey(context, key).split('/')].map(encodeURIComponent).join('/');
}
