import { randomBytes } from 'node:crypto';

export interface CephPlace {
  readonly dir: string;
  readonly fsid: string;
  readonly monPort: number;
  readonly httpPort: number;
  /** A second port, with TLS; the file has certificate and key. */
  readonly tls?: { readonly port: number; readonly file: string } | undefined;
}

/**
 * A cluster of one monitor, one OSD in memory and one gateway. No manager: it only collects statistics. Waits of a
 * second and more that let large clusters batch their changes are shortened, which makes the start ten times as fast.
 */
export function cephConfig(place: CephPlace, gatewaySettings: Readonly<Record<string, string>>): string {
  const { dir } = place;
  const monitor = `v2:127.0.0.1:${place.monPort}`;
  const tls =
    place.tls === undefined
      ? ''
      : ` ssl_endpoint=127.0.0.1:${place.tls.port} ssl_certificate=${place.tls.file} ssl_private_key=${place.tls.file}`;
  return [
    section('global', {
      fsid: place.fsid,
      'mon initial members': 'a',
      'mon host': monitor,
      'public addr': '127.0.0.1',
      'ms bind msgr1': 'false',
      // radosgw hangs for ever without authentication.
      'auth cluster required': 'cephx',
      'auth service required': 'cephx',
      'auth client required': 'cephx',
      keyring: `${dir}/keyring`,
      'run dir': dir,
      'crash dir': dir,
      'admin socket': '',
      'log file': `${dir}/$name.log`,
      'paxos propose interval': '0.05',
      'paxos min wait': '0.01',
      'osd pool default size': '1',
      'osd pool default min size': '1',
      'osd pool default pg num': '1',
      'osd pool default pgp num': '1',
      'osd pool default pg autoscale mode': 'off',
      'osd crush chooseleaf type': '0',
      'mon allow pool size one': 'true',
      'mon max pg per osd': '1000',
      // The monitor stops when its disk is nearly full; that is not what these tests are about.
      'mon data avail crit': '0',
    }),
    section('mon.a', { 'mon data': `${dir}/mon`, 'mon addr': monitor }),
    section('osd.0', {
      'osd data': `${dir}/osd`,
      'osd objectstore': 'memstore',
      // An upper limit, not an allocation.
      'memstore device bytes': String(8 * 1024 ** 3),
    }),
    section('client.rgw', {
      'rgw frontends': `beast endpoint=127.0.0.1:${place.httpPort}${tls} tcp_nodelay=1`,
      'rgw data': `${dir}/rgw`,
      'rgw thread pool size': '64',
      ...gatewaySettings,
    }),
  ].join('\n');
}

function section(name: string, settings: Readonly<Record<string, string>>): string {
  const lines = Object.entries(settings).map(([key, value]) => `${key} = ${value}\n`);
  return `[${name}]\n${lines.join('')}`;
}

/** The secrets of everybody in the cluster, with what each may do. */
export function cephKeyring(): string {
  return [
    section('mon.', { key: secret(), 'caps mon': '"allow *"' }),
    section('client.admin', { key: secret(), 'caps mon': '"allow *"', 'caps osd': '"allow *"' }),
    section('osd.0', { key: secret(), 'caps mon': '"allow profile osd"', 'caps osd': '"allow *"' }),
    section('client.rgw', { key: secret(), 'caps mon': '"allow rw"', 'caps osd': '"allow rwx"' }),
  ].join('\n');
}

/** A cephx secret: type AES (1), time of making, length and 16 random bytes, little-endian, in base64. */
function secret(): string {
  const head = Buffer.alloc(12);
  head.writeUInt16LE(1, 0);
  head.writeUInt32LE(Math.floor(Date.now() / 1000), 2);
  head.writeUInt16LE(16, 10);
  return Buffer.concat([head, randomBytes(16)]).toString('base64');
}
