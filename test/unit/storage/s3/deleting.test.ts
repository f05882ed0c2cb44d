import { CreateMultipartUploadCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/storage/store.ts';
import { rawClient } from '../../../support/s3-server.ts';
import { failure, type StrictFixture, strictFixture } from './strict-store.ts';

describe('deleting and sweeping in S3', () => {
  let fixture: StrictFixture;
  let store: Store;
  beforeEach(async () => {
    fixture = await strictFixture();
    store = await fixture.open();
  });
  afterEach(async () => {
    await fixture[Symbol.asyncDispose]();
  });

  it('deletes 1,000 keys at once', async () => {
    const keys = Array.from({ length: 2001 }, (_, index) => `k${index}`);
    expect((await store.delete(keys)).deleted).toHaveLength(2001);
    expect(fixture.operations()).toEqual(['DeleteObjects', 'DeleteObjects', 'DeleteObjects']);
  });

  it('deletes one by one where Content-MD5 is demanded, and asks only once', async () => {
    fixture.server.behaviour.deleteNeedsMd5 = true;
    await store.create('a', Buffer.of());
    await store.create('b', Buffer.of());
    fixture.operations();
    expect(await store.delete(['a', 'b', 'c'])).toEqual({ deleted: ['a', 'b', 'c'], failed: [] });
    expect(fixture.operations()).toEqual(['DeleteObjects', 'DeleteObject', 'DeleteObject', 'DeleteObject']);
    expect(fixture.leftovers().keys).toEqual([]);
  });

  it('reports the keys that could not be deleted', async () => {
    fixture.server.behaviour.deleteNeedsMd5 = true;
    fixture.server.fail({
      operation: 'DeleteObject',
      key: '/locked',
      fault: { status: 403, code: 'AccessDenied' },
    });
    const { deleted, failed } = await store.delete(['a', 'locked', 'z']);
    expect(deleted).toEqual(['a', 'z']);
    expect(failed).toEqual([{ key: 'locked', reason: 's3://backups/app: locked: access was denied.' }]);
  });

  it('asks for each key when the whole request is refused, and reports every one that is', async () => {
    const fault = { status: 403, code: 'AccessDenied' } as const;
    fixture.server.fail({ operation: 'DeleteObjects', fault });
    expect(await store.delete(['a', 'b'])).toEqual({ deleted: ['a', 'b'], failed: [] });
    fixture.server.fail({ operation: 'DeleteObjects', fault });
    for (const key of ['a', 'b']) fixture.server.fail({ operation: 'DeleteObject', key, fault });
    const { deleted, failed } = await store.delete(['a', 'b']);
    expect(deleted).toEqual([]);
    expect(failed.map(({ key }) => key).sort()).toEqual(['a', 'b']);
  });

  it('ends unfinished uploads page by page, and only old ones', { timeout: 60_000 }, async () => {
    const client = rawClient(fixture.server);
    for (let round = 0; round < 15; round++) {
      const begun = Array.from({ length: 67 }, (_, index) =>
        client.send(new CreateMultipartUploadCommand({ Bucket: 'backups', Key: `app/daily/${index % 7}` })),
      );
      await Promise.all(begun);
    }
    client.destroy();
    fixture.operations();
    expect(await store.sweep('daily/', new Date(Date.now() - 60_000))).toEqual([]);
    expect(fixture.leftovers().uploads).toBe(1005);
    const swept = await store.sweep('daily/', new Date(Date.now() + 1000));
    expect(swept).toHaveLength(1005);
    expect(new Set(swept).size).toBe(7);
    expect(fixture.leftovers().uploads).toBe(0);
    expect(fixture.operations().filter((name) => name === 'ListMultipartUploads')).toHaveLength(4);
  });

  it('has nothing to sweep where uploads cannot be listed, but does not hide a refusal', async () => {
    fixture.server.fail({
      operation: 'ListMultipartUploads',
      calls: [1],
      fault: { status: 501, code: 'NotImplemented' },
    });
    expect(await store.sweep('', new Date())).toEqual([]);
    fixture.server.fail({ operation: 'ListMultipartUploads', fault: { status: 403, code: 'AccessDenied' } });
    expect(await failure(store.sweep('', new Date()))).toMatchObject({ code: 'PBA-STORE-PERMISSION' });
  });
});
