import { advice, type Find, type Finding, iam, shell } from './finding.ts';
import type { StoreFacts, StoreRole, Tried } from './store.ts';

const DOCS = 'docs/least-privilege.md';

/** By role: what has to be possible, and what must not be. */
const EXPECTED: Readonly<
  Record<StoreRole, { readonly needs: readonly Right[]; readonly not: readonly Right[] }>
> = {
  all: { needs: ['list', 'write', 'read', 'multipart'], not: [] },
  writer: { needs: ['write', 'multipart'], not: ['list', 'read', 'delete', 'delete versions'] },
  restorer: { needs: ['list', 'read'], not: ['delete', 'delete versions'] },
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

/** What the credentials can do, against what they are for. */
export function judgeRights(facts: StoreFacts, find: Find, role: StoreRole): Finding[] {
  const found: Readonly<Record<Right, Tried>> = {
    list: facts.list,
    write: facts.write,
    read: facts.reads,
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
          `Whether it can ${right} was not tried: there was nothing to try it with.`,
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
