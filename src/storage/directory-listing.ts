import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../errors.ts';
import { lstatOrNothing } from './directory-files.ts';
import { compareKeys, isReserved } from './keys.ts';
import type { StoredObject } from './store.ts';

/**
 * The files below `folder`, whose keys start with `prefix`, in byte order of their keys. Holds one directory per level
 * in memory. Whatever is not a regular file or a real directory is passed over.
 */
export async function* walk(
  folder: string,
  prefix: string,
  guard: <T>(body: () => Promise<T>) => Promise<T>,
): AsyncGenerator<StoredObject> {
  for (const name of await guard(() => entryNames(folder, prefix))) {
    const path = join(folder, name);
    const key = `${prefix}${name}`;
    if (name.endsWith('/')) yield* walk(path, key, guard);
    else {
      const info = await guard(() => lstatOrNothing(path));
      if (info?.isFile()) yield { key, size: info.size };
    }
  }
}

/** The names of the directories in `folder` that have a file somewhere below them. */
export async function subfolders(folder: string, prefix: string): Promise<string[]> {
  const names: string[] = [];
  for (const name of await entryNames(folder, prefix)) {
    if (name.endsWith('/') && (await holdsFile(join(folder, name)))) names.push(name.slice(0, -1));
  }
  // Not in listing order: `a-b/` comes before `a/`, but `a` before `a-b`.
  return names.sort(compareKeys);
}

/** Files, and directories with a `/` behind them: sorted this way, a walk meets whole keys in byte order. */
async function entryNames(folder: string, prefix: string): Promise<string[]> {
  return (await entriesOf(folder))
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .filter((entry) => prefix !== '' || !isReserved(entry.name))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort(compareKeys);
}

/** Looks no further than the first file. */
async function holdsFile(folder: string): Promise<boolean> {
  const entries = await entriesOf(folder);
  if (entries.some((entry) => entry.isFile())) return true;
  for (const entry of entries) {
    if (entry.isDirectory() && (await holdsFile(join(folder, entry.name)))) return true;
  }
  return false;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    // A concurrent `delete` removed it after the folder above was read.
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
