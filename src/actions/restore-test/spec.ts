import { defineAction } from '../../runtime/spec.ts';
import { archivedInputs } from '../shared/ensure-readable.ts';
import {
  databaseFilterInput,
  identityInputs,
  identityProblems,
  policyInput,
  serverInputs,
  storeInputs,
  storeProblems,
} from '../shared/inputs.ts';

const PITR = 'Point-in-time recovery';

export const spec = defineAction(
  {
    name: 'restore-test',
    title: 'PostgreSQL backup: restore test',
    description:
      'Restores a set into a throw-away PostgreSQL server, compares it with the fingerprint taken at the moment of the dump, measures how long it took and writes evidence.',
    branding: { icon: 'shield', color: 'green' },
    body: 'The server is made for this test on a private socket of the runner and is gone afterwards. Your database is not connected to, unless you ask for the comparison with production.',
    inputs: {
      policy: policyInput,
      mode: {
        kind: 'choice',
        choices: ['set', 'pitr'],
        default: 'set',
        description:
          '`set` restores a set. `pitr` writes two rows with a restore point between them into production, waits until they are archived, and recovers the cluster to that point from pgBackRest: see [docs/pitr.md](../docs/pitr.md).',
      },
      ...storeInputs,
      database: databaseFilterInput,
      set: {
        kind: 'string',
        default: 'rotate',
        pattern: /rotate|latest|\d{8}T\d{6}Z-[0-9a-f]{6}/,
        patternHint: 'rotate, latest, or the id of a set such as 20261122T030405Z-a1b2c3',
        description:
          'Which set to test. `rotate` takes the one whose turn it is, so that the newest of every tier is proven in turn, and then the set whose proof is oldest. `latest` is the newest; or the id of one.',
      },
      ...identityInputs,
      ...archivedInputs,
      'container-image': {
        kind: 'string',
        group: 'Target',
        pattern: /[a-zA-Z0-9][\w./:@-]*/,
        patternHint: 'the name of an image such as postgres:17 or registry.example.com/postgis:16',
        description:
          'Restore into a throw-away container of this image instead of a server of this machine: for extensions that are not installed here. Needs Docker or Podman.',
      },
      ...serverInputs('staging', 'Target'),
      ...serverInputs('production', 'Comparison with production'),
      'production-database': {
        kind: 'string',
        group: 'Comparison with production',
        pattern: /.{1,63}/,
        patternHint: 'the name of a database of at most 63 characters',
        description:
          'Count the rows of this database now and compare them with the set: tables that shrank, were emptied or vanished are shown, and fail the run beyond the tolerance. Without it, production is not looked at.',
      },
      'drift-tolerance': {
        kind: 'integer',
        min: 0,
        max: 100,
        group: 'Comparison with production',
        description:
          'By how many percent a table may have fewer rows in production than in the set. Without it the policy applies, which can say more per table, then 10.',
      },
      'physical-checks': {
        kind: 'boolean',
        default: 'false',
        description:
          'Also check pages and indexes of the copy with `pg_amcheck --heapallindexed` (PostgreSQL 14 and later) on a cluster with data checksums. Takes about as long as the restore.',
      },
      jobs: {
        kind: 'integer',
        min: 1,
        max: 64,
        description:
          'Tables and indexes restored at the same time. Without it: one per core of the runner, at most 4.',
      },
      rto: {
        kind: 'duration',
        description:
          "Recovery time objective. A restore that takes longer, from the first byte read to the usable database, fails the run even when the data is right. Without it, the policy's objective applies, then 1h.",
      },
      directory: {
        kind: 'path',
        group: PITR,
        pattern: /\/[\w./@+-]+/,
        patternHint: 'an absolute path of letters, digits and . _ - @ +',
        description:
          'With `mode: pitr`: a new directory for the recovery, on a disk with room for the whole cluster. It is removed at the end.',
      },
      repo: {
        kind: 'integer',
        min: 1,
        max: 4,
        group: PITR,
        description: 'With `mode: pitr`: recover from this repository. Without it, the first that fits.',
      },
      'negative-control': {
        kind: 'string',
        description:
          'SQL that is run in the restored copy just before it is compared, such as `DELETE FROM orders WHERE id = 1`. The test then has to fail: this shows that it can. The evidence says that it was a control and never counts as a proof.',
      },
      'evidence-file': {
        kind: 'path',
        description:
          'Write the evidence to this file as well, such as for an artifact of the run. The store has it either way.',
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
      'achieved-rpo-seconds': {
        description:
          'With `mode: pitr`: seconds from a commit in production until it was archived by itself.',
      },
      'newest-commit': {
        description: 'With `mode: pitr`: when the newest commit was made that can be recovered, in UTC.',
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
  (inputs) => [
    ...storeProblems(inputs),
    ...identityProblems(inputs),
    ...(inputs.containerImage !== undefined && inputs.stagingHost !== undefined
      ? ['container-image and staging-host are both given; a set is restored into one target']
      : []),
    ...pitrProblems(inputs),
    ...(inputs.mode === 'set' &&
    inputs.productionDatabase === undefined &&
    inputs.productionHost !== undefined
      ? ['production-host needs production-database']
      : []),
  ],
);

/** The two modes have little in common, and an input that would have no effect is a mistake. */
function pitrProblems(inputs: {
  readonly mode: 'set' | 'pitr';
  readonly policy: string | undefined;
  readonly directory: string | undefined;
  readonly repo: number | undefined;
  readonly containerImage: string | undefined;
  readonly stagingHost: string | undefined;
  readonly negativeControl: string | undefined;
  readonly driftTolerance: number | undefined;
}): string[] {
  if (inputs.mode === 'set') {
    return [
      ...(inputs.directory === undefined ? [] : ['directory is for mode: pitr alone']),
      ...(inputs.repo === undefined ? [] : ['repo is for mode: pitr alone']),
    ];
  }
  const foreign = {
    'container-image': inputs.containerImage,
    'staging-host': inputs.stagingHost,
    'negative-control': inputs.negativeControl,
    'drift-tolerance': inputs.driftTolerance,
  };
  return [
    ...(inputs.policy === undefined ? ['policy is needed with mode: pitr'] : []),
    ...(inputs.directory === undefined ? ['directory is needed with mode: pitr'] : []),
    ...Object.entries(foreign).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name} is for mode: set alone`],
    ),
  ];
}
