import { createHash, randomBytes } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { StoreFacts, Tried } from '../../../catalog/doctor/store.ts';
import { TEMPORARY_FOLDER } from '../../keys.ts';
import type { S3Context } from '../context.ts';
import { nameOf, s3Error, statusOf } from '../errors.ts';
import { checkBucket } from '../listing.ts';
import { isPublic } from './outside.ts';

export type ObjectTrials = Pick<
  StoreFacts,
  | 'list'
  | 'write'
  | 'writeReason'
  | 'reads'
  | 'readBack'
  | 'publicRead'
  | 'conditional'
  | 'sdkChecksums'
  | 'checksSha256'
  | 'checksMd5'
  | 'multipart'
  | 'abort'
  | 'deletes'
  | 'deletesVersions'
  | 'remains'
>;

/** The one key that trials use where nothing can be deleted: hidden in listings, overwritten by the next trial. */
const PROBE_KEY = `${TEMPORARY_FOLDER}/doctor`;

/** Runs something that may be refused. @throws only what is not an answer of the store */
async function tried(body: () => Promise<unknown>): Promise<{ state: Tried; error?: unknown }> {
  try {
    await body();
    return { state: 'yes' };
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    return { state: statusOf(error) === 403 ? 'denied' : 'failed', error };
  }
}

/**
 * Tries what backups do with objects, on a key of its own. Whatever can be deleted is deleted again, with all its versions;
 * what cannot is one small object whose key is always the same.
 * @param dialect a context whose client sends what the AWS SDK sends by default
 */
export async function tryObjects(context: S3Context, dialect: S3Context): Promise<ObjectTrials> {
  const list = await tried(() => checkBucketRaw(context));
  const versions = new Set<string>();
  let key = PROBE_KEY;
  const put = async (
    body: Buffer,
    more: Partial<PutObjectCommandInput> = {},
    by = context,
  ): Promise<void> => {
    const { VersionId } = await by.client.send(
      new PutObjectCommand({ ...target(context, key), Body: body, ContentLength: body.length, ...more }),
      { abortSignal: context.signal },
    );
    if (VersionId !== undefined && VersionId !== 'null') versions.add(`${key}\n${VersionId}`);
  };
  const body = Buffer.from(`A trial of doctor: ${randomBytes(24).toString('hex')}\n`);
  const first = await tried(() => put(body, md5(body)));
  if (first.state !== 'yes') {
    const trials = {
      ...NOTHING,
      list: list.state,
      write: first.state,
      writeReason: reason(context, first.error),
    };
    return { ...trials, ...(await withoutWriting(context, list.state, versions)) };
  }
  // Who can delete gets a key of its own from here on, so that two trials at the same time do not meet.
  const deletes = await tried(() => remove(context, key, versions));
  if (deletes.state === 'yes') key = `${PROBE_KEY}-${randomBytes(6).toString('hex')}`;
  try {
    await put(body, md5(body));
    const readBack = await readBackOf(context, key, body);
    const publicRead = await isPublic(context, key);
    const conditional = await conditionalOf(() => put(body, { ...md5(body), IfNoneMatch: '*' }));
    const sdk = await tried(() => put(body, {}, dialect));
    const wrong = Buffer.from('something else');
    const sha256 = await tried(() => put(body, { ChecksumSHA256: digest('sha256', wrong) }));
    const wrongMd5 = await tried(() => put(body, { ContentMD5: digest('md5', wrong) }));
    const { multipart, abort } = await tryMultipart(context, key, body);
    const deletesVersions = await removeAll(context, key, versions, deletes.state);
    return {
      list: list.state,
      write: 'yes',
      writeReason: '',
      reads: readBack === 'denied' ? 'denied' : 'yes',
      readBack,
      publicRead,
      conditional,
      sdkChecksums: sdk.state === 'yes' ? 'accepted' : 'refused',
      checksSha256: refusal(sha256),
      checksMd5: refusal(wrongMd5),
      multipart,
      abort,
      deletes: deletes.state,
      deletesVersions,
      remains: remainsOf(context, versions, deletes.state, deletesVersions),
    };
  } catch (error) {
    if (deletes.state === 'yes') await removeAll(context, key, versions, 'yes').catch(() => undefined);
    throw error;
  }
}

/** Who may not write can still read what is there, and delete what a writer left of its trial. */
async function withoutWriting(
  context: S3Context,
  list: Tried,
  versions: Set<string>,
): Promise<Pick<ObjectTrials, 'reads' | 'deletes' | 'deletesVersions'>> {
  const Key = list === 'yes' ? await anyManifest(context) : undefined;
  const reads =
    Key === undefined
      ? 'not tried'
      : (
          await tried(async () => {
            const answer = await context.client.send(
              new GetObjectCommand({ Bucket: context.bucket, Key, Range: 'bytes=0-0' }),
              { abortSignal: context.signal },
            );
            await answer.Body?.transformToByteArray();
          })
        ).state;
  const deletes = (await tried(() => remove(context, PROBE_KEY, versions))).state;
  return { reads, deletes, deletesVersions: await removeAll(context, PROBE_KEY, versions, deletes) };
}

