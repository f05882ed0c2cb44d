import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isAlive } from '../support/alive.ts';
import { startDocker } from '../support/docker.ts';
import { findServerPrograms } from '../support/postgres.ts';
import { importPrograms, PROGRAMS } from './images.ts';

interface Traces {
  readonly directory: string;
  /** Of the daemon, and of a process in a container. */
  readonly pids: readonly number[];
}

function expectTraces(traces: Traces, there: boolean): void {
  expect(existsSync(traces.directory)).toBe(there);
  expect(traces.pids.map(isAlive)).toEqual(traces.pids.map(() => there));
  expect(readFileSync('/proc/mounts', 'utf8').includes(traces.directory)).toBe(there);
}

test('a Docker of the tests is gone when it is stopped, with its containers and mounts', async () => {
  const docker = await startDocker();
  await importPrograms(docker, findServerPrograms().major);
  const id = await docker.run('run', '--detach', '--network=none', PROGRAMS, 'sleep', '600');
  const inside = await docker.run('inspect', '--format', '{{.State.Pid}}', id);
  const traces = { directory: docker.directory, pids: [docker.pid, Number(inside)] };
  expectTraces(traces, true);
  await Promise.all([docker.stop(), docker.stop()]);
  expectTraces(traces, false);
});

test('a Docker of the tests is gone when the process that started it is killed', async () => {
  const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
  const script = `
    const { startDocker } = await import(${module('../support/docker.ts')});
    const { importPrograms, PROGRAMS } = await import(${module('./images.ts')});
    const { findServerPrograms } = await import(${module('../support/postgres.ts')});
    const docker = await startDocker();
    await importPrograms(docker, findServerPrograms().major);
    const id = await docker.run('run', '--detach', '--network=none', PROGRAMS, 'sleep', '600');
    const inside = await docker.run('inspect', '--format', '{{.State.Pid}}', id);
    console.log(JSON.stringify({ directory: docker.directory, pids: [docker.pid, Number(inside)] }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const line = /^\{.*\}$/m;
  for (let waited = 0; !line.test(output) && child.exitCode === null && waited < 100_000; waited += 50) {
    await sleep(50);
  }
  const traces = JSON.parse(line.exec(output)?.[0] ?? '{}') as Traces;
  expectTraces(traces, true);
  child.kill('SIGKILL');
  for (let waited = 0; existsSync(traces.directory) && waited < 60_000; waited += 50) await sleep(50);
  expectTraces(traces, false);
});
