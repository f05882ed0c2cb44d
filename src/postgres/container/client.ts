import { UserError } from '../../errors.ts';
import type { Installation } from '../tools.ts';

/**
 * The client programs for a server in a container: exactly its major version, because a newer pg_restore writes settings
 * that an older server does not know.
 * @throws UserError PBA-TOOL-MISSING with the package to install
 */
export function chooseContainerClient(installations: readonly Installation[], major: number): Installation {
  const match = installations.find((one) => one.major === major);
  if (match) return match;
  const have = installations.map((one) => one.version).join(', ') || 'none';
  throw new UserError(
    'PBA-TOOL-MISSING',
    `The set comes from PostgreSQL ${major}; client programs installed here: ${have}.`,
    {
      hint: `apt-get install postgresql-client-${major} (from apt.postgresql.org where the distribution lacks it). The image needs only the server.`,
    },
  );
}
