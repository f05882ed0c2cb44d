import type { InputSpecs } from '../../runtime/action-spec.ts';

const CONNECTION = 'Connection';
const STORES = 'Stores';
const ENCRYPTION = 'Encryption';

/** A plain name. A connection string is refused: a password in it would be printed in logs and manifests. */
const databaseName = {
  kind: 'string',
  pattern: /(?!postgres(?:ql)?:\/\/).{1,63}/,
  patternHint: 'the plain name of a database of at most 63 characters, not a connection string',
} as const;

/** The database to connect to. */
export const databaseInput = {
  ...databaseName,
  group: CONNECTION,
  description:
    'Name of the database to back up. Needed unless the policy names exactly one; what the policy says about it applies.',
} as const satisfies InputSpecs[string];

/** How to reach the server. Whatever is not given is left to libpq, as `psql` without options would. */
export const connectionInputs = {
  host: {
    kind: 'string',
    group: CONNECTION,
    pattern: /\S+/,
    patternHint: 'a host name, an address or the directory of a socket, without spaces',
    description:
      'Host name, address or socket directory of the PostgreSQL server. Without it, what libpq finds by itself applies: `PGHOST`, `PGSERVICE`, then the local socket.',
  },
  port: {
    kind: 'integer',
    min: 1,
    max: 65_535,
    group: CONNECTION,
    description: 'Port of the server. Without it `PGPORT` applies, then 5432.',
  },
  user: {
    kind: 'string',
    group: CONNECTION,
    pattern: /.{1,63}/,
    patternHint: 'a role name of at most 63 characters',
    description:
      'Role to connect as. It has to read every table (membership in `pg_read_all_data`) and, where row-level security is used, have `BYPASSRLS`. Without it `PGUSER` applies.',
  },
  password: {
    kind: 'secret',
    group: CONNECTION,
    description:
      'Password of the role. It is handed to libpq in a file that only this run can read, never on a command line. Without it `PGPASSWORD`, `PGPASSFILE` and `~/.pgpass` apply.',
  },
  sslmode: {
    kind: 'choice',
    choices: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
    group: CONNECTION,
    description:
      'How TLS is used, in the words of libpq. Over a network use `verify-full`: everything below `verify-ca` accepts any certificate. Without it `PGSSLMODE` applies, then `prefer`.',
  },
  sslrootcert: {
    kind: 'path',
    group: CONNECTION,
    description:
      'File with the certificates of the authorities that are trusted for TLS, or `system` for those of the operating system. Without it `PGSSLROOTCERT` applies.',
  },
} as const satisfies InputSpecs;

/** The server in a container; beside `connectionInputs`. */
export const containerInput = {
  kind: 'string',
  group: CONNECTION,
  pattern: /[A-Za-z0-9][A-Za-z0-9_.-]{0,127}/,
  patternHint: 'the name of a container or of a compose service',
  description:
    'Container (Docker or Podman) that runs PostgreSQL, by its name or by that of its compose service. Its own programs are used, through its own socket: no published port, no password. `host`, `port` and `user` are then those of the inside; without `user`, POSTGRES_USER of the image, then `postgres`.',
} as const satisfies InputSpecs[string];

/** What makes no sense together with a container. */
export function containerProblems(inputs: {
  readonly container: string | undefined;
  readonly password: string | undefined;
  readonly sslmode: string | undefined;
  readonly sslrootcert: string | undefined;
}): string[] {
  if (inputs.container === undefined) return [];
  const given = (['password', 'sslmode', 'sslrootcert'] as const).filter(
    (name) => inputs[name] !== undefined,
  );
  return given.length === 0 ? [] : [`container: goes without ${given.join(', ')}; the socket inside is used`];
}

/** The reviewed file in the user's repository. */
export const policyInput = {
  kind: 'path',
  description:
    'Path of backup-policy.yml in the workspace: databases, stores, tiers, objectives, encryption. Inputs that are given win over it, field by field. Without it the defaults of docs/policy.md apply.',
} as const satisfies InputSpecs[string];

