import { chmod, chown, lstat, mkdir, mkdtemp, readFile, realpath, rm, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { RecoveryTarget } from '../../../catalog/recovery/target.ts';
import { messageOf, systemCode, ToolError, UserError } from '../../../errors.ts';
import { writePrivate } from '../../../pgbackrest/files.ts';
import { canTraverse } from '../../../postgres/os-user.ts';
import { RECOVERY_HBA, type RecoveryPlace } from '../../../postgres/recovery/settings.ts';
import type { OsUser } from '../../../process.ts';
import type { ActionContext } from '../../../runtime/action.ts';
import { formatBytes } from '../../../runtime/format.ts';

/** Everything that a later run has to know of a recovery; it lies in the recovery's own directory and nowhere else. */
export interface KeptRecovery {
  readonly recoveryVersion: 1;
  /** `restoring` and `failed` can only be discarded. */
  readonly phase: 'restoring' | 'paused' | 'open' | 'failed';
  readonly at: string;
  readonly stanza: string;
  readonly superuser: string;
  readonly repo: number;
  readonly location: string;
  readonly backup: string;
  readonly target: RecoveryTarget;
  readonly exclusive: boolean;
  readonly dataDirectory: string;
  readonly socketDirectory: string;
  readonly port: string;
}

/** Where the parts of a recovery lie. */
export interface RecoveryLayout {
  readonly directory: string;
  readonly dataDirectory: string;
  readonly tablespaces: string;
  readonly logFile: string;
  readonly stateFile: string;
  readonly engineConfig: string;
  readonly spool: string;
  readonly place: RecoveryPlace;
}

const PORT = '5432';
/** A socket's path has at most 107 bytes. */
const LONGEST_SOCKET = 107 - `/.s.PGSQL.${PORT}`.length;

function layoutOf(directory: string, socketDirectory: string): RecoveryLayout {
  const at = (name: string): string => join(directory, name);
  return {
    directory,
    dataDirectory: at('data'),
    tablespaces: at('tablespaces'),
    logFile: at('server.log'),
    stateFile: at('recovery.json'),
    engineConfig: at('pgbackrest.conf'),
    spool: at('spool'),
    place: {
      dataDirectory: at('data'),
      socketDirectory,
      port: PORT,
      configFile: at('server.conf'),
      hbaFile: at('hba.conf'),
      identFile: at('ident.conf'),
    },
  };
}

/**
 * Refuses a place where the recovery would be in somebody's way.
 * @param occupied directories of production and of the engine
 * @throws UserError PBA-TARGET-EXISTS, PBA-TARGET-IS-SOURCE, PBA-INPUT
 */
export async function checkPlace(
  directory: string,
  occupied: readonly (string | undefined)[],
): Promise<string> {
  const wanted = resolve(directory);
  const parent = await realpath(dirname(wanted)).catch((error: unknown) => {
    throw new UserError('PBA-INPUT', `The directory above ${wanted} is not there: ${messageOf(error)}.`, {
      hint: 'Make it first; the recovery makes its own directory in it.',
      cause: error,
    });
  });
  const path = join(parent, wanted.slice(dirname(wanted).length).replace(/^\//, ''));
  for (const other of occupied) {
    if (other === undefined) continue;
    const real = await realpath(other).catch(() => resolve(other));
    if (isWithin(path, real) || isWithin(real, path)) {
      throw new UserError(
        'PBA-TARGET-IS-SOURCE',
        `${path} lies within ${real}, or the other way round: that is production's.`,
        {
          hint: 'Recover into a directory of its own, best on another disk.',
        },
      );
    }
  }
  if ((await lstat(path).catch(() => undefined)) !== undefined) {
    throw new UserError('PBA-TARGET-EXISTS', `${path} exists already.`, {
      hint: 'A recovery is made in a new directory. A kept one goes on with `mode: retarget`, and goes away with `mode: discard`.',
    });
  }
  return path;
}

function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory.replace(/\/$/, '')}/`);
}

/** @throws ToolError PBA-DISK-FULL when there is less room than the cluster needs */
export async function checkSpace(parent: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(parent);
  const free = bavail * bsize;
  if (free >= needed) return;
  throw new ToolError(
    'PBA-DISK-FULL',
    `${parent} has ${formatBytes(free)} free; the cluster alone needs ${formatBytes(needed)}.`,
    { hint: 'Recover into a directory of a larger disk. Nothing was written.' },
  );
}

/** Makes the directory with everything but the data. */
export async function makeRecoveryDirectory(path: string, user: OsUser | undefined): Promise<RecoveryLayout> {
  try {
    await mkdir(path, { mode: 0o700 });
    if (user !== undefined) {
      await chown(path, user.uid, user.gid);
      if (!(await canTraverse(path, user))) {
        throw new UserError('PBA-ENGINE-USER', `The user ${user.name} cannot get to ${path}.`, {
          hint: 'The server runs as that user: every directory above has to let it pass (chmod o+x).',
        });
      }
    }
    const layout = layoutOf(path, await socketDirectory(path, user));
    for (const directory of [layout.spool, layout.tablespaces, layout.dataDirectory]) {
      await mkdir(directory, { mode: 0o700 });
      if (user !== undefined) await chown(directory, user.uid, user.gid);
    }
    await writePrivate(
      layout.place.configFile,
      '# Every setting stands in the arguments of the server.\n',
      user,
    );
    await writePrivate(layout.place.hbaFile, RECOVERY_HBA, user);
    await writePrivate(layout.place.identFile, '', user);
    return layout;
  } catch (error) {
    await rm(path, { recursive: true, force: true });
    throw error;
  }
}

async function socketDirectory(path: string, user: OsUser | undefined): Promise<string> {
  const own = join(path, 'socket');
  const fits = Buffer.byteLength(own) <= LONGEST_SOCKET;
  const directory = fits ? own : await mkdtemp('/tmp/pba-pitr-');
  if (fits) await mkdir(directory, { mode: 0o700 });
  await chmod(directory, 0o700);
  if (user !== undefined) await chown(directory, user.uid, user.gid);
  return directory;
}

export async function writeState(
  layout: RecoveryLayout,
  state: KeptRecovery,
  user: OsUser | undefined,
): Promise<void> {
  await writePrivate(layout.stateFile, `${JSON.stringify(state, null, 2)}\n`, user);
}

/**
 * Reads a kept recovery.
 * @throws UserError PBA-PITR-STATE when the directory is none
 */
export async function readState(
  directory: string,
): Promise<{ readonly layout: RecoveryLayout; readonly state: KeptRecovery }> {
  const path = await realpath(directory).catch(() => resolve(directory));
  const refuse = (reason: string, cause?: unknown): UserError =>
    new UserError('PBA-PITR-STATE', `${path} is no kept recovery: ${reason}.`, {
      hint: 'Give the directory that an earlier run with `mode: recover` made.',
      ...(cause === undefined ? {} : { cause }),
    });
  const text = await readFile(join(path, 'recovery.json'), 'utf8').catch((error: unknown) => {
    throw refuse(systemCode(error) === 'ENOENT' ? 'it has no recovery.json' : messageOf(error), error);
  });
  let state: KeptRecovery;
  try {
    state = JSON.parse(text) as KeptRecovery;
  } catch (error) {
    throw refuse('its recovery.json cannot be read', error);
  }
  if (state.recoveryVersion !== 1 || state.dataDirectory !== join(path, 'data'))
    throw refuse('its recovery.json is of another directory or version');
  return { layout: layoutOf(path, state.socketDirectory), state };
}

/** The major version of a cluster's files; undefined when there are none. */
export async function readMajor(dataDirectory: string): Promise<number | undefined> {
  const text = await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number(text.trim());
}

/** Removes a recovery with everything that belongs to it. */
export async function removeRecovery(layout: RecoveryLayout): Promise<void> {
  await rm(layout.directory, { recursive: true, force: true, maxRetries: 3 });
  const { socketDirectory: socket } = layout.place;
  if (socket.startsWith('/tmp/pba-pitr-')) await rm(socket, { recursive: true, force: true });
}

/** The engine's configuration for as long as the recovery is kept: that of a run goes away with the run. */
export async function keepConfig(
  layout: RecoveryLayout,
  configFile: string,
  installed: string,
  user: OsUser | undefined,
): Promise<string> {
  if (configFile === installed) return configFile;
  await writePrivate(layout.engineConfig, await readFile(configFile, 'utf8'), user);
  return layout.engineConfig;
}

/** Remembers what a killed run would leave: for a recovery that is thrown away at the end. */
export function rememberRecovery(layout: RecoveryLayout, context: ActionContext): void {
  context.remember({ kind: 'directory', path: layout.directory });
  const { socketDirectory: socket } = layout.place;
  if (!isWithin(socket, layout.directory)) context.remember({ kind: 'directory', path: socket });
}
