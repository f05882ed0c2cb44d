import type { Readable } from 'node:stream';
import { ListObjectsV2Command, type ListObjectsV2CommandInput } from '@aws-sdk/client-s3';
import { StoreError } from '../../errors.ts';
import { assertPrefix, compareKeys, isReserved } from '../keys.ts';
import type { StoredObject } from '../store.ts';
import { attempt, type S3Context } from './context.ts';
import { type ListingPage, readListingPage } from './listing-page.ts';

/** The objects below `prefix`, page by page. The zero-byte objects that consoles make as "folders" are left out. */
export async function* listObjects(context: S3Context, prefix: string): AsyncGenerator<StoredObject> {
  for await (const page of pages(context, prefix, undefined)) {
    for (const { key: whole, size } of page.objects) {
      const key = whole.slice(context.root.length);
      if (key === '' || key.endsWith('/') || isReserved(key.split('/', 1)[0] ?? '')) continue;
      yield { key, size };
    }
  }
}

/** The names directly below `prefix` that have something below them. */
export async function listFolders(context: S3Context, prefix: string): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pages(context, prefix, '/')) {
    for (const below of page.prefixes) {
      const name = below.slice(context.root.length + prefix.length, -1);
      if (name !== '' && (prefix !== '' || !isReserved(name))) names.push(name);
    }
  }
  return names.sort(compareKeys);
}

/** One listing of at most one key: the cheapest request that needs bucket, credentials and the right to list. */
export async function checkBucket(context: S3Context): Promise<void> {
  await attempt(context, '', () =>
    context.client.send(
      new ListObjectsV2Command({ Bucket: context.bucket, Prefix: context.root, MaxKeys: 1 }),
      {
        abortSignal: context.signal,
      },
    ),
  );
}

async function* pages(
  context: S3Context,
  prefix: string,
  delimiter: '/' | undefined,
): AsyncGenerator<ListingPage> {
  assertPrefix(prefix);
  let token: string | undefined;
  do {
    const page = await attempt(context, prefix, () =>
      requestPage(context, {
        Bucket: context.bucket,
        Prefix: context.root + prefix,
        ...(delimiter === undefined ? {} : { Delimiter: delimiter }),
        ...(token === undefined ? {} : { ContinuationToken: token }),
      }),
    );
    yield page;
    const next = page.truncated ? page.next : undefined;
    if (page.truncated && (next === undefined || next === token)) {
      throw new StoreError(
        'PBA-STORE-FAILED',
        `${context.location}: the listing of ${prefix} stopped before its end.`,
        {
          hint: 'The store said there was more, but not how to get it.',
        },
      );
    }
    token = next;
  } while (token !== undefined);
}

/** An answer without anything in it, for the SDK to read when we have read it ourselves. */
const NOTHING = Buffer.from('<ListBucketResult/>');

/**
 * One page. The SDK signs, sends, repeats and reads errors; a listing it would read at many times the cost, so its reader
 * gets an empty one where ours could read the answer.
 */
async function requestPage(context: S3Context, input: ListObjectsV2CommandInput): Promise<ListingPage> {
  let read: ListingPage | undefined;
  const command = new ListObjectsV2Command(input);
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { statusCode: number; body: unknown };
      read = undefined;
      if (response.statusCode !== 200) return result;
      const text = await textOf(response.body);
      read = readListingPage(text);
      response.body = read === undefined ? Buffer.from(text) : NOTHING;
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'readListingPage' },
  );
  const output = await context.client.send(command, { abortSignal: context.signal });
  return (
    read ?? {
      objects: (output.Contents ?? []).map(({ Key = '', Size = 0 }) => ({ key: Key, size: Size })),
      prefixes: (output.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix),
      truncated: output.IsTruncated === true,
      next: output.NextContinuationToken,
    }
  );
}

async function textOf(body: unknown): Promise<string> {
  if (body instanceof Uint8Array) return Buffer.from(body).toString();
  let text = '';
  for await (const chunk of (body as Readable).setEncoding('utf8')) text += chunk;
  return text;
}
