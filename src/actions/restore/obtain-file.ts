import { createReadStream, createWriteStream } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import {
  type Compression,
  compressionOf,
  type DumpKind,
  HEAD_BYTES,
  kindOf,
} from '../../catalog/archive/dump-file.ts';
import { IntegrityError, messageOf, PbaError, systemCode, UserError } from '../../errors.ts';
import { openDownload, withoutSecrets } from '../../network/download.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { formatBytes } from '../../runtime/format.ts';
import { openStore } from '../../storage/open.ts';
import { Meter } from '../../streams/meter.ts';
import { diskFull } from '../../streams/pack-object.ts';
import { storeOptions } from '../shared/open-stores.ts';
import type { RestoreInputs } from './restore.ts';

/** A dump on the local disk. */
export interface LocalDump {
  readonly path: string;
  readonly kind: DumpKind;
  /** Of a plain dump, which is decompressed on its way to psql. */
  readonly compression: Compression | undefined;
  /** Size as it was given or fetched; undefined for a directory. */
  readonly size: number | undefined;
  /** Of what was fetched; undefined: it lies here. */
  readonly sha256: string | undefined;
}

/** A place as it may be shown. */
export function describePlace(file: string): string {
  return /^https?:/.test(file) ? withoutSecrets(file) : file;
}

/**
 * Brings a dump to the local disk, unless it lies there, and finds out what it is.
 * @throws UserError PBA-DUMP-FORMAT, PBA-DOWNLOAD, StoreError, ToolError PBA-DISK-FULL
 */
export async function obtainFile(
  file: string,
  inputs: RestoreInputs,
  context: ActionContext,
): Promise<LocalDump> {
  if (!/^[a-z0-9]+:\/\//i.test(file)) return examine(resolve(file), file, undefined, context);
  const path = join(context.tempDir, 'fetched');
  const place = describePlace(file);
  const { stream, size } = await openRemote(file, inputs, context);
  await requireRoom(context.tempDir, size);
  const meter = new Meter((bytes) => context.log.progress('fetching', bytes, size ?? bytes, 'bytes'));
  try {
    await pipeline(stream, meter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    throw systemCode(error) === 'ENOSPC' ? diskFull(path, error) : error;
  }
  return examine(path, place, meter.measured().sha256, context);
}

interface Remote {
  readonly stream: Readable;
  readonly size: number | undefined;
}

async function openRemote(file: string, inputs: RestoreInputs, context: ActionContext): Promise<Remote> {
  if (!file.startsWith('s3://')) {
    // A signed address is as good as a password.
    const { search } = new URL(file);
    if (search !== '') context.mask(search.slice(1));
    return openDownload(file, context.signal);
  }
  const { s3Endpoint: endpoint, s3Region: region, s3ForcePathStyle: forcePathStyle } = inputs;
  const place = { endpoint, region, forcePathStyle, writeOnly: false };
  const store = await openStore(dirname(file), storeOptions(place, inputs, context));
  const key = basename(file);
  const size = (await store.head(key))?.size;
  const stream = await store.read(key);
  stream.once('close', () => void store.close());
  return { stream, size };
}

async function requireRoom(directory: string, size: number | undefined): Promise<void> {
  if (size === undefined) return;
  const space = await statfs(directory);
  if (space.bavail * space.bsize >= size) return;
  throw diskFull(directory, new Error(`the file has ${formatBytes(size)}`));
}

async function examine(
  path: string,
  place: string,
  sha256: string | undefined,
  context: ActionContext,
): Promise<LocalDump> {
  const facts = await stat(path).catch((error: unknown) => {
    throw unreadable(place, error);
  });
  if (facts.isDirectory()) {
    const inside = await stat(join(path, 'toc.dat')).catch(() => undefined);
    if (inside?.isFile()) return { path, kind: 'directory', compression: undefined, size: undefined, sha256 };
    throw new UserError('PBA-DUMP-FORMAT', `${place} is a directory that pg_dump did not write.`, {
      hint: 'A dump in directory format has a file toc.dat.',
    });
  }
  const { size } = facts;
  const compression = compressionOf(await headOf(createReadStream(path), place));
  if (compression === undefined)
    return {
      path,
      kind: kindOf(await headOf(createReadStream(path), place), place),
      compression,
      size,
      sha256,
    };
  const kind = kindOf(await headOf(decompressed(path, compression), place), place);
  if (kind === 'plain') return { path, kind, compression, size, sha256 };
  const unpacked = join(context.tempDir, 'decompressed');
  try {
    const target = createWriteStream(unpacked, { flags: 'wx', mode: 0o600 });
    await pipeline(decompressed(path, compression), target);
  } catch (error) {
    throw systemCode(error) === 'ENOSPC' ? diskFull(unpacked, error) : unreadable(place, error);
  }
  return { path: unpacked, kind, compression: undefined, size, sha256 };
}

/** The bytes of a plain dump. An error of the file is an error of the stream. */
export function plainBytes({ path, compression }: LocalDump): Readable {
  return compression === undefined ? createReadStream(path) : decompressed(path, compression);
}

function decompressed(path: string, compression: Compression): Readable {
  const unzip = compression === 'gzip' ? createGunzip() : createZstdDecompress();
  pipeline(createReadStream(path), unzip).catch(() => {
    // It has failed the second stream as well, and its reader says so.
  });
  return unzip;
}

/** The first bytes, one character each. */
async function headOf(stream: Readable, place: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= HEAD_BYTES) break;
    }
  } catch (error) {
    throw unreadable(place, error);
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES).toString('latin1');
}

function unreadable(place: string, error: unknown): PbaError {
  if (error instanceof PbaError) return error;
  return systemCode(error)?.startsWith('Z_') || systemCode(error)?.startsWith('ZSTD_')
    ? new IntegrityError('PBA-ARCHIVE-DAMAGED', `${place} cannot be decompressed: ${messageOf(error)}.`, {
        cause: error,
      })
    : new UserError('PBA-LOCAL-FILE', `${place} cannot be read: ${messageOf(error)}.`, { cause: error });
}

/** What a mark calls a file: it stands between blanks in a comment. */
export function fileWord(file: string): string {
  return `file:${basename(describePlace(file)).replace(/[^A-Za-z0-9._-]/g, '_')}`;
}
