import { createHash, getFips } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
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

/**
 * Signs a body with the SHA-256 that goes with it, instead of computing that once more: the signature of a request covers its payload
 * by this very digest (AWS, "Signature calculations for the authorization header", `x-amz-content-sha256`).
 */
export function signWithOwnDigest(client: S3Client): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const { ChecksumSHA256 } = args.input as BodyDigests;
      const { headers } = args.request as { readonly headers: Record<string, string> };
      if (ChecksumSHA256 !== undefined)
        headers['x-amz-content-sha256'] = Buffer.from(ChecksumSHA256, 'base64').toString('hex');
      return next(args);
    },
    { step: 'build', name: 'signWithOwnDigest' },
  );
}
