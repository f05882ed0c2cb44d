import { createHash, randomBytes } from 'node:crypto';
import { stat, statfs } from 'node:fs/promises';
import type { StoreFacts } from '../catalog/doctor/store.ts';
import { contextOf, type OpenOptions, openStore } from './open.ts';

/** What came of trying a store, and what was seen on the way. */
export interface StoreTrial {
  readonly facts: StoreFacts;
  /** Milliseconds by which the store's clock is ahead; undefined where it has none or does not say. */
  readonly aheadMs: number | undefined;
  /** Of a directory. */
  readonly freeBytes: number | undefined;
  readonly mode: number | undefined;
}

/**
 * Tries what a store can do and what its credentials may, and takes away again what it wrote where that is allowed.
 * @throws StoreError when the store cannot be reached, knows neither bucket nor credentials
 */
export async function tryStore(location: string, options: OpenOptions, now: Date): Promise<StoreTrial> {
  return location.startsWith('s3://') ? tryS3(location, options, now) : tryDirectory(location, options);
}

async function tryS3(location: string, options: OpenOptions, now: Date): Promise<StoreTrial> {
  const [context, dialect, { tryS3Store }] = await Promise.all([
    contextOf(location, options),
    contextOf(location, { ...options, s3: { ...options.s3, trustFullChecksums: true } }),
    import('./s3/probe/store.ts'),
  ]);
  try {
    return { ...(await tryS3Store(context, dialect, now)), freeBytes: undefined, mode: undefined };
  } finally {
    for (const { client, reader } of [context, dialect]) {
      client.destroy();
      reader.destroy();
    }
  }
}

async function tryDirectory(location: string, options: OpenOptions): Promise<StoreTrial> {
  const store = await openStore(location, options);
  const key = `doctor/${randomBytes(6).toString('hex')}`;
  const body = Buffer.from('A trial of doctor.\n');
  try {
    await store.check();
    await store.create(key, body);
    const hash = createHash('sha256');
    for await (const chunk of await store.read(key)) hash.update(chunk as Buffer);
    const same = hash.digest('hex') === createHash('sha256').update(body).digest('hex');
    const conditional = await store.create(key, body).then(
      () => 'ignored' as const,
      () => 'works' as const,
    );
    const { failed } = await store.delete([key]);
    const [space, { mode }] = await Promise.all([statfs(location), stat(location)]);
    return {
      facts: {
        ...DIRECTORY,
        location: store.location,
        readBack: same ? 'same' : 'different',
        conditional,
        deletes: failed.length === 0 ? 'yes' : 'denied',
        remains: failed.length === 0 ? [] : [`${store.location}/${key}`],
      },
      aheadMs: undefined,
      freeBytes: space.bavail * space.bsize,
      mode: mode & 0o7777,
    };
  } finally {
    await store.close();
  }
}

/** A directory has none of S3's questions. */
const DIRECTORY = {
  kind: 'directory',
  amazon: false,
  tls: true,
  loopback: true,
  list: 'yes',
  write: 'yes',
  writeReason: '',
  reads: 'yes',
  sdkChecksums: 'not tried',
  checksSha256: 'not tried',
  checksMd5: 'not tried',
  multipart: 'not tried',
  abort: 'not tried',
  deletesVersions: 'not tried',
  versioning: 'off',
  objectLock: 'off',
  encryption: 'none',
  publicRead: undefined,
  publicList: undefined,
  blockPublicAccess: 'none',
  bucketPolicy: 'none',
  oldUploads: [],
} as const satisfies Partial<StoreFacts>;
