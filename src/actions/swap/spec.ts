import { defineAction } from '../../runtime/spec.ts';
import {
  connectionInputs,
  containerInput,
  containerProblems,
  databaseInput,
  policyInput,
} from '../shared/inputs.ts';

const COMMANDS = 'Commands';

export const spec = defineAction(
  {
    name: 'swap',
    title: 'PostgreSQL backup: swap',
    description:
      'Puts a restored database in the place of the live one by renaming, in one transaction, keeps the old one, and takes it back on request.',
    branding: { icon: 'repeat', color: 'orange' },
    body: 'Either everything has happened or nothing, also when the run is killed. Everyone who is connected to the two databases is disconnected; applications should be stopped before and started after it. See [docs/swap.md](../docs/swap.md).',
    inputs: {
      policy: {
        ...policyInput,
        description:
          'Path of backup-policy.yml in the workspace. Its erasure ledger (`erasures`) has to be in the restored database, or the swap is refused. Nothing else of it is used.',
      },
      ...connectionInputs,
      container: containerInput,
      user: {
        ...connectionInputs.user,
        description:
          'Role to connect as: the owner of both databases with `CREATEDB` and `pg_signal_backend`, or a superuser. Without it `PGUSER` applies.',
      },
      'maintenance-database': {
        kind: 'string',
        group: databaseInput.group,
        pattern: databaseInput.pattern,
        patternHint: databaseInput.patternHint,
        default: 'postgres',
        description: 'Database to connect to meanwhile: a database cannot be renamed from inside.',
      },
      database: {
        ...databaseInput,
        required: true,
        description: 'Name of the live database: it stays, what is behind it changes.',
      },
      restored: {
        kind: 'string',
        pattern: /[\s\S]{1,63}/,
        patternHint: 'the name of a database of at most 63 characters',
        description:
          'Name of the database that becomes the live one. Without it: the newest `<database>_restored_<time>`.',
      },
      undo: {
        kind: 'boolean',
        default: 'false',
        description:
          'Take the last swap back: the newest `<database>_before_<time>` becomes the live one again, the other is kept as `<database>_undone_<time>`.',
      },
      confirm: {
        kind: 'string',
        description:
          'The name of the live database once more. Without it the preflight and the plan are shown, nothing is changed, and the run fails with PBA-CONFIRM.',
      },
      'proof-max-age': {
        kind: 'duration',
        default: '24h',
        description:
          'How old the proof of the restored database may be: the comparison with its set that `restore` made and noted in the database.',
      },
      'allow-unproven': {
        kind: 'boolean',
        default: 'false',
        description: 'Swap in a database that carries no proof, such as one that was restored by hand.',
      },
      'time-limit': {
        kind: 'duration',
        default: '5m',
        description:
          'Longest time for the whole run, commands included. The swap itself gives up after three attempts of a few seconds.',
      },
      'before-swap': {
        kind: 'string',
        group: COMMANDS,
        description:
          'Program that is run after the preflight and before the swap, such as one that stops the application: one argument per line, no shell.',
      },
      'after-swap': {
        kind: 'string',
        group: COMMANDS,
        description:
          'Program that is run after the swap, and also when the swap fails once `before-swap` was begun: one argument per line, no shell.',
      },
    },
    outputs: {
      verdict: {
        description:
          '`swapped`, `undone`, `already-swapped`, `already-undone` (an earlier run did it), `failed` or `cancelled`.',
      },
      'kept-database': { description: 'What the database that was live is called now.' },
      'downtime-ms': {
        description: 'Milliseconds from when the live database let nobody in until it did again.',
      },
      'sessions-ended': { description: 'Number of sessions that were ended.' },
    },
    example: {
      host: 'db.example.com',
      database: 'shop',
      confirm: 'shop',
    },
  },
  (inputs) => [
    ...containerProblems(inputs),
    ...(inputs.undo && inputs.restored !== undefined
      ? ['undo and restored are both given; undo finds the kept database by itself']
      : []),
  ],
);
