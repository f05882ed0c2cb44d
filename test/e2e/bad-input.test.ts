import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whileItGetsOn } from '../../src/postgres/stall.ts';
import { expectSuccess, startProcess } from '../../src/process.ts';
import { type Rgw, startRgw } from '../support/rgw.ts';
import { clientOf } from '../support/round-trip.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, s3Inputs, startScene } from '../support/scene.ts';
import { silentLog } from '../support/silent-log.ts';

let scene: Scene;
let s3: Rgw;
let directory: string;
beforeAll(async () => {
  [scene, s3] = await Promise.all([startScene({ scale: 0.005, tcp: true }), startRgw()]);
  directory = await scene.newDirectory();
});
afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
  await s3?.stop();
});

const run = (
  action: string,
  inputs: Record<string, string>,
  env: Record<string, string> = {},
): Promise<ActionRun> => runAction({ action, inputs, env: { ...scene.env, ...env } });

/** A clear failure: the code as output and annotation, a hint for people, nothing left behind. */
function expectFailure(result: ActionRun, code: string, exitCode = 2): void {
  expect(result.outputs['error-code']).toBe(code);
  expect(result.outputs['verdict']).toBe('failed');
  expect(result.exitCode).toBe(exitCode);
  const errors = result.annotations.filter((one) => one.level === 'error');
  expect(errors).toHaveLength(1);
  expect(errors[0]?.title).toContain(code);
  expect(result.leftInTemp).toEqual([]);
}

async function allFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('a database that cannot be backed up', () => {
  const overTcp = (changes: Record<string, string> = {}): Record<string, string> => ({
    database: DATABASE,
    stores: directory,
    host: '127.0.0.1',
    port: String(scene.postgres.port),
    user: scene.postgres.superuser,
    password: scene.postgres.password ?? '',
    ...changes,
  });

  test('because the password is wrong', async () => {
    const result = await run('backup', overTcp({ password: 'not-the-password' }));
    expectFailure(result, 'PBA-PG-AUTH');
    expect(result.log).not.toContain('not-the-password');
  });

  test('but can with the right one, which no process shows', async () => {
    const result = await run('backup', overTcp({ tier: 'manual', content: 'schema' }));
    expect(result.outputs['verdict']).toBe('ok');
  });

  test('because there is no such database', async () => {
    expectFailure(await run('backup', overTcp({ database: 'nosuch' })), 'PBA-PG-NO-DATABASE');
  });

  test('because the server is down', async () => {
    expectFailure(await run('backup', overTcp({ port: '1' })), 'PBA-PG-UNREACHABLE', 1);
  });

  test('because the role may not read a table', async () => {
    await scene.postgres.psql(`create role reader login; grant connect on database ${DATABASE} to reader`);
    expectFailure(
      await run('backup', { database: DATABASE, stores: directory, user: 'reader' }),
      'PBA-PG-PERMISSION',
    );
  });

  test('because row-level security would hide rows', async () => {
    await scene.postgres.psql(
      `create role half_blind login in role pg_read_all_data; grant connect on database ${DATABASE} to half_blind`,
    );
    const objects = await scene.postgres.psql(
      `select string_agg(format('grant select on large object %s to half_blind', oid), ';') from pg_largeobject_metadata`,
      { database: DATABASE },
    );
    await scene.postgres.psql(objects, { database: DATABASE });
    const inputs = { database: DATABASE, stores: directory, user: 'half_blind' };
    expectFailure(await run('backup', inputs), 'PBA-PG-RLS');
    await scene.postgres.psql('alter role half_blind bypassrls');
    const allowed = await run('backup', { ...inputs, tier: 'manual' });
    expect(allowed.annotations).toEqual([]);
    expect(allowed.outputs['verdict']).toBe('ok');
  });

  test('because a table pattern matches nothing', async () => {
    expectFailure(
      await run('backup', { database: DATABASE, stores: directory, tables: 'nosuch' }),
      'PBA-PG-NO-SUCH-TABLE',
    );
  });

  test('because a migration holds a lock', async () => {
    const holder = scene.postgres
      .psql('begin; lock table public.tickets in access exclusive mode; select pg_sleep(100)', {
        database: DATABASE,
      })
      .catch(() => 'ended');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const result = await run('backup', { database: DATABASE, stores: directory, 'lock-timeout': '3s' });
    expectFailure(result, 'PBA-PG-LOCK-TIMEOUT', 1);
    expect(result.log).toMatch(
      /Locking the tables: nothing has come for \d s; it waits for a lock on (public\.)?tickets, which session \d+ \(psql, as postgres, in its transaction for \d+ s\) holds/,
    );
    await scene.postgres.psql(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(100)' and pid <> pg_backend_pid()`,
    );
    expect(await holder).toBe('ended');
  });

  test('because pg_dump has stopped: it is ended when nothing comes any more, and the reason is said', async () => {
    const said: string[] = [];
    const log = { ...silentLog, info: (line: string) => void said.push(line) };
    const client = { ...clientOf(scene.postgres, DATABASE), log };
    const patience = { lookMs: 50, sayMs: 100, stalledMs: 300 };
    const watched = { name: 'pg_dump', progress: () => Promise.resolve(0), patience };
    const stopped = whileItGetsOn(client, watched, async ({ installation, env, signal }) => {
      const running = await startProcess(join(installation.binDir, 'pg_dump'), ['--no-password'], {
        env,
        signal,
      });
      // As a machine does that has no memory left, or a disk that does not answer.
      process.kill(running.pid ?? 0, 'SIGSTOP');
      await expectSuccess(running, signal);
    });
    await expect(stopped).rejects.toMatchObject({
      code: 'PBA-TOOL-TIMEOUT',
      message: expect.stringMatching(/^pg_dump: nothing has come for \d+ s; the server /),
    });
    expect(said.length).toBeGreaterThan(1);
  });

  test('and leaves nothing of a set behind', async () => {
    expect((await allFiles(directory)).filter((path) => path.includes('/daily/'))).toEqual([]);
  });
});

