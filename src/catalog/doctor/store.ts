import { bucketPolicyGaps, type PolicyStatement } from './bucket-policy.ts';
import { advice, type Find, type Finding, findingsAbout, iam, shell, some } from './finding.ts';

/** What came of trying something: it worked, it was refused for want of a right, or it failed in another way. */
export type Tried = 'yes' | 'denied' | 'failed' | 'not tried';

/** What a store did when it was tried. Nothing here is assumed. */
export interface StoreFacts {
  readonly location: string;
  readonly kind: 's3' | 'directory';
  readonly amazon: boolean;
  readonly tls: boolean;
  readonly loopback: boolean;
  readonly list: Tried;
  readonly write: Tried;
  readonly writeReason: string;
  readonly readBack: 'same' | 'different' | 'denied' | 'not tried';
  readonly conditional: 'works' | 'ignored' | 'refused' | 'not tried';
  /** The CRC-32 that the AWS SDK sends by default. */
  readonly sdkChecksums: 'accepted' | 'refused' | 'not tried';
  /** Whether a body that does not match its own digest is refused. */
  readonly checksSha256: 'yes' | 'no' | 'not tried';
  readonly checksMd5: 'yes' | 'no' | 'not tried';
  readonly multipart: Tried;
  readonly abort: Tried;
  readonly deletes: Tried;
  readonly deletesVersions: Tried;
  readonly versioning: 'on' | 'suspended' | 'off' | 'denied' | 'failed';
  readonly objectLock: 'on' | 'off' | 'denied' | 'failed';
  readonly encryption:
    | { readonly algorithm: string; readonly key: string | undefined }
    | 'none'
    | 'denied'
    | 'failed';
  /** By requests without any credentials; undefined when nobody answered. */
  readonly publicRead: boolean | undefined;
  readonly publicList: boolean | undefined;
  readonly blockPublicAccess: 'all' | 'partly' | 'none' | 'denied' | 'failed';
  readonly bucketPolicy: readonly PolicyStatement[] | 'none' | 'denied' | 'failed';
  readonly oldUploads: readonly string[] | 'denied' | 'failed';
  /** What the trial itself could not take away again. */
  readonly remains: readonly string[];
}

/** What the credentials are for; see docs/least-privilege.md. `all`: one key for everything. */
export type StoreRole = 'all' | 'writer' | 'restorer' | 'pruner';

const DOCS = 'docs/least-privilege.md';
const STORES = 'docs/stores.md';

export function judgeStore(facts: StoreFacts, role: StoreRole, wantsLock: boolean): Finding[] {
  const find = findingsAbout('store', facts.location);
  return [
    ...transport(facts, find),
    ...rights(facts, find, role),
    ...dialects(facts, find),
    ...bucket(facts, find, wantsLock),
    ...exposure(facts, find),
    ...remainders(facts, find),
  ];
}

function transport(facts: StoreFacts, find: Find): Finding[] {
  if (facts.kind !== 's3' || facts.tls) return [];
  return facts.loopback
    ? [find('note', 'tls', 'The store is reached without TLS, on this machine only.')]
    : [
        find(
          'problem',
          'tls',
          'The store is reached over a network without TLS: the sets can be read and changed on the way.',
          {
            remedy: advice(
              'Give an https:// endpoint; NODE_EXTRA_CA_CERTS names a certificate authority of your own.',
            ),
          },
        ),
      ];
}

/** By role: what has to be possible, and what must not be. */
const EXPECTED: Readonly<
  Record<StoreRole, { readonly needs: readonly Right[]; readonly not: readonly Right[] }>
> = {
  all: { needs: ['list', 'write', 'read', 'multipart'], not: [] },
  writer: { needs: ['write', 'multipart'], not: ['list', 'read', 'delete', 'delete versions'] },
  restorer: { needs: ['list', 'read'], not: ['delete versions'] },
  pruner: { needs: ['list', 'read', 'delete'], not: [] },
};

