import { MemoryStore } from '../../src/storage/memory.ts';
import { storeContract } from './store.contract.ts';

storeContract(
  'the memory store',
  { atomicCreate: true, byteOrder: true, unfinished: 'never', sweepsByPrefix: true },
  async () => ({
    makeStore: async (signal) => new MemoryStore('memory:contract', signal),
    reopen: async (store) => {
      const again = new MemoryStore(store.location);
      for (const [key, bytes] of (store as MemoryStore).objects) again.objects.set(key, bytes);
      return again;
    },
    plant: async (store, key, bytes) => {
      (store as MemoryStore).objects.set(key, Buffer.from(bytes));
    },
    leaveUnfinished: async () => {},
    countUnfinished: async () => 0,
    broken: [],
    stop: async () => {},
  }),
);
