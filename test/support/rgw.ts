import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cephConfig, cephKeyring } from './rgw/config.ts';
import { assertInstalled, Daemons, freePort } from './rgw/daemons.ts';
import { makeCertificate } from './rgw/tls.ts';
import { createBucket, type S3Server } from './s3-server.ts';

/** A real S3 server: the gateway of a Ceph cluster of one node, from Debian's packages, in memory. */
export interface Rgw extends S3Server {
  /** Configuration, logs and pid files of the daemons. */
  readonly directory: string;
  /** Undefined without the option `tls`. */
  readonly https: { readonly endpoint: string; readonly caCertificate: string } | undefined;
  /** Another user of the gateway, who sees none of the buckets of others. */
  makeUser(name: string): Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }>;
  /** Adds a storage class such as `GLACIER` (here only a name: objects stay readable). Restarts the gateway. */
  addStorageClass(name: string): Promise<void>;
  /** Ends the gateway and leaves the cluster, to play a store that is down. */
  pauseGateway(): Promise<void>;
  /** Starts it again on the same port. */
  resumeGateway(): Promise<void>;
}

export interface RgwOptions {
  /** Settings of the gateway, such as `rgw lc debug interval`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Also listen with TLS: `https` then tells where, and with which authority. */
  readonly tls?: boolean;
}

const PROGRAMS = ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin'];
const INSTALL = 'sudo apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-common';
const START_LIMIT_MS = 25_000;

/**
 * Starts a cluster and its gateway, as root or as any user, in about two seconds.
 * @throws Error with the command to run when Ceph is not installed
 */
export async function startRgw(options: RgwOptions = {}): Promise<Rgw> {
  assertInstalled(PROGRAMS, INSTALL);
  const dir = await mkdtemp(join(tmpdir(), 'pba-rgw-'));
  const daemons = new Daemons(dir);
  const [monPort, httpPort, httpsPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const endpoint = `http://127.0.0.1:${httpPort}`;
  const access = {
    endpoint,
    region: 'us-east-1',
    accessKeyId: 'RGWACCESSKEY',
    secretAccessKey: randomUUID(),
  };
  const config = ['-c', join(dir, 'ceph.conf')];

  const resumeGateway = async (): Promise<void> => {
    await daemons.start('client.rgw', 'radosgw', [...config, '-n', 'client.rgw', '-f']);
    await untilAnswering(endpoint, daemons);
  };
  const admin = (...args: string[]): Promise<string> =>
    daemons.run('radosgw-admin', [...config, '-n', 'client.admin', ...args]);
  const addUser = async (name: string, accessKey: string, secretKey: string): Promise<void> => {
    const keys = ['--access-key', accessKey, '--secret-key', secretKey];
    await admin('user', 'create', '--uid', name, '--display-name', name, ...keys);
  };

  let https: Rgw['https'];
  try {
    const fsid = randomUUID();
    const certificate = options.tls === true ? await makeCertificate(dir) : undefined;
    if (certificate !== undefined) {
      https = {
        endpoint: `https://localhost:${httpsPort}`,
        caCertificate: await readFile(certificate.caFile, 'utf8'),
      };
    }
    await Promise.all(['mon', 'osd', 'rgw'].map((name) => mkdir(join(dir, name))));
    await writeFile(
      join(dir, 'ceph.conf'),
      cephConfig(
        {
          dir,
          fsid,
          monPort,
          httpPort,
          tls: certificate && { port: httpsPort, file: certificate.serverFile },
        },
        options.settings ?? {},
      ),
    );
    await writeFile(join(dir, 'keyring'), cephKeyring(), { mode: 0o600 });
    const monmap = join(dir, 'monmap');
    await daemons.run('monmaptool', [
      '--create',
      '--fsid',
      fsid,
      '--addv',
      'a',
      `[v2:127.0.0.1:${monPort}]`,
      monmap,
    ]);
    const keyring = ['--keyring', join(dir, 'keyring')];
    await daemons.run('ceph-mon', [...config, '-i', 'a', '--mkfs', '--monmap', monmap, ...keyring]);
    await daemons.start('mon.a', 'ceph-mon', [...config, '-i', 'a', '-f']);
    const osd = randomUUID();
    await daemons.run('ceph', [
      ...config,
      '-n',
      'client.admin',
      '--connect-timeout',
      '10',
      'osd',
      'new',
      osd,
    ]);
    await daemons.run('ceph-osd', [...config, '-i', '0', '--mkfs', '--osd-uuid', osd]);
    await daemons.start('osd.0', 'ceph-osd', [...config, '-i', '0', '-f']);
    await resumeGateway();
    await addUser('backup', access.accessKeyId, access.secretAccessKey);
    await createBucket(access, 'backups');
  } catch (error) {
    const logs = await Promise.all(['mon.a', 'osd.0', 'client.rgw'].map((name) => daemons.tail(name)));
    await daemons.stop();
    throw new Error(`Ceph RGW did not start.\n${logs.join('\n')}`, { cause: error });
  }

  const stop = (): Promise<void> => daemons.stop();
  return {
    ...access,
    directory: dir,
    https,
    bucket: 'backups',
    makeBucket: (name) => createBucket(access, name),
    makeUser: async (name) => {
      const user = { accessKeyId: `KEY${name.toUpperCase()}`, secretAccessKey: randomUUID() };
      await addUser(name, user.accessKeyId, user.secretAccessKey);
      return user;
    },
    addStorageClass: async (name) => {
      const placement = ['--placement-id', 'default-placement', '--storage-class', name];
      await admin('zonegroup', 'placement', 'add', '--rgw-zonegroup', 'default', ...placement);
      await admin(
        'zone',
        'placement',
        'add',
        '--rgw-zone',
        'default',
        ...placement,
        '--data-pool',
        `class.${name}`,
      );
      await daemons.end('client.rgw');
      await resumeGateway();
    },
    pauseGateway: () => daemons.end('client.rgw'),
    resumeGateway,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function untilAnswering(endpoint: string, daemons: Daemons): Promise<void> {
  const limit = Date.now() + START_LIMIT_MS;
  while (Date.now() < limit) {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return;
    await pause(50);
  }
  throw new Error(
    `The gateway did not answer within ${START_LIMIT_MS} ms.\n${await daemons.tail('client.rgw')}`,
  );
}
