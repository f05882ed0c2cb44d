import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { CancelledError } from '../../errors.ts';
import { keyProblem } from '../keys.ts';
import type { DeleteOutcome } from '../store.ts';
import { bucketKey, type S3Context } from './context.ts';
import { nameOf, s3Error, statusOf } from './errors.ts';

/** The most keys one DeleteObjects request may hold (S3 API reference). */
const BATCH = 1000;
const AT_ONCE = 8;

interface Failure {
  readonly key: string;
  readonly reason: string;
}

/**
 * Deletes keys in batches. When a whole batch fails, each of its keys is reported with the reason. In a bucket with
 * versions this adds delete markers: versions under object lock stay.
 */
export async function deleteKeys(context: S3Context, keys: readonly string[]): Promise<DeleteOutcome> {
  const deleted: string[] = [];
  const failed: Failure[] = [];
  const valid: string[] = [];
  for (const key of new Set(keys)) {
    const problem = keyProblem(key);
    if (problem === undefined) valid.push(key);
    else failed.push({ key, reason: `This is not a key: ${problem}.` });
  }
  let deleteBatch = deleteTogether;
  for (let start = 0; start < valid.length; start += BATCH) {
    const batch = valid.slice(start, start + BATCH);
    let failures: readonly Failure[];
    try {
      failures = await deleteBatch(context, batch);
    } catch (error) {
      if (context.signal.aborted) throw new CancelledError(undefined, { cause: error });
      if (needsSingleRequests(error) && deleteBatch !== deleteOneByOne) {
        context.log.debug(
          `${context.location} refuses to delete several objects at once (${nameOf(error)}).`,
        );
        deleteBatch = deleteOneByOne;
        start -= BATCH;
        continue;
      }
      failures = batch.map((key) => ({ key, reason: reasonOf(context, key, error) }));
    }
    const refused = new Set(failures.map((failure) => failure.key));
    failed.push(...failures);
    deleted.push(...batch.filter((key) => !refused.has(key)));
  }
  return { deleted, failed };
}

async function deleteTogether(context: S3Context, keys: readonly string[]): Promise<Failure[]> {
  const output = await context.client.send(
    new DeleteObjectsCommand({
      Bucket: context.bucket,
      Delete: { Objects: keys.map((key) => ({ Key: bucketKey(context, key) })), Quiet: false },
    }),
    { abortSignal: context.signal },
  );
  const failures = (output.Errors ?? [])
    .filter((error) => error.Code !== 'NoSuchKey')
    .map(({ Key, Code, Message }) => ({
      key: Key?.slice(context.root.length) ?? '',
      reason: `${Code ?? 'Error'}: ${Message ?? 'the store gave no reason'}`,
    }));
  const answered = new Set([...(output.Deleted ?? []), ...(output.Errors ?? [])].map(({ Key }) => Key));
  const silent = keys
    .filter((key) => !answered.has(bucketKey(context, key)))
    .map((key) => ({ key, reason: 'The store did not say whether it was deleted.' }));
  return [...failures, ...silent];
}

async function deleteOneByOne(context: S3Context, keys: readonly string[]): Promise<Failure[]> {
  const failures: Failure[] = [];
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    await Promise.all(
      keys.slice(start, start + AT_ONCE).map(async (key) => {
        const command = new DeleteObjectCommand({ Bucket: context.bucket, Key: bucketKey(context, key) });
        try {
          await context.client.send(command, { abortSignal: context.signal });
        } catch (error) {
          if (statusOf(error) !== 404) failures.push({ key, reason: reasonOf(context, key, error) });
        }
      }),
    );
    context.signal.throwIfAborted();
  }
  return failures;
}

/**
 * The SDK no longer sends Content-MD5, which Swift and others demand here; some stores lack the operation. S3 refuses single
 * keys in its answer; a refusal of the whole (Ceph RGW 16.2) says that the right is one for some prefixes only, or for none.
 */
export function needsSingleRequests(error: unknown): boolean {
  if (statusOf(error) === 403 && nameOf(error) === 'AccessDenied') return true;
  if (statusOf(error) === 501 || nameOf(error) === 'NotImplemented') return true;
  return (
    statusOf(error) === 400 &&
    /content-?md5/i.test(`${nameOf(error)} ${error instanceof Error ? error.message : ''}`)
  );
}

function reasonOf(context: S3Context, key: string, error: unknown): string {
  return s3Error(error, context.location, key, context.signal).message;
}
