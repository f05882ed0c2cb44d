import { AbortMultipartUploadCommand, DeleteObjectCommand } from '@aws-sdk/client-s3';
import type { DeleteOutcome } from '../store.ts';
import { TAKE_BACK_MS, takingBack } from '../take-back.ts';
import { bucketKey, type S3Context } from './context.ts';
import { deleteKeys } from './deletion.ts';
import { nameOf, s3Error } from './errors.ts';

/**
 * Takes something back after a failure or a cancellation. It has a deadline of its own, since the main signal may be
 * aborted already. It does not throw: the error that led here is the one to report, and the sweeper of the next
 * run is the second line.
 */
async function cleanUp(
  context: S3Context,
  what: string,
  body: (abortSignal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  try {
    await body(AbortSignal.timeout(TAKE_BACK_MS));
  } catch (error) {
    const reason = s3Error(error, context.location, what, new AbortController().signal).message;
    context.log.warning(
      `What a failed upload left could not be removed; the next run tries again. ${reason}`,
    );
  }
}

/** Takes back an object that was stored, or may have been, by an upload that failed. */
export async function removeObject(context: S3Context, key: string): Promise<void> {
  const command = new DeleteObjectCommand({ Bucket: context.bucket, Key: bucketKey(context, key) });
  await cleanUp(context, key, (abortSignal) => context.client.send(command, { abortSignal }));
}

/** `Store.takeBack`. */
export async function takeBackKeys(context: S3Context, keys: readonly string[]): Promise<DeleteOutcome> {
  return await takingBack(keys, (signal) => deleteKeys({ ...context, signal }, keys));
}

/** Ends an upload in parts that failed. One that is gone already is fine. */
export async function abortUpload(
  context: S3Context,
  key: string,
  upload: { readonly Bucket: string; readonly Key: string; readonly UploadId: string },
): Promise<void> {
  await cleanUp(context, key, (abortSignal) =>
    context.client
      .send(new AbortMultipartUploadCommand(upload), { abortSignal })
      .catch((failure: unknown) => {
        if (nameOf(failure) !== 'NoSuchUpload') throw failure;
      }),
  );
}
