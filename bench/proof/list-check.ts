import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from '../../src/postgres/tools.ts';
import { type Exit, startProcess } from '../../src/process.ts';
import type { Laboratory } from './laboratory.ts';

/**
 * What backup scripts do instead of a proof: `pg_restore --list` on the archive. For a directory in a tar the tar is
 * unpacked first.
 * @param archive its bytes, decrypted, or a file; undefined when they could not be had
 * @returns whether it noticed anything
 */
export async function listNotices(
  laboratory: Laboratory,
  archive: Buffer | string | undefined,
  tar: boolean,
): Promise<boolean> {
  if (archive === undefined) return true;
  if (typeof archive === 'string') return !(await lists(laboratory, archive));
  const directory = await laboratory.newDirectory('list');
  try {
    const file = join(directory, 'archive');
    await writeFile(file, archive);
    if (!tar) return !(await lists(laboratory, file));
    const unpacked = join(directory, 'dump');
    await mkdir(unpacked);
    const untar = await run(laboratory, 'tar', ['--extract', `--file=${file}`, `--directory=${unpacked}`]);
    return untar.exitCode !== 0 || !(await lists(laboratory, unpacked));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function lists(laboratory: Laboratory, path: string): Promise<boolean> {
  const [installation] = laboratory.installations;
  if (installation === undefined) throw new Error('No PostgreSQL client is installed.');
  return (await run(laboratory, program(installation, 'pg_restore'), ['--list', path])).exitCode === 0;
}

async function run(laboratory: Laboratory, file: string, args: readonly string[]): Promise<Exit> {
  const running = await startProcess(file, args, {
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
    signal: laboratory.signal,
  });
  running.stdin.end();
  running.stdout.resume();
  return running.exit;
}
