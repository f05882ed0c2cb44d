import { isAbsolute, resolve } from 'node:path';
import type { LifecycleRule } from '@aws-sdk/client-s3';
import { UserError } from '../errors.ts';
import type { Log } from '../log.ts';
import { DirectoryStore } from './directory.ts';
import { keyProblem } from './keys.ts';
import type { S3Context } from './s3/context.ts';
import type { S3Options, S3Place } from './s3/options.ts';
import type { Store } from './store.ts';

export interface OpenOptions {
  readonly s3: S3Options;
  /** Where AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL and AWS_REGION are looked up when `s3` does not say. */
  readonly env?: Readonly<Record<string, string>>;
  /** Aborting it ends every operation of the store. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * Opens the store at `location`: an absolute path of a directory, or `s3://bucket[/prefix]`. Nothing is sent or made
 * yet: that is `check()`. The AWS SDK is loaded only for S3, since it is large.
 * @throws UserError PBA-INPUT when the location or the S3 options are malformed
 */
export async function openStore(location: string, options: OpenOptions): Promise<Store> {
  if (location.startsWith('s3://')) {
    const [context, { S3Store }] = await Promise.all([contextOf(location, options), import('./s3/store.ts')]);
    return new S3Store(context);
  }
  if (!isAbsolute(location) || location.includes('\0')) {
    throw new UserError('PBA-INPUT', `${quoted(location)} is not a store.`, {
      hint: 'A store is the absolute path of a directory, like /backups/postgresql, or s3://bucket/prefix. An endpoint is given separately.',
    });
  }
  const root = resolve(location);
  if (root === '/') {
    throw new UserError('PBA-INPUT', 'The root directory cannot be a store.', {
      hint: 'Give the store a directory of its own, like /backups/postgresql.',
    });
  }
  return new DirectoryStore(root, options.signal);
}

/** The clients of an S3 store. @throws UserError PBA-INPUT */
export async function contextOf(location: string, options: OpenOptions): Promise<S3Context> {
  const place = parseS3Location(location);
  const normal = `s3://${place.bucket}${place.root === '' ? '' : `/${place.root.slice(0, -1)}`}`;
  const { openContext } = await import('./s3/client.ts');
  return openContext(place, normal, options.s3, options.env ?? {}, options.signal, options.log);
}

/** What belongs to a whole bucket, not to the prefix of a store. */
export interface Bucket {
  /** @throws StoreError */
  readLifecycle(): Promise<LifecycleRule[]>;
  /** Replaces all rules of the bucket. @throws StoreError */
  writeLifecycle(rules: readonly LifecycleRule[]): Promise<void>;
  close(): void;
}

/** Opens the bucket of an S3 store; nothing is asked of it yet. @throws UserError PBA-INPUT */
export async function openBucket(location: string, options: OpenOptions): Promise<Bucket> {
  const [context, { readLifecycle, writeLifecycle }] = await Promise.all([
    contextOf(location, options),
    import('./s3/lifecycle.ts'),
  ]);
  return {
    readLifecycle: () => readLifecycle(context),
    writeLifecycle: (rules) => writeLifecycle(context, rules),
    close: () => {
      context.client.destroy();
      context.reader.destroy();
    },
  };
}

/** The bucket's name in the location of an S3 store. @throws UserError PBA-INPUT */
export function bucketOf(location: string): string {
  return parseS3Location(location).bucket;
}

/**
 * `s3://bucket[/prefix]`; one `/` at the end is allowed.
 * @throws UserError PBA-INPUT
 */
export function parseS3Location(location: string): S3Place {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]*)(?:\/(.*))?$/s.exec(location) ?? [];
  const trimmed = prefix.endsWith('/') ? prefix.slice(0, -1) : prefix;
  const problem = prefix === '' ? undefined : keyProblem(trimmed);
  // S3 user guide, "Bucket naming rules"; older buckets may have capitals and underscores.
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/.test(bucket) || problem !== undefined) {
    const reason = problem === undefined ? 'the bucket name is not one' : `of the prefix, ${problem}`;
    throw new UserError('PBA-INPUT', `${quoted(location)} is not a store: ${reason}.`, {
      hint: 'Write s3://bucket or s3://bucket/prefix, without a host: the endpoint is given separately.',
    });
  }
  return { bucket, root: trimmed === '' ? '' : `${trimmed}/` };
}

/** For messages. Credentials do not belong into a location; when somebody tries, they are not repeated. */
function quoted(location: string): string {
  return JSON.stringify(location.replace(/\/\/[^/]*@/, '//…@'));
}
