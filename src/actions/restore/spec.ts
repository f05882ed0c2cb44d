import { defineAction } from '../../runtime/spec.ts';
import { archivedInputs } from '../shared/ensure-readable.ts';
import {
  connectionInputs,
  containerInput,
  containerProblems,
  databaseFilterInput,
  identityInputs,
  identityProblems,
  policyInput,
  storeInputs,
  storeProblems,
} from '../shared/inputs.ts';

/** What makes no sense with a dump that others made. */
function fileProblems(inputs: {
  readonly policy: string | undefined;
  readonly database: string | undefined;
  readonly tables: readonly string[];
  readonly beside: string;
  readonly roles: string;
}): string[] {
  return [
    ...((inputs.database ?? inputs.policy) === undefined
      ? ['database: the name of the live database is needed, because a file does not say it']
      : []),
    ...(inputs.tables.length === 0 ? [] : ['tables: are chosen from a set; a file is restored whole']),
    ...(inputs.beside === 'schema' ? ['beside: schema is for chosen tables of a set'] : []),
    ...(inputs.roles === 'create-missing'
      ? ['roles: create-missing needs a set; a file of pg_dump does not hold roles']
      : []),
  ];
}

export const spec = defineAction(
  {
    name: 'restore',
    title: 'PostgreSQL backup: restore',
    description:
      'Restores a set into a new database beside the live one, compares it row for row with what was backed up, and leaves it ready to be swapped in.',
    branding: { icon: 'rotate-ccw', color: 'orange' },
    body: 'The live database is never touched: the new one must not exist yet. When pg_restore reports an error, or the run is cancelled, the half-made database is dropped. When the comparison finds a difference, it stays, marked as failed, and `swap` refuses it.',
    inputs: {
      policy: policyInput,
      ...storeInputs,
      database: {
        ...databaseFilterInput,
        description:
          'Whose sets to look at. Needed when policy and stores have more than one database. Its name is the beginning of the new one.',
      },
      set: {
        kind: 'string',
        default: 'latest-proven',
        pattern: /latest|latest-proven|before:\S+|\d{8}T\d{6}Z-[0-9a-f]{6}/,
        patternHint: 'latest, latest-proven, before: and a time (RFC 3339), or the id of a set',
        description:
          'Which set: `latest-proven` (the newest that a restore test proved), `latest`, `before:2026-11-22T03:00:00Z` (the newest made before a time, with its offset), or the id of one.',
      },
      file: {
        kind: 'string',
        pattern: /(?:s3|https?):\/\/\S+|[^\0\n]{1,4096}/,
        patternHint: 'a path, s3://bucket/key, or an https address',
        description:
          'Instead of a set: a dump that `pg_dump` made without us, in any of its formats, plain ones also with gzip or zstd. A path, `s3://bucket/key` or an `https` address. It has no fingerprint, so the new database is not proven, and `swap` takes it only with `allow-unproven`.',
      },
      ...identityInputs,
      ...archivedInputs,
      ...connectionInputs,
      container: containerInput,
      'maintenance-database': {
        kind: 'string',
        group: 'Connection',
        default: 'postgres',
        pattern: /(?!postgres(?:ql)?:\/\/).{1,63}/,
        patternHint: 'the plain name of a database of at most 63 characters, not a connection string',
        description: 'Database of the target server to connect to for making the new one.',
      },
      into: {
        kind: 'string',
        pattern: /.{1,63}/,
        patternHint: 'the name of a database of at most 63 characters',
        description:
          'Name of the new database. Without it: the old name, `_restored_` (`_tables_` for chosen tables) and the time, which is what `swap` looks for. With `beside: schema`: the live database, when it has another name than the set’s.',
      },
      tables: {
        kind: 'list',
        description:
          'Restore only these tables, whole: `public.tickets`, `audit_*`, one per line. Rows, keys, indexes, triggers, policies, rights, partitions and the types and functions they need come along; what could not is listed. Their database can be looked into and rescued from, but `swap` refuses it.',
      },
      beside: {
        kind: 'choice',
        choices: ['database', 'schema'],
        default: 'database',
        description:
          'Where chosen tables stand: in a new `database`, or in a new `schema` of the live one (`restored_<time>`). The second needs `confirm`.',
      },
      confirm: {
        kind: 'string',
        description:
          'The name of the live database once more, for `beside: schema`. Without it the run ends with PBA-CONFIRM after it has shown the target.',
      },
      'allow-other-lineage': {
        kind: 'string',
        pattern: /\d+\/.{1,63}/,
        patternHint: 'the system identifier of the source, a slash and the name of its database',
        description:
          'Allow a set of another cluster beside a live database of the same name: `<system identifier>/<database>` of the source, as the error says it.',
      },
      roles: {
        kind: 'choice',
        choices: ['require', 'create-missing', 'ignore'],
        default: 'require',
        description:
          'What to do when roles that own things or have rights in the set are missing on the server. `require` names them with the SQL that makes them. `create-missing` makes them as they were, without passwords. `ignore` leaves owners, grants, and policies for missing roles out: everything belongs to the role that restores it, and `swap` takes it only with `allow-unproven`.',
      },
      jobs: {
        kind: 'integer',
        min: 1,
        max: 64,
        description:
          'Tables and indexes restored at the same time. Without it: one per core of the runner, at most 4.',
      },
      'keep-failed': {
        kind: 'boolean',
        default: 'false',
        description:
          'Leave the half-made database when pg_restore fails, marked as unfinished, to look at it.',
      },
      'time-limit': {
        kind: 'duration',
        default: '12h',
        description: 'Longest time for the whole run. Then it is ended and the new database dropped.',
      },
    },
    outputs: {
      'set-id': { description: 'Id of the set that was restored; empty for a file.' },
      'restored-database': {
        description: 'Name of the new database; of the live one with `beside: schema`.',
      },
      'restored-schemas': {
        description: 'With `beside: schema`: the schemas the tables stand in, one per line.',
      },
      tables: { description: 'The tables that were restored when tables were chosen, one per line.' },
      grade: { description: 'How much was compared, as docs and evidence call it.' },
      differences: { description: 'Number of differences between the new database and the fingerprint.' },
      'duration-seconds': {
        description: 'Seconds until the new database was usable, without the comparison.',
      },
      'evidence-key': { description: 'Where the record lies, below the store.' },
    },
    example: {
      policy: 'backup-policy.yml',
      host: 'localhost',
      user: 'postgres',
      password: 'POSTGRES_PASSWORD',
      identity: 'BACKUP_IDENTITY',
    },
  },
  (inputs) => [
    ...(inputs.file === undefined
      ? storeProblems(inputs)
      : [...storeProblems({ ...inputs, stores: ['file'] }), ...fileProblems(inputs)]),
    ...containerProblems(inputs),
    ...identityProblems(inputs),
    ...(inputs.beside === 'schema' && inputs.tables.length === 0
      ? ['beside: schema is for chosen tables; give tables']
      : []),
    ...(inputs.set.startsWith('before:') && !/T.*(Z|[+-]\d\d:?\d\d)$/.test(inputs.set)
      ? ['set: a time needs its offset, such as before:2026-11-22T03:00:00Z or …+01:00']
      : []),
  ],
);
