import { appendFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError, IntegrityError } from '../../../../src/errors.ts';
import { failure, MIB, type StrictFixture, strictFixture } from './strict-store.ts';

describe('uploading to S3', () => {
  let fixture: StrictFixture;
  beforeEach(async () => {
    fixture = await strictFixture();
  });
  afterEach(async () => {
    await fixture[Symbol.asyncDispose]();
  });

  it('proves an upload by the checksums of the store, without reading it back', async () => {
    const store = await fixture.open({ trustFullChecksums: true });
    await store.putFile('small', await fixture.file(1000));
    expect(fixture.operations()).toEqual(['PutObject', 'HeadObject']);
    await store.putFile('large', await fixture.file(20 * MIB));
    const operations = fixture.operations();
    expect(operations.filter((name) => name === 'UploadPart')).toHaveLength(3);
    expect(operations.slice(-2)).toEqual(['CompleteMultipartUpload', 'HeadObject']);
    const { checksum } = fixture.server.bucketState('backups').objects.get('app/large') ?? {};
    expect(checksum).toMatchObject({
      name: 'sha256',
      type: 'COMPOSITE',
      value: expect.stringMatching(/=-3$/),
    });
  });

  it('reads back where checksums are not trusted, or not given', async () => {
    const wary = await fixture.open({ trustFullChecksums: false });
    await wary.putFile('a', await fixture.file(9 * MIB));
    expect(fixture.operations().slice(-2)).toEqual(['HeadObject', 'GetObject']);
    fixture.server.behaviour.keepChecksums = false;
    const trusting = await fixture.open({ trustFullChecksums: true });
    await trusting.putFile('b', await fixture.file(9 * MIB));
    expect(fixture.operations().slice(-2)).toEqual(['HeadObject', 'GetObject']);
  });

  it.each([
    ['PutObject', 1000],
    ['UploadPart', 20 * MIB],
  ] as const)(
    'finds one bit that the store changed after %s, and removes the object',
    async (operation, size) => {
      const store = await fixture.open();
      fixture.server.fail({ operation, calls: [1], fault: { damage: true } });
      const error = await failure(store.putFile('a', await fixture.file(size)));
      expect(error).toBeInstanceOf(IntegrityError);
      expect(error).toMatchObject({ code: 'PBA-OBJECT-DAMAGED', hint: expect.any(String) });
      expect(fixture.leftovers()).toEqual({ keys: [], uploads: 0 });
    },
  );

  it('sends a part again after a failure of the server or the network', async () => {
    const store = await fixture.open();
    fixture.server.fail({
      operation: 'UploadPart',
      calls: [1],
      fault: { status: 500, code: 'InternalError' },
    });
    fixture.server.fail({ operation: 'UploadPart', calls: [2], fault: { reset: 'before' } });
    fixture.server.fail({ operation: 'UploadPart', calls: [3], fault: { reset: 'after' } });
    const file = await fixture.file(20 * MIB);
    await store.putFile('a', file);
    expect(fixture.operations().filter((name) => name === 'UploadPart')).toHaveLength(6);
    expect(await store.head('a')).toEqual({ key: 'a', size: file.size });
  });

  it.each([
    { operation: 'UploadPart', calls: [2], fault: { status: 403, code: 'AccessDenied' } },
    { operation: 'UploadPart', fault: { status: 500, code: 'InternalError' } },
    { operation: 'CompleteMultipartUpload', fault: { status: 400, code: 'InvalidPart' } },
    { operation: 'CompleteMultipartUpload', fault: { reset: 'before' } },
    { operation: 'HeadObject', fault: { status: 403, code: 'AccessDenied' } },
    { operation: 'GetObject', fault: { status: 403, code: 'AccessDenied' } },
  ] as const)('leaves nothing when $operation fails with $fault', async (rule) => {
    const store = await fixture.open();
    fixture.server.fail(rule);
    const error = await failure(store.putFile('a', await fixture.file(20 * MIB)));
    expect(error).toMatchObject({ code: expect.stringMatching(/^PBA-STORE-/) });
    expect(fixture.leftovers()).toEqual({ keys: [], uploads: 0 });
    expect(fixture.warnings).toEqual([]);
  });

  it('accepts its own upload when the answer to its completion was lost', async () => {
    const store = await fixture.open();
    fixture.server.fail({ operation: 'CompleteMultipartUpload', calls: [1], fault: { reset: 'after' } });
    await store.putFile('a', await fixture.file(20 * MIB));
    expect(fixture.operations().filter((name) => name === 'CompleteMultipartUpload')).toHaveLength(2);
    expect(fixture.leftovers()).toEqual({ keys: ['app/a'], uploads: 0 });
  });

  it('removes an object whose completion was never acknowledged', async () => {
    const store = await fixture.open();
    fixture.server.fail({ operation: 'CompleteMultipartUpload', calls: [1], fault: { reset: 'after' } });
    fixture.server.fail({
      operation: 'CompleteMultipartUpload',
      calls: [2, 3, 4],
      fault: { reset: 'before' },
    });
    const error = await failure(store.putFile('a', await fixture.file(20 * MIB)));
    expect(error).toMatchObject({ code: 'PBA-STORE-UNREACHABLE' });
    expect(fixture.leftovers()).toEqual({ keys: [], uploads: 0 });
  });

  it('finds that the store computed another checksum, and removes the object', async () => {
    const store = await fixture.open({ trustFullChecksums: true });
    const { objects } = fixture.server.bucketState('backups');
    const onProgress = (): void => {
      const object = objects.get('app/a');
      if (object?.checksum === undefined) throw new Error('no checksum was kept');
      objects.set('app/a', { ...object, checksum: { ...object.checksum, value: `${'A'.repeat(43)}=` } });
    };
    const error = await failure(store.putFile('a', await fixture.file(1000), { onProgress }));
    expect(error).toMatchObject({
      code: 'PBA-OBJECT-DAMAGED',
      message: expect.stringContaining('computed another'),
    });
    expect(fixture.leftovers().keys).toEqual([]);
  });

  it('does not take an older object of the same size for its own upload', async () => {
    const store = await fixture.open();
    await store.putFile('a', await fixture.file(20 * MIB));
    fixture.server.fail({
      operation: 'CompleteMultipartUpload',
      fault: { status: 404, code: 'NoSuchUpload' },
    });
    expect(await failure(store.putFile('a', await fixture.file(20 * MIB)))).toBeInstanceOf(IntegrityError);
  });

  it('removes an object whose upload was stored but never acknowledged', async () => {
    const store = await fixture.open();
    fixture.server.fail({ operation: 'PutObject', fault: { reset: 'after' } });
    expect(await failure(store.putFile('a', await fixture.file(1000)))).toMatchObject({
      code: 'PBA-STORE-UNREACHABLE',
    });
    expect(fixture.leftovers()).toEqual({ keys: [], uploads: 0 });
  });

  it('keeps an object that was there when the store refuses a new one', async () => {
    const store = await fixture.open();
    await store.putFile('a', await fixture.file(1000));
    fixture.server.fail({ operation: 'PutObject', fault: { status: 403, code: 'AccessDenied' } });
    expect(await failure(store.putFile('a', await fixture.file(500)))).toMatchObject({
      code: 'PBA-STORE-PERMISSION',
    });
    expect(await store.head('a')).toEqual({ key: 'a', size: 1000 });
  });

  it('warns of what it could not remove', async () => {
    const store = await fixture.open();
    fixture.server.fail({ operation: 'UploadPart', fault: { status: 403, code: 'AccessDenied' } });
    fixture.server.fail({ operation: 'AbortMultipartUpload', fault: { status: 403, code: 'AccessDenied' } });
    expect(await failure(store.putFile('a', await fixture.file(20 * MIB)))).toMatchObject({
      code: 'PBA-STORE-PERMISSION',
    });
    expect(fixture.warnings).toEqual([expect.stringContaining('app: a: access was denied')]);
    expect(fixture.leftovers().uploads).toBe(1);
    fixture.server.clearFaults();
    expect(await store.sweep('', new Date(Date.now() + 1000))).toEqual(['a']);
    expect(fixture.leftovers().uploads).toBe(0);
  });

  it('ends a transfer that stalls', async () => {
    const store = await fixture.open({ stallTimeoutMs: 200 });
    fixture.server.fail({ operation: 'PutObject', fault: { silent: true } });
    const started = Date.now();
    expect(await failure(store.putFile('a', await fixture.file(1000)))).toMatchObject({
      code: 'PBA-STORE-UNREACHABLE',
    });
    expect(Date.now() - started).toBeLessThan(8000);
    expect(fixture.operations().filter((name) => name === 'PutObject')).toHaveLength(4);
    expect(fixture.said).toEqual(
      [1, 2, 3].map((number) =>
        expect.stringMatching(
          new RegExp(
            String.raw`^s3://backups/app: attempt ${number} of 4 at PutObject of app/a failed after 0\.\d s: it did not answer in time\. Trying again: ${number + 1} of 4\.$`,
          ),
        ),
      ),
    );
  });

  it('ends at once when it is cancelled in the middle of a part', async () => {
    const controller = new AbortController();
    const store = await fixture.open({}, controller.signal);
    fixture.server.fail({ operation: 'UploadPart', calls: [3], fault: { silent: true } });
    const file = await fixture.file(20 * MIB);
    let sent = 0;
    const started = Date.now();
    const error = await failure(
      store.putFile('a', file, {
        onProgress: (bytes) => {
          sent = bytes;
          if (bytes > 8 * MIB) setTimeout(() => controller.abort(), 100);
        },
      }),
    );
    expect(error).toBeInstanceOf(CancelledError);
    expect(sent).toBeGreaterThan(8 * MIB);
    expect(Date.now() - started).toBeLessThan(3000);
    expect(fixture.leftovers()).toEqual({ keys: [], uploads: 0 });
  });

  it('notices a file that changes while it is uploaded', async () => {
    const store = await fixture.open();
    const file = await fixture.file(20 * MIB);
    await appendFile(file.path, 'x');
    expect(await failure(store.putFile('a', file))).toBeInstanceOf(IntegrityError);
    expect(fixture.operations()).toEqual([]);
  });

  it('passes storage class and content type on', async () => {
    const store = await fixture.open({ trustFullChecksums: true });
    await store.putFile('a.tar', await fixture.file(10), { storageClass: 'GLACIER' });
    await store.putFile('b.bin', await fixture.file(9 * MIB), { storageClass: 'STANDARD_IA' });
    await store.create('c.json', Buffer.from('{}'));
    const { objects } = fixture.server.bucketState('backups');
    expect(objects.get('app/a.tar')).toMatchObject({
      storageClass: 'GLACIER',
      contentType: 'application/x-tar',
    });
    expect(objects.get('app/b.bin')).toMatchObject({
      storageClass: 'STANDARD_IA',
      contentType: 'application/octet-stream',
    });
    expect(objects.get('app/c.json')).toMatchObject({
      storageClass: 'STANDARD',
      contentType: 'application/json',
    });
    expect(await failure(store.read('a.tar'))).toMatchObject({
      hint: expect.stringContaining('restore-object'),
    });
    expect(
      await failure(store.putFile('d', await fixture.file(1), { storageClass: 'ICEBERG' })),
    ).toMatchObject({
      code: 'PBA-STORE-FAILED',
      hint: expect.stringContaining('storage class'),
    });
  });
});
