import {
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  PutObjectLegalHoldCommand,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { StoreError } from '../../errors.ts';
import type { ObjectLock, Protection } from '../store.ts';
import { withoutLocks } from '../without-versions.ts';
import { attempt, bucketKey, type S3Context } from './context.ts';
import { nameOf, statusOf } from './errors.ts';

/**
 * Makes sure that a lock that was asked for is there: a bucket without Object Lock may accept the headers and forget them.
 * @throws StoreError PBA-STORE-LOCK
 */
export async function confirmLock(
  context: S3Context,
  key: string,
  wanted: ObjectLock | undefined,
): Promise<void> {
  if (wanted === undefined) return;
  if (!context.writeOnly && (await isLocked(context, key, wanted))) return;
  // Ceph RGW forgets the lock of an upload in parts, but takes it afterwards. Who cannot look, sets it again.
  await attempt(context, key, () =>
    context.client.send(
      new PutObjectRetentionCommand({
        Bucket: context.bucket,
        Key: bucketKey(context, key),
        Retention: {
          Mode: wanted.mode === 'compliance' ? 'COMPLIANCE' : 'GOVERNANCE',
          RetainUntilDate: wanted.until,
        },
      }),
      { abortSignal: context.signal },
    ),
  );
  if (context.writeOnly || (await isLocked(context, key, wanted))) return;
  throw new StoreError(
    'PBA-STORE-LOCK',
    `${context.location}: ${key} was stored, but is not locked as asked for.`,
    {
      hint: 'Object Lock has to be enabled for the bucket, and the role needs s3:PutObjectRetention and s3:GetObjectRetention.',
    },
  );
}

async function isLocked(context: S3Context, key: string, wanted: ObjectLock): Promise<boolean> {
  const { lock } = await readProtection(context, key);
  // The store keeps whole seconds, or milliseconds.
  if (lock === undefined || lock.until.getTime() < wanted.until.getTime() - 1000) return false;
  return lock.mode === wanted.mode || lock.mode === 'compliance';
}

/** Whether the bucket has Object Lock at all: one question instead of two for every object. True when it does not say. */
export async function hasLocks(context: S3Context): Promise<boolean> {
  return await attempt(context, '', async () => {
    try {
      const command = new GetObjectLockConfigurationCommand({ Bucket: context.bucket });
      const output = await context.client.send(command, { abortSignal: context.signal });
      return output.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled';
    } catch (error) {
      if (isWithoutLocks(error) || statusOf(error) === 404) return false;
      if (statusOf(error) === 403) return true;
      throw error;
    }
  });
}

/** What the store says protects the newest version of an object. */
export async function readProtection(
  context: S3Context,
  key: string,
  versionId?: string,
): Promise<Protection> {
  const target = {
    Bucket: context.bucket,
    Key: bucketKey(context, key),
    ...(versionId === undefined ? {} : { VersionId: versionId }),
  };
  const abort = { abortSignal: context.signal };
  return await attempt(context, key, async () => {
    const [retention, hold] = await Promise.all([
      orNothing(context.client.send(new GetObjectRetentionCommand(target), abort)),
      orNothing(context.client.send(new GetObjectLegalHoldCommand(target), abort)),
    ]);
    const { Mode, RetainUntilDate } = retention?.Retention ?? {};
    return {
      lock:
        Mode === undefined || RetainUntilDate === undefined
          ? undefined
          : { mode: Mode === 'COMPLIANCE' ? 'compliance' : 'governance', until: RetainUntilDate },
      legalHold: hold?.LegalHold?.Status === 'ON',
    };
  });
}

/** Sets or ends the legal hold of the newest version of an object. */
export async function writeLegalHold(context: S3Context, key: string, on: boolean): Promise<void> {
  await attempt(context, key, async () => {
    const hold = { Status: on ? 'ON' : 'OFF' } as const;
    const command = new PutObjectLegalHoldCommand({
      Bucket: context.bucket,
      Key: bucketKey(context, key),
      LegalHold: hold,
    });
    try {
      await context.client.send(command, { abortSignal: context.signal });
    } catch (error) {
      if (isWithoutLocks(error)) throw withoutLocks(context.location);
      throw error;
    }
  });
}

/** An object without retention or hold, and a bucket without Object Lock, answer with an error. */
async function orNothing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    // A server that does not know the question answers with the object itself.
    if (isWithoutLocks(error) || statusOf(error) === 200) return undefined;
    throw error;
  }
}

const WITHOUT_LOCKS: ReadonlySet<string> = new Set([
  'NoSuchObjectLockConfiguration',
  'ObjectLockConfigurationNotFoundError',
  'InvalidRequest',
  'MethodNotAllowed',
  'NotImplemented',
]);

function isWithoutLocks(error: unknown): boolean {
  return WITHOUT_LOCKS.has(nameOf(error)) || statusOf(error) === 501;
}
