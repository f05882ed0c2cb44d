import { createHash } from 'node:crypto';
import { answerXml, type Exchange } from './exchange.ts';
import { Refusal } from './refusal.ts';
import { elements, textOf, type XmlNode } from './xml.ts';

const MOST_KEYS = 1000;

export async function listObjects(exchange: Exchange): Promise<void> {
  const { query, bucket, bucketName } = exchange;
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const limit = Math.min(MOST_KEYS, Number(query.get('max-keys') ?? MOST_KEYS));
  const token = query.get('continuation-token');
  const after =
    token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();

  const contents: XmlNode[] = [];
  const folders = new Set<string>();
  let last = '';
  let truncated = false;
  for (const key of bucket.sortedKeys()) {
    if (!key.startsWith(prefix) || Buffer.compare(Buffer.from(key), Buffer.from(after)) <= 0) continue;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const folder = cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
    // A folder that was on the page before is not named again.
    if (folder !== undefined && (folders.has(folder) || after.startsWith(folder))) continue;
    if (contents.length + folders.size >= limit) {
      truncated = true;
      break;
    }
    if (folder !== undefined) folders.add(folder);
    else contents.push(['Contents', contentOf(exchange, key)]);
    last = folder === undefined ? key : `${folder}\u{10ffff}`;
  }
  answerXml(exchange, 'ListBucketResult', [
    ['Name', bucketName],
    ['Prefix', prefix],
    ['KeyCount', contents.length + folders.size],
    ['MaxKeys', limit],
    ['IsTruncated', truncated],
    ...(truncated ? [['NextContinuationToken', Buffer.from(last).toString('base64url')] as const] : []),
    ...contents,
    ...[...folders].map((folder) => ['CommonPrefixes', [['Prefix', folder]]] as const),
  ]);
}

/** Of a bucket that never had versions: each object once, with the version id `null`. */
export async function listVersions(exchange: Exchange): Promise<void> {
  const { query, bucket, bucketName } = exchange;
  const prefix = query.get('prefix') ?? '';
  const limit = Math.min(MOST_KEYS, Number(query.get('max-keys') ?? MOST_KEYS));
  const after = Buffer.from(query.get('key-marker') ?? '');
  const keys = bucket
    .sortedKeys()
    .filter((key) => key.startsWith(prefix) && Buffer.compare(Buffer.from(key), after) > 0);
  const page = keys.slice(0, limit);
  const more = keys.length > page.length;
  answerXml(exchange, 'ListVersionsResult', [
    ['Name', bucketName],
    ['Prefix', prefix],
    ['IsTruncated', more],
    ...(more
      ? [['NextKeyMarker', page.at(-1) ?? ''] as const, ['NextVersionIdMarker', 'null'] as const]
      : []),
    ...page.map(
      (key) => ['Version', [...contentOf(exchange, key), ['VersionId', 'null'], ['IsLatest', true]]] as const,
    ),
  ]);
}

function contentOf({ bucket }: Exchange, key: string): XmlNode[] {
  const object = bucket.objects.get(key);
  return [
    ['Key', key],
    ['LastModified', object?.modified.toISOString() ?? ''],
    ['ETag', object?.etag ?? ''],
    ['Size', object?.size ?? 0],
    ['StorageClass', object?.storageClass ?? ''],
  ];
}

export async function listUploads(exchange: Exchange): Promise<void> {
  const { query, bucket, bucketName } = exchange;
  const prefix = query.get('prefix') ?? '';
  const limit = Math.min(MOST_KEYS, Number(query.get('max-uploads') ?? MOST_KEYS));
  const marker = `${query.get('key-marker') ?? ''}\0${query.get('upload-id-marker') ?? ''}`;
  const all = [...bucket.uploads.values()]
    .filter((upload) => upload.key.startsWith(prefix))
    .map((upload) => ({ ...upload, position: `${upload.key}\0${upload.id}` }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.position), Buffer.from(b.position)))
    .filter(
      (upload) => marker === '\0' || Buffer.compare(Buffer.from(upload.position), Buffer.from(marker)) > 0,
    );
  const page = all.slice(0, limit);
  const last = page.at(-1);
  answerXml(exchange, 'ListMultipartUploadsResult', [
    ['Bucket', bucketName],
    ['IsTruncated', all.length > page.length],
    ...(all.length > page.length && last
      ? ([
          ['NextKeyMarker', last.key],
          ['NextUploadIdMarker', last.id],
        ] as const)
      : []),
    ...page.map(
      ({ key, id, begun }) =>
        [
          'Upload',
          [
            ['Key', key],
            ['UploadId', id],
            ['Initiated', begun.toISOString()],
          ],
        ] as const,
    ),
  ]);
}

export async function deleteObjects(exchange: Exchange, body: string): Promise<void> {
  const { request, bucket, behaviour } = exchange;
  const md5 = request.headers['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64')) {
    throw new Refusal(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  const hasChecksum = Object.keys(request.headers).some((name) => name.startsWith('x-amz-checksum-'));
  if (md5 === undefined && (behaviour.deleteNeedsMd5 || !hasChecksum)) {
    throw new Refusal(400, 'InvalidRequest', 'Missing required header for this request: Content-MD5');
  }
  const keys = elements(body, 'Object').map((xml) => textOf(xml, 'Key') ?? '');
  if (keys.length === 0 || keys.length > MOST_KEYS) {
    throw new Refusal(400, 'MalformedXML', 'The XML you provided was not well-formed');
  }
  for (const key of keys) await bucket.delete(key);
  const quiet = textOf(body, 'Quiet') === 'true';
  answerXml(exchange, 'DeleteResult', quiet ? [] : keys.map((key) => ['Deleted', [['Key', key]]] as const));
}
