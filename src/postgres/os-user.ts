import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';
import type { OsUser } from '../process.ts';

/**
 * The user a scratch server runs as: undefined (ourselves) for an ordinary user; for root the system's `postgres`
 * user, because initdb and postgres refuse to run as root.
 * @throws UserError PBA-PG-SCRATCH when we are root and there is no such user
 */
export async function scratchUser(): Promise<OsUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const passwd = await readFile('/etc/passwd', 'utf8');
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === 'postgres' && uid !== undefined && gid !== undefined)
      return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new UserError(
    'PBA-PG-SCRATCH',
    'The job runs as root and there is no operating-system user postgres.',
    {
      hint: 'PostgreSQL refuses to run as root. Install the server package (it makes the user), or run the runner as an ordinary user.',
    },
  );
}

/** Whether a user can reach a directory: every parent must let it pass. */
export async function canTraverse(path: string, user: OsUser): Promise<boolean> {
  for (let directory = path; ; directory = dirname(directory)) {
    const { mode, uid, gid } = await stat(directory);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (directory === dirname(directory)) return true;
  }
}
