import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Checksum, ChecksumName } from './payload.ts';

/** A stored object. Its bytes are those of its files, one after the other. */
export interface StrictObject {
  readonly key: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
  readonly size: number;
  readonly etag: string;
  readonly modified: Date;
  readonly contentType: string;
  readonly storageClass: string;
  readonly checksum: Checksum | undefined;
}

export interface StrictPart {
  readonly path: string;
  readonly size: number;
  readonly md5: string;
  readonly checksum: Checksum | undefined;
}

export interface StrictUpload {
  readonly id: string;
  readonly key: string;
  readonly begun: Date;
  readonly contentType: string;
  readonly storageClass: string;
  readonly checksumName: ChecksumName | undefined;
  readonly checksumType: 'FULL_OBJECT' | 'COMPOSITE';
  readonly parts: Map<number, StrictPart>;
}

export class StrictBucket {
  readonly objects = new Map<string, StrictObject>();
  /** When archived objects that were asked for can be read, in milliseconds since 1970. */
  readonly retrievals = new Map<string, number>();
  #sorted: { readonly size: number; readonly keys: string[] } | undefined;
  readonly uploads = new Map<string, StrictUpload>();

  async put(object: StrictObject): Promise<void> {
    const before = this.objects.get(object.key);
    if (before === undefined) this.#sorted = undefined;
    this.objects.set(object.key, object);
    if (before) await removeFiles(before.files);
  }

  async delete(key: string): Promise<void> {
    const before = this.objects.get(key);
    if (this.objects.delete(key)) this.#sorted = undefined;
    if (before) await removeFiles(before.files);
  }

  async dropUpload(upload: StrictUpload, keep: readonly StrictPart[] = []): Promise<void> {
    this.uploads.delete(upload.id);
    await removeFiles([...upload.parts.values()].filter((part) => !keep.includes(part)));
  }

  /** Keys in the order of their UTF-8 bytes. */
  sortedKeys(): string[] {
    // Tests also take objects away behind its back.
    if (this.#sorted?.size !== this.objects.size) {
      const keys = [...this.objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      this.#sorted = { size: keys.length, keys };
    }
    return this.#sorted.keys;
  }
}

async function removeFiles(files: readonly { readonly path: string }[]): Promise<void> {
  for (const { path } of files) await rm(path, { force: true });
}

/** Bytes `first` to `last` (inclusive) of an object. */
export async function* bytesOf(object: StrictObject, first: number, last: number): AsyncGenerator<Buffer> {
  let offset = 0;
  for (const { path, size } of object.files) {
    const start = Math.max(0, first - offset);
    const end = Math.min(size - 1, last - offset);
    if (size > 0 && start <= end) yield* createReadStream(path, { start, end });
    offset += size;
  }
}

/** The ETag of a multipart object: MD5 of the MD5s of its parts, and their number. */
export function multipartEtag(parts: readonly StrictPart[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part.md5, 'hex');
  return `"${hash.digest('hex')}-${parts.length}"`;
}
