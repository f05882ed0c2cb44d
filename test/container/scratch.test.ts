import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { compareFingerprints } from '../../src/catalog/comparison/compare.ts';
import { CancelledError, PbaError, ToolError, UserError } from '../../src/errors.ts';
import type { Client } from '../../src/postgres/client.ts';
import {
  type ContainerLeftover,
  type ContainerScratchOptions,
  startContainerScratch,
} from '../../src/postgres/container/scratch.ts';
import type { RestorePhase } from '../../src/postgres/restore.ts';
import type { ScratchLeftover } from '../../src/postgres/scratch/scratch.ts';
import { runText } from '../../src/process.ts';
import { startDocker, type TestDocker } from '../support/docker.ts';
import { fingerprintOf } from '../support/round-trip.ts';
import { type Scene, startScene } from '../support/scene.ts';
import { silentLog } from '../support/silent-log.ts';
import { type DumpedDatabase, dumpScene, restoreDumped } from './dumped.ts';
import { importPrograms, makeEmpty, makePrepared, PROGRAMS } from './images.ts';

const PREPARED = 'pba-prepared:test';
const SUPERUSER = 'postgres';

let docker: TestDocker;
let scene: Scene;
let dumped: DumpedDatabase;
let major: number;
beforeAll(async () => {
  [docker, scene] = await Promise.all([startDocker(), startScene({ scale: 0.005 })]);
  major = scene.postgres.major;
  dumped = await dumpScene(scene);
  await importPrograms(docker, major);
  // The first server of this entrypoint is there for a second; who takes it for the real one loses it again.
  const init = 'select pg_sleep(1); create role made_by_init;';
  const command = ['postgres', '-c', 'cluster_name=from the image'];
  await makePrepared(docker, PREPARED, { major, programs: major, init, command });
});
afterAll(async () => {
  await dumped?.[Symbol.asyncDispose]();
  await Promise.all([docker?.stop(), scene?.[Symbol.asyncDispose]()]);
});

/** What a start remembered, for the check that nothing of it is left. */
let remembered: (ScratchLeftover | ContainerLeftover)[] = [];
afterEach(() => {
  remembered = [];
});

function options(image: string, more: Partial<ContainerScratchOptions> = {}): ContainerScratchOptions {
  const { binDir } = scene.postgres;
  return {
    image,
    installation: { binDir, major, version: String(major), server: false },
    facts: { ...dumped.facts, bootstrapRole: SUPERUSER },
    env: docker.env,
    signal: new AbortController().signal,
    log: silentLog,
    remember: (leftover) => remembered.push(leftover),
    ...more,
  };
}

function query(client: Client, sql: string): Promise<string> {
  const psql = join(client.installation.binDir, 'psql');
  return runText(psql, ['-XqAtw', '-c', sql], { env: client.env, signal: client.signal, timeoutMs: 30_000 });
}

async function expectNothingLeft(): Promise<void> {
  expect(await docker.containers()).toEqual([]);
  expect(await docker.volumes()).toEqual([]);
  const directories = remembered.filter((one) => one.kind === 'directory').map((one) => one.path);
  expect(directories.filter((path) => existsSync(path))).toEqual([]);
}

function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error('It succeeded.'),
    (error: unknown) => error,
  );
}

