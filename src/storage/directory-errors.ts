import type { ErrorCode } from '../error-codes.ts';
import { CancelledError, messageOf, PbaError, StoreError, systemCode } from '../errors.ts';

interface Explanation {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly hint: string;
}

const FULL: Explanation = {
  code: 'PBA-STORE-FULL',
  reason: 'no space is left',
  hint: 'Free space or enlarge the file system; `prune` removes sets that are no longer needed.',
};
const REFUSED: Explanation = {
  code: 'PBA-STORE-PERMISSION',
  reason: 'permission was denied',
  hint: 'The directory and what is below it must belong to the user that runs the backup.',
};
const AWAY: Explanation = {
  code: 'PBA-STORE-UNREACHABLE',
  reason: 'the file system does not answer',
  hint: 'Check that the file system is mounted and its server is up.',
};

/** System error codes (errno(3)) and what they mean for a store. */
const BY_SYSTEM_CODE: ReadonlyMap<string, Explanation> = new Map(
  Object.entries({
    ENOSPC: FULL,
    EDQUOT: { ...FULL, reason: 'the disk quota is used up' },
    EACCES: REFUSED,
    EPERM: REFUSED,
    EROFS: {
      ...REFUSED,
      reason: 'the file system is mounted read-only',
      hint: 'Remount it read-write. Linux remounts a failing disk read-only: look at `dmesg` first.',
    },
    ESTALE: AWAY,
    ENOTCONN: AWAY,
    EHOSTDOWN: AWAY,
    ETIMEDOUT: AWAY,
    ENOENT: {
      code: 'PBA-STORE-NOT-FOUND',
      reason: 'it does not exist',
      hint: 'Check the path; was the disk mounted?',
    },
    ELOOP: {
      code: 'PBA-STORE-FAILED',
      reason: 'it is a symbolic link',
      hint: 'Symbolic links inside a store are not followed. Remove the link, or make the store its target.',
    },
    ENOTDIR: {
      code: 'PBA-STORE-FAILED',
      reason: 'a file is in the place of a directory',
      hint: 'Something else wrote into this directory. A store needs a directory of its own.',
    },
    EFBIG: {
      code: 'PBA-STORE-FAILED',
      reason: 'the file is too large for this file system',
      hint: 'FAT32 ends at 4 GiB: use another file system. A limit on file sizes (`ulimit -f`) has the same effect.',
    },
    EEXIST: {
      code: 'PBA-STORE-FAILED',
      reason: 'something else has this name',
      hint: 'A store needs a directory of its own.',
    },
    EIO: {
      code: 'PBA-STORE-FAILED',
      reason: 'the disk reported an input/output error',
      hint: 'The disk may be failing: look at `dmesg` and `smartctl`, and rely on the other store until it is replaced.',
    },
  }),
);

/** Turns whatever a file operation threw into the error that `Store` promises. `what` is a path or a key. */
export function directoryError(
  error: unknown,
  location: string,
  what: string,
  signal: AbortSignal,
): PbaError {
  if (error instanceof PbaError) return error;
  if (signal.aborted) return new CancelledError(undefined, { cause: error });
  const known = BY_SYSTEM_CODE.get(systemCode(error) ?? '');
  if (known === undefined) {
    return new StoreError('PBA-STORE-FAILED', `${location}: ${what}: ${messageOf(error)}.`, { cause: error });
  }
  const { code, reason, hint } = known;
  return new StoreError(code, `${location}: ${what}: ${reason}.`, { hint, cause: error });
}
