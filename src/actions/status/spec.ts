import { defineAction } from '../../runtime/spec.ts';
import { databaseFilterInput, policyInput, storeInputs, storeProblems } from '../shared-inputs.ts';

export const spec = defineAction(
  {
    name: 'status',
    title: 'PostgreSQL backup: status',
    description:
      'Says from the stores alone whether the database could be recovered now as the objectives demand, and fails when it could not. The watchdog: it runs anywhere.',
    branding: { icon: 'activity', color: 'blue' },
    body: 'It connects to no database and keeps no state, so it works on a GitHub-hosted runner, in another place than the backups: a backup workflow that never started is noticed here.',
    inputs: {
      policy: policyInput,
      ...storeInputs,
      database: {
        ...databaseFilterInput,
        description:
          'Look only at this database. Without it: at those of the policy, else at every one in the stores.',
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
      pushgateway: {
        kind: 'secret',
        pattern: /https?:\/\/\S+/,
        patternHint: 'a URL such as https://push.example.com',
        description:
          'URL of a Pushgateway of Prometheus that gets the figures, with user and password in it where it wants them. They replace what this repository (on a terminal: this machine) pushed before.',
      },
    },
    outputs: {
      status: { description: '`kept`, `at risk` or `broken`: the worst of all databases.' },
      findings: { description: 'Number of findings.' },
      'newest-set': { description: 'Id of the newest set of all.' },
      'newest-proven-set': { description: 'Id of the newest set that a restore test proved.' },
    },
    example: { policy: 'backup-policy.yml' },
  },
  (inputs) => storeProblems(inputs),
);
