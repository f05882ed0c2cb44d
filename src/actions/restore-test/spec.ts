import { defineAction } from '../../runtime/spec.ts';
import {
  credentialProblems,
  databaseFilterInput,
  identityInputs,
  identityProblems,
  storeInputs,
} from '../shared-inputs.ts';

export const spec = defineAction(
  {
    name: 'restore-test',
    title: 'PostgreSQL backup: restore test',
    description:
      'Restores a set into a throw-away PostgreSQL server, compares it with the fingerprint taken at the moment of the dump, measures how long it took and writes evidence.',
    branding: { icon: 'shield', color: 'green' },
    body: 'The server is made for this test on a private socket of the runner and is gone afterwards. Your database is never connected to: this action takes no connection.',
    inputs: {
      ...storeInputs,
      database: databaseFilterInput,
      set: {
        kind: 'string',
        default: 'latest',
        pattern: /latest|\d{8}T\d{6}Z-[0-9a-f]{6}/,
        patternHint: 'latest, or the id of a set such as 20261122T030405Z-a1b2c3',
        description: 'Which set to test: `latest`, or the id of one.',
      },
      ...identityInputs,
      jobs: {
        kind: 'integer',
        min: 1,
        max: 64,
        description:
          'Tables and indexes restored at the same time. Without it: one per core of the runner, at most 4.',
      },
      rto: {
        kind: 'duration',
        default: '1h',
        description:
          'Recovery time objective. A restore that takes longer, from the first byte read to the usable database, fails the run even when the data is right.',
      },
      'negative-control': {
        kind: 'string',
        description:
          'SQL that is run in the restored copy just before it is compared, such as `DELETE FROM orders WHERE id = 1`. The test then has to fail: this shows that it can. The evidence says that it was a control and never counts as a proof.',
      },
      'time-limit': {
        kind: 'duration',
        default: '6h',
        description: 'Longest time for the whole run. Then it is ended and the set stays unproven.',
      },
    },
    outputs: {
      verdict: { description: '`proven` (also when only the RTO is broken), `failed` or `cancelled`.' },
      'set-id': { description: 'Id of the set that was tested.' },
      grade: { description: 'How much was compared, as docs and evidence call it.' },
      'evidence-key': { description: 'Where the evidence lies, below the store.' },
      'duration-seconds': {
        description: 'Seconds the restore took, which is what the RTO is compared with.',
      },
      differences: {
        description: 'Number of differences between the restored database and the fingerprint.',
      },
    },
    example: {
      stores: 's3://shop-backups/postgresql',
      database: 'shop',
      identity: 'BACKUP_IDENTITY',
      rto: '30m',
    },
  },
  (inputs) => [...credentialProblems(inputs), ...identityProblems(inputs)],
);
