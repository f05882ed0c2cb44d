import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { Refusal } from './refusal.ts';

export type ChecksumName = 'crc32' | 'sha1' | 'sha256';

/** A checksum as S3 keeps it: base64, and whether it covers the bytes or the checksums of parts. */
export interface Checksum {
  readonly name: ChecksumName;
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** A body that arrived whole and agrees with everything the client said about it. */
export interface Payload {
  readonly path: string;
  readonly size: number;
  /** Hex, as in an ETag. */
  readonly md5: string;
  readonly checksum: Checksum | undefined;
}

const KNOWN: readonly ChecksumName[] = ['crc32', 'sha1', 'sha256'];

/** Base64 checksums of a stream of chunks. CRC32 is four bytes, big-endian, as S3 wants it. */
export class Checksummer {
  readonly #name: ChecksumName;
  readonly #hash: Hash | undefined;
  #crc = 0;

  constructor(name: ChecksumName) {
    this.#name = name;
    this.#hash = name === 'crc32' ? undefined : createHash(name);
  }

  update(chunk: Uint8Array): void {
    if (this.#hash) this.#hash.update(chunk);
    else this.#crc = crc32(chunk, this.#crc);
  }

  finish(): Checksum {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#crc);
    return {
      name: this.#name,
      value: (this.#hash?.digest() ?? bytes).toString('base64'),
      type: 'FULL_OBJECT',
    };
  }
}

/**
 * Receives a request's body into a file and checks length, `x-amz-content-sha256`, `Content-MD5` and
 * `x-amz-checksum-*`, in a header or in an aws-chunked trailer. The file is gone when something is refused.
 */
export async function receive(request: IncomingMessage, path: string): Promise<Payload> {
  const headers = request.headers;
  const contentHash = String(headers['x-amz-content-sha256'] ?? '');
  const chunked = contentHash.startsWith('STREAMING-');
  if (chunked && contentHash !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') {
    throw new Refusal(501, 'NotImplemented', 'Signed chunks are not implemented.');
  }
  const announced = chunked ? headers['x-amz-decoded-content-length'] : headers['content-length'];
  if (announced === undefined)
    throw new Refusal(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');

  const trailers: Record<string, string> = {};
  const name = checksumName(chunked ? String(headers['x-amz-trailer'] ?? '') : undefined, headers);
  const checksummer = name === undefined ? undefined : new Checksummer(name);
  const md5 = createHash('md5');
  const sha256 = createHash('sha256');
  let size = 0;
  const measure = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      size += chunk.length;
      md5.update(chunk);
      sha256.update(chunk);
      checksummer?.update(chunk);
      yield chunk;
    }
  };
  try {
    await pipeline(measure(chunked ? decodeChunks(request, trailers) : request), createWriteStream(path));
    const digest = md5.digest();
    const checksum = checksummer?.finish();
    const claimed =
      name === undefined
        ? undefined
        : (trailers[`x-amz-checksum-${name}`] ?? headers[`x-amz-checksum-${name}`]);
    if (size !== Number(announced)) {
      throw new Refusal(
        400,
        'IncompleteBody',
        'You did not provide the number of bytes specified by the Content-Length HTTP header',
      );
    }
    if (/^[0-9a-f]{64}$/.test(contentHash) && contentHash !== sha256.digest('hex')) {
      throw new Refusal(
        400,
        'XAmzContentSHA256Mismatch',
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    }
    if (headers['content-md5'] !== undefined && headers['content-md5'] !== digest.toString('base64')) {
      throw new Refusal(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
    }
    if (checksum !== undefined && checksum.value !== claimed) {
      throw new Refusal(
        400,
        'BadDigest',
        `The ${checksum.name.toUpperCase()} you specified did not match the calculated checksum.`,
      );
    }
    return { path, size, md5: digest.toString('hex'), checksum };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function checksumName(trailer: string | undefined, headers: IncomingHttpHeaders): ChecksumName | undefined {
  const values = Object.keys(headers).filter((name) => /^x-amz-checksum-(?!algorithm|mode|type)/.test(name));
  if (trailer) values.push(trailer);
  if (values.length > 1)
    throw new Refusal(400, 'InvalidRequest', 'Expecting a single x-amz-checksum- header.');
  if (values[0] === undefined) return undefined;
  const name = KNOWN.find((known) => values[0] === `x-amz-checksum-${known}`);
  if (name === undefined) throw new Refusal(501, 'NotImplemented', `${values[0]} is not implemented here.`);
  return name;
}

/** Decodes aws-chunked content: `<hex size>\r\n<bytes>\r\n`, repeated, a chunk of size 0, then trailing headers. */
async function* decodeChunks(
  body: AsyncIterable<Buffer>,
  trailers: Record<string, string>,
): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  let missing: number | undefined;
  let atTrailers = false;
  for await (const piece of body) {
    held = held.length === 0 ? piece : Buffer.concat([held, piece]);
    for (;;) {
      if (missing !== undefined && missing > 0) {
        const part = held.subarray(0, missing);
        if (part.length === 0) break;
        yield part;
        held = held.subarray(part.length);
        missing -= part.length;
        continue;
      }
      const end = held.indexOf('\r\n');
      if (end < 0) break;
      const line = held.toString('latin1', 0, end);
      held = held.subarray(end + 2);
      if (atTrailers) {
        const colon = line.indexOf(':');
        if (colon > 0) trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
      } else if (missing === 0) missing = undefined;
      else {
        missing = Number.parseInt(line, 16);
        if (Number.isNaN(missing)) throw new Refusal(400, 'InvalidChunkSizeError', 'A chunk has no size.');
        atTrailers = missing === 0;
      }
    }
  }
  if (!atTrailers) throw new Refusal(400, 'IncompleteBody', 'The last chunk is missing.');
}
