import { createHash } from 'node:crypto';
import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DirectoryStore } from '../../../src/storage/directory.ts';
import type { FileToStore } from '../../../src/storage/store.ts';

describe('DirectoryStore', () => {
  let base: string;
  let root: string;
  let store: DirectoryStore;

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'directory-unit-'));
    root = join(base, 'deep', 'store');
    store = new DirectoryStore(root, new AbortController().signal);
    await store.check();
  });
  afterEach(async () => {
    await rm(base, { recursive: true, force: true });
  });

  const makeFile = async (text: string, mode: number): Promise<FileToStore> => {
    const path = join(base, `staged-${text}`);
    await writeFile(path, text);
    await chmod(path, mode);
    return { path, size: text.length, sha256: createHash('sha256').update(text).digest('hex') };
  };
  const keys = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const { key } of store.list('')) found.push(key);
    return found;
  };

  it('makes private directories and files', async () => {
    await store.putFile('a/b/linked', await makeFile('linked', 0o600));
    await store.putFile('a/b/copied', await makeFile('copied', 0o644));
    await store.create('a/c/created', Buffer.from('x'));
    const modes = await Promise.all(
      [root, join(root, 'a'), join(root, 'a/b'), join(root, '.tmp'), join(root, 'a/c')].map(
        async (path) => (await stat(path)).mode & 0o777,
      ),
    );
    expect(modes).toEqual([0o700, 0o700, 0o700, 0o700, 0o700]);
    for (const file of ['a/b/linked', 'a/b/copied', 'a/c/created']) {
      expect((await stat(join(root, file))).mode & 0o777).toBe(0o600);
    }
  });

  it('links a private file of its own and copies any other', async () => {
    const ours = await makeFile('private', 0o600);
    await store.putFile('linked', ours);
    expect((await stat(join(root, 'linked'))).ino).toBe((await stat(ours.path)).ino);
    const open = await makeFile('readable by others', 0o640);
    await store.putFile('copied', open);
    expect((await stat(join(root, 'copied'))).ino).not.toBe((await stat(open.path)).ino);
    await rm(ours.path);
    expect(await readFile(join(root, 'linked'), 'utf8')).toBe('private');
  });

  it('leaves no second name when the same file is stored twice under one key', async () => {
    const file = await makeFile('same', 0o600);
    await store.putFile('key', file);
    await store.putFile('key', file);
    expect(await readdir(join(root, '.tmp'))).toEqual([]);
    expect(await readFile(join(root, 'key'), 'utf8')).toBe('same');
  });

  it('keeps what was there when a new file is not the recorded one', async () => {
    await store.putFile('key', await makeFile('good', 0o600));
    const wrong = { ...(await makeFile('evil', 0o600)), sha256: (await makeFile('good', 0o600)).sha256 };
    await expect(store.putFile('key', wrong)).rejects.toMatchObject({ code: 'PBA-OBJECT-DAMAGED' });
    expect(await readFile(join(root, 'key'), 'utf8')).toBe('good');
    expect(await readdir(join(root, '.tmp'))).toEqual([]);
  });

  it('does not follow symbolic links', async () => {
    const outside = join(base, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'secret'), 'secret');
    await mkdir(join(root, 'a'));
    await symlink(outside, join(root, 'a', 'folder'));
    await symlink(join(outside, 'secret'), join(root, 'a', 'file'));
    expect(await keys()).toEqual([]);
    expect(await store.folders('a/')).toEqual([]);
    expect(await store.head('a/file')).toBeUndefined();
    expect(await store.head('a/folder/secret')).toBeUndefined();
    await expect(store.read('a/folder/secret')).rejects.toMatchObject({ code: 'PBA-STORE-NOT-FOUND' });
    await expect(store.read('a/file')).rejects.toMatchObject({ code: 'PBA-STORE-FAILED' });
    await expect(store.create('a/folder/new', Buffer.of())).rejects.toMatchObject({
      code: 'PBA-STORE-FAILED',
    });
    await expect(store.create('a/file', Buffer.of())).rejects.toMatchObject({ code: 'PBA-STORE-EXISTS' });
    await store.delete(['a/folder/secret']);
    await store.putFile('a/file', await makeFile('new', 0o600));
    expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('secret');
    expect(await readdir(outside)).toEqual(['secret']);
    expect(await readFile(join(root, 'a', 'file'), 'utf8')).toBe('new');
  });

  it('refuses to work through a link in the place of its temporary folder', async () => {
    await symlink(base, join(root, '.tmp'));
    await expect(store.create('a', Buffer.of())).rejects.toMatchObject({ code: 'PBA-STORE-FAILED' });
    expect(await store.sweep('', new Date(Date.now() + 3_600_000))).toEqual([]);
  });

  it('tells a missing directory from an empty store', async () => {
    await rm(root, { recursive: true });
    const file = await makeFile('x', 0o600);
    for (const attempt of [
      () => keys(),
      () => store.folders(''),
      () => store.head('a'),
      () => store.read('a'),
      () => store.putFile('a', file),
      () => store.create('a', Buffer.of()),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'PBA-STORE-UNREACHABLE' });
    }
    expect(await store.delete(['a'])).toMatchObject({ deleted: [], failed: [{ key: 'a' }] });
  });

  it('hides what is not an object', async () => {
    await mkdir(join(root, 'lost+found'));
    await writeFile(join(root, 'lost+found', '#123'), '');
    await mkdir(join(root, 'empty', 'nested'), { recursive: true });
    await store.create('a', Buffer.of());
    expect(await keys()).toEqual(['a']);
    expect(await store.folders('')).toEqual([]);
    expect(await readdir(join(root, '.tmp'))).toEqual([]);
  });

  it('removes emptied directories, and never its root', async () => {
    await store.create('a/b/c/1', Buffer.of());
    await store.create('a/2', Buffer.of());
    await store.delete(['a/b/c/1']);
    expect(await readdir(join(root, 'a'))).toEqual(['2']);
    await store.delete(['a/2']);
    expect(await readdir(root)).toEqual(['.tmp']);
  });

  it('says why an entry could not be deleted', async () => {
    await store.create('a/b/1', Buffer.of());
    const { deleted, failed } = await store.delete(['a/b', 'a/b/1']);
    expect(deleted).toEqual(['a/b/1']);
    expect(failed).toMatchObject([{ key: 'a/b', reason: expect.stringContaining('a/b') }]);
  });

  it('sweeps by the time a file came to .tmp, not by its own', async () => {
    const file = await makeFile('old dump', 0o600);
    const longAgo = new Date(Date.now() - 30 * 86_400_000);
    await utimes(file.path, longAgo, longAgo);
    await store.create('a', Buffer.of());
    await link(file.path, join(root, '.tmp', 'linked-just-now'));
    expect(await store.sweep('', new Date(Date.now() - 60_000))).toEqual([]);
    expect(await store.sweep('', new Date(Date.now() + 60_000))).toEqual(['.tmp/linked-just-now']);
    expect(await readFile(file.path, 'utf8')).toBe('old dump');
  });

  it('survives deletions beside it', async () => {
    const rounds = Array.from({ length: 40 }, (_, index) => index);
    await Promise.all(
      rounds.map(async (round) => {
        await store.create(`shared/folder/${round}`, Buffer.from(String(round)));
        await store.delete([`shared/folder/${round}`]);
      }),
    );
    expect(await keys()).toEqual([]);
  });

  it('reports a file in the place of a directory', async () => {
    await writeFile(join(root, 'a'), '');
    await expect(store.create('a/b', Buffer.of())).rejects.toMatchObject({
      code: 'PBA-STORE-FAILED',
      hint: expect.stringContaining('of its own'),
    });
  });
});
