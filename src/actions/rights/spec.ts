import { defineAction } from '../../runtime/spec.ts';
import { policyInput, storeInputs } from '../shared/inputs.ts';

const arn = {
  kind: 'string',
  pattern: /arn:[a-z0-9-]+:[a-z0-9-]*:[a-z0-9-]*:[0-9A-Za-z]*:\S+/,
  patternHint:
    'an ARN such as arn:aws:iam::123456789012:role/backup-writer, or arn:aws:iam:::user/writer for Ceph',
} as const;

const { stores, 's3-endpoint': endpoint, 's3-region': region } = storeInputs;

export const spec = defineAction({
  name: 'rights',
  title: 'PostgreSQL backup: least privilege',
  description:
    'Prints who needs which rights: IAM policies of writer, restorer, pruner and watcher, bucket policy, KMS key policy, OIDC trust, and database roles as SQL.',
  branding: { icon: 'lock', color: 'gray-dark' },
  body: 'Everything follows from the policy; nothing is asked and nothing is changed. `doctor` compares what is there with it. See [docs/least-privilege.md](../docs/least-privilege.md).',
  inputs: {
    policy: { ...policyInput, required: true },
    stores,
    's3-endpoint': endpoint,
    's3-region': region,
    databases: {
      kind: 'list',
      description:
        'Names of the databases, where the policy says `discover`. Without it, prefixes have a `*` there.',
    },
    account: {
      kind: 'string',
      pattern: /\d{12}/,
      patternHint: 'the twelve digits of an AWS account',
      description: 'AWS account, for the trust policies and the KMS key policy.',
    },
    'writer-principal': {
      ...arn,
      description:
        'Who writes backups. Known principals get their rights in the bucket policy too, which stores without IAM need.',
    },
    'restorer-principal': { ...arn, description: 'Who restores, and runs restore tests.' },
    'pruner-principal': { ...arn, description: 'Who deletes what retention lets go.' },
    'watcher-principal': { ...arn, description: 'Who runs `status` and nothing else.' },
    'administrator-principal': {
      ...arn,
      description:
        'Who may change lifecycle rules, versioning and the key. Without it nobody may, as long as the policy stands.',
    },
    repository: {
      kind: 'string',
      pattern: /[A-Za-z0-9-]+\/[A-Za-z0-9._-]+/,
      patternHint: 'owner/name',
      description: 'Repository whose jobs assume the roles. Without it, that of the workflow.',
    },
    'repository-id': {
      kind: 'string',
      pattern: /\d+/,
      patternHint: 'a number',
      description:
        'Number of the repository, for the immutable form of the subject (`gh api repos/OWNER/NAME --jq .id`). Without it, that of the workflow.',
    },
    'owner-id': {
      kind: 'string',
      pattern: /\d+/,
      patternHint: 'a number',
      description: 'Number of its owner (`gh api users/OWNER --jq .id`). Without it, that of the workflow.',
    },
    directory: {
      kind: 'path',
      description: 'Write each document to a file there; the directory is made.',
    },
  },
  outputs: {
    documents: { description: 'All documents as JSON: file name to text.' },
    count: { description: 'How many they are.' },
  },
  example: { policy: 'backup-policy.yml', account: '123456789012' },
});
