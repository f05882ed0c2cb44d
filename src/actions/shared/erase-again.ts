import { type Erasure, erasuresOf, isInSnapshot, type ReplayedErasure } from '../../catalog/erasures.ts';
import type { Manifest } from '../../catalog/manifest.ts';
import { PbaError } from '../../errors.ts';
import type { Client } from '../../postgres/client.ts';
import { replayErasures } from '../../postgres/replay-erasures.ts';
import type { ActionContext } from '../../runtime/action.ts';
import { plural } from '../../runtime/format.ts';

/** What became of the ledger in a restored database. */
export interface Erased {
  readonly replayed: readonly ReplayedErasure[];
  /** Names of the entries that the set was made after. */
  readonly inSet: readonly string[];
  /** None of those that were due was replayed. */
  readonly failure: PbaError | undefined;
}

export const NOTHING_ERASED: Erased = { replayed: [], inSet: [], failure: undefined };

/** Replays, in a restored database that was found equal to its set, what was erased after the set was made. */
export async function eraseAgain(
  client: Client,
  manifest: Manifest,
  ledger: readonly Erasure[],
  context: ActionContext,
): Promise<Erased> {
  const all = erasuresOf(ledger, manifest.database);
  const due = all.filter((erasure) => !isInSnapshot(erasure, manifest.snapshotAt));
  const inSet = all.filter((erasure) => !due.includes(erasure)).map(({ name }) => name);
  if (due.length === 0) return { replayed: [], inSet, failure: undefined };
  try {
    const replayed = await context.log.group(`Replaying ${plural(due.length, 'erasure')}`, () =>
      replayErasures(client, due),
    );
    for (const { name, at, rows } of replayed) context.log.info(`${name} of ${at}: ${plural(rows, 'row')}`);
    return { replayed, inSet, failure: undefined };
  } catch (error) {
    if (!(error instanceof PbaError) || context.signal.aborted) throw error;
    return { replayed: [], inSet, failure: error };
  }
}
