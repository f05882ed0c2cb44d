import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { IntegrityError, StoreError } from '../../../src/errors.ts';
import { packDirectory, unpackDirectory } from '../../../src/streams/tar.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tar-test-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function makeDump(): Promise<string> {
  const path = join(directory, 'dump');
  await mkdir(path);
  await writeFile(join(path, 'toc.dat'), 'table of contents');
  await writeFile(join(path, '12.dat.gz'), Buffer.alloc(3_000_000, 7));
  await writeFile(join(path, '3.dat'), '');
  await writeFile(join(path, 'blob_16400.dat.zst'), 'x');
  return path;
}

async function tarOf(
  members: readonly { name: string; body: string; type?: 'file' | 'symlink' }[],
): Promise<Buffer> {
  const tar = pack();
  for (const { name, body, type } of members) {
    if (type === 'symlink') tar.entry({ name, type, linkname: '/etc/passwd' });
    else tar.entry({ name }, body);
  }
  tar.finalize();
  return buffer(tar as unknown as Readable);
}

describe('packing a dump directory', () => {
  test('and unpacking it gives the same files', async () => {
    const dump = await makeDump();
    const names = await unpackDirectory(packDirectory(dump, { consume: false }), join(directory, 'copy'));
    expect(names).toEqual(['toc.dat', '12.dat.gz', '3.dat', 'blob_16400.dat.zst']);
    for (const name of names)
      expect(await readFile(join(directory, 'copy', name))).toEqual(await readFile(join(dump, name)));
  });

  test('gives the same bytes each time', async () => {
    const dump = await makeDump();
    const first = await buffer(packDirectory(dump, { consume: false }));
    expect(await buffer(packDirectory(dump, { consume: false }))).toEqual(first);
  });

  test('deletes what it has packed when asked to', async () => {
    const dump = await makeDump();
    await buffer(packDirectory(dump, { consume: true }));
    expect(await readdir(dump)).toEqual([]);
  });

  test('fails on a file that pg_dump does not write', async () => {
    const dump = await makeDump();
    await writeFile(join(dump, 'core'), '');
    await expect(buffer(packDirectory(dump, { consume: false }))).rejects.toThrow('core');
  });
});

describe('unpacking refuses', () => {
  const refused = async (bytes: Buffer): Promise<unknown> =>
    unpackDirectory(Readable.from([bytes]), join(directory, 'copy')).then(
      () => undefined,
      (error: unknown) => error,
    );

  test.each(['../toc.dat', '/etc/cron.d/x', 'a/b.dat', 'toc.dat.exe'])('the name %s', async (name) => {
    const error = await refused(await tarOf([{ name, body: 'x' }]));
    expect(error).toBeInstanceOf(IntegrityError);
    expect(await readdir(join(directory, 'copy'))).toEqual([]);
  });

  test('links', async () => {
    expect(await refused(await tarOf([{ name: 'toc.dat', body: '', type: 'symlink' }]))).toBeInstanceOf(
      IntegrityError,
    );
  });

  test('a member that stands twice', async () => {
    expect(
      await refused(
        await tarOf([
          { name: 'toc.dat', body: 'a' },
          { name: 'toc.dat', body: 'b' },
        ]),
      ),
    ).toMatchObject({
      code: 'PBA-ARCHIVE-DAMAGED',
    });
  });

  test('a tar without a table of contents', async () => {
    expect(await refused(await tarOf([{ name: '1.dat', body: 'a' }]))).toMatchObject({
      code: 'PBA-ARCHIVE-DAMAGED',
    });
  });

  // A cut exactly between two members looks like an end; that nothing is missing is what size and SHA-256 are for.
  test.each([1, 511, 513, 700, 1_000_000])('a tar that was cut after %i bytes', async (at) => {
    const whole = await buffer(packDirectory(await makeDump(), { consume: false }));
    expect(await refused(whole.subarray(0, at))).toMatchObject({ code: 'PBA-ARCHIVE-DAMAGED' });
  });

  test('nothing, but passes on why its source failed', async () => {
    const broken = new StoreError('PBA-STORE-FAILED', 'the connection was reset');
    const source = Readable.from(
      (async function* () {
        yield (await tarOf([{ name: 'toc.dat', body: 'x'.repeat(5000) }])).subarray(0, 2000);
        throw broken;
      })(),
    );
    await expect(unpackDirectory(source, join(directory, 'copy'))).rejects.toBe(broken);
  });
});
