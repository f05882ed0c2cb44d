import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writtenSoFar } from '../../../src/postgres/dump.ts';

test('a dump in a directory gets on with every file and every byte, and not without', async () => {
  const path = await mkdtemp(join(tmpdir(), 'pba-written-'));
  onTestFinished(() => rm(path, { recursive: true }));
  const written = writtenSoFar({ path, format: 'directory' });
  const seen = [await written()];
  await writeFile(join(path, '1.dat'), '');
  seen.push(await written());
  await appendFile(join(path, '1.dat'), 'row');
  seen.push(await written());
  await writeFile(join(path, '2.dat'), 'row');
  seen.push(await written());
  expect(new Set(seen).size).toBe(seen.length);
  // Once more, because the second file was seen, but not yet its size.
  const settled = [await written(), await written(), await written()];
  expect(new Set(settled).size).toBe(1);
});
