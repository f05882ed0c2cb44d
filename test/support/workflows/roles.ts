import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { Rgw } from '../rgw.ts';
import { rawClient } from '../s3-server.ts';
import type { Role } from './act.ts';

export const ROLES = ['writer', 'restorer', 'pruner', 'watchdog'] as const;
export type RoleName = (typeof ROLES)[number];

const READ = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetObjectRetention',
  's3:GetObjectLegalHold',
  's3:ListBucket',
  's3:ListBucketVersions',
  's3:GetBucketVersioning',
  's3:GetBucketObjectLockConfiguration',
  's3:ListBucketMultipartUploads',
];

/** What each role may do beyond reading, and where: the table in workflows-examples/README.md. */
const MORE: Readonly<Record<RoleName, readonly (readonly [path: string, actions: readonly string[]])[]>> = {
  writer: [['*', ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts']]],
  restorer: [
    ['postgresql/*/evidence/*', ['s3:PutObject']],
    ['postgresql/*/leases/*', ['s3:PutObject', 's3:DeleteObject']],
  ],
  pruner: [
    ['postgresql/*/intents/*', ['s3:PutObject']],
    ['postgresql/*/evidence/*', ['s3:PutObject']],
    ['*', ['s3:DeleteObject', 's3:DeleteObjectVersion']],
  ],
  watchdog: [],
};

/** Users of the gateway with the rights of the four roles on its bucket. */
export async function makeRoles(rgw: Rgw): Promise<Record<RoleName, Role>> {
  const roles: Partial<Record<RoleName, Role>> = {};
  for (const name of ROLES) roles[name] = await rgw.makeUser(name);
  const bucket = `arn:aws:s3:::${rgw.bucket}`;
  const allow = (name: string, actions: readonly string[], resources: readonly string[]): object => ({
    Effect: 'Allow',
    Principal: { AWS: [`arn:aws:iam:::user/${name}`] },
    Action: actions,
    Resource: resources,
  });
  const owner = allow('backup', ['s3:*'], [bucket, `${bucket}/*`]);
  const statements = ROLES.flatMap((name) => [
    allow(name, READ, [bucket, `${bucket}/*`]),
    ...MORE[name].map(([path, actions]) => allow(name, actions, [bucket, `${bucket}/${path}`])),
  ]);
  const client = rawClient(rgw);
  try {
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [owner, ...statements] });
    await client.send(new PutBucketPolicyCommand({ Bucket: rgw.bucket, Policy: policy }));
  } finally {
    client.destroy();
  }
  return roles as Record<RoleName, Role>;
}