describe.each([PROGRAMS, PREPARED])('a scratch server in a container of %s', (image) => {
  test('is private, says what it is, and is gone when disposed of', async () => {
    await using scratch = await startContainerScratch(options(image, { checksums: true }));
    expect(remembered.map(({ kind }) => kind)).toEqual(['directory', 'container']);
    const { client, container } = scratch;
    expect(await query(client, 'show listen_addresses; show fsync; show data_checksums')).toBe('\noff\non\n');
    expect(await query(client, 'select current_user; show server_version')).toContain(
      `${SUPERUSER}\n${scratch.version} `,
    );
    expect(Number.parseInt(scratch.version, 10)).toBe(major);
    expect(await docker.containers()).toEqual([container]);
    expect(await docker.volumes()).toHaveLength(1);
    const facts = '{{.HostConfig.NetworkMode}} {{.Image}} {{index .Config.Labels "postgres-backup-actions"}}';
    expect(await docker.run('inspect', '--format', facts, container)).toBe(
      `none ${scratch.image.id} scratch`,
    );
    expect(await scratch.whyGone()).toBeUndefined();
    await scratch[Symbol.asyncDispose]();
    await expectNothingLeft();
  });

  test('gives the superuser any name, and makes no database for it', async () => {
    // initdb refuses quotes, dollars and backslashes.
    const bootstrapRole = 'Two words; (id) %q *';
    await using scratch = await startContainerScratch(
      options(image, { facts: { ...dumped.facts, bootstrapRole } }),
    );
    expect(await query(scratch.client, 'select current_user')).toBe(`${bootstrapRole}\n`);
    expect(await query(scratch.client, 'select datname from pg_database order by 1')).toBe(
      'postgres\ntemplate0\ntemplate1\n',
    );
  });

  test('takes a restored database that equals its source', async () => {
    const phases: RestorePhase[] = [];
    await using scratch = await startContainerScratch(options(image));
    const copy = await restoreDumped(scratch.client, dumped, (phase) => {
      phases.push(phase);
    });
    expect(phases).toEqual(['pre-data', 'data', 'indexes', 'post-data']);
    const { differences } = compareFingerprints(dumped.fingerprint, await fingerprintOf(copy));
    expect(differences).toEqual([]);
    await query(copy, 'delete from public.tickets where id = (select max(id) from public.tickets)');
    expect(
      compareFingerprints(dumped.fingerprint, await fingerprintOf(copy)).differences.map(({ name }) => name),
    ).toContain('public.tickets');
  });
});

test('the image’s own preparation and command are kept', async () => {
  await using scratch = await startContainerScratch(options(PREPARED));
  expect(await query(scratch.client, `select rolname from pg_roles where rolname = 'made_by_init'`)).toBe(
    'made_by_init\n',
  );
  expect(await query(scratch.client, 'show cluster_name')).toBe('from the image\n');
});

describe('what is wrong is said, and nothing is left', () => {
  afterEach(expectNothingLeft);

  test('an image that does not exist', async () => {
    const error = await errorOf(startContainerScratch(options('nobody/nothing:1')));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      code: 'PBA-PG-SCRATCH',
      message: expect.stringContaining('nobody/nothing:1'),
    });
  });

  test('a name that would be an option of the engine', async () => {
    for (const image of ['--privileged', '', 'a b', 'x:', 'http://x/y']) {
      expect(await errorOf(startContainerScratch(options(image)))).toMatchObject({ code: 'PBA-INPUT' });
    }
  });

  test('no engine, and an engine that is not running', async () => {
    const empty = { ...docker.env, PATH: '/nonexistent' };
    expect(await errorOf(startContainerScratch(options(PROGRAMS, { env: empty })))).toMatchObject({
      code: 'PBA-TOOL-MISSING',
    });
    const down = { ...docker.env, DOCKER_HOST: `unix://${docker.directory}/nobody.sock` };
    const error = await errorOf(startContainerScratch(options(PROGRAMS, { env: down })));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      code: 'PBA-PG-SCRATCH',
      message: expect.stringContaining('does not answer'),
      hint: expect.stringContaining('docker info'),
    });
  });

  test('another major version: by what the image says, by what is in it, and by what the server says', async () => {
    const other = major - 1;
    await makePrepared(docker, 'pba-wrong:said', { major: other, programs: major });
    expect(await errorOf(startContainerScratch(options('pba-wrong:said')))).toMatchObject({
      code: 'PBA-PG-NO-SERVER-BINARIES',
      message: `The set comes from PostgreSQL ${major}; the image pba-wrong:said has PostgreSQL ${other}.`,
    });
    expect(remembered).toEqual([]);

    const installation = { ...options(PROGRAMS).installation, major: other };
    const absent = await errorOf(startContainerScratch(options(PROGRAMS, { installation })));
    expect(absent).toBeInstanceOf(UserError);
    expect(absent).toMatchObject({
      code: 'PBA-PG-NO-SERVER-BINARIES',
      message: expect.stringMatching(new RegExp(`PostgreSQL ${other};.*there is: ${major}$`)),
    });

    const running = await errorOf(startContainerScratch(options('pba-wrong:said', { installation })));
    expect(running).toBeInstanceOf(UserError);
    expect(running).toMatchObject({
      code: 'PBA-PG-NO-SERVER-BINARIES',
      message: expect.stringContaining(`has PostgreSQL ${major}.`),
    });
  });

  test('an image that is no PostgreSQL image', async () => {
    await makeEmpty(docker, 'pba-empty:test');
    const error = await errorOf(startContainerScratch(options('pba-empty:test')));
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ code: 'PBA-PG-NO-SERVER-BINARIES' });
  });

  test('a server that ends while it starts, with the last lines of its log', async () => {
    await makePrepared(docker, 'pba-failing:test', { major, programs: major, init: 'select 1 / 0;' });
    const error = await errorOf(startContainerScratch(options('pba-failing:test')));
    expect(error).toBeInstanceOf(ToolError);
    expect(error).toMatchObject({
      code: 'PBA-PG-SCRATCH',
      message: expect.stringMatching(/before its server was ready: .*division by zero$/),
      stderr: expect.stringContaining('division by zero'),
    });
  });
});

