import { createWriteStream } from 'node:fs';
import { unlink } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { systemCode, ToolError } from '../errors.ts';
import type { AgeEncryption } from './age.ts';
import { type Measured, Meter } from './meter.ts';
import { isPipeError } from './through-process.ts';

export interface PackedObject extends Measured {
  readonly path: string;
  readonly plaintext: Measured;
}

/**
 * Writes a stream to a new local file (0600), encrypted when asked, and measures it on both sides of the
 * encryption. On failure the file is removed.
 * @throws ToolError PBA-DISK-FULL, or whatever the source failed with
 */
export async function packObject(
  source: Readable,
  path: string,
  encryption: AgeEncryption | undefined,
  onBytes?: (bytes: number) => void,
): Promise<PackedObject> {
  const plain = new Meter(onBytes);
  const stored = new Meter();
  // Opened by the pipeline that listens to its errors: nobody would hear one that comes while `age` is being started.
  const file = (): Writable => createWriteStream(path, { flags: 'wx', mode: 0o600 });
  try {
    if (encryption === undefined) {
      await pipeline(source, plain, file());
      return { path, ...plain.measured(), plaintext: plain.measured() };
    }
    const encrypted = await encryption.encrypt(plain);
    // Both pipelines are awaited: a source that fails must not look like a short but complete one.
    await allEnded([pipeline(source, plain), pipeline(encrypted, stored, file())]);
    return { path, ...stored.measured(), plaintext: plain.measured() };
  } catch (error) {
    await unlink(path).catch(() => {});
    throw systemCode(error) === 'ENOSPC' ? diskFull(path, error) : error;
  }
}

/** Each pipeline that fails ends the other, which then only says that it was closed: the cause is the error to report. */
async function allEnded(pipelines: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(pipelines);
  const errors = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (errors.length > 0) throw errors.find((error) => !isPipeError(error)) ?? errors[0];
}

export function diskFull(path: string, cause: unknown): ToolError {
  return new ToolError('PBA-DISK-FULL', `No space left on the disk of ${path}.`, {
    hint: 'The runner needs about the compressed size of the database there. Free space or move RUNNER_TEMP.',
    cause,
  });
}
