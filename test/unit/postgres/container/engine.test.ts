import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/errors.ts';
import { explainEngine, findEngine, reasonOf, runEngine } from '../../../../src/postgres/container/engine.ts';
import type { Exit } from '../../../../src/process.ts';

const signal = new AbortController().signal;
const failed = (stderr: string, exitCode = 1): Exit => ({ exitCode, signal: null, stderr });

describe('finding the engine', () => {
  let both: string;
  let podman: string;
  beforeAll(async () => {
    both = await mkdtemp('/tmp/pba-engines-');
    podman = await mkdtemp('/tmp/pba-engines-');
    for (const file of [join(both, 'docker'), join(both, 'podman'), join(podman, 'podman')]) {
      await writeFile(file, '#!/bin/sh\nenv | cut -d= -f1 | grep -v ^_ | sort\n');
      await chmod(file, 0o755);
    }
    await writeFile(join(podman, 'docker'), 'not a program');
  });
  afterAll(() => Promise.all([both, podman].map((directory) => rm(directory, { recursive: true }))));

  test('docker is preferred, podman is enough, and a wish is kept', async () => {
    expect(await findEngine({ PATH: both })).toMatchObject({ name: 'docker', program: join(both, 'docker') });
    expect(await findEngine({ PATH: podman })).toMatchObject({ name: 'podman' });
    expect(await findEngine({ PATH: `${podman}:${both}` }, 'docker')).toMatchObject({
      program: join(both, 'docker'),
    });
    expect(await findEngine({ PATH: `relative:${both}` }, 'podman')).toMatchObject({
      program: join(both, 'podman'),
    });
  });

  test('without one there is an error that names what to install', async () => {
    await expect(findEngine({ PATH: podman }, 'docker')).rejects.toMatchObject({
      code: 'PBA-TOOL-MISSING',
      message: 'No container engine is installed: no docker on PATH.',
      hint: expect.stringContaining('apt-get install docker.io'),
    });
    await expect(findEngine({})).rejects.toThrow('no docker and no podman on PATH');
  });

  test('the engine sees what it needs of the job, and nothing else', async () => {
    const needed = {
      PATH: `${both}:/usr/bin:/bin`,
      HOME: '/h',
      DOCKER_HOST: 'unix:///s',
      CONTAINERS_CONF: '/c',
    };
    const engine = await findEngine({ ...needed, PGPASSWORD: 'p', AWS_SECRET_ACCESS_KEY: 's', INPUT_X: 'x' });
    const seen = (await runEngine(engine, [], { signal, timeoutMs: 10_000 })).split('\n');
    expect(seen).toEqual(expect.arrayContaining(Object.keys(needed)));
    expect(seen.filter((name) => /PASSWORD|SECRET|INPUT/.test(name))).toEqual([]);
  });
});

describe('what an engine says on stderr', () => {
  const engine = { name: 'docker', program: '/usr/bin/docker', env: {} } as const;

  test.each([
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    'error during connect: Get "http://remote:2375/v1.24/info": dial tcp: lookup remote: no such host',
    'Error: Cannot connect to Podman. Please verify your connection to the Linux system',
  ])('no daemon: %s', (stderr) => {
    const error = explainEngine(engine, failed(stderr));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: 'PBA-PG-SCRATCH', hint: expect.stringContaining('docker info') });
  });

  test('no permission, after a warning', () => {
    const error = explainEngine(
      engine,
      failed(`WARNING: Error loading config file: open /root/.docker/config.json: permission denied
permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar": dial unix
`),
    );
    expect(error?.message).toMatch(/^This user may not use docker: permission denied while trying/);
    expect(error?.hint).toContain('group docker');
  });

  test('what the server in a container says is not taken for the engine', () => {
    expect(
      explainEngine(engine, failed('psql: error: cannot connect to server\nunable to connect to x')),
    ).toBe(undefined);
  });

  test.each([
    [
      'Error response from daemon: no such image: x: No such image: x:latest\n',
      'no such image: x: No such image: x:latest',
    ],
    ['Error: inspecting object: x: image not known\n', 'inspecting object: x: image not known'],
    ['docker: Error response from daemon: Conflict.\nSee docker run --help.\n', 'Conflict.'],
    ['', 'exit code 1'],
  ])('the reason in %j', (stderr, reason) => {
    expect(reasonOf(failed(stderr))).toBe(reason);
  });
});
