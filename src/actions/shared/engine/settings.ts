import type { EngineSettings, RepositorySecrets, RepositorySettings } from '../../../pgbackrest/config.ts';
import type { EffectivePolicy } from '../../../policy/effective-policy.ts';
import type { ActionContext } from '../../../runtime/action.ts';

type PhysicalPolicy = NonNullable<EffectivePolicy['physical']>;
type Repository = PhysicalPolicy['repositories'][number];

const UNITS = { MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 } as const;

/** The section `physical` of the policy in the engine's terms. */
export function engineSettings(physical: PhysicalPolicy, server: EngineSettings['server']): EngineSettings {
  const [compressType = 'none', level] = physical.compression.split(':');
  return {
    stanza: physical.stanza,
    repositories: physical.repositories.map(repositorySettings),
    compressType,
    compressLevel: level === undefined ? undefined : Number(level),
    processMax: physical.processes,
    async: physical.async,
    queueMaxBytes: bytes(physical.queueMax),
    // A backup waits for its last segment at least as long as the server may keep it.
    archiveTimeoutSeconds: Math.max(60, Math.ceil(physical.archiveTimeout / 1000)),
    ioTimeoutSeconds: physical.ioTimeout / 1000,
    spoolPath: physical.spool,
    logPath: physical.logs,
    lockPath: `${physical.spool}/lock`,
    server,
  };
}

function bytes(size: string | undefined): number | undefined {
  const found = /^(\d+)(MiB|GiB|TiB)$/.exec(size ?? '');
  return found === null ? undefined : Number(found[1]) * UNITS[found[2] as keyof typeof UNITS];
}

function repositorySettings(repository: Repository): RepositorySettings {
  const common = { keepDays: repository.keepDays, encrypted: repository.cipherSecret !== undefined };
  if (repository.kind === 'directory')
    return { ...common, kind: 'directory', path: withoutSlash(repository.directory) };
  const { uri, endpoint, region, forcePathStyle, caFile, credentials } = repository.s3;
  const { hostname: bucket, pathname } = new URL(uri.replace(/^s3:/, 'http:'));
  const { hostname: host, port } = new URL(endpoint ?? `https://s3.${region}.amazonaws.com`);
  return {
    ...common,
    kind: 's3',
    bucket,
    path: pathname === '/' ? '/pgbackrest' : withoutSlash(decodeURIComponent(pathname)),
    host,
    port: port === '' ? 443 : Number(port),
    region,
    pathStyle: forcePathStyle ?? endpoint !== undefined,
    caFile,
    credentials,
  };
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}

/** Where a repository is, for people; never a secret. */
export function repositoryLocation(repository: Repository): string {
  return repository.kind === 'directory' ? repository.directory : repository.s3.uri;
}

/** Names of the variables that hold the secrets of one repository. */
function secretNames(repository: Repository): string[] {
  const cipher = repository.cipherSecret === undefined ? [] : [repository.cipherSecret];
  return repository.kind === 's3' && repository.s3.credentials === 'shared'
    ? [...cipher, repository.s3.accessKeySecret, repository.s3.secretKeySecret]
    : cipher;
}

/** Names of the variables that the policy asks for and the environment does not have. */
export function missingSecrets(physical: PhysicalPolicy, env: Readonly<Record<string, string>>): string[] {
  const names = new Set(physical.repositories.flatMap(secretNames));
  return [...names].filter((name) => (env[name] ?? '') === '');
}

/** The secrets of every repository, from the environment; from here on they are masked. */
export function repositorySecrets(
  physical: PhysicalPolicy,
  context: Pick<ActionContext, 'env' | 'mask'>,
): RepositorySecrets[] {
  const secret = (name: string | undefined): string | undefined => {
    const value = name === undefined ? undefined : context.env[name];
    if (value === undefined || value === '') return undefined;
    context.mask(value);
    return value;
  };
  return physical.repositories.map((repository) => {
    const shared = repository.kind === 's3' && repository.s3.credentials === 'shared';
    return {
      cipherPass: secret(repository.cipherSecret),
      s3Key: shared ? secret(repository.s3.accessKeySecret) : undefined,
      s3KeySecret: shared ? secret(repository.s3.secretKeySecret) : undefined,
    };
  });
}
