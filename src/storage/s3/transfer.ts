import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand, type GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { CancelledError, StoreError } from '../../errors.ts';
import { attempt, bucketKey, type S3Context } from './context.ts';
import { s3Error, statusOf } from './errors.ts';

/** How often in a row a transfer may break without a single new byte before it counts as failed. */
const BREAKS = 3;
const BREAK_PAUSE_MS = 200;

/** An object whose bytes are on their way. */
export interface OpenObject {
  readonly body: Readable;
  readonly etag: string | undefined;
  /** Bytes of the whole object. */
  readonly size: number;
}

/**
 * The transfer of one object. When it breaks or stalls, it goes on at the byte it reached, as long as the object is
 * still the same (ETag): a restore of hours must not fail over one reset.
 */
export class Transfer {
  readonly #context: S3Context;
  readonly #key: string;
  readonly #etag: string | undefined;
  readonly #size: number;
  #position: number;
  #body: Readable;
  #stopped = false;

  constructor(context: S3Context, key: string, start: number, first: OpenObject) {
    this.#context = context;
    this.#key = key;
    this.#etag = first.etag;
    this.#size = first.size;
    this.#position = start;
    this.#body = first.body;
  }

  /** @throws StoreError when fewer or more bytes come than the object has; CancelledError */
  async *chunks(): AsyncGenerator<Buffer> {
    let breaks = 0;
    while (this.#position < this.#size) {
      let reason: unknown;
      try {
        for await (const chunk of untilStalled(this.#body, this.#context)) {
          breaks = 0;
          this.#position += chunk.length;
          yield chunk;
        }
      } catch (error) {
        reason = error;
      }
      if (this.#stopped) return;
      if (this.#position >= this.#size) break;
      breaks++;
      if (breaks > BREAKS || this.#context.signal.aborted) throw this.#failure(reason);
      await this.#goOn(breaks);
    }
    if (this.#position > this.#size) throw this.#failure(undefined);
  }

  /** Ends the transfer, also while a chunk is awaited. */
  stop(): void {
    this.#stopped = true;
    this.#body.destroy();
  }

  async #goOn(breaks: number): Promise<void> {
    const { log, signal } = this.#context;
    log.debug(`Reading ${this.#key} broke at byte ${this.#position} of ${this.#size}; going on from there.`);
    await attempt(this.#context, this.#key, async () => {
      await pause(breaks * BREAK_PAUSE_MS, undefined, { signal });
      const { body } = await openObject(this.#context, this.#key, this.#position, this.#etag);
      this.#body = body;
      if (this.#stopped) body.destroy();
    });
  }

  #failure(reason: unknown): Error {
    const { location, signal } = this.#context;
    if (reason !== undefined) return s3Error(reason, location, this.#key, signal);
    return new StoreError(
      'PBA-STORE-FAILED',
      `${location}: ${this.#key} ended at byte ${this.#position} of ${this.#size}.`,
    );
  }
}

/**
 * One GET, from byte `start` on. The client limits the wait for its headers; the waits for its bytes are the reader's.
 * @throws what the SDK throws, or StoreError
 */
export async function openObject(
  context: S3Context,
  key: string,
  start: number,
  etag: string | undefined,
): Promise<OpenObject> {
  const where = `${context.location}: ${key}`;
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
    throw new StoreError('PBA-STORE-FAILED', `${where} was replaced while it was read.`, { cause: error });
  }
  const body = output.Body;
  if (!(body instanceof Readable)) throw new StoreError('PBA-STORE-FAILED', `${where} came without a body.`);
  const size = sizeOf(output, start);
  if (size === undefined) {
    body.destroy();
    throw new StoreError('PBA-STORE-FAILED', `${where}: the store did not say how large the object is.`, {
      hint: 'Content-Length is missing, or the range that was asked for was ignored; a proxy in between may do that.',
    });
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
  const chunks: AsyncIterator<Buffer> = body.iterator();
  const onAbort = (): void => void body.destroy(new CancelledError());
  context.signal.addEventListener('abort', onAbort, { once: true });
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
    context.signal.removeEventListener('abort', onAbort);
    body.destroy();
  }
}
