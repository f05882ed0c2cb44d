import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../../../src/log.ts';
import { openStore } from '../../../../src/storage/open.ts';
import type { S3Options } from '../../../../src/storage/s3/options.ts';
import type { FileToStore, Store } from '../../../../src/storage/store.ts';
import { silentLog } from '../../../support/silent-log.ts';
import { type StrictS3, startStrictS3 } from '../../../support/strict-s3.ts';

export const MIB = 1024 * 1024;

/** A strict S3 server, stores in it, and files to store. */
export interface StrictFixture extends AsyncDisposable {
  readonly server: StrictS3;
  /** What stores of this fixture warned about. */
  readonly warnings: string[];
  /** What stores of this fixture said. */
  readonly said: string[];
  open(options?: S3Options, signal?: AbortSignal): Promise<Store>;
  file(size: number): Promise<FileToStore>;
  /** Names of the operations since the last call of this, in order. */
  operations(): string[];
  /** Keys that exist in the bucket, and unfinished uploads. */
  leftovers(): { readonly keys: string[]; readonly uploads: number };
}

export async function strictFixture(): Promise<StrictFixture> {
  const server = await startStrictS3();
  const folder = await mkdtemp(join(tmpdir(), 'strict-files-'));
  const stores: Store[] = [];
  const warnings: string[] = [];
  const said: string[] = [];
  const log: Log = {
    ...silentLog,
    warning: (message) => warnings.push(message),
    info: (message) => said.push(message),
  };
  return {
    server,
    warnings,
    said,
    open: async (options = {}, signal = new AbortController().signal) => {
      const { endpoint, region, accessKeyId, secretAccessKey } = server;
      const s3 = { endpoint, region, accessKeyId, secretAccessKey, ...options };
      const store = await openStore('s3://backups/app', { s3, signal, log });
      stores.push(store);
      return store;
    },
    file: async (size) => {
      const bytes = randomBytes(size);
      const path = join(folder, randomBytes(6).toString('hex'));
      await writeFile(path, bytes);
      return { path, size, sha256: createHash('sha256').update(bytes).digest('hex') };
    },
    operations: () => server.requests.splice(0).map((request) => request.operation),
    leftovers: () => {
      const { objects, uploads } = server.bucketState('backups');
      return { keys: [...objects.keys()], uploads: uploads.size };
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(stores.map((store) => store.close()));
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a promise rejects with; a promise that does not reject fails the test. */
export async function failure(attempt: Promise<unknown>): Promise<unknown> {
  try {
    await attempt;
  } catch (error) {
    return error;
  }
  throw new Error('This should have failed.');
}
