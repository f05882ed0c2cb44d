import { defineAction } from '../../runtime/spec.ts';
import {
  connectionInputs,
  databaseInput,
  policyInput,
  storeInputs,
  storeProblems,
} from '../shared/inputs.ts';

export const spec = defineAction(
  {
    name: 'wal',
    title: 'PostgreSQL WAL archiving',
    description:
      'Sets up continuous archiving of WAL with pgBackRest, and measures it: lag, gaps, failures, disk. Fails when the RPO is broken.',
    branding: { icon: 'clock', color: 'blue' },
    body: 'PostgreSQL itself hands WAL over, all the time; no workflow is in that path. This action makes the configuration for it and looks at how it goes. It runs on the machine of the server, as the owner of the cluster or as root, who steps down to the owner.',
    inputs: {
      policy: policyInput,
      mode: {
        kind: 'choice',
        choices: ['status', 'setup'],
        default: 'status',
        description:
          '`status` measures. `setup` compares server and engine with the section `physical` of the policy, and shows what differs.',
      },
      apply: {
        kind: 'boolean',
        default: 'false',
        description:
          'With `mode: setup`: do what was shown, make the stanza and check that WAL arrives. The server is never restarted; when it has to be, that is said.',
      },
      'settings-file': {
        kind: 'path',
        description:
          'With `mode: setup`: write the server’s settings into this file, which `postgresql.conf` has to include (`include_dir`). Without it `ALTER SYSTEM` is used.',
      },
      database: {
        ...databaseInput,
        description:
          'Name of a database to connect to, and to keep the record under. Without it, those of the policy.',
      },
      ...connectionInputs,
      ...storeInputs,
      rpo: {
        kind: 'duration',
        description:
          'Recovery point objective to measure by. Without it that of the policy applies, then 15 minutes.',
      },
      'fail-on': {
        kind: 'choice',
        choices: ['broken', 'at-risk', 'never'],
        default: 'broken',
        description:
          'When the run fails: `broken` objectives only, also what is `at-risk`, or `never` (the verdict is in the outputs all the same).',
      },
      'metrics-file': {
        kind: 'path',
        description:
          'Write the figures there in the text format of Prometheus, such as a `.prom` file for the textfile collector of node_exporter.',
      },
    },
    outputs: {
      verdict: {
        description:
          'Of `status`: `ok`, `at risk`, `broken` (with `fail-on: never`) or `failed`. Of `setup`: `ok` (nothing differs), `differs`, `applied`, `restart needed` or `failed`.',
      },
      'lag-seconds': {
        description:
          'How old the oldest change is that is not archived, at most; empty when nothing ever was.',
      },
      'lag-bytes': { description: 'WAL that is not archived.' },
      ready: { description: 'Segments that wait to be archived.' },
      findings: { description: 'Number of findings of `status`.' },
      'recoverable-from': {
        description:
          'Recovery is possible to any moment from here on, from the repository that reaches furthest.',
      },
      'recoverable-until': { description: 'The newest moment that recovery can reach.' },
      differences: { description: 'Number of differences that `setup` found.' },
      'restart-needed': { description: '`true` when the server has to be restarted for the settings.' },
    },
    example: {
      policy: 'backup-policy.yml',
      mode: 'status',
      host: '/var/run/postgresql',
      user: 'postgres',
    },
  },
  (inputs) => [
    ...storeProblems(inputs),
    ...(inputs.mode === 'status' && inputs.apply ? ['apply: is only for mode: setup'] : []),
    ...(inputs.mode === 'status' && inputs.settingsFile !== undefined
      ? ['settings-file: is only for mode: setup']
      : []),
  ],
);
