import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';

/** The list of all members, as `sha256sum --check` reads it. */
const SUMS = 'SHA256SUMS';

/**
 * A `.tar.gz` that is written member by member, each in memory only while it is written; at its end stands the list of all
 * members with their SHA-256. The same members give the same bytes.
 */
export class ListedArchive {
  readonly #root: string;
  readonly #pack: Pack = pack();
  readonly #hash: Hash = createHash('sha256');
  readonly #written: Promise<void>;
  readonly #sums: string[] = [];

  /** @param root the directory that all members lie in */
  constructor(path: string, root: string) {
    this.#root = root;
    const hashing = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.#hash.update(chunk);
        done(null, chunk);
      },
    });
    this.#written = pipeline(
      this.#pack as unknown as Readable,
      createGzip(),
      hashing,
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
    );
    // Whoever adds the next member hears of it.
    this.#written.catch(() => {});
  }

  async add(name: string, content: string | Buffer, at: Date): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    this.#sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`);
    await this.#write(name, bytes, at);
  }

  /** @returns the SHA-256 of the file */
  async close(at: Date): Promise<string> {
    await this.#write(SUMS, Buffer.from(this.#sums.join('')), at);
    this.#pack.finalize();
    await this.#written;
    return this.#hash.digest('hex');
  }

  /** Gives up; what is in the file by now is of no use. */
  async abort(): Promise<void> {
    this.#pack.destroy();
    await this.#written.catch(() => {});
  }

  async #write(name: string, bytes: Buffer, mtime: Date): Promise<void> {
    const header = { name: `${this.#root}/${name}`, size: bytes.length, mode: 0o644, mtime };
    // Nothing can be added to what has failed already.
    await Promise.race([this.#written, Promise.resolve()]);
    const entry = this.#pack.entry(header) as unknown as NodeJS.WritableStream;
    const feeding = pipeline(Readable.from(bytes.length === 0 ? [] : [bytes]), entry).catch(
      async (error: unknown) => {
        // Whoever writes the file knows why nobody takes the bytes.
        await this.#written;
        throw error;
      },
    );
    // The disk may be full: then nobody takes what is offered, and waiting for it would never end.
    await Promise.race([feeding, this.#written]);
  }
}
