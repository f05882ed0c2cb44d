import { defineAction } from '../../runtime/spec.ts';
import { archivedInputs } from '../ensure-readable.ts';
import {
  databaseFilterInput,
  identityInputs,
  identityProblems,
  policyInput,
  storeInputs,
  storeProblems,
} from '../shared-inputs.ts';

export const spec = defineAction(
  {
    name: 'verify',
    title: 'PostgreSQL backup: verify',
    description:
      'Reads stored backup sets again and proves that every byte is still what the manifest recorded, and that the archive can be decoded to its end.',
    branding: { icon: 'check-circle', color: 'green' },
    inputs: {
      policy: policyInput,
      ...storeInputs,
      database: {
        ...databaseFilterInput,
        description: 'Look only at sets of this database. Without it: at those of every database.',
      },
      set: {
        kind: 'string',
        default: 'latest',
        pattern: /latest|all|\d{8}T\d{6}Z-[0-9a-f]{6}/,
        patternHint: 'latest, all, or the id of a set such as 20261122T030405Z-a1b2c3',
        description:
          'Which set: `latest` (the newest of each database), `all`, or the id of one. It is looked at in every store.',
      },
      mode: {
        kind: 'choice',
        choices: ['full', 'quick'],
        default: 'full',
        description:
          '`full` reads, hashes, decrypts and decodes everything. `quick` reads and hashes what is stored, without decrypting or decoding, so it needs no key.',
      },
      ...identityInputs,
      ...archivedInputs,
    },
    outputs: {
      'sets-checked': { description: 'Number of sets that were looked at, counted once per store.' },
      'objects-checked': { description: 'Number of objects that were compared with their manifest.' },
      'bytes-read': { description: 'Bytes that were read back.' },
    },
    example: {
      stores: '/backups/postgresql\ns3://shop-backups/postgresql',
      identity: 'BACKUP_IDENTITY',
    },
  },
  (inputs) => [...storeProblems(inputs), ...identityProblems(inputs)],
);
