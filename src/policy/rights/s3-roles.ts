import { databaseSegment, TIERS } from '../../catalog/keys.ts';
import type { EffectivePolicy, EffectiveStore } from '../effective-policy.ts';
import { copiesFor } from '../tier-copies.ts';

/** Who has to do what with a bucket; each has credentials of its own. */
export const S3_ROLES = ['writer', 'restorer', 'pruner', 'watcher'] as const;
export type S3Role = (typeof S3_ROLES)[number];

/** A statement of an IAM or bucket policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: unknown;
}

/** A bucket with everything in it that is ours. */
export interface BucketPlace {
  readonly name: string;
  /** Empty, or ending in `/`. */
  readonly root: string;
  /** The databases, as key segments; `*` where they are not known beforehand. */
  readonly segments: readonly string[];
  readonly locks: boolean;
}

export function bucketPlace(
  policy: EffectivePolicy,
  store: EffectiveStore,
  databases: readonly string[],
): BucketPlace {
  const [, name = '', path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(store.location) ?? [];
  const trimmed = path.replace(/\/$/, '');
  return {
    name,
    root: trimmed === '' ? '' : `${trimmed}/`,
    segments: databases.length === 0 ? ['*'] : databases.map(databaseSegment),
    locks: TIERS.some((tier) =>
      copiesFor(policy, tier, { stores: undefined }).some(
        (copy) => copy.store.name === store.name && copy.lock !== undefined,
      ),
    ),
  };
}

/**
 * What one role needs, and nothing else:
 *
 * - the **writer** puts sets, and cannot read, list or delete anything, nor write evidence: it could not fake a proof;
 * - the **restorer** reads everything, and writes leases and evidence;
 * - the **pruner** reads what it decides by, and deletes sets, never evidence;
 * - the **watcher** reads manifests and evidence.
 */
export function roleStatements(role: S3Role, place: BucketPlace): Statement[] {
  const bucket = `arn:aws:s3:::${place.name}`;
  const below = (suffixes: readonly string[]): string[] =>
    place.segments.flatMap((segment) =>
      suffixes.map((suffix) => `${bucket}/${place.root}${segment}/${suffix}`),
    );
  const sets = below(TIERS.map((tier) => `${tier}/*`));
  const allow = (Sid: string, Action: string[], Resource: string[], Condition?: unknown): Statement => ({
    Sid: `${role[0]?.toUpperCase()}${role.slice(1)}${Sid}`,
    Effect: 'Allow',
    Action,
    Resource,
    ...(Condition === undefined ? {} : { Condition }),
  });
  const list = (): Statement =>
    allow(
      'Lists',
      ['s3:ListBucket'],
      [bucket],
      place.root === ''
        ? undefined
        : { StringLike: { 's3:prefix': [place.root.slice(0, -1), `${place.root}*`] } },
    );
  // Uploads cannot be told apart by prefix in S3, nor versions in Ceph RGW: such a condition would deny everything.
  const listMore = (...actions: string[]): Statement => allow('ListsMore', actions, [bucket]);
  switch (role) {
    case 'writer':
      return [
        allow(
          'PutsSets',
          [
            's3:PutObject',
            's3:AbortMultipartUpload',
            's3:ListMultipartUploadParts',
            ...(place.locks ? ['s3:PutObjectRetention'] : []),
          ],
          [...sets, `${bucket}/${place.root}.tmp/*`],
        ),
      ];
    case 'restorer':
      return [
        list(),
        listMore('s3:ListBucketVersions'),
        allow(
          'ReadsEverything',
          [
            's3:GetObject',
            's3:GetObjectVersion',
            's3:GetObjectRetention',
            's3:GetObjectLegalHold',
            's3:RestoreObject',
          ],
          [`${bucket}/${place.root}*`],
        ),
        allow('WritesEvidenceAndLeases', ['s3:PutObject'], below(['evidence/*', 'leases/*'])),
        allow('EndsItsLeases', ['s3:DeleteObject'], below(['leases/*'])),
      ];
    case 'pruner':
      return [
        list(),
        listMore('s3:ListBucketVersions', 's3:ListBucketMultipartUploads'),
        allow('LooksAtLocks', ['s3:GetBucketObjectLockConfiguration', 's3:GetBucketVersioning'], [bucket]),
        allow(
          'ReadsWhatItDecidesBy',
          ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectRetention', 's3:GetObjectLegalHold'],
          below([
            ...TIERS.map((tier) => `${tier}/*/manifest.json`),
            'evidence/*',
            'leases/*',
            'intents/*',
            'holds/*',
          ]),
        ),
        allow('LooksAtLocksOfObjects', ['s3:GetObjectRetention', 's3:GetObjectLegalHold'], sets),
        allow('WritesIntentsAndEvidence', ['s3:PutObject'], below(['intents/*', 'evidence/prune/*'])),
        allow(
          'DeletesSets',
          ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:AbortMultipartUpload'],
          [...sets, ...below(['leases/*', 'intents/*']), `${bucket}/${place.root}.tmp/*`],
        ),
      ];
    case 'watcher':
      return [
        list(),
        allow(
          'ReadsManifestsAndEvidence',
          ['s3:GetObject'],
          below([...TIERS.map((tier) => `${tier}/*/manifest.json`), 'evidence/*', 'holds/*']),
        ),
      ];
  }
}

/** An IAM policy for one role. */
export function rolePolicy(role: S3Role, place: BucketPlace): unknown {
  return { Version: '2012-10-17', Statement: roleStatements(role, place) };
}
