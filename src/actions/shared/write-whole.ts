import { rename, writeFile } from 'node:fs/promises';
import { messageOf, UserError } from '../../errors.ts';

/**
 * Writes a file in one go: who reads it meanwhile sees the old one or the new one.
 * @throws UserError PBA-INPUT naming the input
 */
export async function writeWhole(input: string, path: string, content: string | Uint8Array): Promise<void> {
  try {
    const temporary = `${path}.${process.pid}.tmp`;
    await writeFile(temporary, content, { mode: 0o644 });
    await rename(temporary, path);
  } catch (error) {
    throw new UserError('PBA-INPUT', `${input} ${path} cannot be written: ${messageOf(error)}.`, {
      hint: 'Check the directory and its rights.',
      cause: error,
    });
  }
}