/** Where sets are. Credentials that are not given come from where every AWS program looks for them. */
export const storeInputs = {
  stores: {
    kind: 'list',
    group: STORES,
    pattern: /\/.*|s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/.*)?|[a-z0-9][a-z0-9_-]*/i,
    patternHint:
      'an absolute directory such as /backups/postgresql, s3://bucket/prefix, or the name of a store of the policy',
    description:
      'Where backup sets are kept, one place per line: absolute directories, `s3://bucket/prefix`, or names of stores of the policy. Writing goes to all that the tier wants; reading prefers the first. Without it, every store of the policy.',
  },
  's3-endpoint': {
    kind: 'string',
    group: STORES,
    pattern: /https?:\/\/[^\s/@]+(?:\/\S*)?/,
    patternHint: 'a URL such as https://s3.example.com, without credentials in it',
    description:
      'URL of an S3 service that is not AWS (MinIO, Ceph, R2, B2 …). Without it `AWS_ENDPOINT_URL_S3` and `AWS_ENDPOINT_URL` apply, then AWS.',
  },
  's3-region': {
    kind: 'string',
    group: STORES,
    pattern: /[A-Za-z0-9-]+/,
    patternHint: 'a region such as eu-central-1',
    description:
      'Region of the buckets. Without it `AWS_REGION` and the AWS configuration files apply, and `us-east-1` for a service that is not AWS.',
  },
  's3-access-key-id': {
    kind: 'secret',
    group: STORES,
    description:
      'Access key. Not needed where the environment has credentials already: `aws-actions/configure-aws-credentials`, an instance profile, `~/.aws`.',
  },
  's3-secret-access-key': {
    kind: 'secret',
    group: STORES,
    description: 'Secret of the access key.',
  },
  's3-session-token': {
    kind: 'secret',
    group: STORES,
    description: 'Session token, when the access key is a temporary one.',
  },
  's3-force-path-style': {
    kind: 'boolean',
    group: STORES,
    description:
      'Put the bucket into the path of the URL instead of its host name. Without it: `true` for every service that is not AWS, because most of them need it.',
  },
} as const satisfies InputSpecs;

/** Which of the sets in the stores. */
export const databaseFilterInput = {
  ...databaseName,
  group: STORES,
  description:
    'Look only at sets of this database. Needed when the stores hold sets of more than one database.',
} as const satisfies InputSpecs[string];

/** The private half of a recipient, for actions that have to read encrypted sets. */
export const identityInputs = {
  identity: {
    kind: 'secret',
    group: ENCRYPTION,
    pattern: /[\s\S]*AGE-(?:SECRET-KEY|PLUGIN)-[\s\S]*/,
    patternHint: 'an age identity: text with a line that starts with AGE-SECRET-KEY-',
    description:
      'age identity (the text of the key file) that can decrypt the sets. Only for encrypted sets, and only for the jobs that read them: the job that writes backups needs none.',
  },
  'identity-file': {
    kind: 'path',
    group: ENCRYPTION,
    description: 'File with the age identity, instead of `identity`.',
  },
} as const satisfies InputSpecs;

/** What the inputs for stores have to be together. */
export function storeProblems(inputs: {
  readonly policy: string | undefined;
  readonly stores: readonly string[];
  readonly s3AccessKeyId: string | undefined;
  readonly s3SecretAccessKey: string | undefined;
  readonly s3SessionToken: string | undefined;
}): string[] {
  const { s3AccessKeyId: id, s3SecretAccessKey: secret, s3SessionToken: token } = inputs;
  const nowhere = inputs.stores.length === 0 && inputs.policy === undefined;
  const missing = nowhere ? ['stores: is required where no policy names them'] : [];
  if ((id === undefined) !== (secret === undefined)) {
    return [...missing, 's3-access-key-id and s3-secret-access-key are only usable together'];
  }
  return token !== undefined && id === undefined
    ? [...missing, 's3-session-token needs s3-access-key-id and s3-secret-access-key']
    : missing;
}

/** An identity comes from one place. */
export function identityProblems(inputs: {
  readonly identity: string | undefined;
  readonly identityFile: string | undefined;
}): string[] {
  return inputs.identity !== undefined && inputs.identityFile !== undefined
    ? ['identity and identity-file are both given; give one of them']
    : [];
}

/**
 * How to reach one more server, as inputs of their own: `staging-host`, `production-user` …
 * @param group how the inputs are headed in help and READMEs
 */
export function serverInputs<Prefix extends string>(prefix: Prefix, group: string) {
  const named = Object.fromEntries(
    Object.entries(connectionInputs).map(([name, input]) => [`${prefix}-${name}`, { ...input, group }]),
  );
  return named as {
    [Name in keyof typeof connectionInputs as `${Prefix}-${Name}`]: (typeof connectionInputs)[Name];
  };
}
