import { randomUUID } from 'node:crypto';
import { bytesOf, multipartEtag, type StrictObject, type StrictPart, type StrictUpload } from './bucket.ts';
import { answer, answerXml, type Exchange } from './exchange.ts';
import { assertCondition, receiveBody, storageClassOf } from './objects.ts';
import { type Checksum, Checksummer, type ChecksumName } from './payload.ts';
import { Refusal } from './refusal.ts';
import { elements, textOf } from './xml.ts';

const SMALLEST_PART = 5 * 1024 * 1024;

export async function createUpload(exchange: Exchange): Promise<void> {
  const { request, bucket, bucketName, key } = exchange;
  const algorithm = request.headers['x-amz-checksum-algorithm'];
  const type = request.headers['x-amz-checksum-type'];
  const id = randomUUID();
  bucket.uploads.set(id, {
    id,
    key,
    begun: new Date(),
    contentType: String(request.headers['content-type'] ?? 'binary/octet-stream'),
    storageClass: storageClassOf(exchange),
    checksumName: algorithm === undefined ? undefined : (String(algorithm).toLowerCase() as ChecksumName),
    checksumType: type === 'FULL_OBJECT' ? 'FULL_OBJECT' : 'COMPOSITE',
    parts: new Map(),
  });
  answerXml(exchange, 'InitiateMultipartUploadResult', [
    ['Bucket', bucketName],
    ['Key', key],
    ['UploadId', id],
  ]);
}

export async function uploadPart(exchange: Exchange): Promise<void> {
  const number = Number(exchange.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw new Refusal(
      400,
      'InvalidArgument',
      'Part number must be an integer between 1 and 10000, inclusive',
    );
  }
  const expected = uploadOf(exchange).checksumName;
  const payload = await receiveBody(exchange);
  // The upload may have been aborted while the body came in.
  const upload = uploadOf(exchange);
  if (expected !== undefined && payload.checksum?.name !== expected) {
    throw new Refusal(
      400,
      'InvalidRequest',
      `Checksum Type mismatch occurred, expected checksum Type: ${expected}`,
    );
  }
  upload.parts.set(number, payload);
  answer(exchange, 200, { etag: `"${payload.md5}"` });
}

export async function listParts(exchange: Exchange): Promise<void> {
  const upload = uploadOf(exchange);
  answerXml(exchange, 'ListPartsResult', [
    ['Bucket', exchange.bucketName],
    ['Key', upload.key],
    ['UploadId', upload.id],
    ['IsTruncated', false],
    ...[...upload.parts]
      .sort(([a], [b]) => a - b)
      .map(
        ([number, { size, md5 }]) =>
          [
            'Part',
            [
              ['PartNumber', number],
              ['ETag', `"${md5}"`],
              ['Size', size],
            ],
          ] as const,
      ),
  ]);
}

export async function abortUpload(exchange: Exchange): Promise<void> {
  await exchange.bucket.dropUpload(uploadOf(exchange));
  answer(exchange, 204);
}

export async function completeUpload(exchange: Exchange, body: string): Promise<void> {
  const { bucket, bucketName, key } = exchange;
  const upload = uploadOf(exchange);
  const parts = chosenParts(upload, body);
  const files = parts.map(({ path, size }) => ({ path, size }));
  const object: StrictObject = {
    key,
    files,
    size: parts.reduce((sum, part) => sum + part.size, 0),
    etag: multipartEtag(parts),
    modified: new Date(),
    contentType: upload.contentType,
    storageClass: upload.storageClass,
    checksum: undefined,
  };
  const checksum = exchange.behaviour.keepChecksums ? await wholeChecksum(upload, parts, object) : undefined;
  assertCondition(exchange);
  await Promise.all([bucket.put({ ...object, checksum }), bucket.dropUpload(upload, parts)]);
  answerXml(exchange, 'CompleteMultipartUploadResult', [
    ['Bucket', bucketName],
    ['Key', key],
    ['ETag', object.etag],
  ]);
}

/** The parts the client lists, after all that S3 demands of such a list. */
function chosenParts(upload: StrictUpload, body: string): StrictPart[] {
  const listed = elements(body, 'Part');
  if (listed.length === 0) throw new Refusal(400, 'MalformedXML', 'The XML you provided was not well-formed');
  const numbers = listed.map((xml) => Number(textOf(xml, 'PartNumber')));
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    throw new Refusal(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  return listed.map((xml, index) => {
    const part = upload.parts.get(numbers[index] ?? 0);
    if (part === undefined || textOf(xml, 'ETag')?.replaceAll('"', '') !== part.md5) {
      throw new Refusal(400, 'InvalidPart', 'One or more of the specified parts could not be found.');
    }
    if (index < listed.length - 1 && part.size < SMALLEST_PART) {
      throw new Refusal(
        400,
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed size',
      );
    }
    const { checksumName: name } = upload;
    if (name !== undefined && upload.checksumType === 'COMPOSITE') {
      const claimed = textOf(xml, `Checksum${name.toUpperCase()}`);
      if (claimed === undefined) {
        throw new Refusal(
          400,
          'InvalidRequest',
          `The complete request must include the ${name} checksum for each part.`,
        );
      }
      if (claimed !== part.checksum?.value)
        throw new Refusal(400, 'InvalidPart', 'The checksum of a part did not match.');
    }
    return part;
  });
}

/** Composite: the checksum of the parts' checksums, and `-N`. Full: over all bytes. */
async function wholeChecksum(
  upload: StrictUpload,
  parts: readonly StrictPart[],
  object: StrictObject,
): Promise<Checksum | undefined> {
  const { checksumName: name } = upload;
  if (name === undefined) return undefined;
  const sum = new Checksummer(name);
  if (upload.checksumType === 'FULL_OBJECT') {
    for await (const chunk of bytesOf(object, 0, object.size - 1)) sum.update(chunk);
    return sum.finish();
  }
  for (const part of parts) sum.update(Buffer.from(part.checksum?.value ?? '', 'base64'));
  return { name, value: `${sum.finish().value}-${parts.length}`, type: 'COMPOSITE' };
}

export function uploadOf({ bucket, query, key }: Exchange): StrictUpload {
  const upload = bucket.uploads.get(query.get('uploadId') ?? '');
  if (upload?.key !== key)
    throw new Refusal(404, 'NoSuchUpload', 'The specified multipart upload does not exist.');
  return upload;
}
