import { TIERS } from '../../catalog/keys.ts';
import { defineAction } from '../../runtime/spec.ts';
import { credentialProblems, databaseFilterInput, storeInputs } from '../shared-inputs.ts';

export const spec = defineAction(
  {
    name: 'prune',
    title: 'PostgreSQL backup: prune',
    description:
      'Deletes backup sets that are past their time, as a plan that is shown first, and never below a floor of proven sets.',
    branding: { icon: 'trash-2', color: 'gray-dark' },
    inputs: {
      ...storeInputs,
      database: {
        ...databaseFilterInput,
        description:
          'Look only at sets of this database. Without it: at those of every database, each on its own.',
      },
      tier: {
        kind: 'choice',
        choices: TIERS,
        default: 'daily',
        description: 'Tier whose sets are looked at. Sets of other tiers stay.',
      },
      'keep-days': {
        kind: 'integer',
        min: 1,
        max: 36_500,
        default: '30',
        description:
          'Sets younger than this many days stay. The age comes from the manifest, not from the file.',
      },
      'keep-minimum': {
        kind: 'integer',
        min: 1,
        max: 10_000,
        default: '3',
        description: 'So many of the newest sets of the tier stay, however old they are.',
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
          'SHA-256 of the plan, one line per database and store: the same sets and verdicts give the same digest.',
      },
      kept: { description: 'Number of sets that stay.' },
      deleted: { description: 'Number of sets that were deleted, or would be with `mode: plan`.' },
      'freed-bytes': { description: 'Stored bytes of these sets.' },
    },
    example: {
      stores: 's3://shop-backups/postgresql',
      database: 'shop',
      'keep-days': '30',
      mode: 'apply',
    },
  },
  (inputs) => credentialProblems(inputs),
);
