import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openStore } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import { silentLog } from '../support/silent-log.ts';
import { storeContract } from './store.contract.ts';

storeContract(
  'the directory store',
  { atomicCreate: true, byteOrder: true, unfinished: 'seen', sweepsByPrefix: false },
  async () => {
    const base = await mkdtemp(join(tmpdir(), 'directory-store-'));
    const open = (root: string, signal = new AbortController().signal): Promise<Store> =>
      openStore(root, { s3: {}, signal, log: silentLog });
    const temporary = (store: Store): string => join(store.location, '.tmp');
    let made = 0;
    return {
      makeStore: (signal) => open(join(base, `store ${++made}`, 'backups'), signal),
      reopen: (store) => open(store.location),
      plant: async (store, key, bytes) => {
        await mkdir(dirname(join(store.location, key)), { recursive: true });
        await writeFile(join(store.location, key), bytes);
      },
      leaveUnfinished: async (store, key) => {
        await mkdir(temporary(store), { recursive: true });
        await writeFile(join(temporary(store), encodeURIComponent(key)), 'part');
      },
      countUnfinished: async (store) => (await readdir(temporary(store)).catch(() => [])).length,
      broken: [
        {
          title: 'a file in the place of the directory',
          code: 'PBA-STORE-FAILED',
          open: async () => {
            await writeFile(join(base, 'file'), '');
            return await open(join(base, 'file'));
          },
        },
        {
          title: 'a file in the place of a directory above',
          code: 'PBA-STORE-FAILED',
          open: async () => {
            await writeFile(join(base, 'file'), '');
            return await open(join(base, 'file', 'below'));
          },
        },
      ],
      stop: () => rm(base, { recursive: true, force: true }),
    };
  },
);
