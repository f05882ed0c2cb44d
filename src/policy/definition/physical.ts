import type { Field, Fields } from '../shape.ts';

const NO_SECRET = 'secrets do not belong into the policy; name the environment variable that holds it';

/** An absolute path that can stand in the engine's configuration. */
const path = { kind: 'text', pattern: /\/(?=[^/\s]).*\S/, hint: 'an absolute path' } as const;

const every = { kind: 'duration', min: '1h', max: '366d' } as const;

const repositoryFields = {
  'cipher-secret': {
    kind: 'environment-name',
    description:
      'Environment variable that holds the passphrase of the repository (AES-256, by the engine). It cannot be changed later, and nobody can read the repository without it.',
    without: 'not encrypted',
  },
  'keep-days': {
    kind: 'integer',
    min: 1,
    max: 36_500,
    default: 30,
    description:
      'Recovery is possible to any moment of so many days: full backups, with all WAL since the oldest of them.',
  },
} as const satisfies Fields;

const s3 = {
  kind: 'record',
  required: true,
  description: 'A place in Amazon S3 or in a service that speaks its protocol, over TLS.',
  fields: {
    uri: {
      kind: 'text',
      required: true,
      pattern: /s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[^\\\s]*)?/,
      hint: 's3://bucket or s3://bucket/prefix',
      description: 'Bucket and prefix. The prefix is the engine’s alone; without one it is `pgbackrest`.',
    },
    endpoint: {
      kind: 'text',
      pattern: /https:\/\/[^\s/@?#]+\/?/,
      hint: 'a URL such as https://s3.example.com: TLS is what the engine speaks',
      description: 'URL of a service that is not Amazon’s.',
      without: 'Amazon S3 in `region`',
    },
    region: {
      kind: 'text',
      pattern: /[A-Za-z0-9-]+/,
      hint: 'a region such as eu-central-1',
      default: 'us-east-1',
      description: 'Region of the bucket.',
    },
    'force-path-style': {
      kind: 'boolean',
      description: 'Put the bucket into the path of the URL instead of its host name.',
      without: '`true` for every service that is not Amazon’s',
    },
    'ca-file': {
      ...path,
      description: 'Certificates of the authorities that are trusted for TLS, on the machine of the server.',
      without: 'those of the operating system',
    },
    credentials: {
      kind: 'choice',
      choices: ['shared', 'auto'],
      default: 'shared',
      description: '`shared`: an access key. `auto`: the role of the machine (an instance profile).',
    },
    'access-key-secret': {
      kind: 'environment-name',
      default: 'AWS_ACCESS_KEY_ID',
      description: 'Environment variable that holds the access key.',
    },
    'secret-key-secret': {
      kind: 'environment-name',
      default: 'AWS_SECRET_ACCESS_KEY',
      description: 'Environment variable that holds the secret of the access key.',
    },
  },
  mistakes: { 'access-key-id': NO_SECRET, 'secret-access-key': NO_SECRET },
} as const satisfies Field;

/** `physical:` */
export const physical = {
  kind: 'record',
  fields: {
    stanza: {
      kind: 'text',
      pattern: /(?!global)[a-z0-9][a-z0-9_-]{0,39}/,
      hint: 'a name of small letters, digits, hyphens and underscores, at most 40, that does not start with global',
      default: 'main',
      description: 'The engine’s name for this cluster. Each cluster has one of its own.',
    },
    repositories: {
      kind: 'list',
      min: 1,
      unique: false,
      required: true,
      of: {
        kind: 'variants',
        fields: repositoryFields,
        variants: {
          directory: {
            directory: {
              ...path,
              required: true,
              description: 'A directory of the machine that the server runs on.',
            },
          },
          s3: { s3 },
        },
        mistakes: { cipher: NO_SECRET, 'cipher-pass': NO_SECRET, uri: 'uri belongs under s3' },
      },
      description:
        'Where base backups and WAL are kept, each in all of them: as a rule a directory, which is fast, and a bucket elsewhere. At most four.',
    },
    'full-every': {
      ...every,
      default: '7d',
      description: 'A full backup is due when the last is so old.',
    },
    'diff-every': {
      ...every,
      default: '1d',
      description: 'A differential backup is due when the last backup, full or differential, is so old.',
    },
    'archive-timeout': {
      kind: 'duration',
      min: '30s',
      max: '1h',
      default: '5m',
      description:
        'The server hands over a WAL segment after this time even when it is not full. At most a third of `objectives.rpo`; the default gives way to it.',
    },
    compression: {
      kind: 'text',
      pattern: /none|zst:(?:1?[0-9]|2[0-2])|lz4:(?:[1-9]|1[0-2])|gz:[0-9]/,
      hint: 'none, zst:3, lz4:1 or gz:6',
      default: 'zst:3',
      description: 'Compression of backups and WAL.',
    },
    processes: {
      kind: 'integer',
      min: 1,
      max: 64,
      default: 2,
      description: 'Processes that compress and transfer at the same time.',
    },
    async: {
      kind: 'boolean',
      default: true,
      description: 'Hand WAL over in batches, by a process beside the server.',
    },
    'io-timeout': {
      kind: 'duration',
      min: '1s',
      max: '1h',
      default: '15s',
      description:
        'How long the engine waits for a repository to answer; it tries about four times before it gives up.',
    },
    'queue-max': {
      kind: 'text',
      pattern: /[1-9][0-9]{0,4}(?:MiB|GiB|TiB)/,
      hint: 'a size such as 4GiB',
      description:
        'When so much WAL waits, the engine drops it rather than let the disk of the server fill up. Recovery beyond that point then needs a new backup: `wal` reports it as a broken RPO.',
      without: 'WAL is never dropped',
    },
    'config-file': {
      ...path,
      default: '/etc/pgbackrest/pgbackrest.conf',
      description: 'The engine’s configuration, with secrets, readable for the owner of the cluster alone.',
    },
    spool: {
      ...path,
      default: '/var/spool/pgbackrest',
      description: 'Directory for the engine’s queue and its locks; of the owner of the cluster.',
    },
    logs: {
      ...path,
      default: '/var/log/pgbackrest',
      description: 'Directory for the engine’s logs; of the owner of the cluster.',
    },
  },
  mistakes: { repository: 'write repositories: with a list', stores: 'write repositories: with a list' },
  description:
    'Physical backups of the whole cluster and continuous archiving of WAL with pgBackRest: what an RPO below `backup-every` needs.',
  without: 'logical backups alone',
} as const satisfies Field;