/** A manifest, which everybody may read who reads at all; another object where there is none. */
async function anyManifest(context: S3Context): Promise<string | undefined> {
  const { Contents = [] } = await context.client.send(
    new ListObjectsV2Command({ Bucket: context.bucket, Prefix: context.root }),
    { abortSignal: context.signal },
  );
  return (Contents.find(({ Key }) => Key?.endsWith('/manifest.json')) ?? Contents[0])?.Key;
}

const NOTHING: ObjectTrials = {
  list: 'not tried',
  write: 'not tried',
  writeReason: '',
  reads: 'not tried',
  readBack: 'not tried',
  publicRead: undefined,
  conditional: 'not tried',
  sdkChecksums: 'not tried',
  checksSha256: 'not tried',
  checksMd5: 'not tried',
  multipart: 'not tried',
  abort: 'not tried',
  deletes: 'not tried',
  deletesVersions: 'not tried',
  remains: [],
};

const target = (context: S3Context, key: string): { Bucket: string; Key: string } => ({
  Bucket: context.bucket,
  Key: context.root + key,
});

const digest = (algorithm: string, body: Buffer): string =>
  createHash(algorithm).update(body).digest('base64');
const md5 = (body: Buffer): { ContentMD5: string } => ({ ContentMD5: digest('md5', body) });

/** A wrong digest that was accepted is no digest at all. */
function refusal({ state, error }: { state: Tried; error?: unknown }): 'yes' | 'no' | 'not tried' {
  if (state === 'yes') return 'no';
  return statusOf(error) === 400 ? 'yes' : 'not tried';
}

/** Whatever is refused for want of credentials, an unknown bucket or a host that is not there is told as it is. */
async function checkBucketRaw(context: S3Context): Promise<void> {
  try {
    await checkBucket(context);
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    throw nameOf(cause) === 'AccessDenied' ? cause : error;
  }
}

function reason(context: S3Context, error: unknown): string {
  return s3Error(error, context.location, '', context.signal).message.replace(/^[^:]*:\/\/[^:]*: |\.$/g, '');
}

async function readBackOf(context: S3Context, key: string, body: Buffer): Promise<StoreFacts['readBack']> {
  let came: Uint8Array = new Uint8Array();
  const read = await tried(async () => {
    const answer = await context.client.send(new GetObjectCommand(target(context, key)), {
      abortSignal: context.signal,
    });
    came = (await answer.Body?.transformToByteArray()) ?? came;
  });
  if (read.state !== 'yes') return read.state === 'denied' ? 'denied' : 'different';
  return body.equals(came) ? 'same' : 'different';
}

/** The key exists: a store that looks at the condition says 412. */
async function conditionalOf(again: () => Promise<void>): Promise<StoreFacts['conditional']> {
  const second = await tried(again);
  if (second.state === 'yes') return 'ignored';
  return statusOf(second.error) === 412 ? 'works' : 'refused';
}

async function tryMultipart(
  context: S3Context,
  key: string,
  body: Buffer,
): Promise<{ multipart: Tried; abort: Tried }> {
  const abortSignal = context.signal;
  let UploadId: string | undefined;
  const upload = await tried(async () => {
    const where = target(context, key);
    ({ UploadId } = await context.client.send(new CreateMultipartUploadCommand(where), { abortSignal }));
    const part = { ...where, UploadId, PartNumber: 1, Body: body, ...md5(body) };
    await context.client.send(new UploadPartCommand(part), { abortSignal });
  });
  if (UploadId === undefined) return { multipart: upload.state, abort: 'not tried' };
  const abort = await tried(() =>
    context.client.send(new AbortMultipartUploadCommand({ ...target(context, key), UploadId }), {
      abortSignal,
    }),
  );
  return { multipart: upload.state, abort: abort.state };
}

/** Deletes without naming a version; the marker that this may leave is remembered like a version. */
async function remove(context: S3Context, key: string, versions: Set<string>): Promise<void> {
  const { VersionId, DeleteMarker } = await context.client.send(
    new DeleteObjectCommand(target(context, key)),
    {
      abortSignal: context.signal,
    },
  );
  if (DeleteMarker === true && VersionId !== undefined) versions.add(`${key}\n${VersionId}`);
}

/** @returns whether versions can be deleted for good */
async function removeAll(
  context: S3Context,
  key: string,
  versions: Set<string>,
  deletes: Tried,
): Promise<Tried> {
  if (deletes === 'yes') await tried(() => remove(context, key, versions));
  // Without versions the question is whether the right is there; the key does not exist, or may be overwritten.
  if (versions.size === 0) {
    if (deletes !== 'yes') return deletes;
    return 'not tried';
  }
  let state: Tried = 'yes';
  for (const one of [...versions]) {
    const [name = '', VersionId] = one.split('\n');
    const gone = await tried(() =>
      context.client.send(new DeleteObjectCommand({ ...target(context, name), VersionId }), {
        abortSignal: context.signal,
      }),
    );
    if (gone.state === 'yes') versions.delete(one);
    else state = gone.state;
  }
  return state;
}

function remainsOf(
  context: S3Context,
  versions: ReadonlySet<string>,
  deletes: Tried,
  deletesVersions: Tried,
): string[] {
  if (deletes === 'yes' && versions.size === 0) return [];
  const where = `${context.location}/${PROBE_KEY}`;
  if (versions.size === 0) return [where];
  return [
    `${versions.size} versions of ${where}${deletesVersions === 'yes' ? '' : ' (noncurrent ones go by the lifecycle rules)'}`,
  ];
}
