import type { Readable } from 'node:stream';
import { CancelledError } from '../../errors.ts';
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
} from '../store.ts';
import { takeBackKeys } from './clean-up.ts';
import type { S3Context } from './context.ts';
import { copyObject } from './copying.ts';
import { createObject } from './create.ts';
import { deleteKeys } from './deletion.ts';
import { headObject } from './head.ts';
import { checkBucket, listFolders, listObjects } from './listing.ts';
import { hasLocks, readProtection, writeLegalHold } from './protection.ts';
import { readObject } from './reading.ts';
import { readAvailability, requestRetrieval } from './retrieval.ts';
import { abortUploads } from './sweeping.ts';
import { uploadFile } from './upload.ts';
import { deleteVersions, listVersions } from './versions.ts';

/** A prefix in an S3 bucket: Amazon's, or any server that speaks its protocol. The parts are in this folder. */
export class S3Store implements Store {
  readonly kind = 's3';
  readonly location: string;
  readonly #context: S3Context;
  #locks: Promise<boolean> | undefined;

  constructor(context: S3Context) {
    this.location = context.location;
    this.#context = context;
  }

  async check(): Promise<void> {
    await checkBucket(this.#context);
  }

  list(prefix: string): AsyncIterable<StoredObject> {
    return listObjects(this.#context, prefix);
  }

  async folders(prefix: string): Promise<string[]> {
    return await listFolders(this.#context, prefix);
  }

  async head(key: string): Promise<StoredObject | undefined> {
    const head = await headObject(this.#context, key, false);
    return head && { key, size: head.size };
  }

  async read(key: string, options: { readonly start?: number } = {}): Promise<Readable> {
    return await readObject(this.#context, key, options.start);
  }

  async putFile(key: string, file: FileToStore, options: PutOptions = {}): Promise<void> {
    await uploadFile(this.#context, key, file, options);
  }

  async create(key: string, body: Uint8Array, options: Pick<PutOptions, 'lock'> = {}): Promise<void> {
    await createObject(this.#context, key, body, options);
  }

  async copy(from: string, to: string, object: ObjectFacts, options: PutOptions = {}): Promise<void> {
    await copyObject(this.#context, from, to, object, options);
  }

  async protection(key: string): Promise<Protection> {
    this.#locks ??= hasLocks(this.#context);
    return (await this.#locks)
      ? await readProtection(this.#context, key)
      : { lock: undefined, legalHold: false };
  }

  async setLegalHold(key: string, on: boolean): Promise<void> {
    await writeLegalHold(this.#context, key, on);
  }

  async delete(keys: readonly string[]): Promise<DeleteOutcome> {
    if (this.#context.signal.aborted) throw new CancelledError();
    return await deleteKeys(this.#context, keys);
  }

  async takeBack(keys: readonly string[]): Promise<DeleteOutcome> {
    return await takeBackKeys(this.#context, keys);
  }

  async availability(key: string): Promise<Availability> {
    return await readAvailability(this.#context, key);
  }

  async retrieve(key: string, tier: RetrievalTier, days: number): Promise<void> {
    await requestRetrieval(this.#context, key, tier, days);
  }

  versions(prefix: string): AsyncIterable<StoredVersion> {
    return listVersions(this.#context, prefix);
  }

  async deleteVersions(versions: readonly VersionId[]): Promise<VersionDeletion> {
    if (this.#context.signal.aborted) throw new CancelledError();
    return await deleteVersions(this.#context, versions);
  }

  async sweep(prefix: string, olderThan: Date): Promise<string[]> {
    return await abortUploads(this.#context, prefix, olderThan);
  }

  async close(): Promise<void> {
    this.#context.client.destroy();
    this.#context.reader.destroy();
  }
}
