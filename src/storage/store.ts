import type { Readable } from 'node:stream';

/** One stored object, as a listing shows it. Keys are relative to the store's root and use `/`. */
export interface StoredObject {
  readonly key: string;
  readonly size: number;
}

/** What an object has to be, so that it can be proven. */
export interface ObjectFacts {
  readonly size: number;
  /** Lower-case hex SHA-256 of the bytes. */
  readonly sha256: string;
}

export interface FileToStore extends ObjectFacts {
  /** Absolute path of a complete local file. It is read, never changed; it may be hard-linked. */
  readonly path: string;
}

/** S3 Object Lock: until then nobody (`compliance`), or only who may bypass it (`governance`), can delete the version. */
export interface ObjectLock {
  readonly mode: 'governance' | 'compliance';
  readonly until: Date;
}

/** What keeps a version from being deleted. */
export interface Protection {
  readonly lock: ObjectLock | undefined;
  readonly legalHold: boolean;
}

export interface DeleteOutcome {
  readonly deleted: readonly string[];
  readonly failed: readonly { readonly key: string; readonly reason: string }[];
}

/** One version of an object. In a store without versions every object has one, without an id. */
export interface VersionId {
  readonly key: string;
  readonly versionId: string | undefined;
}

export interface StoredVersion extends VersionId {
  readonly size: number;
  /** What reading the key gives: these bytes, or, when it is a marker, nothing. */
  readonly latest: boolean;
  /** A delete marker: the key looks deleted, its older versions are still there. */
  readonly marker: boolean;
  /** When the store got it; undefined where it does not say. */
  readonly modified: Date | undefined;
}

export interface VersionDeletion {
  readonly deleted: readonly VersionId[];
  readonly failed: DeleteOutcome['failed'];
  /** Nobody can delete them yet. */
  readonly locked: readonly (VersionId & { readonly until: Date | undefined; readonly legalHold: boolean })[];
}

/** How fast, and how dear, an archived object is fetched (S3 API reference, RestoreObject). */
export const RETRIEVAL_TIERS = ['Standard', 'Bulk', 'Expedited'] as const;
export type RetrievalTier = (typeof RETRIEVAL_TIERS)[number];

export interface Availability {
  readonly readable: boolean;
  readonly storageClass: string;
  /** Of an object that is not readable: whether it was asked for. */
  readonly retrieving: boolean;
}

export interface PutOptions {
  /** S3 storage class, such as `STANDARD` or `GLACIER_IR`. Stores without classes ignore it. */
  readonly storageClass?: string;
  /** Asked for and read back. Stores without locks ignore it: the policy asks only those that have them. */
  readonly lock?: ObjectLock;
  /** Bytes handed over so far. */
  readonly onProgress?: (bytes: number) => void;
}

/**
 * A place that holds backup sets: a directory or an S3 prefix. Every implementation passes
 * `test/contract/store.contract.ts`.
 *
 * Promises of every method:
 * - it rejects with a `StoreError` (never with a raw system or SDK error), or with `CancelledError` when the
 *   signal the store was opened with is aborted;
 * - every wait is limited; retries are bounded;
 * - an object is visible under its key either whole or not at all.
 */
export interface Store {
  /** For messages and manifests: `/backups/postgresql` or `s3://bucket/prefix`. Holds no secret. */
  readonly location: string;
  readonly kind: 's3' | 'directory' | 'memory';

  /**
   * Proves that the store can be reached and listed, before any work is done for it. Creates the directory of a
   * directory store (0700); never creates a bucket.
   * @throws StoreError PBA-STORE-UNREACHABLE, PBA-STORE-AUTH, PBA-STORE-NO-BUCKET, PBA-STORE-PERMISSION
   */
  check(): Promise<void>;

  /**
   * The objects whose keys start with `prefix` (which is empty or ends in `/`), in ascending order of their
   * keys' UTF-8 bytes. Unfinished uploads are not listed, nor the zero-byte `folder/` objects that consoles make.
   */
  list(prefix: string): AsyncIterable<StoredObject>;

