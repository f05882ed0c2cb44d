import { randomBytes } from 'node:crypto';
import { makeSetId } from '../../catalog/keys.ts';
import type { NotificationRecord } from '../../catalog/notification.ts';
import { messageOf } from '../../errors.ts';
import { newestNotification, writeNotification } from '../../sets/notifications.ts';
import type { Store } from '../../storage/store.ts';
import { withEveryStore } from '../shared/open-stores.ts';

/** What the stores know of one problem, and which of them can be asked. */
export interface Memory {
  readonly record: NotificationRecord | undefined;
  readonly stores: readonly Store[];
  /** What does not work, one sentence each; a warning as long as one store works. */
  readonly problems: readonly string[];
  /** No store at all could say: nothing is known of before. */
  readonly lost: boolean;
}

export const NO_MEMORY: Memory = { record: undefined, stores: [], problems: [], lost: false };

/** The newest record in any of the stores. */
export async function recall(
  stores: readonly Store[],
  database: string | undefined,
  what: string,
): Promise<Memory> {
  const read = await withEveryStore(
    stores,
    async (store) => {
      await store.check();
      return newestNotification(store, database, what);
    },
    0,
  );
  const [newest] = read.done
    .flatMap(({ value }) => value ?? [])
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return {
    record: newest,
    stores: read.done.map(({ store }) => store),
    problems: read.failures.map(
      ({ store, error }) => `${store.location} cannot say who was told what: ${messageOf(error)}`,
    ),
    lost: read.done.length === 0,
  };
}

/** Writes a record into every store that could be asked. @returns what did not work */
export async function remember(
  memory: Memory,
  record: Omit<NotificationRecord, 'recordVersion' | 'kind' | 'id'>,
): Promise<{ readonly problems: readonly string[]; readonly written: number }> {
  const id = makeSetId(new Date(record.at), randomBytes(3).toString('hex'));
  const full: NotificationRecord = { recordVersion: 1, kind: 'notification', id, ...record };
  const { done, failures } = await withEveryStore(
    memory.stores,
    (store) => writeNotification(store, full),
    0,
  );
  return {
    written: done.length,
    problems: failures.map(
      ({ store, error }) => `${store.location} does not remember who was told: ${messageOf(error)}`,
    ),
  };
}
