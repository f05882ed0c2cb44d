import { TIERS } from '../../catalog/keys.ts';
import { defineAction } from '../../runtime/spec.ts';
import { databaseFilterInput, policyInput, storeInputs, storeProblems } from '../shared/inputs.ts';

export const spec = defineAction(
  {
    name: 'prune',
    title: 'PostgreSQL backup: prune',
    description:
      'Deletes backup sets that are past their time, as a plan that is shown first, and never below a floor of proven sets.',
    branding: { icon: 'trash-2', color: 'gray-dark' },
    inputs: {
      policy: policyInput,
      ...storeInputs,
      database: {
        ...databaseFilterInput,
        description:
          'Look only at sets of this database. Without it: at those of every database, each on its own.',
      },
      tier: {
        kind: 'choice',
        choices: TIERS,
        description:
          'Tier whose sets are looked at; sets of other tiers stay. Without it every tier has its own rule: that of the policy, else daily 30, weekly 90, monthly 365 days.',
      },
      'keep-days': {
        kind: 'integer',
        min: 1,
        max: 36_500,
        description:
          'Sets of `tier` younger than this many days stay, instead of what the policy says. The age comes from the manifest, not from the file.',
      },
      'keep-minimum': {
        kind: 'integer',
        min: 1,
        max: 10_000,
        description:
          'So many of the newest sets of `tier` stay, however old they are, instead of what the policy says.',
      },
      'keep-proven': {
        kind: 'integer',
        min: 1,
        max: 1000,
        default: '2',
        description:
          'So many of the newest proven dumps of a database stay, in all their tiers, however old.',
      },
      'plan-digest': {
        kind: 'string',
        pattern: /[0-9a-f]{64}/,
        patternHint: 'the output plan-digest of an earlier run, 64 hexadecimal digits',
        description:
          'Apply this very plan: the output of the run that showed it. When the catalog has changed so that the plan would be another one now, nothing is deleted.',
      },
      mode: {
        kind: 'choice',
        choices: ['plan', 'apply'],
        default: 'plan',
        description: '`plan` shows what would be deleted and why, and deletes nothing. `apply` does it.',
      },
    },
    outputs: {
      'plan-digest': {
        description:
          'SHA-256 of the plan: the same sets and verdicts, in the same stores, give the same digest. For the input of that name.',
      },
      kept: { description: 'Number of sets that stay.' },
      deleted: { description: 'Number of sets that were deleted, or would be with `mode: plan`.' },
      'freed-bytes': { description: 'Stored bytes of these sets.' },
      hidden: {
        description:
          'Number of sets that a delete marker hides in a bucket with versions: deleted by somebody, and still there.',
      },
    },
    example: {
      stores: 's3://shop-backups/postgresql',
      database: 'shop',
      mode: 'apply',
    },
  },
  (inputs) => storeProblems(inputs),
);
