import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { mapLimited } from '../../src/concurrency.ts';
import { openStore } from '../../src/storage/open.ts';
import { rawClient, type S3Server } from '../../test/support/s3-server.ts';
import { silentLog } from '../../test/support/silent-log.ts';
import { here, type Sample } from './measure.ts';
import { fillFile } from './works.ts';

/** Uploads a file as `aws s3 cp` does by default: parts of 8 MiB, ten at a time, nothing read back. */
export async function uploadAsAwsCliDoes(
  client: S3Client,
  bucket: string,
  key: string,
  path: string,
): Promise<void> {
  const part = 8 * 1024 * 1024;
  const { size } = await stat(path);
  const to = { Bucket: bucket, Key: key };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(to));
  const numbers = Array.from({ length: Math.max(1, Math.ceil(size / part)) }, (_, index) => index);
  await using file = await open(path);
  const parts = await mapLimited(numbers, 10, async (index) => {
    const body = Buffer.alloc(Math.min(part, size - index * part));
    await file.read(body, 0, body.length, index * part);
    const sent = { ...to, UploadId, PartNumber: index + 1, Body: body };
    const { ETag } = await client.send(new UploadPartCommand(sent));
    return { ETag, PartNumber: index + 1 };
  });
  await client.send(
    new CompleteMultipartUploadCommand({ ...to, UploadId, MultipartUpload: { Parts: parts } }),
  );
}

/** Starts slow-line.ts before a server. */
async function slowLine(target: URL, ms: number): Promise<AsyncDisposable & { readonly endpoint: string }> {
  const file = join(import.meta.dirname, 'slow-line.ts');
  const child = spawn(process.execPath, [file, target.hostname, target.port, String(ms)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    endpoint: `http://127.0.0.1:${port.toString().trim()}`,
    [Symbol.asyncDispose]: async () => {
      child.stdin.end();
      await closed;
    },
  };
}

export interface Transfers {
  readonly upload: Sample;
  readonly download: Sample;
  /** One request of the SDK for the whole object, in each direction. */
  readonly plainUpload: Sample;
  readonly plainDownload: Sample;
}

/** Moves one file of incompressible bytes both ways over a slow line, as stores do and in one request. */
export async function transfer(
  s3: S3Server,
  directory: string,
  bytes: number,
  ms: number,
): Promise<Transfers> {
  const path = join(directory, 'transfer');
  await fillFile(path, bytes);
  await using line = await slowLine(new URL(s3.endpoint), ms / 2);
  const client = rawClient({ ...s3, endpoint: line.endpoint });
  const access = {
    endpoint: line.endpoint,
    region: s3.region,
    accessKeyId: s3.accessKeyId,
    secretAccessKey: s3.secretAccessKey,
    forcePathStyle: true,
    // As on Amazon S3. On this server every object is read back, over the same line: that is another thing than an upload.
    trustFullChecksums: true,
  };
  const store = await openStore(`s3://${s3.bucket}/transfer`, {
    s3: access,
    signal: new AbortController().signal,
    log: silentLog,
  });
  await store.check();
  const sink = (): NodeJS.WritableStream => createWriteStream('/dev/null');
  const whole = { Bucket: s3.bucket, Key: 'plain' };
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const file = { path, size: bytes, sha256: hash.digest('hex') };
  try {
    await client.send(new PutObjectCommand({ ...whole, Body: 'warm' }));
    return {
      plainUpload: await here(async () => {
        await client.send(
          new PutObjectCommand({ ...whole, Body: createReadStream(path), ContentLength: bytes }),
        );
      }),
      upload: await here(() => store.putFile('object', file)),
      plainDownload: await here(async () => {
        const { Body } = await client.send(new GetObjectCommand(whole));
        await pipeline(Body as Readable, sink());
      }),
      download: await here(async () => pipeline(await store.read('object'), sink())),
    };
  } finally {
    client.destroy();
    await store.close();
  }
}
