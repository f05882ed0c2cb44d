import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { StoreError } from '../../errors.ts';
import { readFully, sourceDiffers } from '../source-file.ts';
import type { FileToStore } from '../store.ts';
import { acknowledge } from './acknowledge.ts';
import type { ObjectAttributes } from './attributes.ts';
import { digestsOf, signedWithOwnDigest } from './checksums.ts';
import { abortUpload, removeObject } from './clean-up.ts';
import type { S3Context } from './context.ts';
import { isAmbiguous, nameOf } from './errors.ts';
import { headObject } from './head.ts';
import type { PartPlan } from './parts.ts';

/**
 * Uploads a file in parts. The upload is completed only when every part was accepted and the bytes that were read
 * have the recorded SHA-256; in every other case it is aborted.
 * Returns the checksum the store should have computed; undefined where its checksums are not trusted.
 */
export async function uploadInParts(
  context: S3Context,
  key: string,
  file: FileToStore,
  source: FileHandle,
  plan: PartPlan,
  attributes: ObjectAttributes,
  onProgress: ((bytes: number) => void) | undefined,
): Promise<string | undefined> {
  const { UploadId } = await context.client.send(
    new CreateMultipartUploadCommand({
      ...attributes,
      ...(context.trustFullChecksums ? { ChecksumAlgorithm: 'SHA256' as const } : {}),
    }),
    { abortSignal: context.signal },
  );
  if (UploadId === undefined)
    throw new StoreError('PBA-STORE-FAILED', `${context.location}: ${key} got no upload id.`);
  const upload = { Bucket: attributes.Bucket, Key: attributes.Key, UploadId };
  try {
    const parts = await sendParts(context, upload, file, source, plan, onProgress);
    await complete(context, key, upload, file, parts);
    return compositeChecksum(parts);
  } catch (error) {
    await abortUpload(context, key, upload);
    throw error;
  }
}

interface Upload {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
}

/** Reads the file once, in order, and keeps up to `plan.inFlight` parts on their way. */
async function sendParts(
  context: S3Context,
  upload: Upload,
  file: FileToStore,
  source: FileHandle,
  plan: PartPlan,
  onProgress: ((bytes: number) => void) | undefined,
): Promise<CompletedPart[]> {
  const parts: CompletedPart[] = [];
  const whole = createHash('sha256');
  const inFlight = new Set<Promise<void>>();
  const stop = new AbortController();
  const abortSignal = AbortSignal.any([context.signal, stop.signal]);
  const failures: unknown[] = [];
  let sent = 0;

  const sendPart = async (PartNumber: number, Body: Buffer): Promise<void> => {
    try {
      const digests = digestsOf(context, Body);
      const answer = await context.client.send(
        signedWithOwnDigest(
          new UploadPartCommand({ ...upload, PartNumber, Body, ContentLength: Body.length, ...digests }),
        ),
        { abortSignal },
      );
      const { ETag } = answer;
      if (ETag === undefined || ETag === '')
        throw new Error(`Part ${PartNumber} was accepted without an ETag`);
      acknowledge(context, upload.Key.slice(context.root.length), Body, answer);
      parts[PartNumber - 1] = { PartNumber, ETag, ChecksumSHA256: digests.ChecksumSHA256 };
      sent += Body.length;
      onProgress?.(sent);
    } catch (error) {
      // The first failure is the reason; the others only follow from stopping.
      failures.push(error);
      stop.abort();
    }
  };

  try {
    for (let number = 1; number <= plan.count && !abortSignal.aborted; number++) {
      const start = (number - 1) * plan.partSize;
      const body = await readFully(source, file, start, Math.min(plan.partSize, file.size - start));
      whole.update(body);
      const task = sendPart(number, body).finally(() => inFlight.delete(task));
      inFlight.add(task);
      if (inFlight.size >= plan.inFlight) await Promise.race(inFlight);
    }
  } catch (error) {
    failures.push(error);
    stop.abort();
  }
  await Promise.all(inFlight);
  if (failures.length > 0) throw failures[0];
  abortSignal.throwIfAborted();
  if (whole.digest('hex') !== file.sha256) throw sourceDiffers(file, 'its SHA-256 differs');
  return parts;
}

/**
 * Completes the upload. When the answer to a first attempt was lost, the second is told that the upload is gone
 * (404): then the object's size says whether it was completed, and the proof that follows looks at its bytes.
 */
async function complete(
  context: S3Context,
  key: string,
  upload: Upload,
  file: FileToStore,
  parts: readonly CompletedPart[],
): Promise<void> {
  const command = new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: [...parts] } });
  try {
    await context.client.send(command, { abortSignal: context.signal });
    context.signal.throwIfAborted();
  } catch (error) {
    if (nameOf(error) === 'NoSuchUpload' && (await hasSize(context, key, file.size))) return;
    if (isAmbiguous(error)) await removeObject(context, key);
    throw error;
  }
}

/** False also when it cannot be found out: then the failure that led here is the one to report. */
async function hasSize(context: S3Context, key: string, size: number): Promise<boolean> {
  const head = await headObject(context, key, false).catch(() => undefined);
  return head?.size === size;
}

/** Base64 SHA-256 of the SHA-256s of the parts, and `-N` (S3 user guide, "Checking object integrity", composite). */
function compositeChecksum(parts: readonly CompletedPart[]): string | undefined {
  const hash = createHash('sha256');
  for (const { ChecksumSHA256 } of parts) {
    if (ChecksumSHA256 === undefined) return undefined;
    hash.update(ChecksumSHA256, 'base64');
  }
  return `${hash.digest('base64')}-${parts.length}`;
}
