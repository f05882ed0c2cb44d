import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'yaml';
import { runText } from '../../src/process.ts';
import { startPostgres, type TestPostgres } from './postgres.ts';
import { type Rgw, startRgw } from './rgw.ts';

/** The ways that the laboratory's policy may differ from one test to the other. */
export interface PhysicalOptions {
  /** Over the section `physical` of the policy. */
  readonly physical?: Readonly<Record<string, unknown>>;
  /** Other sections. */
  readonly sections?: Readonly<Record<string, unknown>>;
}

/**
 * A cluster with page checksums and, for the engine, a local repository and one in a real object store over TLS, both
 * encrypted. Nothing is set up: archiving is off, and there is neither configuration nor stanza, as on a new machine.
 */
export interface PhysicalLab extends AsyncDisposable {
  readonly postgres: TestPostgres;
  readonly rgw: Rgw;
  /** Of the owner of the cluster; everything of the engine lies below it. */
  readonly directory: string;
  /** A directory for logical sets and records, of the user that runs the tests. */
  readonly store: string;
  readonly configFile: string;
  readonly repoDirectory: string;
  /** Environment of a step: the connection and the secrets that the policy names. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes a policy and returns its path. */
  policy(options?: PhysicalOptions): Promise<string>;
  /** Runs the engine by hand, as an administrator would, with the installed configuration. */
  engine(...args: string[]): Promise<string>;
  /** Has the server hand over what it has, and waits until so much is archived. */
  archived(): Promise<string>;
}

export const STANZA = 'lab';

const WAIT_MS = 60_000;

/** Starts all of it, in about six seconds. */
export async function startPhysicalLab(
  options: { readonly rgw?: Rgw; readonly tcp?: boolean } = {},
): Promise<PhysicalLab> {
  const rgw = options.rgw ?? (await startRgw({ tls: true }));
  const postgres = await startPostgres({
    tcp: options.tcp ?? false,
    initdbArgs: ['--data-checksums'],
    settings: { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' },
  });
  const directory = await mkdtemp('/tmp/pba-lab-');
  const store = await mkdtemp('/tmp/pba-store-');
  const own = async (path: string): Promise<void> => {
    if (postgres.osUser !== undefined) await chown(path, postgres.osUser.uid, postgres.osUser.gid);
  };
  const stop = async (): Promise<void> => {
    await postgres.stop();
    if (options.rgw === undefined) await rgw.stop();
    await Promise.all([directory, store].map((path) => rm(path, { recursive: true, force: true })));
  };
  try {
    await chmod(directory, 0o755);
    await own(directory);
    const { https } = rgw;
    if (https === undefined) throw new Error('The gateway has no TLS.');
    const caFile = join(directory, 'ca.crt');
    await writeFile(caFile, https.caCertificate, { mode: 0o644 });
    const at = (name: string): string => join(directory, name);
    for (const name of ['repository', 'spool', 'log', 'etc']) {
      await mkdir(at(name), { mode: 0o750 });
      await own(at(name));
    }
    const configFile = at('etc/pgbackrest.conf');
    const bucketPrefix = `lab-${randomBytes(3).toString('hex')}`;
    const physical = {
      stanza: STANZA,
      repositories: [
        { directory: at('repository'), 'cipher-secret': 'LAB_CIPHER_LOCAL' },
        {
          s3: {
            uri: `s3://${rgw.bucket}/${bucketPrefix}`,
            endpoint: https.endpoint,
            'ca-file': caFile,
            'access-key-secret': 'LAB_S3_KEY',
            'secret-key-secret': 'LAB_S3_SECRET',
          },
          'cipher-secret': 'LAB_CIPHER_REMOTE',
        },
      ],
      'config-file': configFile,
      // A dead repository is then noticed in eight seconds.
      'io-timeout': '2s',
      spool: at('spool'),
      logs: at('log'),
    };
    const env = {
      ...Object.fromEntries(
        Object.entries(postgres.env).filter(([name]) => name.startsWith('PG') && name !== 'PGDATABASE'),
      ),
      LAB_CIPHER_LOCAL: randomBytes(16).toString('hex'),
      LAB_CIPHER_REMOTE: randomBytes(16).toString('hex'),
      LAB_S3_KEY: rgw.accessKeyId,
      LAB_S3_SECRET: rgw.secretAccessKey,
    };
    const policy = async (over: PhysicalOptions = {}): Promise<string> => {
      const path = join(store, `policy-${randomBytes(3).toString('hex')}.yml`);
      const text = stringify({
        version: 1,
        databases: [{ name: 'postgres' }],
        stores: { local: { directory: store } },
        ...over.sections,
        physical: { ...physical, ...over.physical },
      });
      await writeFile(path, text);
      return path;
    };
    const engine = (...args: string[]): Promise<string> =>
      runText('pgbackrest', [`--config=${configFile}`, `--stanza=${STANZA}`, ...args], {
        env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
        signal: AbortSignal.timeout(120_000),
        cwd: '/',
        ...(postgres.osUser === undefined ? {} : { user: postgres.osUser }),
        explain: (exit) => new Error(`pgbackrest ${args.join(' ')} failed: ${exit.exitCode} ${exit.stderr}`),
      });
    const archived = async (): Promise<string> => {
      const name = await postgres.psql(
        `create table if not exists lab_switch (at timestamptz);
         insert into lab_switch select now();
         select pg_walfile_name(pg_current_wal_lsn());
         select pg_switch_wal() \\g /dev/null`,
      );
      const limit = Date.now() + WAIT_MS;
      while (Date.now() < limit) {
        const last = await postgres.psql('select last_archived_wal from pg_stat_archiver');
        if (last >= name) return name;
        await pause(50);
      }
      throw new Error(`${name} was not archived:\n${(await postgres.log()).slice(-3000)}`);
    };
    return {
      postgres,
      rgw,
      directory,
      store,
      configFile,
      repoDirectory: at('repository'),
      env,
      policy,
      engine,
      archived,
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
