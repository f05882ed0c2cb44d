import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CancelledError, IntegrityError, messageOf, StoreError } from '../errors.ts';
import { assertKey, assertPrefix, compareKeys, keyProblem } from './keys.ts';
import { sha256Hex, sourceDiffers } from './source-file.ts';
import type { DeleteOutcome, FileToStore, ObjectFacts, PutOptions, Store, StoredObject } from './store.ts';
import { WithoutVersions } from './without-versions.ts';

const CHUNK = 64 * 1024;

/** A store in memory, for tests and for trying things out. It keeps every promise of `Store` but durability. */
export class MemoryStore extends WithoutVersions implements Store {
  readonly kind = 'memory';
  readonly location: string;
  /** What is stored. Tests may change the bytes to play a store that damages them. */
  readonly objects = new Map<string, Buffer>();
  readonly #signal: AbortSignal;

  constructor(location = 'memory:', signal: AbortSignal = new AbortController().signal) {
    super();
    this.location = location;
    this.#signal = signal;
  }

  async check(): Promise<void> {
    this.#throwIfAborted();
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    assertPrefix(prefix);
    for (const key of [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort(compareKeys)) {
      this.#throwIfAborted();
      const bytes = this.objects.get(key);
      if (bytes) yield { key, size: bytes.length };
    }
  }

  async folders(prefix: string): Promise<string[]> {
    assertPrefix(prefix);
    this.#throwIfAborted();
    const names = new Set<string>();
    for (const key of this.objects.keys()) {
      const rest = key.startsWith(prefix) ? key.slice(prefix.length) : '';
      const slash = rest.indexOf('/');
      if (slash > 0) names.add(rest.slice(0, slash));
    }
    return [...names].sort(compareKeys);
  }

  async head(key: string): Promise<StoredObject | undefined> {
    assertKey(key);
    this.#throwIfAborted();
    const bytes = this.objects.get(key);
    return bytes && { key, size: bytes.length };
  }

  async read(key: string, options: { readonly start?: number } = {}): Promise<Readable> {
    assertKey(key);
    this.#throwIfAborted();
    const bytes = this.objects.get(key);
    if (!bytes) throw new StoreError('PBA-STORE-NOT-FOUND', `${this.location}: there is no object ${key}.`);
    const start = options.start ?? 0;
    if (start > bytes.length) {
      throw new StoreError(
        'PBA-STORE-FAILED',
        `${this.location}: ${key} has only ${bytes.length} bytes, not ${start}.`,
      );
    }
    return Readable.from(this.#chunks(bytes, start), { objectMode: false });
  }

  async putFile(key: string, file: FileToStore, options: PutOptions = {}): Promise<void> {
    assertKey(key);
    this.#throwIfAborted();
    let bytes: Buffer;
    try {
      bytes = await readFile(file.path, { signal: this.#signal });
    } catch (error) {
      this.#throwIfAborted();
      throw new StoreError('PBA-STORE-FAILED', `The file to store cannot be read: ${messageOf(error)}.`, {
        cause: error,
      });
    }
    if (bytes.length !== file.size)
      throw sourceDiffers(file, `it has ${bytes.length} bytes instead of ${file.size}`);
    if (sha256Hex(bytes) !== file.sha256) throw sourceDiffers(file, 'its SHA-256 differs');
    options.onProgress?.(bytes.length);
    this.#throwIfAborted();
    this.objects.set(key, bytes);
  }

  async create(key: string, body: Uint8Array): Promise<void> {
    assertKey(key);
    this.#throwIfAborted();
    if (this.objects.has(key)) {
      throw new StoreError('PBA-STORE-EXISTS', `${this.location}: ${key} exists already.`);
    }
    this.objects.set(key, Buffer.from(body));
  }

  async copy(from: string, to: string, object: ObjectFacts, options: PutOptions = {}): Promise<void> {
    assertKey(from);
    assertKey(to);
    this.#throwIfAborted();
    const bytes = this.objects.get(from);
    if (!bytes) throw new StoreError('PBA-STORE-NOT-FOUND', `${this.location}: there is no object ${from}.`);
    if (bytes.length !== object.size || sha256Hex(bytes) !== object.sha256) {
      throw new IntegrityError(
        'PBA-OBJECT-DAMAGED',
        `${this.location}: ${from} is not what it should be, so it was not copied.`,
      );
    }
    this.objects.set(to, Buffer.from(bytes));
    options.onProgress?.(bytes.length);
  }

  async delete(keys: readonly string[]): Promise<DeleteOutcome> {
    this.#throwIfAborted();
    return await this.takeBack(keys);
  }

  async takeBack(keys: readonly string[]): Promise<DeleteOutcome> {
    const failed: { key: string; reason: string }[] = [];
    const deleted: string[] = [];
    for (const key of keys) {
      const problem = keyProblem(key);
      if (problem === undefined) {
        this.objects.delete(key);
        deleted.push(key);
      } else failed.push({ key, reason: `This is not a key: ${problem}.` });
    }
    return { deleted, failed };
  }

  /** Nothing is ever unfinished here. */
  async sweep(prefix: string): Promise<string[]> {
    assertPrefix(prefix);
    this.#throwIfAborted();
    return [];
  }

  async close(): Promise<void> {}

  async *#chunks(bytes: Buffer, start: number): AsyncGenerator<Buffer> {
    for (let position = start; position < bytes.length; position += CHUNK) {
      this.#throwIfAborted();
      yield bytes.subarray(position, position + CHUNK);
    }
  }

  #throwIfAborted(): void {
    if (this.#signal.aborted) throw new CancelledError();
  }
}
