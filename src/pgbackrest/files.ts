import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { messageOf, systemCode, UserError } from '../errors.ts';
import type { OsUser } from '../process.ts';

/** The text of a file, undefined when there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw cannot('read', path, error);
  }
}

/** Writes a file that its owner alone can read, and never half of it: the server may be archiving meanwhile. */
export async function writePrivate(path: string, text: string, owner: OsUser | undefined): Promise<void> {
  const temporary = `${path}.${process.pid}.new`;
  try {
    await makeDirectory(dirname(path), 0o755);
    await writeFile(temporary, text, { mode: 0o600 });
    await chmod(temporary, 0o600);
    if (owner !== undefined) await chown(temporary, owner.uid, owner.gid);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw cannot('write', path, error);
  }
}

/** Makes a directory of the engine, of the owner of the cluster; one that is there is left alone. */
export async function makeOwned(path: string, owner: OsUser | undefined): Promise<void> {
  try {
    const made = await makeDirectory(path, 0o750);
    if (made && owner !== undefined) await chown(path, owner.uid, owner.gid);
  } catch (error) {
    throw cannot('make', path, error);
  }
}

/** Files or directories that another user than the owner of the cluster owns; those that are not there are passed over. */
export async function ownedByOthers(paths: readonly string[], owner: OsUser): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const status = await stat(path).catch(() => undefined);
      return status === undefined || status.uid === owner.uid ? [] : [path];
    }),
  );
  return found.flat();
}

async function makeDirectory(path: string, mode: number): Promise<boolean> {
  return (await mkdir(path, { recursive: true, mode })) !== undefined;
}

function cannot(what: string, path: string, error: unknown): UserError {
  return new UserError('PBA-ENGINE-USER', `Cannot ${what} ${path}: ${messageOf(error)}.`, {
    hint: 'The job has to run as root or as the owner of the cluster, who needs the right to this place.',
    cause: error,
  });
}

/** Writes a file without secrets that everybody may read, in one go. */
export async function writeShared(path: string, text: string, owner: OsUser): Promise<void> {
  const temporary = `${path}.${process.pid}.new`;
  try {
    await writeFile(temporary, text, { mode: 0o644 });
    await chmod(temporary, 0o644);
    if (process.getuid?.() === 0) await chown(temporary, owner.uid, owner.gid);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw cannot('write', path, error);
  }
}