  /**
   * The names directly below `prefix`, without listing what is under them: `['daily', 'weekly']` for
   * `ticketz/`. Only folders (names that have something below them), ascending.
   */
  folders(prefix: string): Promise<string[]>;

  /** Size of one object, or undefined when there is none. */
  head(key: string): Promise<StoredObject | undefined>;

  /**
   * The bytes of one object. The stream fails with a `StoreError` when fewer bytes arrive than the object has; a
   * transfer that breaks is continued where that is possible. The consumer may take its time: only waits for the
   * store count as a stall. `start` skips that many bytes; at the very end nothing is left, beyond it is an error.
   * @throws StoreError PBA-STORE-NOT-FOUND
   */
  read(key: string, options?: { readonly start?: number }): Promise<Readable>;

  /**
   * Stores a file and then proves that the store holds exactly these bytes: by reading them back and hashing, or
   * by a full checksum that the store computed itself and that was compared with our own. A 200 alone is no
   * proof. What an earlier run left under the key is replaced. On failure nothing is left under the key that was
   * not there before, and no unfinished upload.
   * @throws StoreError, also when what was read back differs (PBA-OBJECT-DAMAGED as IntegrityError)
   */
  putFile(key: string, file: FileToStore, options?: PutOptions): Promise<void>;

  /**
   * Stores a small object that must be new, and reads it back. Atomic where the store supports conditional
   * writes; an existence check before and a read-back after where it does not.
   * @throws StoreError PBA-STORE-EXISTS when the key exists, with whatever content
   */
  create(key: string, body: Uint8Array, options?: Pick<PutOptions, 'lock'>): Promise<void>;

  /**
   * Copies an object to another key without its bytes leaving the store, and proves the copy as `putFile` does. A
   * directory links the file: both names are the same bytes on the disk, and deleting one leaves the other.
   * @param object what the copy has to be
   */
  copy(from: string, to: string, object: ObjectFacts, options?: PutOptions): Promise<void>;

  /** What the store itself says protects an object. Nothing where it has no locks. */
  protection(key: string): Promise<Protection>;

  /** Sets or ends the legal hold of an object. @throws StoreError PBA-STORE-LOCK where the store has none */
  setLegalHold(key: string, on: boolean): Promise<void>;

  /**
   * Deletes the given keys. A key that does not exist counts as deleted. What fails is reported with its reason,
   * also when a whole request fails; only a cancellation is thrown.
   */
  delete(keys: readonly string[]): Promise<DeleteOutcome>;

  /**
   * As `delete`, for what this run itself wrote and must not leave behind: it also works once the run was cancelled, has
   * its own limit of three seconds, and throws nothing: the error that led here is the one to report.
   */
  takeBack(keys: readonly string[]): Promise<DeleteOutcome>;

  /** All versions and delete markers of the objects below `prefix`, in any order. Without versions: as `list`. */
  versions(prefix: string): AsyncIterable<StoredVersion>;

  /** Deletes exact versions for good, as `delete` reports it; those that are locked or on hold are told apart. */
  deleteVersions(versions: readonly VersionId[]): Promise<VersionDeletion>;

  /** Whether an object can be read now, or first has to be fetched from an archive. */
  availability(key: string): Promise<Availability>;

  /**
   * Asks for an archived object to be made readable; an answer that it is under way already is fine.
   * @param days for how long it stays readable
   */
  retrieve(key: string, tier: RetrievalTier, days: number): Promise<void>;

  /**
   * Ends what killed runs left behind below `prefix`: unfinished multipart uploads, temporary files, older than
   * `olderThan`. Returns what was removed, for the log. A directory store keeps temporary files of all keys in one
   * place, so there the prefix makes no difference.
   */
  sweep(prefix: string, olderThan: Date): Promise<string[]>;

  /** Releases sockets and the like. The store is not used afterwards. */
  close(): Promise<void>;
}
