import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { CancelledError, PbaError, StoreError } from '../../errors.ts';
import { attempt, bucketKey, type S3Context } from './context.ts';
import { s3Error, statusOf } from './errors.ts';
import { headObject } from './head.ts';

/** How often in a row a transfer may break without a single new byte before it counts as failed. */
const BREAKS = 3;

interface OpenObject {
  readonly body: Readable;
  readonly etag: string | undefined;
  /** Bytes of the whole object. */
  readonly size: number;
}

/**
 * The bytes of an object from `start` on. A broken or stalled transfer is continued at the byte it reached, as long
 * as the object is still the same (ETag); a restore of hours must not fail over one reset.
 * @throws StoreError PBA-STORE-NOT-FOUND
 */
export async function readObject(context: S3Context, key: string, start = 0): Promise<Readable> {
  return await attempt(context, key, async () => {
    let first: OpenObject;
    try {
      first = await openObject(context, key, start, undefined);
    } catch (error) {
      // A range that begins at the end cannot be satisfied (RFC 9110 14.1.2), but has an obvious meaning here.
      if (statusOf(error) !== 416) throw error;
      const size = (await headObject(context, key, false))?.size;
      if (size === start) return Readable.from([], { objectMode: false });
      throw new StoreError(
        'PBA-STORE-FAILED',
        `${context.location}: ${key} has only ${size} bytes, not ${start}.`,
      );
    }
    const stream = Readable.from(continued(context, key, start, first), { objectMode: false });
    // A stream that is dropped before its first byte never starts the generator that would free the socket.
    stream.once('close', () => first.body.destroy());
    return stream;
  });
}

/** Whether the object consists of exactly these bytes. Reads no further than the first difference. */
export async function holdsBytes(context: S3Context, key: string, expected: Uint8Array): Promise<boolean> {
  let position = 0;
  for await (const chunk of await readObject(context, key)) {
    if (Buffer.compare(chunk, expected.subarray(position, position + chunk.length)) !== 0) return false;
    position += chunk.length;
  }
  return position === expected.length;
}

/** Reads a whole object and returns what came: its length and lower-case hex SHA-256. */
export async function hashObject(context: S3Context, key: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of await readObject(context, key)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: hash.digest('hex') };
}

async function* continued(
  context: S3Context,
  key: string,
  start: number,
  first: OpenObject,
): AsyncGenerator<Buffer> {
  let open = first;
  let position = start;
  let breaks = 0;
  for (;;) {
    try {
      for await (const chunk of untilStalled(open.body, context)) {
        position += chunk.length;
        if (position > first.size) throw wrongLength(context, key, position, first.size);
        breaks = 0;
        yield chunk;
      }
      if (position === first.size) return;
    } catch (error) {
      if (error instanceof PbaError || context.signal.aborted || ++breaks > BREAKS) {
        throw s3Error(error, context.location, key, context.signal);
      }
      context.log.debug(`Reading ${key} broke at byte ${position}; going on from there.`);
      open = await attempt(context, key, () => openObject(context, key, position, first.etag));
      continue;
    }
    // The body ended without an error, yet too early.
    if (++breaks > BREAKS) throw wrongLength(context, key, position, first.size);
    open = await attempt(context, key, () => openObject(context, key, position, first.etag));
  }
}

/** One GET. The wait for its headers is limited by the client, the waits for its bytes by `untilStalled`. */
async function openObject(
  context: S3Context,
  key: string,
  start: number,
  etag: string | undefined,
): Promise<OpenObject> {
  let output: GetObjectCommandOutput;
  try {
    output = await context.reader.send(
      new GetObjectCommand({
        Bucket: context.bucket,
        Key: bucketKey(context, key),
        ...(start === 0 ? {} : { Range: `bytes=${start}-` }),
        ...(etag ? { IfMatch: etag } : {}),
      }),
      { abortSignal: context.signal },
    );
  } catch (error) {
    if (statusOf(error) !== 412) throw error;
    throw new StoreError('PBA-STORE-FAILED', `${context.location}: ${key} was replaced while it was read.`, {
      cause: error,
    });
  }
  const body = output.Body;
  if (!(body instanceof Readable))
    throw new StoreError('PBA-STORE-FAILED', `${context.location}: ${key} came without a body.`);
  const size = sizeOf(output, start);
  if (size === undefined) {
    body.destroy();
    throw new StoreError(
      'PBA-STORE-FAILED',
      `${context.location}: ${key}: the store did not tell the object's size.`,
      {
        hint: 'The server ignored the range or left out Content-Length and Content-Range; a proxy in between may do that.',
      },
    );
  }
  return { body, etag: output.ETag, size };
}

/** The size of the whole object, from a response that may hold only its end. */
function sizeOf(output: GetObjectCommandOutput, start: number): number | undefined {
  if (start === 0) return output.ContentLength;
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(output.ContentRange ?? '');
  return range !== null && Number(range[1]) === start ? Number(range[2]) : undefined;
}

/** Passes chunks on; fails when the next one is awaited for too long. Time the consumer takes does not count. */
async function* untilStalled(body: Readable, context: S3Context): AsyncGenerator<Buffer> {
  const chunks = body.iterator();
  const aborted = (): void => void body.destroy(new CancelledError());
  context.signal.addEventListener('abort', aborted, { once: true });
  try {
    for (;;) {
      const stalled = Object.assign(new Error('No byte arrived in time.'), { name: 'TimeoutError' });
      const timer = setTimeout(() => body.destroy(stalled), context.stallTimeoutMs);
      let next: IteratorResult<Buffer>;
      try {
        next = await chunks.next();
      } finally {
        clearTimeout(timer);
      }
      if (next.done) return;
      yield next.value;
    }
  } finally {
    context.signal.removeEventListener('abort', aborted);
    body.destroy();
  }
}

function wrongLength(context: S3Context, key: string, position: number, size: number): StoreError {
  return new StoreError(
    'PBA-STORE-FAILED',
    `${context.location}: ${key} ended at byte ${position} of ${size}.`,
  );
}
