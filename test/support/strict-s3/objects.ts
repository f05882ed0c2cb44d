import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { bytesOf, type StrictObject } from './bucket.ts';
import { answer, type Exchange } from './exchange.ts';
import { type Payload, receive } from './payload.ts';
import { Refusal } from './refusal.ts';

/** Classes whose objects have to be restored before they can be read. */
const ARCHIVES: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE']);
const CLASSES: ReadonlySet<string> = new Set([
  ...ARCHIVES,
  'STANDARD',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
]);

export async function putObject(exchange: Exchange): Promise<void> {
  const { request, bucket, key } = exchange;
  const storageClass = storageClassOf(exchange);
  const payload = await receiveBody(exchange);
  assertCondition(exchange);
  const etag = `"${payload.md5}"`;
  await bucket.put({
    key,
    files: [payload],
    size: payload.size,
    etag,
    modified: new Date(),
    contentType: String(request.headers['content-type'] ?? 'binary/octet-stream'),
    storageClass,
    checksum: exchange.behaviour.keepChecksums ? payload.checksum : undefined,
  });
  answer(exchange, 200, { etag });
}

export async function headObject(exchange: Exchange): Promise<void> {
  const object = found(exchange);
  const { checksum } = object;
  const wanted = exchange.request.headers['x-amz-checksum-mode'] === 'ENABLED';
  const { response } = exchange;
  response.writeHead(200, {
    ...describe(object),
    ...restoreHeader(exchange, object),
    'content-length': object.size,
    ...(wanted && checksum
      ? { [`x-amz-checksum-${checksum.name}`]: checksum.value, 'x-amz-checksum-type': checksum.type }
      : {}),
  });
  response.end();
}

/** RestoreObject: an archived object can be read after `behaviour.retrievalMs`. */
export async function restoreObject(exchange: Exchange): Promise<void> {
  const object = found(exchange);
  const { bucket, behaviour } = exchange;
  if (!ARCHIVES.has(object.storageClass))
    throw new Refusal(403, 'InvalidObjectState', 'Restore is not allowed for the storage class');
  const ready = bucket.retrievals.get(object.key);
  if (ready !== undefined && ready > Date.now())
    throw new Refusal(409, 'RestoreAlreadyInProgress', 'Object restore is already in progress');
  bucket.retrievals.set(object.key, Date.now() + behaviour.retrievalMs);
  answer(exchange, ready === undefined ? 202 : 200);
}

function isArchived({ bucket }: Exchange, object: StrictObject): boolean {
  const ready = bucket.retrievals.get(object.key);
  return ARCHIVES.has(object.storageClass) && (ready === undefined || ready > Date.now());
}

function restoreHeader({ bucket }: Exchange, object: StrictObject): Record<string, string> {
  const ready = bucket.retrievals.get(object.key);
  if (ready === undefined) return {};
  return {
    'x-amz-restore':
      ready > Date.now()
        ? 'ongoing-request="true"'
        : 'ongoing-request="false", expiry-date="Fri, 21 Dec 2035 00:00:00 GMT"',
  };
}

export async function getObject(exchange: Exchange): Promise<void> {
  const { request, response, fault } = exchange;
  const object = found(exchange);
  if (isArchived(exchange, object)) {
    throw new Refusal(403, 'InvalidObjectState', "The operation is not valid for the object's storage class");
  }
  const { 'if-match': ifMatch } = request.headers;
  if (ifMatch !== undefined && ifMatch !== object.etag) {
    throw new Refusal(
      412,
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
    );
  }
  const range = rangeOf(request.headers.range, object.size);
  const [first, last] = range ?? [0, object.size - 1];
  const length = last - first + 1;
  response.writeHead(range === undefined ? 200 : 206, {
    ...describe(object),
    'content-length': length,
    ...(range === undefined ? {} : { 'content-range': `bytes ${first}-${last}/${object.size}` }),
  });
  let sent = 0;
  const limit =
    fault && 'shortBody' in fault
      ? fault.shortBody
      : fault && 'stallAfter' in fault
        ? fault.stallAfter
        : length;
  for await (const chunk of bytesOf(object, first, last)) {
    const part = chunk.subarray(0, limit - sent);
    sent += part.length;
    if (response.destroyed) return;
    if (!response.write(part)) await drained(exchange);
    if (fault && 'slowMs' in fault) await pause(fault.slowMs);
    if (sent >= limit) break;
  }
  if (fault && 'stallAfter' in fault) return;
  if (sent < length) response.socket?.destroySoon();
  else response.end();
}

export async function deleteObject(exchange: Exchange): Promise<void> {
  await exchange.bucket.delete(exchange.key);
  answer(exchange, 204);
}

/** Receives a body, and flips a bit of it when the fault says so, after everything was checked. */
export async function receiveBody(exchange: Exchange): Promise<Payload> {
  const payload = await receive(exchange.request, exchange.newFile());
  if (exchange.fault && 'damage' in exchange.fault) {
    const file = await open(payload.path, 'r+');
    try {
      const byte = Buffer.alloc(1);
      const middle = Math.floor(payload.size / 2);
      await file.read(byte, 0, 1, middle);
      byte[0] = (byte[0] ?? 0) ^ 1;
      await file.write(byte, 0, 1, middle);
    } finally {
      await file.close();
    }
  }
  return payload;
}

/**
 * Conditional writes, checked at the moment the object becomes visible; nothing is awaited in between.
 * @throws Refusal 412 PreconditionFailed, or 501 where the server plays one without them
 */
export function assertCondition({ request, bucket, key, behaviour }: Exchange): void {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = request.headers;
  if ((ifNoneMatch === undefined && ifMatch === undefined) || behaviour.conditions === 'ignored') return;
  if (behaviour.conditions === 'refused' || (ifNoneMatch !== undefined && ifNoneMatch !== '*')) {
    throw new Refusal(
      501,
      'NotImplemented',
      'A header you provided implies functionality that is not implemented',
    );
  }
  const present = bucket.objects.get(key);
  if (ifMatch !== undefined && present === undefined) {
    throw new Refusal(404, 'NoSuchKey', 'The specified key does not exist.');
  }
  if (ifNoneMatch === '*' ? present !== undefined : present?.etag !== ifMatch) {
    throw new Refusal(
      412,
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
    );
  }
}

export function storageClassOf({ request }: Exchange): string {
  const storageClass = String(request.headers['x-amz-storage-class'] ?? 'STANDARD');
  if (!CLASSES.has(storageClass)) {
    throw new Refusal(400, 'InvalidStorageClass', 'The storage class you specified is not valid');
  }
  return storageClass;
}

function found({ bucket, key }: Exchange): StrictObject {
  const object = bucket.objects.get(key);
  if (object === undefined) throw new Refusal(404, 'NoSuchKey', 'The specified key does not exist.');
  return object;
}

function describe(object: StrictObject): Record<string, string> {
  return {
    etag: object.etag,
    'last-modified': object.modified.toUTCString(),
    'content-type': object.contentType,
    'accept-ranges': 'bytes',
    ...(object.storageClass === 'STANDARD' ? {} : { 'x-amz-storage-class': object.storageClass }),
  };
}

/** First and last byte of `bytes=a-b`, `bytes=a-` or `bytes=-n`; undefined without a range. */
function rangeOf(header: string | undefined, size: number): readonly [number, number] | undefined {
  if (header === undefined) return undefined;
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(size - 1, Number(to));
  if ((from === '' && to === '') || first > last) {
    throw new Refusal(416, 'InvalidRange', 'The requested range is not satisfiable');
  }
  return [first, last];
}

async function drained({ response }: Exchange): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
