import { createHash, getFips } from 'node:crypto';
import type { S3Context } from './context.ts';

/** Digests that go with a body, so that the store can refuse it when it arrives with other bytes. */
export interface BodyDigests {
  readonly ChecksumSHA256?: string;
  readonly ContentMD5?: string;
}

/**
 * SHA-256 where the store computes it too and keeps it. Elsewhere Content-MD5: the only digest that every S3 server
 * understands, and what stores with object lock insist on. (Node has no MD5 in FIPS mode; it is optional then.)
 */
export function digestsOf(context: S3Context, body: Uint8Array): BodyDigests {
  if (context.trustFullChecksums)
    return { ChecksumSHA256: createHash('sha256').update(body).digest('base64') };
  return getFips() === 1 ? {} : { ContentMD5: createHash('md5').update(body).digest('base64') };
}
