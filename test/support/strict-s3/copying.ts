import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { bytesOf, type StrictObject } from './bucket.ts';
import { answerXml, type Exchange } from './exchange.ts';
import { uploadOf } from './multipart.ts';
import { storageClassOf } from './objects.ts';
import { Checksummer, type ChecksumName, type Payload } from './payload.ts';
import { Refusal } from './refusal.ts';

const LARGEST_COPY = 5 * 1024 ** 3;

/** CopyObject: the whole of another object under this key, with a checksum of its own when one is asked for. */
export async function copyObject(exchange: Exchange): Promise<void> {
  const { request, bucket, key } = exchange;
  const source = sourceOf(exchange);
  if (source.size > LARGEST_COPY) throw new Refusal(400, 'InvalidRequest', 'The source is too large');
  const algorithm = request.headers['x-amz-checksum-algorithm'];
  const payload = await copyBytes(
    exchange,
    source,
    0,
    source.size - 1,
    algorithm === undefined ? undefined : (String(algorithm).toLowerCase() as ChecksumName),
  );
  await bucket.put({
    key,
    files: [payload],
    size: payload.size,
    etag: `"${payload.md5}"`,
    modified: new Date(),
    contentType: String(request.headers['content-type'] ?? source.contentType),
    storageClass: storageClassOf(exchange),
    checksum: exchange.behaviour.keepChecksums ? payload.checksum : undefined,
  });
  answerXml(exchange, 'CopyObjectResult', [['ETag', `"${payload.md5}"`]]);
}

/** UploadPartCopy: a range of another object as a part. */
export async function copyPart(exchange: Exchange): Promise<void> {
  const source = sourceOf(exchange);
  const range = /^bytes=(\d+)-(\d+)$/.exec(String(exchange.request.headers['x-amz-copy-source-range'] ?? ''));
  const [first, last] = [Number(range?.[1] ?? 0), Number(range?.[2] ?? source.size - 1)];
  if (last >= source.size || first > last) throw new Refusal(416, 'InvalidRange', 'The range is not there');
  const upload = uploadOf(exchange);
  const payload = await copyBytes(exchange, source, first, last, upload.checksumName);
  upload.parts.set(Number(exchange.query.get('partNumber')), payload);
  answerXml(exchange, 'CopyPartResult', [['ETag', `"${payload.md5}"`]]);
}

function sourceOf({ request, bucket, bucketName }: Exchange): StrictObject {
  const [name, ...rest] = String(request.headers['x-amz-copy-source']).split('/').map(decodeURIComponent);
  if (name !== bucketName) throw new Refusal(501, 'NotImplemented', 'Only copies within a bucket.');
  const source = bucket.objects.get(rest.join('/'));
  if (source === undefined) throw new Refusal(404, 'NoSuchKey', 'The specified key does not exist.');
  return source;
}

async function copyBytes(
  exchange: Exchange,
  source: StrictObject,
  first: number,
  last: number,
  name: ChecksumName | undefined,
): Promise<Payload> {
  const path = exchange.newFile();
  const md5 = createHash('md5');
  const checksummer = name === undefined ? undefined : new Checksummer(name);
  let size = 0;
  const measured = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of bytesOf(source, first, last)) {
      size += chunk.length;
      md5.update(chunk);
      checksummer?.update(chunk);
      yield chunk;
    }
  };
  await pipeline(measured(), createWriteStream(path));
  return { path, size, md5: md5.digest('hex'), checksum: checksummer?.finish() };
}
