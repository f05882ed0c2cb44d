import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawClient } from '../support/s3-server.ts';
import { type StrictS3, startStrictS3 } from '../support/strict-s3.ts';

const MIB = 1024 * 1024;
const Bucket = 'backups';

/** The strict server plays Amazon for other tests; here it has to show that it is strict. */
describe('the strict S3 server', () => {
  let server: StrictS3;
  let client: S3Client;
  /** With the checksums the SDK sends to Amazon. */
  let amazon: S3Client;

  beforeAll(async () => {
    server = await startStrictS3();
    client = rawClient(server);
    const { endpoint, region, accessKeyId, secretAccessKey } = server;
    amazon = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      maxAttempts: 1,
    });
  });
  afterAll(async () => {
    client.destroy();
    amazon.destroy();
    await server.stop();
    await server.stop();
  });

  const refusal = async (attempt: Promise<unknown>): Promise<unknown> => {
    try {
      await attempt;
    } catch (error) {
      return error;
    }
    throw new Error('This should have been refused.');
  };
  const beginUpload = async (
    Key: string,
    options = {},
  ): Promise<{ Bucket: string; Key: string; UploadId: string }> => {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key, ...options }));
    if (UploadId === undefined) throw new Error('no upload id');
    return { Bucket, Key, UploadId };
  };

  it.each([
    ['another secret', { secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
    ['another access key', { accessKeyId: 'OTHER' }, 'InvalidAccessKeyId'],
    ['another region', { region: 'us-west-2' }, 'AuthorizationHeaderMalformed'],
  ])('refuses a request signed with %s', async (_, change, name) => {
    const stranger = rawClient({ ...server, ...change });
    expect(await refusal(stranger.send(new ListObjectsV2Command({ Bucket })))).toMatchObject({ name });
    expect(await refusal(stranger.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'x' })))).toMatchObject(
      { name },
    );
    stranger.destroy();
  });

  it('refuses what is not signed, is signed long ago, or was changed on its way', async () => {
    expect((await fetch(`${server.endpoint}/${Bucket}?list-type=2`)).status).toBe(403);
    const late = new S3Client({
      endpoint: server.endpoint,
      region: server.region,
      credentials: { accessKeyId: server.accessKeyId, secretAccessKey: server.secretAccessKey },
      forcePathStyle: true,
      maxAttempts: 1,
      systemClockOffset: -16 * 60 * 1000,
    });
    expect(await refusal(late.send(new ListObjectsV2Command({ Bucket })))).toMatchObject({
      name: 'RequestTimeTooSkewed',
    });
    late.destroy();
    const meddled = rawClient(server);
    meddled.middlewareStack.add(
      (next) => (args) => {
        const { request } = args as { request: { query: Record<string, string> } };
        request.query['prefix'] = 'elsewhere/';
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low', name: 'meddle' },
    );
    expect(await refusal(meddled.send(new ListObjectsV2Command({ Bucket, Prefix: 'here/' })))).toMatchObject({
      name: 'SignatureDoesNotMatch',
    });
    meddled.destroy();
  });

  it.each([
    ['ChecksumCRC32', 'BadDigest'],
    ['ChecksumSHA256', 'BadDigest'],
    ['ChecksumSHA1', 'BadDigest'],
    ['ContentMD5', 'BadDigest'],
  ])('refuses a body with a wrong %s', async (field, name) => {
    const lengths: Readonly<Record<string, number>> = {
      ChecksumCRC32: 4,
      ChecksumSHA256: 32,
      ChecksumSHA1: 20,
      ContentMD5: 16,
    };
    const wrong = { [field]: Buffer.alloc(lengths[field] ?? 0, 7).toString('base64') };
    expect(
      await refusal(client.send(new PutObjectCommand({ Bucket, Key: 'wrong', Body: 'x', ...wrong }))),
    ).toMatchObject({ name });
    expect(await refusal(client.send(new HeadObjectCommand({ Bucket, Key: 'wrong' })))).toMatchObject({
      name: 'NotFound',
    });
  });

  it('returns full checksums of whole objects when asked', async () => {
    const body = randomBytes(1000);
    await amazon.send(new PutObjectCommand({ Bucket, Key: 'full', Body: body }));
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(body));
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'full', ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({ ChecksumCRC32: crc.toString('base64'), ChecksumType: 'FULL_OBJECT' });
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: 'full' }))).ChecksumCRC32).toBeUndefined();
  });

  it('decodes aws-chunked bodies and checks their trailers', async () => {
    const body = randomBytes(300_000);
    const pieces = Readable.from([body.subarray(0, 1), body.subarray(1, 200_000), body.subarray(200_000)]);
    const request = { Bucket, Key: 'chunked', Body: pieces, ContentLength: body.length };
    await amazon.send(new PutObjectCommand({ ...request, ChecksumAlgorithm: 'SHA256' }));
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'chunked' }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(body)).toBe(true);
    const head = await client.send(
      new HeadObjectCommand({ Bucket, Key: 'chunked', ChecksumMode: 'ENABLED' }),
    );
    expect(head.ChecksumSHA256).toBe(createHash('sha256').update(body).digest('base64'));
  });

  it('computes composite and full checksums of multipart objects', async () => {
    const bodies = [randomBytes(5 * MIB), randomBytes(100)];
    const whole = Buffer.concat(bodies);
    const composite = await beginUpload('composite', { ChecksumAlgorithm: 'SHA256' });
    const digests = bodies.map((body) => createHash('sha256').update(body).digest());
    const Parts = [];
    for (const [index, Body] of bodies.entries()) {
      const ChecksumSHA256 = digests[index]?.toString('base64');
      const part = { PartNumber: index + 1, ChecksumSHA256 };
      const { ETag } = await client.send(new UploadPartCommand({ ...composite, ...part, Body }));
      Parts.push({ ...part, ETag });
    }
    const withoutChecksums = { Parts: Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag })) };
    expect(
      await refusal(
        client.send(new CompleteMultipartUploadCommand({ ...composite, MultipartUpload: withoutChecksums })),
      ),
    ).toMatchObject({ name: 'InvalidRequest' });
    await client.send(new CompleteMultipartUploadCommand({ ...composite, MultipartUpload: { Parts } }));
    const head = await client.send(
      new HeadObjectCommand({ Bucket, Key: 'composite', ChecksumMode: 'ENABLED' }),
    );
    const expected = createHash('sha256').update(Buffer.concat(digests)).digest('base64');
    expect(head).toMatchObject({
      ChecksumSHA256: `${expected}-2`,
      ChecksumType: 'COMPOSITE',
      ContentLength: whole.length,
    });

    const full = await beginUpload('full-multipart', {
      ChecksumAlgorithm: 'CRC32',
      ChecksumType: 'FULL_OBJECT',
    });
    const plain = [];
    for (const [index, Body] of bodies.entries()) {
      const part = new UploadPartCommand({
        ...full,
        PartNumber: index + 1,
        Body,
        ChecksumAlgorithm: 'CRC32',
      });
      plain.push({ PartNumber: index + 1, ETag: (await client.send(part)).ETag });
    }
    await client.send(new CompleteMultipartUploadCommand({ ...full, MultipartUpload: { Parts: plain } }));
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(whole));
    expect(
      await client.send(new HeadObjectCommand({ Bucket, Key: 'full-multipart', ChecksumMode: 'ENABLED' })),
    ).toMatchObject({ ChecksumCRC32: crc.toString('base64'), ChecksumType: 'FULL_OBJECT' });
  });

  it('refuses parts that are too small, out of order, unknown, or without the promised checksum', async () => {
    const upload = await beginUpload('parts');
    const etags: (string | undefined)[] = [];
    for (const PartNumber of [1, 2]) {
      etags.push((await client.send(new UploadPartCommand({ ...upload, PartNumber, Body: 'small' }))).ETag);
    }
    const complete = (...Parts: { PartNumber: number; ETag: string | undefined }[]): Promise<unknown> =>
      refusal(client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } })));
    const [first, second] = [1, 2].map((PartNumber) => ({ PartNumber, ETag: etags[PartNumber - 1] }));
    if (!first || !second) throw new Error('no parts');
    expect(await complete(first, second)).toMatchObject({ name: 'EntityTooSmall' });
    expect(await complete(second, first)).toMatchObject({ name: 'InvalidPartOrder' });
    expect(await complete({ ...first, ETag: '"0"' })).toMatchObject({ name: 'InvalidPart' });
    expect(await complete({ ...first, PartNumber: 3 })).toMatchObject({ name: 'InvalidPart' });
    const promised = await beginUpload('promised', { ChecksumAlgorithm: 'SHA256' });
    expect(
      await refusal(client.send(new UploadPartCommand({ ...promised, PartNumber: 1, Body: 'x' }))),
    ).toMatchObject({ name: 'InvalidRequest' });
  });

  it('obeys conditions on PutObject and on CompleteMultipartUpload', async () => {
    const put = (Body: string, condition: object): Promise<unknown> =>
      client.send(new PutObjectCommand({ Bucket, Key: 'conditional', Body, ...condition }));
    expect(await refusal(put('0', { IfMatch: '"x"' }))).toMatchObject({ name: 'NoSuchKey' });
    const { ETag } = (await put('1', { IfNoneMatch: '*' })) as { ETag: string };
    expect(await refusal(put('2', { IfNoneMatch: '*' }))).toMatchObject({ name: 'PreconditionFailed' });
    expect(await refusal(put('2', { IfMatch: '"x"' }))).toMatchObject({ name: 'PreconditionFailed' });
    await put('3', { IfMatch: ETag });
    const upload = await beginUpload('conditional');
    const part = await client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: part.ETag }] };
    expect(
      await refusal(
        client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload, IfNoneMatch: '*' })),
      ),
    ).toMatchObject({ name: 'PreconditionFailed' });
    await client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload }));
  });

  it('insists on a digest for deleting several objects', async () => {
    const Delete = { Objects: [{ Key: 'a' }] };
    await client.send(new DeleteObjectsCommand({ Bucket, Delete }));
    const bare = rawClient(server);
    bare.middlewareStack.add(
      (next) => (args) => {
        const { request } = args as { request: { headers: Record<string, string> } };
        for (const name of Object.keys(request.headers)) {
          if (/^x-amz-(sdk-)?checksum/.test(name)) delete request.headers[name];
        }
        return next(args);
      },
      { step: 'build', priority: 'low', name: 'strip' },
    );
    expect(await refusal(bare.send(new DeleteObjectsCommand({ Bucket, Delete })))).toMatchObject({
      name: 'InvalidRequest',
    });
    bare.destroy();
  });

  it('answers ranges as HTTP wants it', async () => {
    await client.send(new PutObjectCommand({ Bucket, Key: 'digits', Body: '0123456789' }));
    const get = async (Range: string): Promise<string | undefined> =>
      (await client.send(new GetObjectCommand({ Bucket, Key: 'digits', Range }))).Body?.transformToString();
    expect(await get('bytes=2-4')).toBe('234');
    expect(await get('bytes=8-')).toBe('89');
    expect(await get('bytes=-3')).toBe('789');
    expect(await get('bytes=5-100')).toBe('56789');
    expect(await refusal(get('bytes=10-'))).toMatchObject({ name: 'InvalidRange' });
  });

  it('removes its files when it stops', async () => {
    const other = await startStrictS3();
    const visitor = rawClient(other);
    await visitor.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
    visitor.destroy();
    expect(await readdir(other.directory)).toHaveLength(1);
    await other.stop();
    expect(existsSync(other.directory)).toBe(false);
  });
});
