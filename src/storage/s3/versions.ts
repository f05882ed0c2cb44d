import { DeleteObjectCommand, DeleteObjectsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { mapLimited } from '../../concurrency.ts';
import { CancelledError } from '../../errors.ts';
import { assertPrefix } from '../keys.ts';
import type { StoredVersion, VersionDeletion, VersionId } from '../store.ts';
import { onlyVersion } from '../without-versions.ts';
import { attempt, bucketKey, type S3Context } from './context.ts';
import { needsSingleRequests } from './deletion.ts';
import { nameOf, s3Error, statusOf } from './errors.ts';
import { listObjects } from './listing.ts';
import { readProtection } from './protection.ts';

const PAGE = 1000;
const AT_ONCE = 8;

/** Every version and delete marker below a prefix, see `Store.versions`; one request for 1,000 of them. */
export async function* listVersions(context: S3Context, prefix: string): AsyncIterable<StoredVersion> {
  assertPrefix(prefix);
  let marker: Marker | undefined = {};
  let any = false;
  while (marker !== undefined) {
    const page = await attempt(context, prefix, () => readPage(context, prefix, marker ?? {}));
    if (page === undefined) break;
    any ||= page.versions.length > 0;
    yield* page.versions;
    marker = page.next;
  }
  // A store without versions refuses the question, or takes it for another: what it lists are the only ones.
  if (!any) for await (const object of listObjects(context, prefix)) yield onlyVersion(object);
}

type Marker = { KeyMarker?: string; VersionIdMarker?: string };

async function readPage(
  context: S3Context,
  prefix: string,
  marker: Marker,
): Promise<{ versions: StoredVersion[]; next: Marker | undefined } | undefined> {
  try {
    const output = await context.client.send(
      new ListObjectVersionsCommand({
        Bucket: context.bucket,
        Prefix: context.root + prefix,
        MaxKeys: PAGE,
        ...marker,
      }),
      { abortSignal: context.signal },
    );
    const own = (key: string | undefined): string => (key ?? '').slice(context.root.length);
    const versions = (output.Versions ?? []).map(
      (one): StoredVersion => ({
        key: own(one.Key),
        size: one.Size ?? 0,
        versionId: one.VersionId,
        latest: one.IsLatest ?? false,
        marker: false,
        modified: one.LastModified,
      }),
    );
    const markers = (output.DeleteMarkers ?? []).map(
      (one): StoredVersion => ({
        key: own(one.Key),
        size: 0,
        versionId: one.VersionId,
        latest: one.IsLatest ?? false,
        marker: true,
        modified: one.LastModified,
      }),
    );
    const next = output.IsTruncated
      ? {
          ...(output.NextKeyMarker === undefined ? {} : { KeyMarker: output.NextKeyMarker }),
          ...(output.NextVersionIdMarker === undefined
            ? {}
            : { VersionIdMarker: output.NextVersionIdMarker }),
        }
      : undefined;
    // Consoles make zero-byte `folder/` objects; `list` does not show them either.
    return {
      versions: [...versions, ...markers].filter((one) => !one.key.endsWith('/') && one.key !== ''),
      next,
    };
  } catch (error) {
    if (isWithoutVersions(error)) return undefined;
    throw error;
  }
}

/** Also stores that mistake the question for another and answer with something else. */
function isWithoutVersions(error: unknown): boolean {
  return (
    statusOf(error) === 501 ||
    ['NotImplemented', 'MethodNotAllowed'].includes(nameOf(error)) ||
    statusOf(error) === 200
  );
}

/** Deletes exact versions, see `Store.deleteVersions`. */
export async function deleteVersions(
  context: S3Context,
  versions: readonly VersionId[],
): Promise<VersionDeletion> {
  const deleted: VersionId[] = [];
  const failed: { key: string; reason: string }[] = [];
  const locked: VersionDeletion['locked'][number][] = [];
  for (let start = 0; start < versions.length; start += PAGE) {
    const batch = versions.slice(start, start + PAGE);
    const refused = await deleteBatch(context, batch);
    for (const { key, versionId } of batch) {
      const version = { key, versionId };
      const reason = refused.get(nameOfVersion(version));
      if (reason === undefined) {
        deleted.push(version);
        continue;
      }
      // A locked version is refused as if the role had no right to it.
      const { lock, legalHold } = await readProtection(context, version.key, version.versionId).catch(() => ({
        lock: undefined,
        legalHold: false,
      }));
      if (lock !== undefined || legalHold) locked.push({ ...version, until: lock?.until, legalHold });
      else failed.push({ key: version.key, reason });
    }
  }
  return { deleted, failed, locked };
}

async function deleteBatch(
  context: S3Context,
  batch: readonly VersionId[],
): Promise<ReadonlyMap<string, string>> {
  const refused = new Map<string, string>();
  try {
    const output = await context.client.send(
      new DeleteObjectsCommand({
        Bucket: context.bucket,
        Delete: {
          Objects: batch.map(({ key, versionId }) => ({
            Key: bucketKey(context, key),
            ...(versionId === undefined ? {} : { VersionId: versionId }),
          })),
          Quiet: true,
        },
      }),
      { abortSignal: context.signal },
    );
    for (const { Key, VersionId, Code, Message } of output.Errors ?? []) {
      if (Code === 'NoSuchKey' || Code === 'NoSuchVersion') continue;
      const key = Key?.slice(context.root.length) ?? '';
      const given = batch.find((one) => one.key === key && (one.versionId ?? VersionId) === VersionId);
      refused.set(
        nameOfVersion(given ?? { key, versionId: VersionId }),
        `${Code ?? 'Error'}: ${Message ?? ''}`,
      );
    }
  } catch (error) {
    if (context.signal.aborted) throw new CancelledError(undefined, { cause: error });
    if (needsSingleRequests(error)) return await deleteOneByOne(context, batch);
    for (const version of batch) {
      const reason = s3Error(error, context.location, version.key, context.signal).message;
      refused.set(nameOfVersion(version), reason);
    }
  }
  return refused;
}

async function deleteOneByOne(
  context: S3Context,
  batch: readonly VersionId[],
): Promise<ReadonlyMap<string, string>> {
  const refused = new Map<string, string>();
  await mapLimited(batch, AT_ONCE, async (version) => {
    const command = new DeleteObjectCommand({
      Bucket: context.bucket,
      Key: bucketKey(context, version.key),
      ...(version.versionId === undefined ? {} : { VersionId: version.versionId }),
    });
    try {
      await context.client.send(command, { abortSignal: context.signal });
    } catch (error) {
      if (context.signal.aborted) throw new CancelledError(undefined, { cause: error });
      if (statusOf(error) === 404) return;
      const reason = s3Error(error, context.location, version.key, context.signal).message;
      refused.set(nameOfVersion(version), reason);
    }
  });
  return refused;
}

function nameOfVersion({ key, versionId }: VersionId): string {
  return `${key}\0${versionId ?? ''}`;
}