describe('a cancelled run leaves nothing', () => {
  afterEach(expectNothingLeft);

  test.each([0, 40, 120, 250, 500, 900, 1400])('cancelled %i ms after the start began', async (after) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), after);
    const from = performance.now();
    const outcome = await startContainerScratch(options(PREPARED, { signal: stop.signal })).catch(
      (error: unknown) => error,
    );
    clearTimeout(timer);
    expect(outcome).toBeInstanceOf(CancelledError);
    expect(performance.now() - from - after).toBeLessThan(6_000);
  });

  test('cancelled while the daemon makes the container, which it goes on doing', async () => {
    const directory = await mkdtemp('/tmp/pba-slow-docker-');
    try {
      // Like a daemon that is slow: it has looked at the mount already, and ending the client does not end the creation.
      const slow = `#!/bin/sh
PATH=${docker.env['PATH']}
[ "$1" = create ] || exec docker "$@"
for word; do case $word in --mount=type=bind,source=*) source=\${word#*source=} ;; esac; done
setsid sh -c 'sleep 1.5; mkdir -p "$0"; exec docker "$@"' "\${source%%,*}" "$@" >/dev/null 2>&1 &
wait $!
`;
      await writeFile(join(directory, 'docker'), slow);
      await chmod(join(directory, 'docker'), 0o755);
      const stop = new AbortController();
      const env = { ...docker.env, PATH: `${directory}:${docker.env['PATH']}` };
      const started = errorOf(startContainerScratch(options(PROGRAMS, { env, signal: stop.signal })));
      await sleep(500);
      expect(remembered.map(({ kind }) => kind)).toContain('container');
      stop.abort();
      expect(await started).toBeInstanceOf(CancelledError);
      await sleep(2_000);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test('cancelled while restoring', async () => {
    const stop = new AbortController();
    const scratch = await startContainerScratch(options(PROGRAMS, { signal: stop.signal }));
    const error = await errorOf(restoreDumped(scratch.client, dumped, () => stop.abort()));
    expect(error).toBeInstanceOf(CancelledError);
    const from = performance.now();
    await scratch[Symbol.asyncDispose]();
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});

test('a container that is killed from outside while restoring ends in an error that does not blame the set', async () => {
  const scratch = await startContainerScratch(options(PROGRAMS));
  const error = await errorOf(
    restoreDumped(scratch.client, dumped, async (phase) => {
      if (phase === 'pre-data') await docker.run('kill', scratch.container);
    }),
  );
  expect(error).toBeInstanceOf(PbaError);
  expect(error).not.toBeInstanceOf(CancelledError);
  const reason = await scratch.whyGone();
  expect(reason).toBeInstanceOf(ToolError);
  expect(reason).toMatchObject({ code: 'PBA-PG-SCRATCH', exitCode: 137 });
  await scratch[Symbol.asyncDispose]();
  await expectNothingLeft();
});

test('what is remembered is enough to remove what a killed run left', async () => {
  const scratch = await startContainerScratch(options(PROGRAMS));
  const left = remembered.find((one) => one.kind === 'container');
  if (left?.kind !== 'container') throw new Error('No container was remembered.');
  expect(left.name).toBe(scratch.container);
  await runText(left.program, ['rm', '--force', '--volumes', left.name], {
    env: docker.env,
    signal: AbortSignal.timeout(20_000),
  });
  expect(await docker.containers()).toEqual([]);
  expect(await docker.volumes()).toEqual([]);
  await scratch[Symbol.asyncDispose]();
});
