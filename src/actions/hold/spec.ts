import { defineAction } from '../../runtime/spec.ts';
import { databaseFilterInput, policyInput, storeInputs, storeProblems } from '../shared/inputs.ts';

export const spec = defineAction(
  {
    name: 'hold',
    title: 'PostgreSQL backup: hold',
    description:
      'Keeps a backup set from being deleted, whatever its age, until it is let go: for an investigation, a dispute, an audit.',
    branding: { icon: 'lock', color: 'yellow' },
    body: 'The hold is written into the catalog, where `prune` obeys it in every kind of store, for the copies of the set in all tiers. Where the bucket has Object Lock, a legal hold is set on every object as well: then S3 itself refuses to delete them.',
    inputs: {
      policy: policyInput,
      ...storeInputs,
      database: databaseFilterInput,
      set: {
        kind: 'string',
        required: true,
        pattern: /\d{8}T\d{6}Z-[0-9a-f]{6}/,
        patternHint: 'the id of a set such as 20261122T030405Z-a1b2c3',
        description: 'Id of the set.',
      },
      mode: {
        kind: 'choice',
        choices: ['hold', 'release'],
        default: 'hold',
        description: '`hold` keeps the set. `release` lets it go: from then on its age counts again.',
      },
      'if-held': {
        kind: 'choice',
        choices: ['fail', 'keep'],
        default: 'fail',
        description:
          'What a hold that is there already means. `keep` leaves it with its reason, and sets legal holds that are missing: for a workflow that may be started again.',
      },
      reason: {
        kind: 'string',
        required: true,
        pattern: /[^\p{Cc}]{1,200}/u,
        patternHint: 'one line of at most 200 characters',
        description: 'Why, for the record: a case number, a name.',
      },
    },
    outputs: {
      'set-id': { description: 'Id of the set.' },
      locations: { description: 'Stores in which it is held, or was let go, one per line.' },
      'legal-holds': { description: 'Number of objects whose legal hold was set or ended in S3.' },
    },
    example: {
      policy: 'backup-policy.yml',
      set: '20261122T030405Z-a1b2c3',
      reason: 'case 4711',
    },
  },
  (inputs) => storeProblems(inputs),
);
