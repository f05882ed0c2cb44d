import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leaseKey, leasesPrefix, MANIFEST, objectKey, type SetLocation } from '../../../src/catalog/keys.ts';
import { PbaError } from '../../../src/errors.ts';
import { readHolds, staleClaims, withIntent, withLease } from '../../../src/sets/leases.ts';
import { eraseSets, listVersionedSets } from '../../../src/sets/versioned-sets.ts';
import { MemoryStore } from '../../../src/storage/memory.ts';
import { RecordingStore } from '../../../src/storage/recording.ts';

const NOW = new Date('2026-11-22T05:00:00Z');
const location: SetLocation = { database: 'shop', tier: 'daily', id: '20261001T030405Z-a1b2c3' };
const doomed = [{ set: location.id, tier: location.tier }];
const HOUR = 3_600_000;
const at = (now: Date, who: string) => ({ now: () => now, who });

async function storeWithSet(): Promise<MemoryStore> {
  const store = new MemoryStore();
  for (const name of [MANIFEST, 'database.tar', 'roles.sql'])
    await store.create(objectKey(location, name), Buffer.from(name));
  return store;
}

async function keysBelow(store: MemoryStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys;
}

describe('a lease', () => {
  test('lasts as long as the body, and leaves nothing', async () => {
    const store = await storeWithSet();
    await withLease(store, location, at(NOW, 'reader'), HOUR, async () => {
      expect(await keysBelow(store, leasesPrefix('shop'))).toHaveLength(1);
      const leased = await withIntent(
        store,
        'shop',
        doomed,
        at(NOW, 'pruner'),
        async (claim) => claim.leased,
      );
      expect(leased).toMatchObject([{ set: location.id, tier: 'daily', who: 'reader' }]);
    });
    expect(await keysBelow(store, 'shop/leases/')).toEqual([]);
    expect(await keysBelow(store, 'shop/intents/')).toEqual([]);
  });

  test('ends also when the body fails', async () => {
    const store = await storeWithSet();
    const failing = withLease(store, location, at(NOW, 'reader'), HOUR, () =>
      Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(await keysBelow(store, 'shop/leases/')).toEqual([]);
  });

  test('is not given on a set that is about to be deleted, nor on one that is gone', async () => {
    const store = await storeWithSet();
    const read = () => withLease(store, location, at(NOW, 'reader'), HOUR, async () => 'read');
    await withIntent(store, 'shop', doomed, at(NOW, 'pruner'), async () => {
      await expect(read()).rejects.toMatchObject({ code: 'PBA-SET-BEING-PRUNED' });
    });
    expect(await read()).toBe('read');
    await store.delete([objectKey(location, MANIFEST)]);
    await expect(read()).rejects.toMatchObject({ code: 'PBA-SET-NOT-FOUND' });
    expect(await keysBelow(store, 'shop/leases/')).toEqual([]);
  });

  test('of a reader that was killed ends by its time, and is swept', async () => {
    const store = await storeWithSet();
    const key = leaseKey('shop', location.id, '000000');
    const until = new Date(NOW.getTime() + HOUR).toISOString();
    await store.create(
      key,
      Buffer.from(JSON.stringify({ set: location.id, tier: 'daily', until, who: 'dead' })),
    );
    const leasedAt = (now: Date) =>
      withIntent(store, 'shop', doomed, at(now, 'pruner'), async (claim) => claim.leased);
    expect(await leasedAt(new Date(NOW.getTime() + HOUR - 1))).toHaveLength(1);
    expect(await leasedAt(new Date(NOW.getTime() + HOUR))).toEqual([]);
    expect(await staleClaims(store, 'shop', NOW)).toEqual([]);
    expect(await staleClaims(store, 'shop', new Date(NOW.getTime() + HOUR))).toEqual([key]);
  });

  test('that cannot be read stops whoever wants to delete', async () => {
    const store = await storeWithSet();
    await store.create(leaseKey('shop', location.id, '000000'), Buffer.from('{}'));
    await expect(
      withIntent(store, 'shop', doomed, at(NOW, 'pruner'), async () => 'deleted'),
    ).rejects.toMatchObject({ code: 'PBA-MANIFEST-INVALID' });
    await expect(readHolds(store, 'shop')).resolves.toEqual(new Map());
  });
});

test('of two pruners of one database at once, at most one goes on', async () => {
  const store = await storeWithSet();
  await withIntent(store, 'shop', doomed, at(NOW, 'first'), async () => {
    await expect(
      withIntent(store, 'shop', doomed, at(NOW, 'second'), async () => 'deleted'),
    ).rejects.toMatchObject({ code: 'PBA-STORE-BUSY', message: expect.stringContaining('first') });
  });
});

const INTERLEAVINGS = 5000;

test(`however the steps of readers and pruners interleave (${INTERLEAVINGS} ways), what is read is never deleted meanwhile`, {
  timeout: 120_000,
}, async () => {
  let both = 0;
  let deletions = 0;
  let readings = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(2), { minLength: 60, maxLength: 60 }), async (turns) => {
      const inner = await storeWithSet();
      const gates: (() => void)[][] = [[], [], []];
      // Every call of an actor waits for its turn; the order of turns is what the property varies.
      const actor = (index: number): RecordingStore =>
        new RecordingStore(inner, () => new Promise<void>((go) => gates[index]?.push(go)));
      const complete = (): boolean =>
        [MANIFEST, 'database.tar', 'roles.sql'].every((name) => inner.objects.has(objectKey(location, name)));
      let reading = 0;
      const read = async (store: RecordingStore): Promise<void> => {
        await withLease(store, location, at(NOW, 'reader'), HOUR, async () => {
          reading += 1;
          readings += 1;
          for (const name of ['database.tar', 'roles.sql']) {
            expect(complete()).toBe(true);
            await store.head(objectKey(location, name));
          }
          expect(complete()).toBe(true);
          reading -= 1;
        });
      };
      const prune = async (store: RecordingStore): Promise<void> => {
        const { sets } = await listVersionedSets(store, 'shop');
        await withIntent(store, 'shop', doomed, at(NOW, 'pruner'), async ({ leased }) => {
          if (leased.length > 0) {
            both += 1;
            return;
          }
          await eraseSets(store, sets);
          expect(reading).toBe(0);
          deletions += 1;
        });
      };
      let running = 3;
      const done = [read(actor(0)), prune(actor(1)), read(actor(2))].map((one) =>
        one
          .catch((error: unknown) => {
            if (!(error instanceof PbaError)) throw error;
          })
          .finally(() => {
            running -= 1;
          }),
      );
      const all = Promise.all(done);
      all.catch(() => {});
      for (let step = 0; running > 0; step += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        const wanted = turns[step % turns.length] ?? 0;
        const ready = [wanted, 0, 1, 2].find((index) => (gates[index]?.length ?? 0) > 0);
        if (ready !== undefined) gates[ready]?.shift()?.();
      }
      await all;
    }),
    { numRuns: INTERLEAVINGS },
  );
  // Otherwise nothing was shown.
  expect(deletions).toBeGreaterThan(100);
  expect(readings).toBeGreaterThan(100);
  expect(both).toBeGreaterThan(100);
});
