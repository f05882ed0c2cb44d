import { notificationKey, notificationsPrefix, parseKey } from '../catalog/keys.ts';
import { type NotificationRecord, parseNotification } from '../catalog/notification.ts';
import type { Store } from '../storage/store.ts';
import { readSmall } from './read-sets.ts';
import { recordBytes } from './records.ts';

const MAX_RECORD = 1024 * 1024;

/** The newest record about one problem; undefined when nothing was ever told. One listing and one read. */
export async function newestNotification(
  store: Store,
  database: string | undefined,
  what: string,
): Promise<NotificationRecord | undefined> {
  let newest: string | undefined;
  // Ids begin with the time, so the last key is the newest.
  for await (const { key } of store.list(notificationsPrefix(database, what))) {
    if (parseKey(key).kind === 'notification') newest = key;
  }
  if (newest === undefined) return undefined;
  return parseNotification(await readSmall(store, newest, MAX_RECORD), newest);
}

export async function writeNotification(store: Store, record: NotificationRecord): Promise<void> {
  const key = notificationKey(record.database ?? undefined, record.what, record.id);
  await store.create(key, recordBytes(record));
}
