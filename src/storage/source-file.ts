import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { IntegrityError, messageOf, StoreError } from '../errors.ts';
import type { FileToStore } from './store.ts';

/**
 * Opens the local file that is to be stored, and refuses one whose size is not the recorded one.
 * @throws StoreError PBA-STORE-FAILED when it cannot be opened; IntegrityError PBA-OBJECT-DAMAGED
 */
export async function openSource(file: FileToStore): Promise<FileHandle> {
  let handle: FileHandle;
  try {
    handle = await open(file.path, 'r');
  } catch (error) {
    throw new StoreError('PBA-STORE-FAILED', `The file to store cannot be opened: ${messageOf(error)}.`, {
      cause: error,
    });
  }
  try {
    const { size } = await handle.stat();
    if (size !== file.size) throw sourceDiffers(file, `it has ${size} bytes instead of ${file.size}`);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Reads exactly `length` bytes at `position`.
 * @throws IntegrityError PBA-OBJECT-DAMAGED when the file has become shorter
 */
export async function readFully(
  handle: FileHandle,
  file: FileToStore,
  position: number,
  length: number,
): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) throw sourceDiffers(file, `it ended at byte ${position + filled}`);
    filled += bytesRead;
  }
  return buffer;
}

/** The local file is not what was recorded when it was made: nothing of it may be stored. */
export function sourceDiffers(file: FileToStore, difference: string): IntegrityError {
  return new IntegrityError(
    'PBA-OBJECT-DAMAGED',
    `${file.path} is not the file that was recorded: ${difference}.`,
    {
      hint: 'It was changed between hashing and storing, or the disk is failing. Nothing was stored; run the backup again.',
    },
  );
}

/** Lower-case hex SHA-256. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
