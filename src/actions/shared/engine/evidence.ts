import { randomBytes } from 'node:crypto';
import { makeSetId } from '../../../catalog/keys.ts';
import type { PhysicalRecord } from '../../../catalog/physical/physical.ts';
import { type PbaError, StoreError } from '../../../errors.ts';
import type { ActionContext } from '../../../runtime/action.ts';
import { newestPhysicalRecord } from '../../../sets/physical-records.ts';
import { writeEvidence } from '../../../sets/records.ts';
import type { Store } from '../../../storage/store.ts';
import { withEveryStore } from '../open-stores.ts';

/** `wal` looks every few minutes; a record of each look would be a hundred thousand objects in a few years. */
const HOUR = 3_600_000;

/** The newest record of the first store that has one; undefined when none can be read. */
export async function newestRecord(
  stores: readonly Store[],
  databases: readonly string[],
  kind: PhysicalRecord['kind'],
): Promise<PhysicalRecord | undefined> {
  const [database] = databases;
  if (database === undefined) return undefined;
  const { done } = await withEveryStore(stores, (store) => newestPhysicalRecord(store, database, kind), 0);
  return done.flatMap(({ value }) => value ?? []).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
}

/**
 * Writes the record beside the evidence of each database, in every store. One that says the same as the last is left out
 * for an hour.
 * @returns what the run fails with when a store could not take it
 */
export async function writeRecords(
  stores: readonly Store[],
  databases: readonly string[],
  record: Omit<PhysicalRecord, 'evidenceVersion' | 'id' | 'at' | 'database'>,
  previous: PhysicalRecord | undefined,
  context: ActionContext,
): Promise<PbaError | undefined> {
  const now = context.now();
  if (record.kind === 'wal' && previous !== undefined && isNews(previous, record, now) === false)
    return undefined;
  const id = makeSetId(now, randomBytes(3).toString('hex'));
  const { done, failures } = await withEveryStore(
    stores,
    async (store) => {
      for (const database of databases) {
        const whole: PhysicalRecord = { evidenceVersion: 1, id, at: now.toISOString(), database, ...record };
        await writeEvidence(store, whole);
      }
    },
    0,
  );
  const [first] = failures;
  if (first === undefined) return undefined;
  return new StoreError(
    'PBA-STORE-PARTIAL',
    `The record of this run is in ${done.map(({ store }) => store.location).join(', ') || 'no store'}, but not in ${first.store.location} (${first.error.code}: ${first.error.message}).`,
    { hint: first.error.hint ?? 'Mend the store: `status` judges by what lies there.', cause: first.error },
  );
}

function isNews(
  previous: PhysicalRecord,
  record: Pick<PhysicalRecord, 'wal' | 'reason' | 'repos'>,
  now: Date,
): boolean {
  const codeOf = (reason: string | null): string => reason?.split(':')[0] ?? '';
  const labels = (repos: PhysicalRecord['repos']): string =>
    repos.map((repo) => `${repo.state} ${repo.backups.at(-1)?.label} ${repo.gaps.length}`).join('; ');
  return (
    now.getTime() - Date.parse(previous.at) >= HOUR ||
    codeOf(previous.reason) !== codeOf(record.reason) ||
    previous.wal?.kept !== record.wal?.kept ||
    labels(previous.repos) !== labels(record.repos)
  );
}
