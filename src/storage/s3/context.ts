import type { S3Client } from '@aws-sdk/client-s3';
import { CancelledError, StoreError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { assertKey, LONGEST_KEY } from '../keys.ts';
import { s3Error } from './errors.ts';

/** What every S3 operation of one store needs. */
export interface S3Context {
  /** A socket of this client that carries no byte for `stallTimeoutMs` is an error. */
  readonly client: S3Client;
  /** For reading objects: here the consumer may pause as long as it likes, so `reading.ts` measures stalls. */
  readonly reader: S3Client;
  readonly bucket: string;
  /** Empty or ending in `/`. */
  readonly root: string;
  readonly location: string;
  readonly trustFullChecksums: boolean;
  /** Nothing is read, listed or deleted. */
  readonly writeOnly: boolean;
  /** Bytes up to which an object is copied in one request. */
  readonly largestCopy: number;
  readonly stallTimeoutMs: number;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * The key in the bucket.
 * @throws StoreError PBA-STORE-FAILED when it is not one that every store can hold
 */
export function bucketKey(context: S3Context, key: string): string {
  assertKey(key);
  const whole = context.root + key;
  if (Buffer.byteLength(whole) > LONGEST_KEY) {
    throw new StoreError(
      'PBA-STORE-FAILED',
      `${context.location}: ${key} is longer than ${LONGEST_KEY} bytes with its prefix.`,
    );
  }
  return whole;
}

/**
 * Runs one operation; whatever it throws becomes the error that `Store` promises.
 * `what` is the key or prefix, or empty for the bucket.
 */
export async function attempt<T>(context: S3Context, what: string, body: () => Promise<T>): Promise<T> {
  if (context.signal.aborted) throw new CancelledError();
  try {
    return await body();
  } catch (error) {
    throw s3Error(error, context.location, what, context.signal);
  }
}
