import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { StoreError } from '../../errors.ts';
import { attempt, type S3Context } from './context.ts';
import { statusOf } from './errors.ts';
import { headObject } from './head.ts';
import { openObject, Transfer } from './transfer.ts';

/**
 * The bytes of an object from `start` on. Destroying the stream ends the transfer at once.
 * @throws StoreError PBA-STORE-NOT-FOUND
 */
export async function readObject(context: S3Context, key: string, start = 0): Promise<Readable> {
  return await attempt(context, key, async () => {
    try {
      return streamOf(new Transfer(context, key, start, await openObject(context, key, start, undefined)));
    } catch (error) {
      // A range that begins at the end cannot be satisfied (RFC 9110, 14.1.2), but has an obvious meaning here.
      if (statusOf(error) !== 416) throw error;
      const size = (await headObject(context, key, false))?.size;
      if (size === start) return Readable.from([], { objectMode: false });
      throw new StoreError(
        'PBA-STORE-FAILED',
        `${context.location}: ${key} has only ${size} bytes, not ${start}.`,
      );
    }
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

/** Not `Readable.from`: that would wait for the next chunk before it lets go of a stream that is destroyed. */
function streamOf(transfer: Transfer): Readable {
  const chunks = transfer.chunks();
  return new Readable({
    read() {
      chunks.next().then(
        ({ done, value }) => {
          if (!this.destroyed) this.push(done ? null : value);
        },
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, callback) {
      transfer.stop();
      chunks.return(undefined).catch(() => {});
      callback(error);
    },
  });
}
