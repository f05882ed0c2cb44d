import { chmod, cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CopyObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { makeSetId, type Tier } from '../../../src/catalog/keys.ts';
import { serialiseManifest } from '../../../src/catalog/manifest.ts';
import { parseManifest } from '../../../src/catalog/read-manifest.ts';
import { rawClient, type S3Access, type S3Server } from '../s3-server.ts';

/** Keys of the bucket below the prefix of the example policy, as a directory store would name the files. */
export async function keysIn(s3: S3Server): Promise<string[]> {
  const client = rawClient(s3);
  try {
    const { Contents = [] } = await client.send(
      new ListObjectsV2Command({ Bucket: s3.bucket, Prefix: 'postgresql/' }),
    );
    return Contents.map(({ Key = '' }) => Key.slice('postgresql/'.length)).sort();
  } finally {
    client.destroy();
  }
}

/** Ids of the sets of a tier, oldest first. */
export function setsOf(keys: readonly string[], database: string, tier: string): string[] {
  const pattern = new RegExp(`^${database}/${tier}/([^/]+)/manifest\\.json$`);
  return keys.flatMap((key) => pattern.exec(key)?.[1] ?? []);
}

export async function keysBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}

/** Replaces the last byte of an object, behind the back of everybody. */
export async function damage(s3: S3Server, key: string): Promise<void> {
  const client = rawClient(s3);
  try {
    const place = { Bucket: s3.bucket, Key: `postgresql/${key}` };
    const body = await (await client.send(new GetObjectCommand(place))).Body?.transformToByteArray();
    if (body === undefined) throw new Error(`${key} is empty.`);
    body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 0xff;
    await client.send(new PutObjectCommand({ ...place, Body: body }));
  } finally {
    client.destroy();
  }
}

/** Puts a copy of a set beside it, in the directory and the bucket, so many days older. Returns its id. */
export async function olderCopy(
  directory: string,
  s3: S3Access & { readonly bucket: string },
  set: { readonly database: string; readonly tier: Tier; readonly id: string },
  days: number,
): Promise<string> {
  const at = new Date(Date.now() - days * 86_400_000);
  const id = makeSetId(at, 'abcdef');
  const folder = join(directory, set.database, set.tier);
  const path = join(folder, id, 'manifest.json');
  await cp(join(folder, set.id), join(folder, id), { recursive: true });
  const manifest = parseManifest(await readFile(path, 'utf8'), set, path);
  const text = serialiseManifest({ ...manifest, id, snapshotAt: at.toISOString() });
  await chmod(path, 0o600);
  await writeFile(path, text);
  const client = rawClient(s3);
  try {
    const prefix = `postgresql/${set.database}/${set.tier}`;
    for (const name of await readdir(join(folder, id))) {
      const target = { Bucket: s3.bucket, Key: `${prefix}/${id}/${name}` };
      if (name === 'manifest.json') await client.send(new PutObjectCommand({ ...target, Body: text }));
      else
        await client.send(
          new CopyObjectCommand({ ...target, CopySource: `${s3.bucket}/${prefix}/${set.id}/${name}` }),
        );
    }
  } finally {
    client.destroy();
  }
  return id;
}
