import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../src/error-codes.ts';
import { CancelledError, IntegrityError, StoreError } from '../../src/errors.ts';
import type { FileToStore, Store, StoredObject, StoredVersion } from '../../src/storage/store.ts';

/** What a store or its server can do; where it cannot, the contract demands less and says what. */
export interface Capabilities {
  /** Of several concurrent creates exactly one succeeds. */
  readonly atomicCreate: boolean;
  /** Listings are in the order of UTF-8 bytes. */
  readonly byteOrder: boolean;
  /** Unfinished uploads can be seen, so that they can be counted and swept. */
  readonly unfinished: 'seen' | 'hidden' | 'never';
  /** `sweep` removes only what lies below the prefix. */
  readonly sweepsByPrefix: boolean;
}

/** One store and the ways to look behind it. */
export interface Subject {
  /** A new, empty store. The contract closes it. */
  makeStore(signal?: AbortSignal): Promise<Store>;
  /** The same store again, as a later run would open it. */
  reopen(store: Store): Promise<Store>;
  /** Puts an object there without the store, as fast as possible. */
  plant(store: Store, key: string, bytes: Uint8Array): Promise<void>;
  /** Leaves behind what a killed run leaves: an upload that was begun, a temporary file. */
  leaveUnfinished(store: Store, key: string): Promise<void>;
  countUnfinished(store: Store): Promise<number>;
  /** Stores that cannot work, and the error `check` must give. */
  readonly broken: readonly {
    readonly title: string;
    readonly code: ErrorCode;
    /** What no message may contain. */
    readonly secret?: string;
    open(): Promise<Store>;
  }[];
  stop(): Promise<void>;
}

const MIB = 1024 * 1024;
const ODD_KEYS = [
  'with space/a b.txt',
  'percent%20sign/100%.txt',
  'plus+plus/1+1=2',
  'markup/<a>&amp;"b"\'c\'',
  'ünïcödé/日本語/😀.json',
  'a.b/..c',
  '.hidden/.file',
  'tilde~/!*()',
  'signs/;:@=,$',
  'hash#/what?x=1',
  'case/A',
  'case/a',
  'trailing./dots...',
];

