import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ManifestObject } from '../catalog/manifest.ts';
import { systemCode } from '../errors.ts';
import type { Archive } from '../postgres/restore.ts';
import { diskFull } from '../streams/pack-object.ts';
import { unpackDirectory } from '../streams/tar.ts';
import { type OpenOptions, openObject } from './open-object.ts';

/**
 * Brings the dump in an object to the local disk: checked, decrypted, unpacked, as pg_restore wants it.
 * @param directory an existing private directory
 * @throws IntegrityError when a byte is not what the manifest says
 */
export async function unpackArchive(
  object: ManifestObject,
  directory: string,
  options: OpenOptions,
): Promise<Archive> {
  const source = await openObject(object, options);
  const format = object.name.includes('.tar')
    ? 'directory'
    : object.name.includes('.sql')
      ? 'plain'
      : 'custom';
  const path = join(directory, object.role);
  try {
    if (format === 'directory') await unpackDirectory(source, path);
    else await pipeline(source, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    throw systemCode(error) === 'ENOSPC' ? diskFull(path, error) : error;
  }
  return { path, format };
}
