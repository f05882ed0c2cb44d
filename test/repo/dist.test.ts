import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionNames, buildDist } from '../../scripts/build.ts';
import { ROOT } from '../../scripts/run-program.ts';
import { PACKED_LIMIT, packedSize } from '../../scripts/size.ts';

const committed = join(ROOT, 'dist');
let built: string;

function files(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1))
    .sort();
}

describe('dist', () => {
  beforeAll(async () => {
    built = mkdtempSync(join(tmpdir(), 'pba-dist-'));
    await buildDist(built);
  });
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  it('has the files that the sources make, and no others', () => {
    expect(files(committed)).toEqual(files(built));
  });

  it('has the bytes that the sources make (otherwise run `npm run build` and commit dist)', () => {
    const different = files(built).filter(
      (file) => !readFileSync(join(built, file)).equals(readFileSync(join(committed, file))),
    );
    expect(different).toEqual([]);
  });

  it('has two stubs for every action', () => {
    const expected = actionNames().flatMap((name) => [`${name}/index.js`, `${name}/post.js`]);
    expect(expected).not.toEqual([]);
    expect(files(committed)).toEqual(expect.arrayContaining(expected));
  });

  it('names no path of the machine it was built on', () => {
    const leaks = files(committed).filter((file) => readFileSync(join(committed, file)).includes(ROOT));
    expect(leaks).toEqual([]);
  });

  it('is small enough to be downloaded by every job', () => {
    expect(packedSize(committed)).toBeLessThan(PACKED_LIMIT);
  });
});
