import { createHash, getFips } from 'node:crypto';
import { AbortMultipartUploadCommand, CreateMultipartUploadCommand } from '@aws-sdk/client-s3';
import { TEMPORARY_FOLDER } from '../keys.ts';
import { attempt, type S3Context } from './context.ts';
import { damaged } from './proof.ts';

/*
 * Where the credentials may only write, nothing can be read back. What is left as a proof is the answer: the store says which
 * digest the bytes have that it received. That they can be read again, `verify` finds out with other credentials.
 */

/** What a store answers to a PutObject or UploadPart. */
export interface Answer {
  readonly ETag?: string | undefined;
  readonly ChecksumSHA256?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
}

/** Each store is told about once. */
const told = new WeakSet<S3Context>();

/**
 * Compares the digest in the answer with that of the bytes. A SHA-256 in an answer is the store's own; an ETag is the MD5,
 * except with encryption by KMS and in stores that do it otherwise: then the digest that went with the request, which S3 has
 * to refuse when it does not match, is all there is, and that is said.
 * @throws IntegrityError PBA-OBJECT-DAMAGED
 */
export function acknowledge(context: S3Context, key: string, body: Uint8Array, answer: Answer): void {
  if (!context.writeOnly) return;
  const { ChecksumSHA256, ETag } = answer;
  if (context.trustFullChecksums && ChecksumSHA256 !== undefined) {
    if (ChecksumSHA256 === createHash('sha256').update(body).digest('base64')) return;
    throw damaged(context, key, 'the store received bytes with another SHA-256');
  }
  const etag = ETag?.replaceAll('"', '');
  if (getFips() === 0 && etag === createHash('md5').update(body).digest('hex')) return;
  if (told.has(context)) return;
  told.add(context);
  context.log.warning(
    `${context.location} does not say which bytes it received, and these credentials cannot read them back: only \`verify\` will tell.`,
  );
}

/**
 * The only question that a writer can ask without leaving anything: whether an upload may be begun and ended.
 * @throws StoreError as `Store.check`
 */
export async function checkWriting(context: S3Context): Promise<void> {
  const target = { Bucket: context.bucket, Key: `${context.root}${TEMPORARY_FOLDER}/check` };
  await attempt(context, '', async () => {
    const abortSignal = context.signal;
    const { UploadId } = await context.client.send(new CreateMultipartUploadCommand(target), { abortSignal });
    await context.client.send(new AbortMultipartUploadCommand({ ...target, UploadId }), { abortSignal });
  });
}
