import { readFile, stat } from 'node:fs/promises';
import { messageOf, UserError } from '../errors.ts';
import type { OsUser } from '../process.ts';

/** The user whom a directory belongs to, as the system names it. */
export async function ownerOf(path: string): Promise<OsUser> {
  let owner: { readonly uid: number; readonly gid: number };
  try {
    owner = await stat(path);
  } catch (error) {
    throw new UserError('PBA-ENGINE-USER', `${path} cannot be looked at: ${messageOf(error)}.`, {
      hint: 'The engine works on the files of the server: the job has to run on its machine, as the owner of the cluster or as root.',
      cause: error,
    });
  }
  return userOf(owner.uid, owner.gid);
}

async function userOf(uid: number, gid: number): Promise<OsUser> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const line = passwd.split('\n').find((one) => one.split(':')[2] === String(uid));
  const [name = String(uid), , , ownGid] = line?.split(':') ?? [];
  return { uid, gid: ownGid === undefined ? gid : Number(ownGid), name };
}

/**
 * The user that the engine runs as: always the owner of the cluster. Undefined when that is who we are. Anything that the
 * engine writes as somebody else (root above all) stops the owner's next backup and the server's archiving.
 * @throws UserError PBA-ENGINE-USER when we are neither the owner nor root
 */
export function engineUser(owner: OsUser, current = process.getuid?.()): OsUser | undefined {
  if (owner.uid === 0) {
    throw new UserError('PBA-ENGINE-USER', 'The data directory belongs to root, which no server runs as.', {
      hint: 'Give it back to the user that the server runs as (chown -R), and look at what root wrote in the repository.',
    });
  }
  if (current === owner.uid) return undefined;
  if (current === 0) return owner;
  throw new UserError(
    'PBA-ENGINE-USER',
    `The cluster belongs to the user ${owner.name}, and this job runs as the user with uid ${current}.`,
    {
      hint: `Run the runner as ${owner.name}, or as root: it then steps down to ${owner.name} for every command of the engine. Files of anybody else in the repository would stop archiving.`,
    },
  );
}
