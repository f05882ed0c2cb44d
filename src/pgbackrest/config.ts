/** Where backups and WAL are kept. Secrets are handed over apart from it. */
export type RepositorySettings = {
  /** Days that full backups stay; WAL stays as long as the oldest of them. */
  readonly keepDays: number;
  readonly encrypted: boolean;
} & (
  | { readonly kind: 'directory'; readonly path: string }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      /** Absolute within the bucket. */
      readonly path: string;
      readonly host: string;
      readonly port: number;
      readonly region: string;
      readonly pathStyle: boolean;
      readonly caFile: string | undefined;
      /** `shared`: an access key. `auto`: that of the machine. */
      readonly credentials: 'shared' | 'auto';
    }
);

/** Everything that the configuration of one stanza says, but for secrets. */
export interface EngineSettings {
  readonly stanza: string;
  readonly repositories: readonly RepositorySettings[];
  readonly compressType: string;
  readonly compressLevel: number | undefined;
  readonly processMax: number;
  readonly async: boolean;
  /** Bytes of WAL that may wait; beyond them the engine drops WAL. Undefined: it never does. */
  readonly queueMaxBytes: number | undefined;
  /** Seconds that a backup waits for its last WAL segment. */
  readonly archiveTimeoutSeconds: number;
  /** The engine tries about four times: with its own default of 60 a dead endpoint takes minutes. */
  readonly ioTimeoutSeconds: number;
  readonly spoolPath: string;
  readonly logPath: string;
  readonly lockPath: string;
  readonly server: {
    readonly dataDirectory: string;
    readonly port: number;
    readonly socketDirectory: string | undefined;
    /** Role that the engine connects as. */
    readonly user: string;
  };
}

/** Of one repository, in their order. */
export interface RepositorySecrets {
  readonly cipherPass: string | undefined;
  readonly s3Key: string | undefined;
  readonly s3KeySecret: string | undefined;
}

/** Options in the order of the file. */
type Options = readonly (readonly [string, string | number | undefined])[];

/** The first line of what we write; a file without it is somebody else's. */
const MARK = '# Written by postgres-backup-actions';

const NOTICE = `${MARK} from the section "physical" of the policy; "wal" with mode: setup writes it anew.
# It holds secrets: readable for the owner of the cluster alone.
`;

/**
 * The configuration file of the engine (https://pgbackrest.org/configuration.html). The same settings give the same text.
 * @throws Error when a value cannot stand in an ini file (a defect: policy and inputs were checked before)
 */
export function configText(settings: EngineSettings, secrets: readonly RepositorySecrets[]): string {
  const { server } = settings;
  const global: Options = [
    ...settings.repositories.flatMap((repository, index) =>
      repositoryOptions(repository, secrets[index]).map(
        ([name, value]) => [`repo${index + 1}-${name}`, value] as const,
      ),
    ),
    ['compress-type', settings.compressType],
    ['compress-level', settings.compressLevel],
    ['process-max', settings.processMax],
    ['start-fast', 'y'],
    ['archive-async', settings.async ? 'y' : 'n'],
    ['archive-push-queue-max', settings.queueMaxBytes],
    ['archive-timeout', settings.archiveTimeoutSeconds],
    ['io-timeout', settings.ioTimeoutSeconds],
    ['spool-path', settings.spoolPath],
    ['log-path', settings.logPath],
    ['lock-path', settings.lockPath],
    ['log-level-file', 'info'],
  ];
  const stanza: Options = [
    ['pg1-path', server.dataDirectory],
    ['pg1-port', server.port],
    ['pg1-socket-path', server.socketDirectory],
    ['pg1-user', server.user],
  ];
  return `${NOTICE}\n${section('global', global)}\n${section(settings.stanza, stanza)}`;
}

function repositoryOptions(repository: RepositorySettings, secrets: RepositorySecrets | undefined): Options {
  const where: Options =
    repository.kind === 'directory'
      ? [['path', repository.path]]
      : [
          ['type', 's3'],
          ['path', repository.path],
          ['s3-bucket', repository.bucket],
          ['s3-endpoint', repository.host],
          ['storage-port', repository.port],
          ['s3-region', repository.region],
          ['s3-uri-style', repository.pathStyle ? 'path' : 'host'],
          ['s3-key-type', repository.credentials],
          ['s3-key', secrets?.s3Key],
          ['s3-key-secret', secrets?.s3KeySecret],
          ['storage-ca-file', repository.caFile],
        ];
  return [
    ...where,
    ['cipher-type', repository.encrypted ? 'aes-256-cbc' : 'none'],
    ['cipher-pass', secrets?.cipherPass],
    // Small files together: without it a restore from S3 takes fifteen times as long.
    ['bundle', 'y'],
    ['retention-full-type', 'time'],
    ['retention-full', repository.keepDays],
  ];
}

function section(name: string, options: Options): string {
  const lines = options.flatMap(([key, value]) => {
    if (value === undefined) return [];
    const text = String(value);
    if (/[\r\n\0]/.test(text) || text !== text.trim() || text === '')
      throw new Error(`${key} cannot stand in the configuration.`);
    return [`${key}=${text}\n`];
  });
  return `[${name}]\n${lines.join('')}`;
}

const SECRET = /^(\s*repo\d+-(?:cipher-pass|s3-key|s3-key-secret|s3-token)\s*=).*$/gm;

/** The same text without its secrets, to be shown: each is replaced by what `markOf` says of it. */
export function withoutSecrets(text: string, markOf: (secret: string) => string): string {
  return text.replace(SECRET, (line, head: string) => `${head}<${markOf(line.slice(head.length).trim())}>`);
}

/** What stands behind every option of a section; the last one counts. */
export function readOptions(text: string, wanted: string): Map<string, string> {
  const options = new Map<string, string>();
  let current = '';
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const heading = /^\[(.+)\]$/.exec(line);
    if (heading !== null) current = heading[1] ?? '';
    const option = /^([a-z0-9-]+)\s*=\s*(.*)$/.exec(line);
    if (current === wanted && option !== null) options.set(option[1] ?? '', option[2] ?? '');
  }
  return options;
}

/** Whether this is the file that we wrote for this stanza. */
export function isOurs(text: string, stanza: string): boolean {
  return text.startsWith(MARK) && text.split('\n').includes(`[${stanza}]`);
}
