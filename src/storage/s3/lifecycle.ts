import {
  GetBucketLifecycleConfigurationCommand,
  type LifecycleRule,
  PutBucketLifecycleConfigurationCommand,
} from '@aws-sdk/client-s3';
import { attempt, type S3Context } from './context.ts';
import { nameOf } from './errors.ts';

/** The lifecycle rules of the whole bucket; none when it has no configuration. */
export async function readLifecycle(context: S3Context): Promise<LifecycleRule[]> {
  return await attempt(context, '', async () => {
    try {
      const command = new GetBucketLifecycleConfigurationCommand({ Bucket: context.bucket });
      return (await context.client.send(command, { abortSignal: context.signal })).Rules ?? [];
    } catch (error) {
      if (nameOf(error) === 'NoSuchLifecycleConfiguration') return [];
      throw error;
    }
  });
}

/** Replaces the lifecycle rules of the whole bucket. */
export async function writeLifecycle(context: S3Context, rules: readonly LifecycleRule[]): Promise<void> {
  await attempt(context, '', async () => {
    const command = new PutBucketLifecycleConfigurationCommand({
      Bucket: context.bucket,
      LifecycleConfiguration: { Rules: [...rules] },
    });
    await context.client.send(command, { abortSignal: context.signal });
  });
}
