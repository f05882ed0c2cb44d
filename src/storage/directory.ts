import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { CancelledError, IntegrityError, StoreError, systemCode } from '../errors.ts';
import { directoryError } from './directory-errors.ts';
import {
  claim,
  DIRECTORY_MODE,
  existingFolder,
  FILE_MODE,
  flushFolder,
  lstatOrNothing,
  makeFolders,
  proveFile,
  removeEmptied,
  stageFile,
} from './directory-files.ts';
import { subfolders, walk } from './directory-listing.ts';
import { assertKey, assertPrefix, TEMPORARY_FOLDER } from './keys.ts';
import type { DeleteOutcome, FileToStore, ObjectFacts, PutOptions, Store, StoredObject } from './store.ts';
import { takingBack } from './take-back.ts';
import { WithoutVersions } from './without-versions.ts';

const CHUNK = 1024 * 1024;
/** A concurrent `delete` may remove a folder between its making and its use; how often that is repaired. */
const PLACING_ATTEMPTS = 5;

/**
 * A directory on a local or mounted file system. Files are 0600 and directories 0700; an object is written, flushed
 * and proved in `.tmp` and then moved to its key. Symbolic links below the root are not followed.
 *
 * A mount whose server has gone can block a system call for longer than any limit of ours: mount it `soft`.
 */
export class DirectoryStore extends WithoutVersions implements Store {
  readonly kind = 'directory';
  readonly location: string;
  readonly #signal: AbortSignal;

  /** `root` is an absolute, normalised path. */
  constructor(root: string, signal: AbortSignal) {
    super();
    this.location = root;
    this.#signal = signal;
  }

