import { open, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import type { TestPostgres } from '../../test/support/postgres.ts';
import type { S3Server } from '../../test/support/s3-server.ts';
import { here, inTurn, type Sample, timed } from './measure.ts';
import { uploadAsAwsCliDoes } from './transfer.ts';

export const DATABASE = 'ticketz';
const CLI = resolve(import.meta.dirname, '../../dist/cli.js');

/** Where everything is measured: one database, one S3 server, one directory for both stores and what is thrown away. */
export interface Ground {
  readonly postgres: TestPostgres;
  readonly postmaster: number;
  /** A server as a package installs it: it keeps what it says it has written. Restores are measured against it. */
  readonly plain: TestPostgres;
  readonly plainPostmaster: number;
  readonly s3: S3Server;
  readonly client: S3Client;
  readonly directory: string;
  /** Where our own temporary files go, and nothing else. */
  readonly temporary: string;
  readonly jobs: string;
  /** An age public key. */
  readonly recipient: string;
}

/** A bare program of PostgreSQL. */
function program(
  server: TestPostgres,
  name: string,
  args: readonly string[],
  postmaster?: number,
): Promise<Sample> {
  return timed({
    file: join(server.binDir, name),
    args,
    env: server.env,
    ...(postmaster === undefined ? {} : { postmaster }),
  });
}

/** The toolkit from its shipped bundle. */
function toolkit(ground: Ground, args: readonly string[], postmaster?: number): Promise<Sample> {
  const { postgres, s3 } = ground;
  return timed({
    file: process.execPath,
    args: [CLI, ...args, '--json'],
    env: {
      ...postgres.env,
      TMPDIR: ground.temporary,
      PBA_S3_ACCESS_KEY_ID: s3.accessKeyId,
      PBA_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    },
    ...(postmaster === undefined ? {} : { postmaster }),
  });
}

const ourCopy = ({ directory }: Ground): string => join(directory, 'store');
const bareCopy = ({ directory }: Ground): string => join(directory, 'bare');
const runbookCopy = ({ directory }: Ground): string => join(directory, 'runbook.dump');

export type Depth = 'content' | 'counts';

/** Dump, fingerprint, both stores, every byte read back. */
export function backup(ground: Ground, depth: Depth, encrypted = false): Promise<Sample> {
  const { s3, jobs, postmaster, recipient } = ground;
  const args = ['backup', '--database', DATABASE, '--tier', 'manual', '--jobs', jobs, '--fingerprint', depth];
  const stores = ['--stores', ourCopy(ground), '--stores', `s3://${s3.bucket}/bench`];
  const service = ['--s3-endpoint', s3.endpoint, '--s3-region', s3.region];
  const key = encrypted ? ['--recipients', recipient] : [];
  return toolkit(ground, [...args, ...stores, ...service, ...key], postmaster);
}

/** The runbook's procedure: a serial dump in custom format, a copy to S3, `pg_restore -l`. */
export function runbookBackup(ground: Ground): Promise<Sample> {
  const path = runbookCopy(ground);
  return inTurn(
    () => program(ground.postgres, 'pg_dump', ['-Fc', '-f', path, DATABASE], ground.postmaster),
    () => here(() => uploadAsAwsCliDoes(ground.client, ground.s3.bucket, 'runbook.dump', path)),
    () => program(ground.postgres, 'pg_restore', ['-l', path]),
  );
}

/** `pg_dump` alone, with the options of `backup`, to the local disk. */
export async function bareDump(ground: Ground): Promise<Sample> {
  const path = bareCopy(ground);
  await rm(path, { recursive: true, force: true });
  const compression = ground.postgres.major >= 16 ? 'zstd:3' : '1';
  const args = ['-Fd', `-j${ground.jobs}`, `-Z${compression}`, '--no-sync', '-f', path, DATABASE];
  return program(ground.postgres, 'pg_dump', args, ground.postmaster);
}

/** Restores the newest set into a throw-away server and compares everything: from the first byte to the verdict. */
export function restoreTest(ground: Ground): Promise<Sample> {
  return toolkit(ground, ['restore-test', '--jobs', ground.jobs, '--stores', ourCopy(ground)]);
}

/** Roles are not part of a bare dump: without them owners, rights and policies fail. */
export async function copyRoles({ postgres, plain }: Ground): Promise<void> {
  const { output } = await program(postgres, 'pg_dumpall', ['--roles-only']);
  const own = new RegExp(`^(CREATE|ALTER) ROLE ${postgres.superuser}\\b`);
  const roles = output.split('\n').filter((line) => !own.test(line) && !line.startsWith('\\'));
  await plain.psql(roles.join('\n'));
}

async function emptyDatabase(plain: TestPostgres): Promise<void> {
  await plain.psql('drop database if exists bare');
  await plain.createDatabase('bare');
}

/** The runbook's restore: serial, then REINDEX and ANALYZE, on a server with default settings. */
export async function runbookRestore(ground: Ground): Promise<Sample> {
  const { plain, plainPostmaster } = ground;
  await emptyDatabase(plain);
  return inTurn(
    () => program(plain, 'pg_restore', ['-d', 'bare', runbookCopy(ground)], plainPostmaster),
    () =>
      program(
        plain,
        'psql',
        ['-Xq', '-d', 'bare', '-c', 'reindex database bare', '-c', 'analyze'],
        plainPostmaster,
      ),
  );
}

/** `pg_restore -j` in one go, on a server with default settings. It may lose a deadlock; then the round is done again. */
export async function bareRestore(ground: Ground): Promise<Sample> {
  const args = ['-d', 'bare', `-j${ground.jobs}`, bareCopy(ground)];
  for (let attempt = 1; ; attempt += 1) {
    await emptyDatabase(ground.plain);
    try {
      return await program(ground.plain, 'pg_restore', args, ground.plainPostmaster);
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

/** Every stored byte of the newest set read, hashed and decoded. */
export function verify(ground: Ground): Promise<Sample> {
  return toolkit(ground, ['verify', '--stores', ourCopy(ground)]);
}

/** Decodes the same data without looking at them. */
export function bareDecode(ground: Ground): Promise<Sample> {
  return program(ground.postgres, 'pg_restore', ['-f', '/dev/null', bareCopy(ground)]);
}

/** Bytes of all files below a directory. */
export async function bytesBelow(directory: string): Promise<number> {
  const names = await readdir(directory, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(directory, name)).then(
        (one) => (one.isFile() ? one.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Makes a file of bytes that do not compress. */
export async function fillFile(path: string, bytes: number): Promise<void> {
  await using file = await open(path, 'w');
  await using random = await open('/dev/urandom');
  const block = Buffer.alloc(1024 * 1024);
  for (let written = 0; written < bytes; written += block.length) {
    await random.read(block, 0, block.length, null);
    await file.write(block);
  }
}
