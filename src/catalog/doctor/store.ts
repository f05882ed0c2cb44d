import type { PolicyStatement } from './bucket-policy.ts';
import { advice, type Find, type Finding, findingsAbout, shell, some } from './finding.ts';
import { judgeBucket } from './store-bucket.ts';
import { judgeRights } from './store-rights.ts';

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
  readonly reads: Tried;
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

const STORES = 'docs/stores.md';

export function judgeStore(facts: StoreFacts, role: StoreRole, wantsLock: boolean): Finding[] {
  const find = findingsAbout('store', facts.location);
  return [
    ...transport(facts, find),
    ...judgeRights(facts, find, role),
    ...dialects(facts, find),
    ...judgeBucket(facts, find, wantsLock),
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
