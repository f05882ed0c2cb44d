import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, pack } from 'tar-stream';
import { IntegrityError, systemCode } from '../errors.ts';

/** The files pg_dump writes in directory format; nothing else may stand in an archive of ours. */
const MEMBER = /^(toc\.dat|\d+\.dat(\.gz|\.lz4|\.zst)?|blobs(_\d+)?\.toc|blob_\d+\.dat(\.gz|\.lz4|\.zst)?)$/;

/**
 * A pg_dump directory as one tar stream, `toc.dat` first, then by name, with fixed times and owners: equal
 * directories give equal bytes. With `consume` every file is deleted once it is in the stream, so that packing
 * needs no second copy on disk.
 */
export function packDirectory(directory: string, options: { readonly consume: boolean }): Readable {
  const tar = pack();
  const fill = async (): Promise<void> => {
    const names = (await readdir(directory)).sort(
      (a, b) => Number(b === 'toc.dat') - Number(a === 'toc.dat') || (a < b ? -1 : 1),
    );
    for (const name of names) {
      if (!MEMBER.test(name)) throw new Error(`${name} is not a file that pg_dump writes`);
      const path = join(directory, name);
      const { size } = await stat(path);
      await new Promise<void>((resolve, reject) => {
        const entry = tar.entry({ name, size, mode: 0o600, mtime: new Date(0) }, (error) =>
          error ? reject(error) : resolve(),
        );
        pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), entry).catch(reject);
      });
      if (options.consume) await unlink(path);
    }
    tar.finalize();
  };
  fill().catch((error: Error) => tar.destroy(error));
  return tar as unknown as Readable;
}

/**
 * Unpacks a tar made by `packDirectory` into a new directory (0700). Names that pg_dump does not write, names that
 * stand twice, links and missing parts are refused; so nothing can be written outside of it.
 * @returns the names that were unpacked
 * @throws IntegrityError PBA-ARCHIVE-DAMAGED
 */
export async function unpackDirectory(source: Readable, directory: string, mode = 0o700): Promise<string[]> {
  await mkdir(directory, { mode });
  const names: string[] = [];
  const untar = extract();
  const damaged = (reason: string, cause?: unknown): IntegrityError =>
    new IntegrityError('PBA-ARCHIVE-DAMAGED', `The archive cannot be unpacked: ${reason}.`, { cause });
  const unpack = async (): Promise<void> => {
    for await (const entry of untar) {
      const { name, type } = entry.header;
      if (type !== 'file' || !MEMBER.test(name))
        throw damaged(`it has a member ${JSON.stringify(name)} of type ${type}`);
      if (names.includes(name)) throw damaged(`${name} stands in it twice`);
      names.push(name);
      await pipeline(
        entry as unknown as Readable,
        createWriteStream(join(directory, name), { flags: 'wx', mode: 0o600 }),
      );
    }
  };
  // Both are awaited: the source may fail (short, wrong key) while the reader waits, and the other way round.
  const unpacking = unpack().catch((error: unknown) => {
    untar.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  });
  const feeding = pipeline(source, untar as unknown as NodeJS.WritableStream);
  const [fed, unpacked] = await Promise.allSettled([feeding, unpacking]);
  if (unpacked.status === 'rejected' && unpacked.reason instanceof IntegrityError) throw unpacked.reason;
  // A reader that failed closes the stream, which its feeder reports in its own way: the reader knows why.
  const closed = fed.status === 'rejected' && systemCode(fed.reason) === 'ERR_STREAM_PREMATURE_CLOSE';
  if (fed.status === 'rejected' && !(closed && unpacked.status === 'rejected'))
    throw asDamage(fed.reason, damaged);
  if (unpacked.status === 'rejected') throw asDamage(unpacked.reason, damaged);
  if (!names.includes('toc.dat')) throw damaged('it has no toc.dat');
  return names;
}

/** tar-stream reports bad headers as plain errors; system errors and our own pass through. */
function asDamage(reason: unknown, damaged: (reason: string, cause?: unknown) => IntegrityError): unknown {
  if (reason instanceof Error && /tar|header|Unexpected end/i.test(reason.message) && !('code' in reason)) {
    return damaged(reason.message, reason);
  }
  return reason;
}