/** Runs every promise of `Store` against one kind of store. */
export function storeContract(name: string, capabilities: Capabilities, begin: () => Promise<Subject>): void {
  describe(`${name} keeps the store contract`, () => {
    let subject: Subject;
    let folder: string;
    const opened: Store[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'store-contract-'));
      subject = await begin();
    }, 60_000);
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
    });
    afterAll(async () => {
      await subject?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    const make = async (signal?: AbortSignal): Promise<Store> => {
      const store = await subject.makeStore(signal);
      opened.push(store);
      return store;
    };
    const makeFile = async (size: number): Promise<FileToStore> => {
      const bytes = randomBytes(size);
      const path = join(folder, `${size}-${randomBytes(6).toString('hex')}`);
      await writeFile(path, bytes);
      return { path, size, sha256: createHash('sha256').update(bytes).digest('hex') };
    };
    const plantAll = async (store: Store, keys: readonly string[]): Promise<void> => {
      for (let start = 0; start < keys.length; start += 32) {
        await Promise.all(
          keys.slice(start, start + 32).map((key) => subject.plant(store, key, Buffer.from(key))),
        );
      }
    };

    it('passes its check and starts empty', async () => {
      const store = await make();
      await store.check();
      expect(await listed(store, '')).toEqual([]);
      expect(await store.folders('')).toEqual([]);
    });

    it.each([0, 1, 8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 20 * MIB + 3])(
      'stores and returns a file of %i bytes',
      async (size) => {
        const store = await make();
        await store.check();
        const file = await makeFile(size);
        const progress: number[] = [];
        await store.putFile('set/database.tar', file, { onProgress: (bytes) => progress.push(bytes) });
        expect(await store.head('set/database.tar')).toEqual({ key: 'set/database.tar', size });
        expect(await hashOf(await store.read('set/database.tar'))).toBe(file.sha256);
        expect(await listed(store, '')).toEqual([{ key: 'set/database.tar', size }]);
        expect(progress).toEqual([...progress].sort((a, b) => a - b));
        expect(progress.at(-1) ?? 0).toBe(size);
        expect(await subject.countUnfinished(store)).toBe(0);
      },
    );

    it('replaces what an earlier run left under the key of a file', async () => {
      const store = await make();
      await store.check();
      await store.putFile('set/database.tar', await makeFile(1000));
      const file = await makeFile(2000);
      await store.putFile('set/database.tar', file);
      await store.putFile('set/database.tar', file);
      expect(await hashOf(await store.read('set/database.tar'))).toBe(file.sha256);
      expect(await subject.countUnfinished(store)).toBe(0);
    });

    it.each([100, 20 * MIB])(
      'refuses a file of %i bytes that is not the recorded one, and leaves nothing',
      async (size) => {
        const store = await make();
        await store.check();
        const file = await makeFile(size);
        const wrong = createHash('sha256').update('something else').digest('hex');
        for (const recorded of [
          { ...file, sha256: wrong },
          { ...file, size: size - 1 },
          { ...file, size: size + 1 },
        ]) {
          const error = await failure(store.putFile('set/database.tar', recorded));
          expect(error).toBeInstanceOf(IntegrityError);
          expect(error).toMatchObject({ code: 'PBA-OBJECT-DAMAGED' });
        }
        expect(await listed(store, '')).toEqual([]);
        expect(await subject.countUnfinished(store)).toBe(0);
      },
    );

    // S3Subject copies everything above 5 MiB in parts.
    it.each([10, 12 * MIB])('copies an object of %i bytes to another key, and replaces one', async (size) => {
      const store = await make();
      await store.check();
      const file = await makeFile(size);
      const [from, to] = ['daily/with space/ü+%20.tar', 'weekly/with space/ü+%20.tar'];
      await store.putFile(from, file);
      await store.putFile(to, await makeFile(size + 1));
      await store.copy(from, to, file);
      expect(await hashOf(await store.read(to))).toBe(file.sha256);
      expect(await store.delete([from])).toMatchObject({ failed: [] });
      expect(await hashOf(await store.read(to))).toBe(file.sha256);
      expect(await listed(store, '')).toEqual([{ key: to, size }]);
      expect(await subject.countUnfinished(store)).toBe(0);
    });

    it('copies nothing that is not what it should be', async () => {
      const store = await make();
      await store.check();
      const file = await makeFile(1000);
      await store.putFile('a', file);
      const sha256 = createHash('sha256').update('something else').digest('hex');
      for (const wrong of [
        { ...file, sha256 },
        { ...file, size: 999 },
      ])
        expect(await failure(store.copy('a', 'b', wrong))).toMatchObject({ code: 'PBA-OBJECT-DAMAGED' });
      expect(await failure(store.copy('absent', 'b', file))).toMatchObject({ code: 'PBA-STORE-NOT-FOUND' });
      expect(await keysOf(store, '')).toEqual(['a']);
    });

    it('gives every object as a version, and deletes it as one', async () => {
      const store = await make();
      await store.check();
      await store.create('a/one', Buffer.from('1'));
      await store.create('a/two', Buffer.from('22'));
      await store.create('b/three', Buffer.from('333'));
      const versions: StoredVersion[] = [];
      for await (const version of store.versions('a/')) versions.push(version);
      expect(versions.map(({ key, size, latest, marker }) => ({ key, size, latest, marker }))).toEqual([
        { key: 'a/one', size: 1, latest: true, marker: false },
        { key: 'a/two', size: 2, latest: true, marker: false },
      ]);
      const outcome = await store.deleteVersions(versions.slice(0, 1));
      expect(outcome).toMatchObject({ deleted: [{ key: 'a/one' }], failed: [], locked: [] });
      expect(await keysOf(store, '')).toEqual(['a/two', 'b/three']);
    });

    it('has no protection that nobody asked for', async () => {
      const store = await make();
      await store.check();
      await store.create('a', Buffer.from('a'));
      expect(await store.protection('a')).toEqual({ lock: undefined, legalHold: false });
    });

    it('reports a file that is missing', async () => {
      const store = await make();
      await store.check();
      const error = await failure(store.putFile('a', { path: join(folder, 'absent'), size: 1, sha256: '0' }));
      expect(error).toMatchObject({ code: 'PBA-STORE-FAILED' });
      expect(error).toBeInstanceOf(StoreError);
    });

    it('stores, lists, reads and deletes keys with odd characters', async () => {
      const store = await make();
      await store.check();
      const file = await makeFile(10);
      for (const [index, key] of ODD_KEYS.entries()) {
        if (index % 2 === 0) await store.create(key, Buffer.from(key));
        else await store.putFile(key, file);
      }
      expect(new Set(await keysOf(store, ''))).toEqual(new Set(ODD_KEYS));
      for (const [index, key] of ODD_KEYS.entries()) {
        expect(await hashOf(await store.read(key))).toBe(
          index % 2 === 0 ? sha256(Buffer.from(key)) : file.sha256,
        );
        const parent = key.slice(0, key.lastIndexOf('/') + 1);
        expect(await keysOf(store, parent)).toContain(key);
      }
      expect(await store.delete(ODD_KEYS)).toEqual({ deleted: ODD_KEYS, failed: [] });
      expect(await keysOf(store, '')).toEqual([]);
    });

    it.each([
      '',
      '/a',
      'a/',
      'a//b',
      '..',
      'a/../b',
      './a',
      'a\\b',
      'a\0b',
      'a\nb',
      '.tmp/a',
      `${'x'.repeat(256)}/a`,
    ])('refuses %j as a key', async (key) => {
      const store = await make();
      await store.check();
      const file = await makeFile(1);
      for (const attempt of [
        store.head(key),
        store.read(key),
        store.create(key, Buffer.of(1)),
        store.putFile(key, file),
      ]) {
        expect(await failure(attempt)).toBeInstanceOf(StoreError);
      }
      const { deleted, failed } = await store.delete([key]);
      expect(deleted).toEqual([]);
      expect(failed).toMatchObject([{ key }]);
      expect(await listed(store, '')).toEqual([]);
    });

    it('creates an object only when it is new', async () => {
      const store = await make();
      await store.check();
      await store.create('set/manifest.json', Buffer.from('{"a":1}'));
      for (const body of ['{"a":1}', '{"b":2}']) {
        const error = await failure(store.create('set/manifest.json', Buffer.from(body)));
        expect(error).toBeInstanceOf(StoreError);
        expect(error).toMatchObject({ code: 'PBA-STORE-EXISTS' });
      }
      expect(await textOf(await store.read('set/manifest.json'))).toBe('{"a":1}');
      await store.create('set/empty', Buffer.of());
      expect(await store.head('set/empty')).toEqual({ key: 'set/empty', size: 0 });
      await store.putFile('set/file', await makeFile(5));
      expect(await failure(store.create('set/file', Buffer.from('x')))).toMatchObject({
        code: 'PBA-STORE-EXISTS',
      });
      await store.delete(['set/manifest.json']);
      await store.create('set/manifest.json', Buffer.from('{"c":3}'));
      expect(await textOf(await store.read('set/manifest.json'))).toBe('{"c":3}');
      expect(await subject.countUnfinished(store)).toBe(0);
    });

    it(
      capabilities.atomicCreate
        ? 'lets one of several creates win'
        : 'leaves one whole object after several creates',
      async () => {
        const store = await make();
        await store.check();
        for (let round = 0; round < 10; round++) {
          const key = `set/${round}.json`;
          const bodies = ['first', 'second', 'third'].map((who) => `${who} of round ${round}`);
          const results = await Promise.allSettled(
            bodies.map((body) => store.create(key, Buffer.from(body))),
          );
          const winners = bodies.filter((_, index) => results[index]?.status === 'fulfilled');
          const stored = await textOf(await store.read(key));
          expect(bodies).toContain(stored);
          if (!capabilities.atomicCreate) continue;
          expect(winners).toEqual([stored]);
          for (const result of results) {
            if (result.status === 'rejected')
              expect(result.reason).toMatchObject({ code: 'PBA-STORE-EXISTS' });
          }
        }
      },
    );

    it('lists 1,100 keys, each once and in order', async () => {
      const store = await make();
      await store.check();
      const keys = Array.from(
        { length: 1100 },
        (_, index) => `many/${String(index).padStart(4, '0')}/manifest.json`,
      );
      await plantAll(store, [...keys].reverse());
      expect(await keysOf(store, '')).toEqual(keys);
      expect(await keysOf(store, 'many/')).toEqual(keys);
      expect(await keysOf(store, 'many/0007/')).toEqual(['many/0007/manifest.json']);
      expect(await store.folders('many/')).toEqual(keys.map((key) => key.slice(5, 9)));
      const outcome = await store.delete(keys);
      expect(new Set(outcome.deleted)).toEqual(new Set(keys));
      expect(outcome.failed).toEqual([]);
      expect(await keysOf(store, '')).toEqual([]);
    }, 60_000);

    it(capabilities.byteOrder ? 'lists in the order of UTF-8 bytes' : 'lists every key once', async () => {
      const store = await make();
      await store.check();
      const keys = [
        'A',
        'B/c',
        'Z',
        'a-b',
        'a.b',
        'a/b',
        'a/c/d',
        'a0',
        'aB',
        'ab',
        'z',
        'é',
        '\ufffd',
        '\u{10000}',
      ];
      await plantAll(store, [...keys].reverse());
      const seen = await keysOf(store, '');
      expect(capabilities.byteOrder ? seen : [...seen].sort(byBytes)).toEqual(keys);
      expect(await store.folders('')).toEqual(['B', 'a']);
    });

    it('takes prefixes exactly', async () => {
      const store = await make();
      await store.check();
      await plantAll(store, [
        'app/daily/1',
        'app/weekly/2',
        'app/x',
        'app_staging/daily/3',
        'app-old/daily/6',
        'ap/4',
        'app.json',
        'apps/5',
      ]);
      expect(await keysOf(store, 'app/')).toEqual(['app/daily/1', 'app/weekly/2', 'app/x']);
      expect(await keysOf(store, 'app/daily/')).toEqual(['app/daily/1']);
      expect(await keysOf(store, 'nothing/')).toEqual([]);
      expect(await store.folders('')).toEqual(['ap', 'app', 'app-old', 'app_staging', 'apps']);
      expect(await store.folders('app/')).toEqual(['daily', 'weekly']);
      expect(await store.folders('app/daily/')).toEqual([]);
      expect(await store.folders('nothing/')).toEqual([]);
      expect(await failure(keysOf(store, 'app'))).toBeInstanceOf(StoreError);
      expect(await failure(keysOf(store, '../'))).toBeInstanceOf(StoreError);
      expect(await failure(store.folders('app'))).toBeInstanceOf(StoreError);
    });

    it('reads from a byte on', async () => {
      const store = await make();
      await store.check();
      await store.create('digits', Buffer.from('0123456789'));
      expect(await textOf(await store.read('digits', { start: 0 }))).toBe('0123456789');
      expect(await textOf(await store.read('digits', { start: 4 }))).toBe('456789');
      expect(await textOf(await store.read('digits', { start: 9 }))).toBe('9');
      expect(await textOf(await store.read('digits', { start: 10 }))).toBe('');
      expect(await failure(store.read('digits', { start: 11 }))).toBeInstanceOf(StoreError);
      await store.create('empty', Buffer.of());
      expect(await textOf(await store.read('empty', { start: 0 }))).toBe('');
      await store.putFile('large', await makeFile(9 * MIB));
      const tail = await collect(await store.read('large', { start: 9 * MIB - 3 }));
      expect(tail).toHaveLength(3);
    });

    it('lets a reader leave early', async () => {
      const store = await make();
      await store.check();
      await store.putFile('large', await makeFile(20 * MIB));
      (await store.read('large')).destroy();
      for await (const chunk of await store.read('large')) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
      expect(await store.head('large')).toMatchObject({ size: 20 * MIB });
    });

    it('says what is not there', async () => {
      const store = await make();
      await store.check();
      await subject.plant(store, 'set/there', Buffer.from('x'));
      for (const key of ['absent', 'set', 'set/absent', 'set/there/below']) {
        expect(await store.head(key)).toBeUndefined();
        const error = await failure(store.read(key));
        expect(error).toBeInstanceOf(StoreError);
        expect(error).toMatchObject({ code: 'PBA-STORE-NOT-FOUND' });
        expect((error as Error).message).toContain(key);
      }
    });

    it('deletes what is there and what is not', async () => {
      const store = await make();
      await store.check();
      await plantAll(store, ['a/1', 'a/2', 'b/1']);
      expect(await store.delete(['a/1', 'absent', 'a/1/x'])).toEqual({
        deleted: ['a/1', 'absent', 'a/1/x'],
        failed: [],
      });
      expect(await store.delete(['a/1'])).toEqual({ deleted: ['a/1'], failed: [] });
      expect(await store.delete([])).toEqual({ deleted: [], failed: [] });
      expect(await keysOf(store, '')).toEqual(['a/2', 'b/1']);
      await store.delete(['a/2']);
      expect(await store.folders('')).toEqual(['b']);
      const mixed = await store.delete(['b/1', '../escape']);
      expect(mixed.deleted).toEqual(['b/1']);
      expect(mixed.failed).toMatchObject([{ key: '../escape' }]);
    });

    it('sweeps what killed runs left, and nothing else', async () => {
      const store = await make();
      await store.check();
      await store.create('app/kept', Buffer.from('x'));
      const hourAgo = new Date(Date.now() - 3_600_000);
      const inAnHour = new Date(Date.now() + 3_600_000);
      if (capabilities.unfinished !== 'never') {
        await subject.leaveUnfinished(store, 'app/left');
        await subject.leaveUnfinished(store, 'app_staging/left');
      }
      expect(await keysOf(store, '')).toEqual(['app/kept']);
      expect(await store.folders('')).toEqual(['app']);
      expect(await store.sweep('', hourAgo)).toEqual([]);
      if (capabilities.unfinished === 'seen') expect(await subject.countUnfinished(store)).toBe(2);
      const swept = [await store.sweep('app/', inAnHour), await store.sweep('', inAnHour)].map(
        (keys) => keys.length,
      );
      if (capabilities.unfinished === 'seen')
        expect(swept).toEqual(capabilities.sweepsByPrefix ? [1, 1] : [2, 0]);
      else expect(swept).toEqual([0, 0]);
      expect(await subject.countUnfinished(store)).toBe(0);
      expect(await keysOf(store, '')).toEqual(['app/kept']);
    });

    it.each([8 * MIB, 20 * MIB])(
      'leaves nothing of an upload of %i bytes that was cancelled',
      async (size) => {
        const controller = new AbortController();
        const store = await make(controller.signal);
        await store.check();
        const file = await makeFile(size);
        const started = Date.now();
        const error = await failure(
          store.putFile('set/database.tar', file, { onProgress: () => controller.abort() }),
        );
        expect(error).toBeInstanceOf(CancelledError);
        expect(Date.now() - started).toBeLessThan(5000);
        const later = await subject.reopen(store);
        opened.push(later);
        expect(await listed(later, '')).toEqual([]);
        expect(await subject.countUnfinished(later)).toBe(0);
      },
    );

    it('does nothing once it was cancelled', async () => {
      const controller = new AbortController();
      const store = await make(controller.signal);
      await store.check();
      await store.create('there', Buffer.from('x'));
      await store.putFile('large', await makeFile(20 * MIB));
      const reading = await store.read('large');
      controller.abort();
      expect(await failure(collect(reading))).toBeInstanceOf(CancelledError);
      const file = await makeFile(1);
      for (const attempt of [
        () => store.check(),
        () => listed(store, ''),
        () => store.folders(''),
        () => store.head('there'),
        () => store.read('there'),
        () => store.putFile('new', file),
        () => store.create('new', Buffer.of(1)),
        () => store.delete(['there']),
        () => store.sweep('', new Date()),
      ]) {
        expect(await failure(attempt())).toBeInstanceOf(CancelledError);
      }
      const later = await subject.reopen(store);
      opened.push(later);
      expect(await keysOf(later, '')).toEqual(['large', 'there']);
      // Only what the run itself wrote can still be taken back.
      expect(await store.takeBack(['large', 'no/such'])).toEqual({
        deleted: ['large', 'no/such'],
        failed: [],
      });
      const last = await subject.reopen(store);
      opened.push(last);
      expect(await keysOf(last, '')).toEqual(['there']);
    });

    it('says why it cannot work', async () => {
      for (const { title, code, secret, open } of subject.broken) {
        const store = await open();
        opened.push(store);
        const error = await failure(store.check());
        expect(error, title).toBeInstanceOf(StoreError);
        expect(error, title).toMatchObject({ code });
        const { message, hint } = error as StoreError;
        expect(message, title).toContain(store.location);
        expect(hint, title).toBeTypeOf('string');
        if (secret !== undefined) expect(`${message} ${hint}`).not.toContain(secret);
      }
    }, 30_000);
  });
}

async function listed(store: Store, prefix: string): Promise<StoredObject[]> {
  const objects: StoredObject[] = [];
  for await (const object of store.list(prefix)) objects.push(object);
  return objects;
}

async function keysOf(store: Store, prefix: string): Promise<string[]> {
  return (await listed(store, prefix)).map((object) => object.key);
}

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function textOf(stream: Readable): Promise<string> {
  return (await collect(stream)).toString();
}

async function hashOf(stream: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What a promise rejects with; a promise that does not reject fails the test. */
async function failure(attempt: Promise<unknown>): Promise<unknown> {
  try {
    await attempt;
  } catch (error) {
    return error;
  }
  throw new Error('This should have failed.');
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
