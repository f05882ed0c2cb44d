import { defineAction } from '../../runtime/spec.ts';
import { databaseFilterInput, policyInput, storeInputs, storeProblems } from '../shared/inputs.ts';

export const spec = defineAction(
  {
    name: 'runbook',
    title: 'PostgreSQL backup: runbook',
    description:
      'Prints what to do on the day of a disaster, for this very installation: four scenarios with its names, sets, sizes and times, and every command.',
    branding: { icon: 'book-open', color: 'blue' },
    body: 'It reads the stores and connects to no database. `backup` keeps the same text as `<database>/RUNBOOK.md` in every store. See [docs/runbook.md](../docs/runbook.md).',
    inputs: {
      policy: policyInput,
      ...storeInputs,
      database: {
        ...databaseFilterInput,
        description: 'Whose runbook. Needed when policy and stores have more than one database.',
      },
    },
    outputs: {
      'set-id': { description: 'Id of the set that the commands name.' },
      proven: { description: '`true` when a restore test proved that set, else `false`.' },
    },
    example: { policy: 'backup-policy.yml' },
  },
  (inputs) => storeProblems(inputs),
);
