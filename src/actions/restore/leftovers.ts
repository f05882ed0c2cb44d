import { fateOf } from '../../catalog/swap/unfinished.ts';
import { PbaError } from '../../errors.ts';
import { openSession } from '../../postgres/client.ts';
import { identifier } from '../../postgres/quote.ts';
import { dropDatabase, listUnfinished } from '../../postgres/unfinished.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { TargetServer } from './target.ts';

/**
 * Drops what restores of the same database left that were killed. What cannot be dropped now is said, with the command that does.
 * @returns what stays, for the summary
 */
export async function dropLeftovers(
  { client }: TargetServer,
  database: string,
  { log }: ActionContext,
): Promise<string[]> {
  await using session = await openSession(client);
  const notes: string[] = [];
  for (const one of await listUnfinished(session, database)) {
    const fate = fateOf(one);
    if (fate === 'in use' || fate === 'whole') continue;
    try {
      if (fate === 'drop') {
        await dropDatabase(client, one.name);
        log.info(`dropped ${one.name}, half-filled by a restore that was killed`);
        continue;
      }
    } catch (error) {
      if (!(error instanceof PbaError)) throw error;
      log.warning(`${one.name} could not be dropped: ${error.message}`);
    }
    const why = fate === 'busy' ? `${one.sessions} session(s) are still in it` : 'it could not be dropped';
    notes.push(
      `${one.name} is what a restore left that was killed, and is not whole; ${why}. To remove it: DROP DATABASE ${identifier(one.name)} WITH (FORCE)`,
    );
  }
  return notes;
}