describe('a store that cannot be written', () => {
  test('because the bucket is missing', async () => {
    expectFailure(
      await run('backup', { database: DATABASE, ...s3Inputs(s3, 'x'), stores: 's3://no-such-bucket/x' }),
      'PBA-STORE-NO-BUCKET',
      4,
    );
  });

  test('because the credentials are refused', async () => {
    const result = await run('backup', {
      database: DATABASE,
      ...s3Inputs(s3, 'x'),
      's3-secret-access-key': 'wrong-secret-key',
    });
    expectFailure(result, 'PBA-STORE-AUTH', 4);
    expect(result.log).not.toContain('wrong-secret-key');
  });

  test('leaves the other store with its copy, fails, and is completed by the next run without another dump', async () => {
    const local = await scene.newDirectory();
    await s3.pauseGateway();
    const inputs = { database: DATABASE, tier: 'daily', ...s3Inputs(s3, 'later', local) };
    const first = await run('backup', inputs);
    expectFailure(first, 'PBA-STORE-PARTIAL', 4);
    expect(first.outputs['locations']).toBe(local);
    expect((await run('verify', { stores: local })).exitCode).toBe(0);
    await s3.resumeGateway();
    const second = await run('backup', inputs);
    expect(second.outputs).toMatchObject({ verdict: 'ok', 'set-id': first.outputs['set-id'] });
    expect(second.log).not.toContain('Dumping');
    expect((await run('verify', s3Inputs(s3, 'later'))).outputs['verdict']).toBe('ok');
    const third = await run('backup', inputs);
    expect(third.outputs['set-id']).not.toBe(first.outputs['set-id']);
  });

  test('because its disk is full', async () => {
    const mount = await mkdtemp(join(tmpdir(), 'pba-full-'));
    await asRoot('mount', '-t', 'tmpfs', '-o', 'size=200k,mode=0777', 'tmpfs', mount);
    try {
      const store = join(mount, 'store');
      const result = await run('backup', { database: DATABASE, stores: store });
      expectFailure(result, 'PBA-STORE-FULL', 4);
      expect((await allFiles(mount)).filter((path) => path.endsWith('manifest.json'))).toEqual([]);
    } finally {
      await asRoot('umount', mount);
      await rm(mount, { recursive: true });
    }
  });
});

