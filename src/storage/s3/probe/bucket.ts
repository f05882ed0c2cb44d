import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListMultipartUploadsCommand,
} from '@aws-sdk/client-s3';
import type { PolicyStatement } from '../../../catalog/doctor/bucket-policy.ts';
import type { StoreFacts } from '../../../catalog/doctor/store.ts';
import type { S3Context } from '../context.ts';
import { nameOf, statusOf } from '../errors.ts';

export type BucketFacts = Pick<
  StoreFacts,
  'versioning' | 'objectLock' | 'encryption' | 'blockPublicAccess' | 'bucketPolicy' | 'oldUploads'
>;

/**
 * Asks one question about the bucket. `absent` is what the errors named in `absentNames` mean.
 * @throws only what is not an answer of the store
 */
async function ask<T>(
  question: () => Promise<T>,
  absent?: { readonly value: T; readonly names: RegExp },
): Promise<T | 'denied' | 'failed'> {
  try {
    return await question();
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    if (absent?.names.test(nameOf(error))) return absent.value;
    return statusOf(error) === 403 ? 'denied' : 'failed';
  }
}

/** Reads the settings of the bucket; nothing is changed. */
export async function readBucket(context: S3Context, now: Date): Promise<BucketFacts> {
  const { client, bucket: Bucket, signal: abortSignal } = context;
  const options = { abortSignal };
  const [versioning, objectLock, encryption, blockPublicAccess, bucketPolicy, oldUploads] = await Promise.all(
    [
      ask(async (): Promise<BucketFacts['versioning']> => {
        const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket }), options);
        return Status === 'Enabled' ? 'on' : Status === 'Suspended' ? 'suspended' : 'off';
      }),
      ask<BucketFacts['objectLock']>(
        async (): Promise<BucketFacts['objectLock']> => {
          const answer = await client.send(new GetObjectLockConfigurationCommand({ Bucket }), options);
          return answer.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled' ? 'on' : 'off';
        },
        { value: 'off', names: /ObjectLockConfiguration|InvalidBucketState|InvalidRequest/ },
      ),
      ask<BucketFacts['encryption']>(
        async (): Promise<BucketFacts['encryption']> => {
          const answer = await client.send(new GetBucketEncryptionCommand({ Bucket }), options);
          const [rule] = answer.ServerSideEncryptionConfiguration?.Rules ?? [];
          const chosen = rule?.ApplyServerSideEncryptionByDefault;
          if (chosen?.SSEAlgorithm === undefined) return 'none';
          return { algorithm: chosen.SSEAlgorithm, key: chosen.KMSMasterKeyID };
        },
        { value: 'none', names: /EncryptionConfigurationNotFound/ },
      ),
      ask<BucketFacts['blockPublicAccess']>(
        async (): Promise<BucketFacts['blockPublicAccess']> => {
          const answer = await client.send(new GetPublicAccessBlockCommand({ Bucket }), options);
          const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } =
            answer.PublicAccessBlockConfiguration ?? {};
          const on = [BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets];
          return on.every((one) => one === true) ? 'all' : on.some((one) => one === true) ? 'partly' : 'none';
        },
        { value: 'none', names: /NoSuchPublicAccessBlock/ },
      ),
      ask<BucketFacts['bucketPolicy']>(
        async (): Promise<BucketFacts['bucketPolicy']> => {
          const { Policy } = await client.send(new GetBucketPolicyCommand({ Bucket }), options);
          return statementsOf(Policy ?? '');
        },
        { value: 'none', names: /NoSuchBucketPolicy/ },
      ),
      ask(async (): Promise<BucketFacts['oldUploads']> => {
        const Prefix = context.root;
        const { Uploads } = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix }), options);
        const limit = new Date(now.getTime() - 86_400_000);
        return (Uploads ?? [])
          .filter(({ Initiated }) => Initiated !== undefined && Initiated < limit)
          .map(({ Key }) => (Key ?? '').slice(context.root.length));
      }),
    ],
  );
  return { versioning, objectLock, encryption, blockPublicAccess, bucketPolicy, oldUploads };
}

function statementsOf(text: string): PolicyStatement[] {
  const { Statement } = JSON.parse(text) as { Statement?: PolicyStatement | PolicyStatement[] };
  return Statement === undefined ? [] : [Statement].flat();
}
