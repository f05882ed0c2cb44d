import { pipeline, type Readable, Transform } from 'node:stream';
import type {
  Availability,
  DeleteOutcome,
  FileToStore,
  ObjectFacts,
  Protection,
  PutOptions,
  RetrievalTier,
  Store,
  StoredObject,
  StoredVersion,
  VersionDeletion,
  VersionId,
} from './store.ts';

/** One call that reached a store. */
export interface StoreCall {
  readonly name:
    | 'check'
    | 'list'
    | 'folders'
    | 'head'
    | 'read'
    | 'putFile'
    | 'create'
    | 'copy'
    | 'protection'
    | 'setLegalHold'
    | 'delete'
    | 'takeBack'
    | 'availability'
    | 'retrieve'
    | 'versions'
    | 'deleteVersions'
    | 'sweep'
    | 'close';
  /** The key or prefix; for `delete`, `takeBack` and `copy` the keys, joined by newlines; empty for `check` and `close`. */
  readonly key: string;
  /** Handed over by `putFile` and `create`; taken out so far by `read`; otherwise 0. */
  readonly bytes: number;
}

/**
 * Passes every call on to another store and writes it down, in the order the calls were made. `onCall` runs before
 * the call is passed on: a test throws there to play a store that fails at exactly this point.
 */
export class RecordingStore implements Store {
  readonly location: string;
  readonly kind: Store['kind'];
  readonly #inner: Store;
  readonly #onCall: ((call: StoreCall) => void | Promise<void>) | undefined;
  readonly #calls: { name: StoreCall['name']; key: string; bytes: number }[] = [];

  constructor(inner: Store, onCall?: (call: StoreCall) => void | Promise<void>) {
    this.location = inner.location;
    this.kind = inner.kind;
    this.#inner = inner;
    this.#onCall = onCall;
  }

  get calls(): readonly StoreCall[] {
    return this.#calls;
  }

  async check(): Promise<void> {
    await this.#note('check');
    await this.#inner.check();
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    await this.#note('list', prefix);
    yield* this.#inner.list(prefix);
  }

  async folders(prefix: string): Promise<string[]> {
    await this.#note('folders', prefix);
    return await this.#inner.folders(prefix);
  }

  async head(key: string): Promise<StoredObject | undefined> {
    await this.#note('head', key);
    return await this.#inner.head(key);
  }

  async read(key: string, options?: { readonly start?: number }): Promise<Readable> {
    const call = await this.#note('read', key);
    const stream = await this.#inner.read(key, options);
    const meter = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        call.bytes += chunk.length;
        next(null, chunk);
      },
    });
    // Its outcome is that of `meter`, which the caller reads.
    return pipeline(stream, meter, () => {});
  }

  async putFile(key: string, file: FileToStore, options?: PutOptions): Promise<void> {
    await this.#note('putFile', key, file.size);
    await this.#inner.putFile(key, file, options);
  }

  async create(key: string, body: Uint8Array, options?: Pick<PutOptions, 'lock'>): Promise<void> {
    await this.#note('create', key, body.length);
    await this.#inner.create(key, body, options);
  }

  async copy(from: string, to: string, object: ObjectFacts, options?: PutOptions): Promise<void> {
    await this.#note('copy', `${from}\n${to}`);
    await this.#inner.copy(from, to, object, options);
  }

  async protection(key: string): Promise<Protection> {
    await this.#note('protection', key);
    return await this.#inner.protection(key);
  }

  async setLegalHold(key: string, on: boolean): Promise<void> {
    await this.#note('setLegalHold', key);
    await this.#inner.setLegalHold(key, on);
  }

  async delete(keys: readonly string[]): Promise<DeleteOutcome> {
    await this.#note('delete', keys.join('\n'));
    return await this.#inner.delete(keys);
  }

  async takeBack(keys: readonly string[]): Promise<DeleteOutcome> {
    await this.#note('takeBack', keys.join('\n'));
    return await this.#inner.takeBack(keys);
  }

  async availability(key: string): Promise<Availability> {
    await this.#note('availability', key);
    return await this.#inner.availability(key);
  }

  async retrieve(key: string, tier: RetrievalTier, days: number): Promise<void> {
    await this.#note('retrieve', key);
    await this.#inner.retrieve(key, tier, days);
  }

  async *versions(prefix: string): AsyncIterable<StoredVersion> {
    await this.#note('versions', prefix);
    yield* this.#inner.versions(prefix);
  }

  async deleteVersions(versions: readonly VersionId[]): Promise<VersionDeletion> {
    await this.#note('deleteVersions', versions.map((version) => version.key).join('\n'));
    return await this.#inner.deleteVersions(versions);
  }

  async sweep(prefix: string, olderThan: Date): Promise<string[]> {
    await this.#note('sweep', prefix);
    return await this.#inner.sweep(prefix, olderThan);
  }

  async close(): Promise<void> {
    await this.#note('close');
    await this.#inner.close();
  }

  async #note(name: StoreCall['name'], key = '', bytes = 0): Promise<{ bytes: number }> {
    const call = { name, key, bytes };
    this.#calls.push(call);
    await this.#onCall?.(call);
    return call;
  }
}
