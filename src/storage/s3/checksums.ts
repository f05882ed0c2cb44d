import { createHash, getFips } from 'node:crypto';
import type { PutObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
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
 * Has a request signed with the SHA-256 that goes with its body, instead of computing that once more: the signature covers the payload
 * by this very digest (AWS, "Signature calculations for the authorization header", `x-amz-content-sha256`).
 */
export function signedWithOwnDigest<C extends PutObjectCommand | UploadPartCommand>(command: C): C {
  const { ChecksumSHA256 } = command.input;
  if (ChecksumSHA256 === undefined) return command;
  const digest = Buffer.from(ChecksumSHA256, 'base64').toString('hex');
  const stack = command.middlewareStack as PutObjectCommand['middlewareStack'];
  stack.add(
    (next) => (args) => {
      const { headers } = args.request as { readonly headers: Record<string, string> };
      headers['x-amz-content-sha256'] = digest;
      return next(args);
    },
    { step: 'build', name: 'signedWithOwnDigest' },
  );
  return command;
}