test('a runner whose temp disk is full fails clearly', async () => {
  const mount = await mkdtemp(join(tmpdir(), 'pba-full-'));
  await asRoot('mount', '-t', 'tmpfs', '-o', 'size=100k,mode=0777', 'tmpfs', mount);
  try {
    const result = await run('backup', { database: DATABASE, stores: directory }, { RUNNER_TEMP: mount });
    expect(result.outputs['error-code']).toBe('PBA-DISK-FULL');
    expect(await readdir(mount)).toEqual([]);
  } finally {
    await asRoot('umount', mount);
    await rm(mount, { recursive: true });
  }
});

describe('a set that cannot be used', () => {
  let stores: string;
  let manifestPath: string;
  let sound: string;
  beforeAll(async () => {
    stores = await scene.newDirectory();
    const backup = await run('backup', { database: DATABASE, stores, tier: 'daily' });
    manifestPath = join(stores, backup.outputs['manifest-path'] ?? '');
    sound = await readFile(manifestPath, 'utf8');
  });

  test.each(['restore-test', 'verify'])(
    'because %s is asked for an id that does not exist',
    async (action) => {
      expectFailure(await run(action, { stores, set: '20200101T000000Z-abcdef' }), 'PBA-SET-NOT-FOUND');
    },
  );

  test.each(['restore-test', 'verify', 'prune'])('because its manifest is not JSON: %s', async (action) => {
    await writeFile(manifestPath, sound.slice(0, 100));
    const result = await run(action, { stores });
    await writeFile(manifestPath, sound);
    expectFailure(result, 'PBA-MANIFEST-INVALID', 3);
  });

  test('because its manifest is of a newer version', async () => {
    await writeFile(manifestPath, sound.replace('"manifestVersion": 1', '"manifestVersion": 2'));
    const result = await run('restore-test', { stores });
    await writeFile(manifestPath, sound);
    expectFailure(result, 'PBA-MANIFEST-NEWER', 3);
  });

  test('because the identity cannot be read', async () => {
    expectFailure(await run('verify', { stores, 'identity-file': '/nowhere/key.txt' }), 'PBA-KEY-UNREADABLE');
    expectFailure(
      await run('verify', { stores, identity: 'AGE-SECRET-KEY-1NONSENSE' }),
      'PBA-KEY-UNREADABLE',
    );
    expectFailure(
      await run('backup', { database: DATABASE, stores, recipients: `age1${'q'.repeat(58)}` }),
      'PBA-KEY-UNREADABLE',
    );
  });

  test('because the store is empty', async () => {
    const empty = await scene.newDirectory();
    expectFailure(await run('restore-test', { stores: empty }), 'PBA-SET-NOT-FOUND');
    expectFailure(await run('verify', { stores: empty }), 'PBA-SET-NOT-FOUND');
  });

  test('does not harm the others', async () => {
    await mkdir(join(stores, 'someone-elses-files'));
    await writeFile(join(stores, 'someone-elses-files', 'notes.txt'), 'mine');
    expect((await run('prune', { stores, mode: 'apply' })).outputs['verdict']).toBe('ok');
    expect(await readFile(join(stores, 'someone-elses-files', 'notes.txt'), 'utf8')).toBe('mine');
    expect(await readFile(manifestPath, 'utf8')).toBe(sound);
  });
});

test('numbers out of range and all other wrong inputs are told at once', async () => {
  const result = await run('prune', {
    stores: './backups',
    'keep-days': '0',
    'keep-minimum': '3x',
    mode: 'yes',
  });
  expectFailure(result, 'PBA-INPUT');
  const message = result.annotations[0]?.message ?? '';
  for (const name of ['stores', 'keep-days', 'keep-minimum', 'mode']) expect(message).toContain(name);
});

async function asRoot(file: string, ...args: string[]): Promise<void> {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [program = file, ...rest] = [...sudo, file, ...args];
  await promisify(execFile)(program, rest);
}
