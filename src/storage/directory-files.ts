import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type Stats } from 'node:fs';
import { link, lstat, mkdir, open, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StoreError, systemCode } from '../errors.ts';
import { openSource, sourceDiffers } from './source-file.ts';
import type { FileToStore } from './store.ts';

export const DIRECTORY_MODE = 0o700;
export const FILE_MODE = 0o600;
const CHUNK = 1024 * 1024;

/** Codes of link(2) that mean "not possible here", not "wrong". EXDEV: another file system. EMLINK: too many links. */
const CANNOT_LINK: ReadonlySet<string> = new Set([
  'EXDEV',
  'EMLINK',
  'EPERM',
  'EACCES',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
]);

function cannotLink(error: unknown): boolean {
  return CANNOT_LINK.has(systemCode(error) ?? '');
}

/** Makes the names in a directory survive a power failure, where the file system can do that (CIFS cannot). */
export async function flushFolder(path: string): Promise<void> {
  try {
    await flush(path);
  } catch (error) {
    if (systemCode(error) !== 'EINVAL' && systemCode(error) !== 'EBADF') throw error;
  }
}

/** Makes what was written to a file survive a power failure. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes every missing directory of `segments` below `root` (0700), each name flushed to disk. What exists must be a
 * directory: a symbolic link could lead out of the store.
 */
export async function makeFolders(root: string, segments: readonly string[]): Promise<string> {
  let path = root;
  for (const segment of segments) {
    path = join(path, segment);
    try {
      await mkdir(path, { mode: DIRECTORY_MODE });
      await flushFolder(dirname(path));
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
      const info = await lstat(path);
      if (!info.isDirectory()) {
        const kind = info.isSymbolicLink() ? 'a symbolic link' : 'not a directory';
        throw new StoreError('PBA-STORE-FAILED', `${path} is ${kind}, so nothing is stored below it.`, {
          hint: 'A store needs a directory of its own, without links inside.',
        });
      }
    }
  }
  return path;
}

/** The path of a directory below `root`, or undefined when a part of it is missing or is not a real directory. */
export async function existingFolder(root: string, segments: readonly string[]): Promise<string | undefined> {
  let path = root;
  for (const segment of segments) {
    path = join(path, segment);
    try {
      if (!(await lstat(path)).isDirectory()) return undefined;
    } catch (error) {
      if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
      throw error;
    }
  }
  return path;
}

/**
 * Puts the bytes of `file` at `target`, which must be new: as a hard link when the file is on the same file system,
 * is ours and private, otherwise as a copy. Flushed to disk.
 */
export async function stageFile(
  file: FileToStore,
  target: string,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<void> {
  const source = await openSource(file);
  try {
    const info = await source.stat();
    // A link shares owner and mode with the original, so only a file that already is as private as ours is linked.
    const isPrivate = (info.mode & 0o777 & ~FILE_MODE) === 0 && info.uid === process.geteuid?.();
    if (!isPrivate || !(await tryLink(file.path, target))) {
      let done = 0;
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, next) {
          done += chunk.length;
          onProgress(done);
          next(null, chunk);
        },
      });
      await pipeline(
        source.createReadStream({ start: 0, autoClose: false, highWaterMark: CHUNK }),
        meter,
        createWriteStream(target, { flags: 'wx', mode: FILE_MODE, highWaterMark: CHUNK }),
        { signal },
      );
    } else onProgress(file.size);
  } finally {
    await source.close();
  }
  await flush(target);
}

async function tryLink(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target);
    return true;
  } catch (error) {
    if (cannotLink(error)) return false;
    throw error;
  }
}

/**
 * Reads `path` again, as the file system gives it back, and compares it with what it should be.
 * @throws IntegrityError PBA-OBJECT-DAMAGED
 */
export async function proveFile(path: string, file: FileToStore, signal: AbortSignal): Promise<void> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK, signal })) {
    hash.update(chunk);
    size += chunk.length;
  }
  if (size !== file.size) throw sourceDiffers(file, `${size} bytes came back instead of ${file.size}`);
  if (hash.digest('hex') !== file.sha256)
    throw sourceDiffers(file, 'the bytes that came back have another SHA-256');
}

/** `lstat`, or undefined when there is nothing. */
export async function lstatOrNothing(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes the directories of `segments` below `root` that have become empty, the innermost first. */
export async function removeEmptied(root: string, segments: readonly string[]): Promise<void> {
  for (let depth = segments.length; depth > 0; depth--) {
    try {
      await rmdir(join(root, ...segments.slice(0, depth)));
    } catch (error) {
      if (systemCode(error) === 'ENOENT') continue;
      // Not empty, a link, or not ours to remove: the objects are gone all the same.
      return;
    }
  }
}

/**
 * Gives a finished file a second name, which fails when that name is taken. Where links do not exist (FAT, some
 * network file systems) the name itself is claimed first; there alone a crash can leave a part of the object.
 */
export async function claim(temporary: string, path: string, body: Uint8Array): Promise<void> {
  try {
    await link(temporary, path);
    return;
  } catch (error) {
    if (!cannotLink(error)) throw error;
  }
  const handle = await open(path, 'wx', FILE_MODE);
  try {
    await handle.writeFile(body);
    await handle.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}