type Right = 'list' | 'write' | 'read' | 'multipart' | 'delete' | 'delete versions';

const ACTIONS: Readonly<Record<Right, readonly string[]>> = {
  list: ['s3:ListBucket'],
  write: ['s3:PutObject'],
  read: ['s3:GetObject'],
  multipart: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
  delete: ['s3:DeleteObject'],
  'delete versions': ['s3:DeleteObjectVersion'],
};

function rights(facts: StoreFacts, find: Find, role: StoreRole): Finding[] {
  const found: Readonly<Record<Right, Tried>> = {
    list: facts.list,
    write: facts.write,
    read: facts.readBack === 'denied' ? 'denied' : facts.readBack === 'not tried' ? 'not tried' : 'yes',
    multipart: facts.multipart === 'yes' ? facts.abort : facts.multipart,
    delete: facts.deletes,
    'delete versions': facts.deletesVersions,
  };
  const { needs, not } = EXPECTED[role];
  const findings: Finding[] = [];
  for (const right of needs) {
    const state = found[right];
    if (facts.kind === 'directory' && right === 'multipart') continue;
    if (state === 'yes')
      findings.push(
        find(
          'good',
          `right-${slug(right)}`,
          `It can ${right === 'multipart' ? 'upload in parts, and end an upload' : right}.`,
        ),
      );
    else if (state === 'not tried')
      findings.push(
        find(
          'unknown',
          `right-${slug(right)}`,
          `Whether it can ${right} was not tried, since nothing could be written.`,
        ),
      );
    else {
      findings.push(
        find(
          'problem',
          `right-${slug(right)}`,
          `The credentials may not ${right === 'multipart' ? 'upload in parts' : right}${facts.writeReason === '' ? '' : ` (${facts.writeReason})`}.`,
          facts.kind === 'directory'
            ? { remedy: shell(`install -d -m 0700 -o "$(id -un)" ${facts.location}`) }
            : { remedy: iam(allow(facts, right)), link: DOCS },
        ),
      );
    }
  }
  for (const right of not) {
    if (found[right] !== 'yes') {
      findings.push(find('good', `no-right-${slug(right)}`, `It cannot ${right}, as it should be.`));
      continue;
    }
    findings.push(
      find(
        'problem',
        `no-right-${slug(right)}`,
        `As a ${role} it should not be able to ${right}, and it is.`,
        {
          remedy: iam(deny(facts, right)),
          link: DOCS,
        },
      ),
    );
  }
  if (role === 'all' && facts.kind === 's3' && facts.deletes === 'yes') {
    findings.push(
      find(
        'warning',
        'delete-right',
        'One key writes and deletes: whoever takes this runner can delete the backups too.',
        {
          remedy: advice(
            'The action `rights` prints policies for a writer, a restorer and a pruner. Or use Object Lock.',
          ),
          link: DOCS,
        },
      ),
    );
  }
  return findings;
}

const slug = (right: string): string => right.replaceAll(' ', '-');

