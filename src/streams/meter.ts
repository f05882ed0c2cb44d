import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/** What went through a stream. */
export interface Measured {
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Passes bytes on unchanged, counts and hashes them. `measured()` is final once the stream has ended. */
export class Meter extends Transform {
  readonly #hash = createHash('sha256');
  readonly #onBytes: ((bytes: number) => void) | undefined;
  #size = 0;
  #result: Measured | undefined;

  constructor(onBytes?: (bytes: number) => void) {
    super({ highWaterMark: 256 * 1024 });
    this.#onBytes = onBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    this.#size += chunk.length;
    this.#onBytes?.(this.#size);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    this.#result = { size: this.#size, sha256: this.#hash.digest('hex') };
    done();
  }

  measured(): Measured {
    if (this.#result === undefined) throw new Error('The stream has not ended yet.');
    return this.#result;
  }
}
