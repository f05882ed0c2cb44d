import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  parseLeftovers,
  type RecordedLeftover,
  recordLeftover,
  removeLeftovers,
} from '../../../src/runtime/leftovers.ts';
import { isAlive } from '../../support/alive.ts';

let scene: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  scene = await mkdtemp(join(tmpdir(), 'leftovers-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(scene, { recursive: true, force: true });
});

async function startSleeper(script: string, detached = false): Promise<number> {
  const child = spawn('/bin/sh', ['-c', `${script}; echo ready; while :; do sleep 0.1; done`], {
    detached,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child.pid ?? 0;
}

function recorded(leftover: Parameters<typeof recordLeftover>[0]): RecordedLeftover {
  const result = recordLeftover(leftover);
  if (result === undefined) throw new Error('nothing was recorded');
  return result;
}

test('a directory that is still there is removed with all that is in it', async () => {
  const path = join(scene, 'left');
  await mkdir(join(path, 'deep'), { recursive: true });
  await writeFile(join(path, 'deep', 'file'), 'x');
  const leftover = recorded({ kind: 'directory', path });
  const through = parseLeftovers(JSON.stringify([leftover]));
  expect(through).toEqual([leftover]);
  expect(await removeLeftovers(through)).toEqual([
    `The directory ${path} was left behind and has been removed.`,
  ]);
  expect(existsSync(path)).toBe(false);
  expect(await removeLeftovers(through)).toEqual([]);
});

test('what has taken its place is left alone', async () => {
  const path = join(scene, 'left');
  const target = join(scene, 'precious');
  await mkdir(path);
  await mkdir(target);
  const leftover = recorded({ kind: 'directory', path });
  await rm(path, { recursive: true });
  await mkdir(join(scene, 'takes the inode'));
  await mkdir(path);
  expect(await removeLeftovers([leftover])).toEqual([]);
  await rm(path, { recursive: true });
  await symlink(target, path);
  expect(
    await removeLeftovers([
      leftover,
      { ...recorded({ kind: 'directory', path: target }), path } as RecordedLeftover,
    ]),
  ).toEqual([]);
  expect(existsSync(target)).toBe(true);
});

test('a directory that does not exist cannot be remembered', () => {
  expect(() => recordLeftover({ kind: 'directory', path: join(scene, 'none') })).toThrow(
    'cannot be remembered',
  );
});

test('a process is asked to end, then killed', async () => {
  const polite = await startSleeper('true');
  const stubborn = await startSleeper("trap '' TERM");
  const leftovers = [polite, stubborn].map((pid) => recorded({ kind: 'process', pid }));
  const found = await removeLeftovers(leftovers, 300);
  expect(found).toEqual([
    `The process ${polite} (sh) was left behind and has been ended.`,
    `The process ${stubborn} (sh) was left behind and had to be killed.`,
  ]);
  expect([polite, stubborn].map(isAlive)).toEqual([false, false]);
});

test('the first signal is the one that was asked for', async () => {
  const pid = await startSleeper(`trap 'touch ${scene}/quit; exit' QUIT; trap '' TERM`);
  const found = await removeLeftovers([recorded({ kind: 'process', pid, stopSignal: 'SIGQUIT' })], 5_000);
  expect(found).toEqual([`The process ${pid} (sh) was left behind and has been ended.`]);
  expect(existsSync(join(scene, 'quit'))).toBe(true);
});

test('the leader of a group takes its group with it', async () => {
  const pid = await startSleeper(`sleep 300 & echo $! > ${scene}/child; true`, true);
  const grandchild = Number(readFileSync(join(scene, 'child'), 'utf8'));
  expect(isAlive(grandchild)).toBe(true);
  await removeLeftovers([recorded({ kind: 'process', pid })], 300);
  await expect.poll(() => isAlive(grandchild)).toBe(false);
});

test('a process that only has the same number is left alone', async () => {
  const pid = await startSleeper('true');
  const leftover = recorded({ kind: 'process', pid });
  expect(await removeLeftovers([{ ...leftover, startTime: '1' } as RecordedLeftover])).toEqual([]);
  expect(isAlive(pid)).toBe(true);
});

test('a process that has ended needs no remembering', async () => {
  const child = spawn('/bin/true');
  await once(child, 'close');
  expect(recordLeftover({ kind: 'process', pid: child.pid ?? 0 })).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['no list', '{"kind":"directory"}'],
  ['a relative path', '[{"kind":"directory","path":"tmp","inode":"1:2"}]'],
  ['pid 1', '[{"kind":"process","pid":1,"startTime":"2","stopSignal":"SIGTERM"}]'],
  ['a group', '[{"kind":"process","pid":-5,"startTime":"2","stopSignal":"SIGTERM"}]'],
  ['another signal', '[{"kind":"process","pid":5,"startTime":"2","stopSignal":"SIGKILL"}]'],
  ['another kind', '[{"kind":"file","path":"/etc/passwd"}, null, 7]'],
])('state that holds %s is not acted on', (_, json) => expect(parseLeftovers(json)).toEqual([]));
