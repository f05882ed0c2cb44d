import { defineAction } from '../../runtime/spec.ts';
import { policyInput, storeInputs, storeProblems } from '../shared/inputs.ts';

export const spec = defineAction(
  {
    name: 'lifecycle',
    title: 'PostgreSQL backup: lifecycle rules',
    description:
      'Prints, compares or applies the lifecycle rules that the S3 buckets of the policy need: moves to colder storage classes and clean-up, never a deletion of sets.',
    branding: { icon: 'refresh-cw', color: 'gray-dark' },
    body: 'Rules of others in the same bucket stay as they are. A rule that would delete sets by their age fails the run: it cannot know which of them is the last good one. Deleting is the business of `prune` alone.',
    inputs: {
      policy: policyInput,
      ...storeInputs,
      databases: {
        kind: 'list',
        description:
          'Names of the databases the rules are for. Needed with `discover` in the policy; without it those of the policy, and those that the bucket holds sets of.',
      },
      mode: {
        kind: 'choice',
        choices: ['print', 'compare', 'apply'],
        default: 'print',
        description:
          '`print` shows the rules and asks nobody. `compare` reads the bucket’s and fails when they differ or one is dangerous. `apply` writes ours, keeps the others, and reads them back.',
      },
      format: {
        kind: 'choice',
        choices: ['text', 'json', 'terraform'],
        default: 'text',
        description:
          'How the rules are printed: for people, as `aws s3api put-bucket-lifecycle-configuration` takes them, or for Terraform. The last two replace every rule of the bucket.',
      },
    },
    outputs: {
      rules: { description: 'The rules, in the format asked for.' },
      findings: { description: 'Number of rules that are missing, different, superfluous or dangerous.' },
    },
    example: { policy: 'backup-policy.yml', mode: 'compare' },
  },
  (inputs) => storeProblems(inputs),
);
