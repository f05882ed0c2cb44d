import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, DeleteObjectCommand, PutObjectRetentionCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import type { FileToStore, Store, StoredVersion } from '../../src/storage/store.ts';
import { startRgw } from '../support/rgw.ts';
import { rawClient, type S3Server } from '../support/s3-server.ts';
import { silentLog } from '../support/silent-log.ts';

const BUCKET = 'locked';
let server: S3Server;
let folder: string;
let file: FileToStore;
const stores: Store[] = [];
beforeAll(async () => {
  [server, folder] = await Promise.all([startRgw(), mkdtemp(join(tmpdir(), 'pba-lock-'))]);
  const client = rawClient(server);
  await client.send(new CreateBucketCommand({ Bucket: BUCKET, ObjectLockEnabledForBucket: true }));
  client.destroy();
  const bytes = randomBytes(6 * 1024 * 1024);
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  file = { path, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function open(bucket: string, prefix: string): Promise<Store> {
  const { endpoint, region, accessKeyId, secretAccessKey } = server;
  const store = await openStore(`s3://${bucket}/${prefix}`, {
    s3: { endpoint, region, accessKeyId, secretAccessKey, largestCopy: 5 * 1024 * 1024 },
    signal: new AbortController().signal,
    log: silentLog,
  });
  stores.push(store);
  return store;
}

async function versionsOf(store: Store, prefix = ''): Promise<StoredVersion[]> {
  const found: StoredVersion[] = [];
  for await (const version of store.versions(prefix)) found.push(version);
  return found;
}

const inMinutes = (minutes: number): Date =>
  new Date(Math.floor(Date.now() / 1000) * 1000 + minutes * 60_000);

describe('a bucket with Object Lock', () => {
  test('locks what is uploaded, copied and created, and says until when', async () => {
    const store = await open(BUCKET, 'locks');
    const until = inMinutes(60);
    const lock = { mode: 'governance', until } as const;
    await store.putFile('a/daily/database.tar', file, { lock });
    await store.copy('a/daily/database.tar', 'a/weekly/database.tar', file, {
      lock: { mode: 'compliance', until },
    });
    await store.create('a/daily/manifest.json', Buffer.from('{}'), { lock });
    expect(await store.protection('a/daily/database.tar')).toEqual({ lock, legalHold: false });
    expect(await store.protection('a/weekly/database.tar')).toEqual({
      lock: { mode: 'compliance', until },
      legalHold: false,
    });
    expect(await store.protection('a/daily/manifest.json')).toEqual({ lock, legalHold: false });
    const versions = await versionsOf(store, 'a/weekly/');
    expect(versions).toMatchObject([{ key: 'a/weekly/database.tar', latest: true, marker: false }]);
    expect(await store.deleteVersions(versions)).toEqual({
      deleted: [],
      failed: [],
      locked: [{ ...versionIdOf(versions[0]), until, legalHold: false }],
    });
  });

  test('keeps what is locked in compliance mode from everybody, and its lock from being shortened', async () => {
    const store = await open(BUCKET, 'shorter');
    const until = inMinutes(60);
    await store.create('a', Buffer.from('a'), { lock: { mode: 'compliance', until } });
    const object = { Bucket: BUCKET, Key: 'shorter/a' };
    const client = rawClient(server);
    try {
      // As the owner of the bucket, who may do all that anybody may.
      for (const Retention of [
        { Mode: 'COMPLIANCE', RetainUntilDate: inMinutes(30) },
        { Mode: 'GOVERNANCE', RetainUntilDate: until },
      ] as const) {
        const shorten = { ...object, Retention, BypassGovernanceRetention: true };
        await expect(client.send(new PutObjectRetentionCommand(shorten))).rejects.toMatchObject({
          $metadata: { httpStatusCode: 403 },
        });
      }
      const [version] = await versionsOf(store);
      const erase = { ...object, VersionId: version?.versionId, BypassGovernanceRetention: true };
      await expect(client.send(new DeleteObjectCommand(erase))).rejects.toMatchObject({
        $metadata: { httpStatusCode: 403 },
      });
    } finally {
      client.destroy();
    }
    expect(await store.protection('a')).toEqual({ lock: { mode: 'compliance', until }, legalHold: false });
  });

  test('holds what is put on hold, until it is let go', async () => {
    const store = await open(BUCKET, 'holds');
    await store.create('a', Buffer.from('a'));
    await store.setLegalHold('a', true);
    expect(await store.protection('a')).toEqual({ lock: undefined, legalHold: true });
    const versions = await versionsOf(store);
    expect((await store.deleteVersions(versions)).locked).toMatchObject([{ key: 'a', legalHold: true }]);
    await store.setLegalHold('a', false);
    expect(await store.deleteVersions(versions)).toMatchObject({
      deleted: [{ key: 'a' }],
      failed: [],
      locked: [],
    });
    expect(await versionsOf(store)).toEqual([]);
  });

  test('keeps what looks deleted, and deletes it for good by version', async () => {
    const store = await open(BUCKET, 'versions');
    await store.create('a', Buffer.from('a'));
    await store.delete(['a']);
    expect(await store.head('a')).toBeUndefined();
    const versions = await versionsOf(store);
    expect(
      versions
        .map(({ marker, latest, size }) => ({ marker, latest, size }))
        .toSorted((x) => (x.marker ? 1 : -1)),
    ).toEqual([
      { marker: false, latest: false, size: 1 },
      { marker: true, latest: true, size: 0 },
    ]);
    expect((await store.deleteVersions(versions)).deleted).toHaveLength(2);
    expect(await versionsOf(store)).toEqual([]);
  });

  test('lists more versions than fit on a page', async () => {
    const store = await open(BUCKET, 'pages');
    const keys = Array.from({ length: 1050 }, (_, index) => `k/${String(index).padStart(4, '0')}`);
    for (let start = 0; start < keys.length; start += 50)
      await Promise.all(keys.slice(start, start + 50).map((key) => store.create(key, Buffer.from('x'))));
    expect(new Set((await versionsOf(store)).map((version) => version.key))).toEqual(new Set(keys));
  });
});

describe('a bucket without Object Lock', () => {
  test('does not keep what it cannot lock', async () => {
    const store = await open(server.bucket, 'unlocked');
    const lock = { mode: 'governance', until: inMinutes(60) } as const;
    await expect(store.putFile('a', file, { lock })).rejects.toMatchObject({ name: 'StoreError' });
    expect(await store.head('a')).toBeUndefined();
  });

  test('cannot hold', async () => {
    const store = await open(server.bucket, 'unheld');
    await store.create('a', Buffer.from('a'));
    await expect(store.setLegalHold('a', true)).rejects.toMatchObject({ code: 'PBA-STORE-LOCK' });
  });
});

function versionIdOf(version: StoredVersion | undefined): Pick<StoredVersion, 'key' | 'versionId'> {
  return { key: version?.key ?? '', versionId: version?.versionId };
}
