import { DENIALS } from '../../catalog/doctor/bucket-policy.ts';
import { type BucketPlace, roleStatements, S3_ROLES, type S3Role, type Statement } from './s3-roles.ts';

/** Who the roles are: ARNs such as `arn:aws:iam::123456789012:role/backup-writer`; Ceph: `arn:aws:iam:::user/writer`. */
export type Principals = Readonly<Partial<Record<S3Role | 'administrator', string>>>;

export interface BucketPolicyOptions {
  readonly principals: Principals;
  /** False only where the store itself is reached without TLS: the denial would lock everybody out. */
  readonly tls: boolean;
}

/**
 * The policy of the bucket: denials for everybody, and, where it is known who they are, what the roles may. The administrator
 * is exempt from what has to be done now and then: changing lifecycle rules and versioning.
 */
export function bucketPolicy(place: BucketPlace, { principals, tls }: BucketPolicyOptions): unknown {
  const bucket = `arn:aws:s3:::${place.name}`;
  const everything = [bucket, `${bucket}/*`];
  const denials = Object.entries(DENIALS)
    .filter(([name]) => tls || name !== 'plain HTTP')
    .map(([name, denial]): Statement => {
      const ofBucket = ['changes of the lifecycle rules', 'switching versioning off'].includes(name);
      const exempt = ofBucket && principals.administrator !== undefined;
      const condition = 'condition' in denial ? denial.condition : undefined;
      return {
        Sid: SIDS[name as keyof typeof DENIALS],
        Effect: 'Deny',
        Principal: '*',
        Action: denial.actions,
        Resource: name === 'plain HTTP' ? everything : ofBucket ? [bucket] : [`${bucket}/*`],
        ...(condition === undefined && !exempt
          ? {}
          : {
              Condition: {
                ...condition,
                ...(exempt ? { ArnNotEquals: { 'aws:PrincipalArn': principals.administrator } } : {}),
              },
            }),
      };
    });
  const roles = S3_ROLES.flatMap((role) => {
    const principal = principals[role];
    if (principal === undefined) return [];
    const Principal = { AWS: [principal] };
    return [
      ...roleStatements(role, place).map((statement) => ({ ...statement, Principal })),
      ...(role === 'writer' ? [notForWriters(place, Principal)] : []),
    ];
  });
  return { Version: '2012-10-17', Statement: [...denials, ...roles.map(inOrder)] };
}

/** In some stores, Ceph's among them, whoever put an object owns it, and may read and delete it whatever is not allowed. */
function notForWriters(place: BucketPlace, Principal: unknown): Statement {
  return {
    Sid: 'WriterReadsAndDeletesNothing',
    Effect: 'Deny',
    Principal,
    Action: [
      's3:GetObject',
      's3:GetObjectVersion',
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:PutObjectAcl',
    ],
    Resource: [`arn:aws:s3:::${place.name}/*`],
  };
}

const SIDS: Readonly<Record<keyof typeof DENIALS, string>> = {
  'plain HTTP': 'OnlyWithTls',
  'encryption with keys of the sender (SSE-C)': 'NoKeysOfTheSender',
  'changes of the lifecycle rules': 'NoLifecycleChanges',
  'switching versioning off': 'NoVersioningChanges',
  'going round Object Lock': 'NoWayRoundLocks',
};

/** The principal where people look for it. */
function inOrder({ Sid, Effect, Principal, ...rest }: Statement): Statement {
  return { Sid, Effect, Principal, ...rest };
}

/** The policy of a KMS key: the writer makes data keys (and decrypts, which uploads in parts need), readers decrypt. */
export function keyPolicy(account: string, region: string, principals: Principals): unknown {
  const via = {
    [region === '*' ? 'StringLike' : 'StringEquals']: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
  };
  const allow = (Sid: string, role: S3Role, Action: string[]): Statement[] => {
    const principal = principals[role];
    if (principal === undefined) return [];
    return [
      { Sid, Effect: 'Allow', Principal: { AWS: [principal] }, Action, Resource: ['*'], Condition: via },
    ];
  };
  const administrator = principals.administrator ?? `arn:aws:iam::${account}:root`;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AccountKeepsTheKey',
        Effect: 'Allow',
        Principal: { AWS: [`arn:aws:iam::${account}:root`] },
        Action: ['kms:*'],
        Resource: ['*'],
      },
      {
        // Deleting the key deletes every backup that was encrypted with it.
        Sid: 'OnlyTheAdministratorEndsTheKey',
        Effect: 'Deny',
        Principal: '*',
        Action: ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:PutKeyPolicy'],
        Resource: ['*'],
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': administrator } },
      },
      ...allow('WriterEncrypts', 'writer', ['kms:GenerateDataKey', 'kms:Decrypt']),
      ...allow('RestorerDecrypts', 'restorer', ['kms:Decrypt', 'kms:GenerateDataKey']),
      ...allow('PrunerDecrypts', 'pruner', ['kms:Decrypt', 'kms:GenerateDataKey']),
      ...allow('WatcherDecrypts', 'watcher', ['kms:Decrypt']),
    ],
  };
}