function resources(facts: StoreFacts, right: Right): string {
  const [, name = '', path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(facts.location) ?? [];
  return right === 'list' ? `arn:aws:s3:::${name}` : `arn:aws:s3:::${name}/${path === '' ? '' : `${path}/`}*`;
}

function allow(facts: StoreFacts, right: Right): unknown {
  return { Effect: 'Allow', Action: ACTIONS[right], Resource: resources(facts, right) };
}

function deny(facts: StoreFacts, right: Right): unknown {
  return { Effect: 'Deny', Action: ACTIONS[right], Resource: resources(facts, right) };
}

function dialects(facts: StoreFacts, find: Find): Finding[] {
  if (facts.kind !== 's3' || facts.write !== 'yes') return [];
  const findings: Finding[] = [];
  if (facts.readBack === 'different') {
    findings.push(
      find('problem', 'read-back', 'What was read back is not what was written: do not trust this store.', {
        link: STORES,
      }),
    );
  } else if (facts.readBack === 'same')
    findings.push(find('good', 'read-back', 'What was read back is what was written.'));
  if (facts.conditional === 'works')
    findings.push(find('good', 'conditional-create', 'If-None-Match: * protects what is there.'));
  else if (facts.conditional !== 'not tried') {
    findings.push(
      find(
        'warning',
        'conditional-create',
        `The store ${facts.conditional === 'ignored' ? 'ignores' : 'refuses'} If-None-Match: *, so two runs at the same time are kept apart by checks before and after only.`,
        { link: STORES },
      ),
    );
  }
  if (facts.sdkChecksums === 'refused') {
    findings.push(
      find(
        'note',
        'checksums',
        'The store refuses the CRC-32 that the AWS SDK sends by default; this toolkit sends it only where it is required (WHEN_REQUIRED). Other programs need AWS_REQUEST_CHECKSUM_CALCULATION=when_required.',
        {
          link: STORES,
        },
      ),
    );
  } else if (facts.sdkChecksums === 'accepted')
    findings.push(
      find('good', 'checksums', 'The store takes the checksums that the AWS SDK sends by default.'),
    );
  if (facts.checksSha256 === 'no' && facts.checksMd5 === 'no') {
    findings.push(
      find(
        'warning',
        'digests',
        'The store accepts bodies that do not match their digests, so only reading back shows what it keeps.',
        { link: STORES },
      ),
    );
  } else if (facts.checksSha256 === 'no') {
    findings.push(
      find(
        'note',
        'digests',
        'The store accepts a wrong SHA-256, but refuses a wrong MD5: the toolkit sends MD5 and reads everything back.',
        { link: STORES },
      ),
    );
  } else if (facts.checksSha256 === 'yes')
    findings.push(find('good', 'digests', 'The store refuses bodies that do not match their SHA-256.'));
  return findings;
}

function bucket(facts: StoreFacts, find: Find, wantsLock: boolean): Finding[] {
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

function exposure(facts: StoreFacts, find: Find): Finding[] {
  if (facts.kind !== 's3') return [];
  const [, name = ''] = /^s3:\/\/([^/]+)/.exec(facts.location) ?? [];
  const close = shell(
    `aws s3api put-public-access-block --bucket ${name} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
  );
  const link =
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';
  const open = [
    ...(facts.publicRead === true ? ['read'] : []),
    ...(facts.publicList === true ? ['listed'] : []),
  ];
  if (open.length > 0) {
    return [
      find('problem', 'public', `The store can be ${open.join(' and ')} by anybody, without credentials.`, {
        remedy: close,
        link,
      }),
    ];
  }
  if (facts.publicRead === undefined && facts.publicList === undefined) {
    return [find('unknown', 'public', 'Whether strangers can read the store could not be tried.')];
  }
  const findings: Finding[] = [find('good', 'public', 'A request without credentials is refused.')];
  if (facts.amazon && (facts.blockPublicAccess === 'none' || facts.blockPublicAccess === 'partly')) {
    findings.push(
      find(
        'warning',
        'block-public-access',
        'Block Public Access is not fully on: one wrong policy would open the bucket.',
        { remedy: close, link },
      ),
    );
  }
  return findings;
}

function remainders(facts: StoreFacts, find: Find): Finding[] {
  const findings: Finding[] = [];
  if (Array.isArray(facts.oldUploads) && facts.oldUploads.length > 0) {
    findings.push(
      find(
        'warning',
        'old-uploads',
        `Unfinished uploads older than a day are paid for: ${some(facts.oldUploads)}.`,
        {
          remedy: advice(
            '`prune` ends them, `fix: true` of doctor too; the rules of `lifecycle` do it for good.',
          ),
          repair: { kind: 'end uploads', store: facts.location },
        },
      ),
    );
  }
  if (facts.remains.length > 0) {
    findings.push(
      find(
        'note',
        'remains',
        `These credentials cannot delete, so the trial leaves ${some(facts.remains)}; the next one overwrites it.`,
      ),
    );
  }
  return findings;
}
