import { defineAction } from '../../runtime/spec.ts';
import { archivedInputs } from '../shared/ensure-readable.ts';
import {
  connectionInputs,
  databaseFilterInput,
  identityInputs,
  identityProblems,
  policyInput,
  storeInputs,
  storeProblems,
} from '../shared/inputs.ts';

/** For `kind: physical` alone. */
const serverInputs = {
  host: { ...connectionInputs.host, group: 'Connection, for kind: physical' },
  port: { ...connectionInputs.port, group: 'Connection, for kind: physical' },
  user: {
    ...connectionInputs.user,
    group: 'Connection, for kind: physical',
    description: 'Role to connect as, a superuser or a member of `pg_monitor`. Without it `PGUSER` applies.',
  },
  password: { ...connectionInputs.password, group: 'Connection, for kind: physical' },
  sslmode: { ...connectionInputs.sslmode, group: 'Connection, for kind: physical' },
  sslrootcert: { ...connectionInputs.sslrootcert, group: 'Connection, for kind: physical' },
} as const;

export const spec = defineAction(
  {
    name: 'verify',
    title: 'PostgreSQL backup: verify',
    description:
      'Reads stored backup sets again and proves that every byte is still what the manifest recorded, and that the archive can be decoded to its end.',
    branding: { icon: 'check-circle', color: 'green' },
    inputs: {
      policy: policyInput,
      kind: {
        kind: 'choice',
        choices: ['logical', 'physical'],
        default: 'logical',
        description:
          '`logical` reads sets of the stores. `physical` has pgBackRest read every file of its repositories, and follows the WAL from every base backup to the last segment that the server has archived; it runs on the machine of the server, with the section `physical` of the policy.',
      },
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
      ...serverInputs,
    },
    outputs: {
      'sets-checked': {
        description:
          'Number of sets, or with `kind: physical` of base backups, that were looked at, counted once per store or repository.',
      },
      'objects-checked': {
        description:
          'Number of objects that were compared with their manifest; with `kind: physical`, of files and WAL segments.',
      },
      'bytes-read': { description: 'Bytes that were read back; empty with `kind: physical`.' },
    },
    example: {
      stores: '/backups/postgresql\ns3://shop-backups/postgresql',
      identity: 'BACKUP_IDENTITY',
    },
  },
  (inputs) => [
    ...storeProblems(inputs),
    ...identityProblems(inputs),
    ...(inputs.kind === 'physical' && inputs.policy === undefined
      ? ['policy: is required for kind: physical']
      : []),
    ...(inputs.kind === 'physical' && inputs.set !== 'latest' && inputs.set !== 'all'
      ? ['set: the id of a set is only for kind: logical; of a repository everything is read']
      : []),
    ...(inputs.kind === 'physical' && inputs.mode === 'quick'
      ? ['mode: quick is only for kind: logical; of a repository everything is read']
      : []),
  ],
);
