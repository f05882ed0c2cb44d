import { DIAGNOSES } from '../../catalog/doctor/diagnoses.ts';
import { defineAction } from '../../runtime/spec.ts';
import {
  connectionInputs,
  containerInput,
  containerProblems,
  databaseInput,
  policyInput,
  storeInputs,
  storeProblems,
} from '../shared/inputs.ts';

export const spec = defineAction(
  {
    name: 'doctor',
    title: 'PostgreSQL backup: doctor',
    description:
      'Tries everything that backups and restores need, and says what is wrong with the exact command that mends it.',
    branding: { icon: 'activity', color: 'green' },
    body: 'It writes one small object to each store, reads it back and deletes it again, with every version of it. Where the credentials may not delete, as those of a writer should not, the object stays and the next run overwrites it. Nothing else is changed, unless `fix: true` asks for it.',
    inputs: {
      policy: policyInput,
      database: {
        ...databaseInput,
        description: 'Look only at this database. Without it: at those of the policy.',
      },
      ...connectionInputs,
      container: containerInput,
      ...storeInputs,
      role: {
        kind: 'choice',
        choices: ['all', 'writer', 'restorer', 'pruner'],
        default: 'all',
        description:
          'What the S3 credentials are for (docs/least-privilege.md): what this role needs has to work, and what it must not do has to be refused.',
      },
      diagnose: {
        kind: 'choice',
        choices: ['everything', ...DIAGNOSES],
        default: 'everything',
        description:
          'A trouble by name; only what belongs to it is looked at: a backup that is empty or too small, an upload that fails, a restore that fails, data that does not match after one.',
      },
      fix: {
        kind: 'boolean',
        default: 'false',
        description:
          'Mend what is harmless: temporary directories of killed runs, file modes, unfinished uploads older than a day. Rights, settings and bucket policies are only told.',
      },
      'fail-on': {
        kind: 'choice',
        choices: ['problem', 'warning', 'never'],
        default: 'problem',
        description: 'What fails the run.',
      },
      'github-token': {
        kind: 'secret',
        description: 'Token whose permissions are looked at, such as `github.token`.',
      },
    },
    outputs: {
      problems: { description: 'Number of problems.' },
      warnings: { description: 'Number of warnings.' },
      findings: { description: 'Everything that was looked at, as JSON.' },
      fixed: { description: 'Number of findings that were mended.' },
    },
    example: {
      policy: 'backup-policy.yml',
      host: 'localhost',
      user: 'backup',
      password: 'BACKUP_PASSWORD',
    },
  },
  (inputs) => [...storeProblems(inputs), ...containerProblems(inputs)],
);
