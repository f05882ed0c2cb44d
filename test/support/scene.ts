import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemoDatabase } from '../../scripts/demo-database.ts';
import { startPostgres, type TestPostgres } from './postgres.ts';
import type { S3Server } from './s3-server.ts';

export const DATABASE = 'ticketz';

/** A server with the demo database and, when asked for, a real S3 server: what the end-to-end tests work on. */
export interface Scene extends AsyncDisposable {
  readonly postgres: TestPostgres;
  /** Environment of a step that reaches the database through its socket. */
  readonly env: Readonly<Record<string, string>>;
  /** A new directory that is removed with the scene; not yet a store. */
  newDirectory(): Promise<string>;
}

export async function startScene(
  options: { readonly scale?: number; readonly tcp?: boolean } = {},
): Promise<Scene> {
  const postgres = await startPostgres(options.tcp === undefined ? {} : { tcp: options.tcp });
  const directory = await mkdtemp(join(tmpdir(), 'pba-scene-'));
  try {
    await loadDemoDatabase({
      env: postgres.env,
      signal: AbortSignal.timeout(120_000),
      database: DATABASE,
      scale: options.scale ?? 0.01,
    });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return {
    postgres,
    env: libpqOnly(postgres.env),
    newDirectory: () => mkdtemp(join(directory, 'store-')),
    [Symbol.asyncDispose]: async () => {
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The connection alone; PATH and the rest are the runner's business. */
function libpqOnly(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => name.startsWith('PG') && name !== 'PGDATABASE'),
  );
}

/** A store on a real S3 server: the inputs that name it, beside others. */
export function s3Inputs(s3: S3Server, prefix: string, ...before: readonly string[]): Record<string, string> {
  return {
    stores: [...before, `s3://${s3.bucket}/${prefix}`].join('\n'),
    's3-endpoint': s3.endpoint,
    's3-region': s3.region,
    's3-access-key-id': s3.accessKeyId,
    's3-secret-access-key': s3.secretAccessKey,
  };
}
