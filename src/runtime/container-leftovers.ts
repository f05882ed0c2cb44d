import { execFile } from 'node:child_process';
import { isAbsolute } from 'node:path';
import { messageOf } from '../errors.ts';
import type { ContainerLeftover } from './action.ts';

const LIMIT_MS = 5_000;

/** Whether a value from the state is a container that we made: nobody else's has such a name. */
export function isContainerLeftover(value: object): value is ContainerLeftover {
  return (
    'program' in value &&
    typeof value.program === 'string' &&
    isAbsolute(value.program) &&
    'name' in value &&
    typeof value.name === 'string' &&
    /^pba-scratch-[0-9a-f]{16}$/.test(value.name)
  );
}

/** Removes a container if it is still there. Returns a sentence when there was something to do; never throws. */
export async function removeContainerLeftover({
  program,
  name,
}: ContainerLeftover): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      program,
      ['rm', '--force', '--volumes', name],
      { timeout: LIMIT_MS },
      (error, stdout, stderr) => {
        if (/no such container/i.test(stderr)) resolve(undefined);
        else if (error !== null)
          resolve(`The container ${name} was left behind and cannot be removed: ${messageOf(error)}`);
        else
          resolve(
            stdout.includes(name) ? `The container ${name} was left behind and has been removed.` : undefined,
          );
      },
    );
  });
}
