import { TIERS } from '../../catalog/keys.ts';
import { PHYSICAL_TYPES } from '../../catalog/physical/physical.ts';
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
    name: 'backup',
    title: 'PostgreSQL backup',
    description:
      'Dumps a PostgreSQL database in one snapshot, fingerprints it in that same snapshot and stores it in every store, checked byte for byte.',
    branding: { icon: 'database', color: 'blue' },
    inputs: {
      policy: policyInput,
      kind: {
        kind: 'choice',
        choices: ['logical', 'physical'],
        default: 'logical',
        description:
          '`logical` is a dump of one database. `physical` is a base backup of the whole cluster with pgBackRest, into every repository of the section `physical` of the policy; `wal` with `mode: setup` comes first, and docs/physical.md tells more.',
      },
      'physical-type': {
        kind: 'choice',
        choices: ['due', ...PHYSICAL_TYPES],
        default: 'due',
        description:
          'With `kind: physical`: `due` makes, in each repository, what `full-every` and `diff-every` of the policy ask for by what it holds, or nothing. A name makes one of that type; where there is no sound full backup to build upon, a full one.',
      },
      database: databaseInput,
      ...connectionInputs,
      container: containerInput,
      ...storeInputs,
      content: {
        kind: 'choice',
        choices: ['full', 'schema', 'data'],
        default: 'full',
        description:
          '`full` is schema and data. `schema` has the definitions only. `data` has the rows, and beside them, in a file of its own, the definitions they need to be restored and proven.',
      },
      tables: {
        kind: 'list',
        description:
          'Back up the rows of these tables only, one pattern per line as in `\\d` of psql: `public.tickets`, `audit_*`. Definitions are always whole, so the set can be restored and proven by itself. Partitions come with their parent. A pattern that matches nothing fails the run.',
      },
      'exclude-tables': {
        kind: 'list',
        description: 'Leave out the rows of these tables; patterns as in `tables`. Their definitions stay.',
      },
      format: {
        kind: 'choice',
        choices: ['directory', 'custom', 'plain'],
        default: 'directory',
        description:
          'Format of `pg_dump`. `directory` is dumped and restored in parallel and stored as one tar file; with `container` it becomes `custom`, because only that can be streamed out. `custom` is one `.dump` file. `plain` is SQL text, only with `content: schema`.',
      },
      compression: {
        kind: 'string',
        default: 'auto',
        pattern: /auto|none|gzip:[1-9]|lz4:(?:[1-9]|1[0-2])|zstd:(?:[1-9]|1[0-9]|2[0-2])/,
        patternHint: 'auto, none, gzip:1 to gzip:9, lz4:1 to lz4:12 or zstd:1 to zstd:22',
        description:
          "pg_dump's own compression, such as `zstd:3`, `lz4:1`, `gzip:1` or `none`. `auto` takes zstd where the client has it (PostgreSQL 16 and later) and `gzip:1` before.",
      },
      jobs: {
        kind: 'integer',
        min: 1,
        max: 64,
        description:
          'Tables dumped at the same time (`directory` format only); each takes a connection and a core of the server. Without it: one per core of the runner, at most 4.',
      },
      recipients: {
        kind: 'list',
        group: 'Encryption',
        pattern: /age1[0-9a-z]{20,}/,
        patternHint: 'an age public key (age1…)',
        description:
          'age public keys, one per line. The set is encrypted for all of them: any one of their identities can read it. Without them the set is not encrypted. Keep the identities away from this runner.',
      },
      tier: {
        kind: 'choice',
        choices: ['due', ...TIERS],
        default: 'due',
        description:
          'Why the set is kept; `prune` has a rule for each tier. `due` makes those that the stores lack: `daily` once a UTC day, `weekly` once a week (from Sunday), `monthly` once a month (from its first Sunday), with one dump for all; or nothing. A name always makes a set of that tier.',
      },
      fingerprint: {
        kind: 'choice',
        choices: ['content', 'sampled', 'counts'],
        description:
          'What a restore test can compare later. `content`, the default, records the row count and a digest of every table. `sampled` counts all rows and digests one in 64 of large tables, chosen by primary key. `counts` only counts. Less than `content` lowers the grade of the proof.',
      },
      digest: {
        kind: 'choice',
        choices: ['hash64', 'md5'],
        default: 'hash64',
        description:
          'Algorithm of the table digests. `hash64` is fast and comparable within one major version of PostgreSQL; `md5` is slower and can be compared across major versions.',
      },
      'fingerprint-budget': {
        kind: 'duration',
        description:
          'Longest time for digests. Tables that are not digested by then, the largest, are only counted; they are named, and the proof has a lower grade. Without it the policy applies, then there is no limit.',
      },
      'lock-timeout': {
        kind: 'duration',
        default: '30s',
        description:
          'Longest wait for the lock on a table. The backup gives up rather than queue behind a migration, because everything else would then queue behind the backup.',
      },
      'time-limit': {
        kind: 'duration',
        default: '6h',
        description: 'Longest time for the whole run. Then it is ended and nothing is stored.',
      },
      reason: {
        kind: 'string',
        pattern: /[^\p{Cc}]{1,200}/u,
        patternHint: 'one line of at most 200 characters',
        description: 'Why this backup is made, for the manifest: a ticket, a pull request, a name.',
      },
    },
    outputs: {
      'set-id': {
        description:
          'Id of the set, such as `20261122T030405Z-a1b2c3`; copies of one dump in several tiers have the same. When nothing was due, that of the newest set there is.',
      },
      tiers: { description: 'Tiers that were made or completed, one per line.' },
      locations: { description: 'Where the set is now, one place per line.' },
      'size-bytes': { description: 'Stored bytes of the set in one store.' },
      'duration-seconds': { description: 'Seconds from the start of the run to the last manifest.' },
      'manifest-path': {
        description: 'Path of `manifest.json` below each of the stores, one line per tier.',
      },
      tables: { description: 'Number of tables in the set.' },
      rows: { description: 'Number of rows in the set.' },
      labels: {
        description:
          'With `kind: physical`: the base backups that this run made, one per line, as number of the repository and label of the engine.',
      },
      removed: {
        description:
          'With `kind: physical`: the base backups that the engine expired in this run, written the same way.',
      },
    },
    example: {
      database: 'shop',
      host: 'localhost',
      user: 'backup',
      password: 'BACKUP_PASSWORD',
      stores: '/backups/postgresql\ns3://shop-backups/postgresql',
    },
  },
  (inputs) => [
    ...storeProblems(inputs),
    ...containerProblems(inputs),
    ...(inputs.kind === 'physical' ? physicalProblems(inputs) : []),
    ...(inputs.kind === 'logical' && inputs.physicalType !== 'due'
      ? ['physical-type: is only for kind: physical']
      : []),
    ...(inputs.format === 'plain' && inputs.content !== 'schema'
      ? [
          'format: plain is only for content: schema, because plain SQL cannot be restored in parallel or in part',
        ]
      : []),
    ...(inputs.format !== 'directory' && inputs.jobs !== undefined && inputs.jobs > 1
      ? [`jobs: ${inputs.jobs} needs format: directory, because pg_dump can dump no other format in parallel`]
      : []),
  ],
);

/** A base backup is of everything: what chooses or shapes a dump would be passed over in silence. */
function physicalProblems(inputs: {
  readonly policy: string | undefined;
  readonly content: string;
  readonly tables: readonly string[];
  readonly excludeTables: readonly string[];
  readonly recipients: readonly string[];
  readonly tier: string;
  readonly jobs: number | undefined;
}): string[] {
  const given = {
    content: inputs.content !== 'full',
    tables: inputs.tables.length > 0,
    'exclude-tables': inputs.excludeTables.length > 0,
    recipients: inputs.recipients.length > 0,
    tier: inputs.tier !== 'due',
    jobs: inputs.jobs !== undefined,
  };
  return [
    ...(inputs.policy === undefined ? ['policy: is required for kind: physical'] : []),
    ...Object.entries(given)
      .filter(([, is]) => is)
      .map(([name]) => `${name}: is only for kind: logical; a base backup is of the whole cluster`),
  ];
}
