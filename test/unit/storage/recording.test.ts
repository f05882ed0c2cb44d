import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../src/errors.ts';
import { MemoryStore } from '../../../src/storage/memory.ts';
import { RecordingStore } from '../../../src/storage/recording.ts';

describe('RecordingStore', () => {
  it('writes every call down in order and passes it on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recording-'));
    try {
      const inner = new MemoryStore();
      const store = new RecordingStore(inner);
      const path = join(folder, 'file');
      await writeFile(path, 'hello');
      await store.check();
      await store.putFile('a/file', {
        path,
        size: 5,
        sha256: createHash('sha256').update('hello').digest('hex'),
      });
      await store.create('a/new', Buffer.from('abc'));
      expect(await store.head('a/new')).toEqual({ key: 'a/new', size: 3 });
      const text: Buffer[] = [];
      for await (const chunk of await store.read('a/file', { start: 1 })) text.push(chunk);
      expect(Buffer.concat(text).toString()).toBe('ello');
      const listed: string[] = [];
      for await (const { key } of store.list('a/')) listed.push(key);
      expect(listed).toEqual(['a/file', 'a/new']);
      expect(await store.folders('')).toEqual(['a']);
      expect(await store.delete(['a/file', 'a/new'])).toEqual({ deleted: ['a/file', 'a/new'], failed: [] });
      expect(await store.sweep('a/', new Date())).toEqual([]);
      await store.close();
      expect(store.calls.map(({ name, key, bytes }) => `${name} ${key} ${bytes}`)).toEqual([
        'check  0',
        'putFile a/file 5',
        'create a/new 3',
        'head a/new 0',
        'read a/file 4',
        'list a/ 0',
        'folders  0',
        'delete a/file\na/new 0',
        'sweep a/ 0',
        'close  0',
      ]);
      expect(inner.objects.size).toBe(0);
      expect([store.kind, store.location]).toEqual(['memory', 'memory:']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('lets a test fail a call before it has an effect', async () => {
    const inner = new MemoryStore();
    const store = new RecordingStore(inner, ({ name, key }) => {
      if (name === 'create' && key === 'b') throw new StoreError('PBA-STORE-FULL', 'no space');
    });
    await store.create('a', Buffer.of());
    await expect(store.create('b', Buffer.of())).rejects.toMatchObject({ code: 'PBA-STORE-FULL' });
    expect([...inner.objects.keys()]).toEqual(['a']);
    expect(store.calls).toHaveLength(2);
  });

  it('passes the failure of a stream on', async () => {
    const controller = new AbortController();
    const inner = new MemoryStore('memory:', controller.signal);
    await inner.create('a', Buffer.alloc(200_000));
    const stream = await new RecordingStore(inner).read('a');
    controller.abort();
    await expect(stream.toArray()).rejects.toMatchObject({ code: 'PBA-CANCELLED' });
  });
});
