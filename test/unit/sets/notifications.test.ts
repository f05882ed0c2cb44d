import { expect, test } from 'vitest';
import type { NotificationRecord } from '../../../src/catalog/notification.ts';
import { newestNotification, writeNotification } from '../../../src/sets/notifications.ts';
import { listDatabases, listStore } from '../../../src/sets/read-sets.ts';
import { listVersionedSets } from '../../../src/sets/versioned-sets.ts';
import { MemoryStore } from '../../../src/storage/memory.ts';

const record = (id: string, database: string | null): NotificationRecord => ({
  recordVersion: 1,
  kind: 'notification',
  id,
  at: '2026-11-25T02:00:00.000Z',
  database,
  what: 'Nightly backup',
  state: 'failing',
  since: '2026-11-25T02:00:00.000Z',
  problem: '0a',
  told: {},
  run: { repository: null, workflow: null, runUrl: null, commit: null, actor: null, reason: null },
});

test('the newest record counts, and none of them is unknown to prune or looks like a database', async () => {
  const store = new MemoryStore();
  for (const id of ['20261125T020000Z-ffffff', '20261126T020000Z-aaaaaa', '20261124T020000Z-bbbbbb']) {
    await writeNotification(store, record(id, 'ticketz'));
  }
  await writeNotification(store, record('20261127T020000Z-cccccc', null));
  store.objects.set('ticketz/notifications/Nightly%20backup/zzz.txt', Buffer.from('by hand'));

  expect(await newestNotification(store, 'ticketz', 'Nightly backup')).toEqual(
    record('20261126T020000Z-aaaaaa', 'ticketz'),
  );
  expect((await newestNotification(store, undefined, 'Nightly backup'))?.id).toBe('20261127T020000Z-cccccc');
  expect(await newestNotification(store, 'ticketz', 'Restore test')).toBeUndefined();

  const byHand = ['ticketz/notifications/Nightly%20backup/zzz.txt'];
  expect((await listStore(store, 'ticketz')).unknown).toEqual(byHand);
  expect((await listVersionedSets(store, 'ticketz')).unknown).toEqual(byHand);
  expect((await listStore(store, undefined)).unknown).toEqual(byHand);
  expect(await listDatabases(store)).toEqual(['ticketz']);
});
