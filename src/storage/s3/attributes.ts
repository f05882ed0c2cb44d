import type { ObjectLockMode, StorageClass } from '@aws-sdk/client-s3';
import type { PutOptions } from '../store.ts';
import { bucketKey, type S3Context } from './context.ts';

/** What an upload is told about the object, besides its bytes. */
export interface ObjectAttributes {
  readonly Bucket: string;
  readonly Key: string;
  readonly ContentType: string;
  readonly StorageClass?: StorageClass;
  readonly ObjectLockMode?: ObjectLockMode;
  readonly ObjectLockRetainUntilDate?: Date;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
  sql: 'application/sql',
  tar: 'application/x-tar',
};

function contentType(key: string): string {
  return CONTENT_TYPES[key.slice(key.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}

/** `storageClass` is passed on as it is; the store refuses what it does not know. */
export function attributesOf(
  context: S3Context,
  key: string,
  options: Pick<PutOptions, 'storageClass' | 'lock'> = {},
): ObjectAttributes {
  const { storageClass, lock } = options;
  return {
    Bucket: context.bucket,
    Key: bucketKey(context, key),
    ContentType: contentType(key),
    ...(storageClass === undefined ? {} : { StorageClass: storageClass as StorageClass }),
    ...(lock === undefined
      ? {}
      : {
          ObjectLockMode: lock.mode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
          ObjectLockRetainUntilDate: lock.until,
        }),
  };
}