  async check(): Promise<void> {
    await this.#guard('the directory', async () => {
      await mkdir(this.location, { recursive: true, mode: DIRECTORY_MODE });
      await readdir(this.location);
    });
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    assertPrefix(prefix);
    const folder = await this.#guard(prefix, () => this.#folder(prefix.split('/').slice(0, -1)));
    if (folder === undefined) return;
    for await (const object of walk(folder, prefix, (body) => this.#guard(prefix, body))) {
      this.#throwIfAborted();
      yield object;
    }
  }

  async folders(prefix: string): Promise<string[]> {
    assertPrefix(prefix);
    return await this.#guard(prefix, async () => {
      const folder = await this.#folder(prefix.split('/').slice(0, -1));
      return folder === undefined ? [] : await subfolders(folder, prefix);
    });
  }

  async head(key: string): Promise<StoredObject | undefined> {
    assertKey(key);
    return await this.#guard(key, async () => {
      const path = await this.#existing(key);
      const info = path === undefined ? undefined : await lstatOrNothing(path);
      return info?.isFile() ? { key, size: info.size } : undefined;
    });
  }

  async read(key: string, options: { readonly start?: number } = {}): Promise<Readable> {
    assertKey(key);
    const start = options.start ?? 0;
    return await this.#guard(key, async () => {
      const path = await this.#existing(key);
      if (path === undefined) throw this.#missing(key);
      // O_NONBLOCK: opening a named pipe that somebody left here must not wait for a writer.
      const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      const info = await handle.stat();
      if (!info.isFile() || start > info.size) {
        await handle.close();
        if (!info.isFile()) throw this.#missing(key);
        throw new StoreError(
          'PBA-STORE-FAILED',
          `${this.location}: ${key} has only ${info.size} bytes, not ${start}.`,
        );
      }
      const bytes = handle.createReadStream({ start, highWaterMark: CHUNK, signal: this.#signal });
      const counted = Readable.from(this.#counted(bytes, key, info.size - start), { objectMode: false });
      // A stream that is dropped before its first byte never starts the generator that would close the file.
      counted.once('close', () => bytes.destroy());
      return counted;
    });
  }

  async putFile(key: string, file: FileToStore, options: PutOptions = {}): Promise<void> {
    assertKey(key);
    await this.#guard(key, async () => {
      const temporary = await this.#temporary();
      try {
        await stageFile(file, temporary, this.#signal, (bytes) => options.onProgress?.(bytes));
        await proveFile(temporary, file, this.#signal);
        this.#throwIfAborted();
        await this.#place(key, (path) => rename(temporary, path));
      } finally {
        // rename(2) leaves the old name when both are links to one file, as when the same file is stored again.
        await rm(temporary, { force: true });
      }
    });
  }

  async create(key: string, body: Uint8Array): Promise<void> {
    assertKey(key);
    await this.#guard(key, async () => {
      const temporary = await this.#temporary();
      try {
        await writeFile(temporary, body, { flag: 'wx', mode: FILE_MODE, flush: true });
        const path = await this.#place(key, (path) => claim(temporary, path, body));
        if (!(await readFile(path)).equals(body)) {
          await unlink(path);
          throw new IntegrityError(
            'PBA-OBJECT-DAMAGED',
            `${this.location}: ${key} came back with other bytes.`,
          );
        }
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw error;
        throw new StoreError('PBA-STORE-EXISTS', `${this.location}: ${key} exists already.`, {
          cause: error,
        });
      } finally {
        await rm(temporary, { force: true });
      }
    });
  }

  async copy(from: string, to: string, object: ObjectFacts, options: PutOptions = {}): Promise<void> {
    assertKey(from);
    const path = await this.#guard(from, () => this.#existing(from));
    const info = path === undefined ? undefined : await this.#guard(from, () => lstatOrNothing(path));
    if (path === undefined || !info?.isFile()) throw this.#missing(from);
    await this.putFile(to, { path, ...object }, options);
  }

  async delete(keys: readonly string[]): Promise<DeleteOutcome> {
    const deleted: string[] = [];
    const failed: { key: string; reason: string }[] = [];
    for (const key of keys) {
      this.#throwIfAborted();
      try {
        assertKey(key);
        const path = await this.#existing(key);
        if (path !== undefined) await rm(path, { force: true });
        await removeEmptied(this.location, key.split('/').slice(0, -1));
        deleted.push(key);
      } catch (error) {
        failed.push({ key, reason: directoryError(error, this.location, key, this.#signal).message });
      }
    }
    return { deleted, failed };
  }

  async takeBack(keys: readonly string[]): Promise<DeleteOutcome> {
    return await takingBack(keys, (signal) => new DirectoryStore(this.location, signal).delete(keys));
  }

  async sweep(prefix: string, olderThan: Date): Promise<string[]> {
    assertPrefix(prefix);
    return await this.#guard(TEMPORARY_FOLDER, async () => {
      const folder = await existingFolder(this.location, [TEMPORARY_FOLDER]);
      const removed: string[] = [];
      for (const name of folder === undefined ? [] : await readdir(folder)) {
        const path = join(folder ?? '', name);
        // Not mtime: a hard link shares it with the file it was made from. Linking and writing both set ctime.
        const info = await lstatOrNothing(path);
        if (!info?.isFile() || info.ctime >= olderThan) continue;
        await rm(path, { force: true });
        removed.push(`${TEMPORARY_FOLDER}/${name}`);
      }
      return removed;
    });
  }

  async close(): Promise<void> {}

  /** A new name in `.tmp`, which is on the file system of the store, so that a rename or link is possible. */
  async #temporary(): Promise<string> {
    await this.#folder([]);
    return join(await makeFolders(this.location, [TEMPORARY_FOLDER]), randomUUID());
  }

  /** Gives a finished file its key with `move`; the name is flushed, or taken back when that fails. */
  async #place(key: string, move: (path: string) => Promise<void>): Promise<string> {
    const segments = key.split('/');
    const name = segments.pop() ?? '';
    for (let attempt = 1; ; attempt++) {
      const folder = await makeFolders(this.location, segments);
      const path = join(folder, name);
      try {
        await move(path);
      } catch (error) {
        if (systemCode(error) === 'ENOENT' && attempt < PLACING_ATTEMPTS) continue;
        throw error;
      }
      try {
        await flushFolder(folder);
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      return path;
    }
  }

  /** The directory of a prefix. A missing root is an error, not an empty store: the disk may not be mounted. */
  async #folder(segments: readonly string[]): Promise<string | undefined> {
    const root = await stat(this.location).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (root === undefined) {
      throw new StoreError('PBA-STORE-UNREACHABLE', `${this.location}: the directory does not exist.`, {
        hint: 'Check the path, and that the disk it is on is mounted.',
      });
    }
    return await existingFolder(this.location, segments);
  }

  /** The path of a key whose folders exist and are real; the file itself may be missing. */
  async #existing(key: string): Promise<string | undefined> {
    const segments = key.split('/');
    const name = segments.pop() ?? '';
    const folder = await this.#folder(segments);
    return folder === undefined ? undefined : join(folder, name);
  }

  async *#counted(bytes: AsyncIterable<Buffer>, key: string, expected: number): AsyncGenerator<Buffer> {
    let seen = 0;
    try {
      for await (const chunk of bytes) {
        seen += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw directoryError(error, this.location, key, this.#signal);
    }
    if (seen !== expected) {
      throw new StoreError(
        'PBA-STORE-FAILED',
        `${this.location}: ${key} ended after ${seen} of ${expected} bytes.`,
      );
    }
  }

  #missing(key: string): StoreError {
    return new StoreError('PBA-STORE-NOT-FOUND', `${this.location}: there is no object ${key}.`);
  }

  async #guard<T>(what: string, body: () => Promise<T>): Promise<T> {
    this.#throwIfAborted();
    try {
      return await body();
    } catch (error) {
      throw directoryError(error, this.location, what === '' ? 'the directory' : what, this.#signal);
    }
  }

  #throwIfAborted(): void {
    if (this.#signal.aborted) throw new CancelledError();
  }
}
