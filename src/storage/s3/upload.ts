import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CancelledError, StoreError } from '../../errors.ts';
import { openSource, readFully, sourceDiffers } from '../source-file.ts';
import type { FileToStore, PutOptions } from '../store.ts';
import { acknowledge } from './acknowledge.ts';
import { attributesOf, type ObjectAttributes } from './attributes.ts';
import { digestsOf, signedWithOwnDigest } from './checksums.ts';
import { removeObject } from './clean-up.ts';
import { attempt, type S3Context } from './context.ts';
import { isAmbiguous } from './errors.ts';
import { uploadInParts } from './multipart.ts';
import { planParts, SMALLEST_PART } from './parts.ts';
import { prove } from './proof.ts';
import { confirmLock } from './protection.ts';

/**
 * Stores a file and proves it, see `Store.putFile`. Files of one part go in one request, larger ones in several.
 * What an earlier run left under the key is replaced.
 */
export async function uploadFile(
  context: S3Context,
  key: string,
  file: FileToStore,
  options: PutOptions,
): Promise<void> {
  const plan = planParts(file.size);
  if (plan === undefined) {
    throw new StoreError(
      'PBA-STORE-FAILED',
      `${context.location}: ${key} is larger than an S3 object can be.`,
    );
  }
  const attributes = attributesOf(context, key, options);
  await attempt(context, key, async () => {
    const source = await openSource(file);
    try {
      const checksum =
        file.size <= SMALLEST_PART
          ? await uploadWhole(context, key, file, await readFully(source, file, 0, file.size), attributes)
          : await uploadInParts(context, key, file, source, plan, attributes, options.onProgress);
      if (file.size <= SMALLEST_PART) options.onProgress?.(file.size);
      try {
        await prove(context, key, file, checksum);
        await confirmLock(context, key, options.lock);
      } catch (error) {
        await removeObject(context, key);
        throw error;
      }
    } finally {
      await source.close();
    }
  });
}

/** One PutObject. Returns the checksum the store should have computed: base64 SHA-256 of the bytes. */
async function uploadWhole(
  context: S3Context,
  key: string,
  file: FileToStore,
  body: Buffer,
  attributes: ObjectAttributes,
): Promise<string> {
  const hash = createHash('sha256').update(body).digest();
  if (hash.toString('hex') !== file.sha256) throw sourceDiffers(file, 'its SHA-256 differs');
  const checksum = hash.toString('base64');
  try {
    const answer = await context.client.send(
      signedWithOwnDigest(
        new PutObjectCommand({
          ...attributes,
          Body: body,
          ContentLength: body.length,
          ...digestsOf(context, body),
        }),
      ),
      { abortSignal: context.signal },
    );
    acknowledge(context, key, body, answer);
  } catch (error) {
    if (isAmbiguous(error)) await removeObject(context, key);
    throw error;
  }
  if (context.signal.aborted) {
    await removeObject(context, key);
    throw new CancelledError();
  }
  return checksum;
}
