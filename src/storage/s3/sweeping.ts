import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  type MultipartUpload,
} from '@aws-sdk/client-s3';
import { assertPrefix } from '../keys.ts';
import { attempt, type S3Context } from './context.ts';
import { nameOf, statusOf } from './errors.ts';

/**
 * Aborts the multipart uploads below `prefix` that were begun before `olderThan`. They are invisible in listings, yet
 * paid for. Returns the keys they were for. A store that cannot list them (501) has nothing we could end.
 */
export async function abortUploads(context: S3Context, prefix: string, olderThan: Date): Promise<string[]> {
  assertPrefix(prefix);
  return await attempt(context, prefix, async () => {
    const ended: string[] = [];
    for (const { Key, UploadId, Initiated } of await unfinished(context, prefix)) {
      if (Key === undefined || UploadId === undefined || Initiated === undefined || Initiated >= olderThan)
        continue;
      try {
        await context.client.send(
          new AbortMultipartUploadCommand({ Bucket: context.bucket, Key, UploadId }),
          {
            abortSignal: context.signal,
          },
        );
      } catch (error) {
        if (nameOf(error) === 'NoSuchUpload') continue;
        throw error;
      }
      ended.push(Key.slice(context.root.length));
    }
    return ended;
  });
}

async function unfinished(context: S3Context, prefix: string): Promise<MultipartUpload[]> {
  const uploads: MultipartUpload[] = [];
  let marker: { KeyMarker?: string; UploadIdMarker?: string } = {};
  for (;;) {
    let page: ListMultipartUploadsCommandOutput;
    try {
      page = await context.client.send(
        new ListMultipartUploadsCommand({ Bucket: context.bucket, Prefix: context.root + prefix, ...marker }),
        { abortSignal: context.signal },
      );
    } catch (error) {
      if (statusOf(error) === 501) return uploads;
      throw error;
    }
    uploads.push(...(page.Uploads ?? []));
    const { IsTruncated, NextKeyMarker, NextUploadIdMarker } = page;
    const moved = NextKeyMarker !== marker.KeyMarker || NextUploadIdMarker !== marker.UploadIdMarker;
    if (IsTruncated !== true || NextKeyMarker === undefined || !moved) return uploads;
    marker = {
      KeyMarker: NextKeyMarker,
      ...(NextUploadIdMarker === undefined ? {} : { UploadIdMarker: NextUploadIdMarker }),
    };
  }
}
