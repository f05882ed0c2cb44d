import { rename, writeFile } from 'node:fs/promises';
import { messageOf, UserError } from '../errors.ts';

/** Writes a file of metrics: a collector that reads meanwhile sees the old figures or the new ones. */
export async function writeWhole(path: string, text: string): Promise<void> {
  try {
    const temporary = `${path}.${process.pid}.tmp`;
    await writeFile(temporary, text, { mode: 0o644 });
    await rename(temporary, path);
  } catch (error) {
    throw new UserError('PBA-INPUT', `metrics-file ${path} cannot be written: ${messageOf(error)}.`, {
      hint: 'Check the directory and its rights.',
      cause: error,
    });
  }
}
