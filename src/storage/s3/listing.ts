import { ListObjectsV2Command, type ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { StoreError } from '../../errors.ts';
import { assertPrefix, compareKeys, isReserved } from '../keys.ts';
import type { StoredObject } from '../store.ts';
import { attempt, type S3Context } from './context.ts';

/** The objects below `prefix`, page by page. The zero-byte objects that consoles make as "folders" are left out. */
export async function* listObjects(context: S3Context, prefix: string): AsyncGenerator<StoredObject> {
  for await (const page of pages(context, prefix, undefined)) {
    for (const { Key, Size } of page.Contents ?? []) {
      const key = Key?.slice(context.root.length) ?? '';
      if (key === '' || key.endsWith('/') || isReserved(key.split('/')[0] ?? '')) continue;
      yield { key, size: Size ?? 0 };
    }
  }
}

/** The names directly below `prefix` that have something below them. */
export async function listFolders(context: S3Context, prefix: string): Promise<string[]> {
  const names: string[] = [];
  for await (const page of pages(context, prefix, '/')) {
    for (const { Prefix } of page.CommonPrefixes ?? []) {
      const name = Prefix?.slice(context.root.length + prefix.length, -1) ?? '';
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
): AsyncGenerator<ListObjectsV2CommandOutput> {
  assertPrefix(prefix);
  let token: string | undefined;
  do {
    const page: ListObjectsV2CommandOutput = await attempt(context, prefix, () =>
      context.client.send(
        new ListObjectsV2Command({
          Bucket: context.bucket,
          Prefix: context.root + prefix,
          ...(delimiter === undefined ? {} : { Delimiter: delimiter }),
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
        { abortSignal: context.signal },
      ),
    );
    yield page;
    const next = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    if (page.IsTruncated === true && (next === undefined || next === token)) {
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
