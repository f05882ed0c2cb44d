import { defineAction } from '../../runtime/spec.ts';
import { connectionInputs, containerInput, containerProblems, policyInput } from '../shared/inputs.ts';

export const spec = defineAction(
  {
    name: 'discover',
    title: 'PostgreSQL backup: discover databases',
    description:
      'Lists the databases that the policy wants backed up, new ones of the cluster included, as a matrix for a workflow.',
    branding: { icon: 'list', color: 'gray-dark' },
    body: 'Give its output to `strategy.matrix`, and each database is backed up by a job of its own. With `discover: every` in the policy the cluster is asked; the other way round, a database that the policy names and the cluster has not fails the run.',
    inputs: {
      policy: { ...policyInput, required: true },
      database: {
        kind: 'string',
        group: 'Connection',
        default: 'postgres',
        pattern: /(?!postgres(?:ql)?:\/\/).{1,63}/,
        patternHint: 'the plain name of a database of at most 63 characters, not a connection string',
        description: 'Database to connect to for asking; its own name does not matter.',
      },
      ...connectionInputs,
      container: containerInput,
    },
    outputs: {
      matrix: {
        description: 'For `strategy.matrix`, through `fromJSON`: `{"database":["shop","wiki"]}`.',
      },
      databases: { description: 'Names as a JSON list.' },
      count: { description: 'How many they are.' },
    },
    example: { policy: 'backup-policy.yml', host: 'localhost', user: 'backup', password: 'BACKUP_PASSWORD' },
  },
  (inputs) => containerProblems(inputs),
);
