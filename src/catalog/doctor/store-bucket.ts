import { bucketPolicyGaps } from './bucket-policy.ts';
import { advice, type Find, type Finding, shell, some } from './finding.ts';
import type { StoreFacts } from './store.ts';

const DOCS = 'docs/least-privilege.md';

/** The settings of the bucket. */
export function judgeBucket(facts: StoreFacts, find: Find, wantsLock: boolean): Finding[] {
  if (facts.kind !== 's3') return [];
  const [, name = ''] = /^s3:\/\/([^/]+)/.exec(facts.location) ?? [];
  const findings: Finding[] = [];
  const unseen: string[] = [];
  if (facts.versioning === 'on') findings.push(find('good', 'versioning', 'The bucket keeps versions.'));
  else if (facts.versioning === 'denied' || facts.versioning === 'failed') unseen.push('versioning');
  else {
    findings.push(
      find(
        'warning',
        'versioning',
        `Versioning is ${facts.versioning}: what is overwritten or deleted is gone at once.`,
        {
          remedy: shell(
            `aws s3api put-bucket-versioning --bucket ${name} --versioning-configuration Status=Enabled`,
          ),
          link: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
        },
      ),
    );
  }
  if (facts.objectLock === 'on') findings.push(find('good', 'object-lock', 'The bucket has Object Lock.'));
  else if (facts.objectLock === 'off') {
    findings.push(
      find(
        wantsLock ? 'problem' : 'note',
        'object-lock',
        wantsLock
          ? 'The policy locks sets there, and the bucket has no Object Lock: backups will fail.'
          : 'The bucket has no Object Lock: whoever has the delete right can delete every copy there.',
        {
          remedy: shell(
            `aws s3api put-object-lock-configuration --bucket ${name} --object-lock-configuration ObjectLockEnabled=Enabled`,
          ),
          link: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
        },
      ),
    );
  } else unseen.push('Object Lock');
  if (facts.encryption === 'none') {
    findings.push(
      find(
        'warning',
        'encryption',
        'The bucket has no default encryption; what protects the sets is their own (age), if the policy asks for it.',
        {
          remedy: shell(
            `aws s3api put-bucket-encryption --bucket ${name} --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms"},"BucketKeyEnabled":true}]}'`,
          ),
          link: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
        },
      ),
    );
  } else if (typeof facts.encryption === 'object') {
    const { algorithm, key } = facts.encryption;
    findings.push(
      find(
        'good',
        'encryption',
        `The bucket encrypts with ${algorithm}${key === undefined ? '' : ` (key ${key}): deleting that key deletes the backups`}.`,
      ),
    );
  } else unseen.push('encryption');
  if (Array.isArray(facts.bucketPolicy) || facts.bucketPolicy === 'none') {
    const gaps = bucketPolicyGaps(facts.bucketPolicy === 'none' ? [] : facts.bucketPolicy, {
      tls: facts.tls,
    });
    findings.push(
      gaps.length === 0
        ? find('good', 'bucket-policy', 'The bucket policy denies what nobody should do.')
        : find('warning', 'bucket-policy', `The bucket policy does not deny ${some(gaps)}.`, {
            remedy: advice(
              'The action `rights` prints the bucket policy; `aws s3api put-bucket-policy` sets it.',
            ),
            link: DOCS,
          }),
    );
  } else unseen.push('the bucket policy');
  if (unseen.length > 0) {
    findings.push(
      find(
        'unknown',
        'bucket-settings',
        `The credentials may not see ${some(unseen)} of the bucket, or the store does not know the question.`,
        {
          remedy: advice('Run doctor once with an administrator’s credentials; no job needs these rights.'),
        },
      ),
    );
  }
  return findings;
}
