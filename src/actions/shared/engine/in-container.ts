import { UserError } from '../../../errors.ts';

/** Why pgBackRest is not run for this server, which the inputs or the policy place in a container. */
export function notInContainer(container: string): UserError {
  return new UserError(
    'PBA-CONTAINER',
    `The server is in the container ${container}, and pgBackRest has to see its files on this machine.`,
    {
      hint: 'Take dumps of it: `backup` with `kind: logical` reaches into containers. From repositories that are reachable here, `pitr` recovers into a `directory` of this machine. docs/containers.md',
    },
  );
}
