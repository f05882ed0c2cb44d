import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

let scene: Scene;
let other: TestPostgres;
let stores: string;
let first: string;
let second: string;
beforeAll(async () => {
  [scene, other] = await Promise.all([startScene({ scale: 0.005 }), startPostgres()]);
  stores = await scene.newDirectory();
  first = await backup();
  await scene.postgres.psql(`insert into public.tags (name, color) values ('added later', '#123456')`, {
    database: DATABASE,
  });
  // The time in an id has whole seconds.
  await pause(1_100);
  second = await backup();
  expect((await run('restore-test', { set: first })).outputs['verdict']).toBe('proven');
});
afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
  await other?.stop();
});

const run = (action: string, inputs: Record<string, string>, cancelAfter?: RegExp): Promise<ActionRun> =>
  runAction({
    action,
    inputs: { stores, ...inputs },
    env: scene.env,
    ...(cancelAfter === undefined ? {} : { cancelAfter }),
  });

async function backup(): Promise<string> {
  const made = await run('backup', { database: DATABASE, tier: 'manual' });
  return made.outputs['set-id'] ?? '';
}

const databases = (server: TestPostgres): Promise<string> =>
  server.psql(`select string_agg(datname, ' ' order by datname) from pg_database where not datistemplate`);
const settings = (database: string): Promise<string> =>
  scene.postgres.psql(
    `select coalesce(array_to_string(setconfig, ' '), '') from pg_db_role_setting s join pg_database d on d.oid = setdatabase where datname = '${database}' and setrole = 0`,
  );

describe('restore beside the live database', () => {
  test('takes the newest proven set, compares it, marks it, and swap puts it in place and back', async () => {
    const before = await databases(scene.postgres);
    const result = await run('restore', {});
    expect(result.outputs).toMatchObject({
      verdict: 'proven',
      'set-id': first,
      grade: 'full',
      differences: '0',
      'error-code': '',
    });
    const name = result.outputs['restored-database'] ?? '';
    expect(name).toMatch(new RegExp(`^${DATABASE}_restored_\\d{8}T\\d{6}Z$`));
    expect(await settings(name)).toContain(`pba.restored_set=${first}`);
    expect(await settings(name)).toContain('pba.restored_verdict=proven');
    const record = JSON.parse(
      await readFile(join(stores, result.outputs['evidence-key'] ?? ''), 'utf8'),
    ) as unknown;
    expect(record).toMatchObject({ kind: 'restore', set: first, into: name, verdict: 'proven' });
    const later = `select count(*) from public.tags where name = 'added later'`;
    expect(await scene.postgres.psql(later, { database: DATABASE })).toBe('1');
    expect(
      await scene.postgres.psql('select count(*) from pg_stat_user_tables where last_analyze is not null', {
        database: name,
      }),
    ).not.toBe('0');

    const swapInputs = { database: DATABASE, confirm: DATABASE };
    const swapped = await runAction({ action: 'swap', inputs: swapInputs, env: scene.env });
    expect(swapped.exitCode).toBe(0);
    expect(await scene.postgres.psql(later, { database: DATABASE })).toBe('0');
    const undone = await runAction({
      action: 'swap',
      inputs: { ...swapInputs, undo: 'true' },
      env: scene.env,
    });
    expect(undone.exitCode).toBe(0);
    expect(await scene.postgres.psql(later, { database: DATABASE })).toBe('1');
    for (const left of (await databases(scene.postgres)).split(' '))
      if (!before.includes(left)) await scene.postgres.psql(`drop database "${left}"`);
  });

  test('takes the set that was asked for: the newest, one before a time, one by its id', async () => {
    const taken = async (set: string, into: string): Promise<string | undefined> => {
      const result = await run('restore', { set, into });
      expect(result.outputs['restored-database']).toBe(into);
      await scene.postgres.psql(`drop database "${into}"`);
      return result.outputs['set-id'];
    };
    expect(await taken('latest', 'Newest "one"'.replaceAll('"', ''))).toBe(second);
    const at = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(second);
    const time = `${at?.[1]}-${at?.[2]}-${at?.[3]}T${at?.[4]}:${at?.[5]}:${at?.[6]}Z`;
    expect(await taken(`before:${time}`, 'earlier')).toBe(first);
    expect((await run('restore', { set: 'before:2001-01-01T00:00:00Z' })).outputs['error-code']).toBe(
      'PBA-SET-NOT-FOUND',
    );
    expect((await run('restore', { set: 'before:2026-11-22' })).outputs['error-code']).toBe('PBA-INPUT');
  });

  test('never touches a database that exists', async () => {
    const before = await databases(scene.postgres);
    const result = await run('restore', { into: DATABASE });
    expect(result.outputs['error-code']).toBe('PBA-TARGET-EXISTS');
    expect(await databases(scene.postgres)).toBe(before);
  });

  test('leaves nothing when it is cancelled', async () => {
    const before = await databases(scene.postgres);
    const result = await run('restore', { into: 'cancelled' }, /Restoring/);
    expect(result.exitCode).toBe(130);
    expect(await databases(scene.postgres)).toBe(before);
  });

  test('what a killed run leaves is no restored database: swap refuses it, the next run drops it, a living run keeps its own', async () => {
    let pid = 0;
    const dying = runAction({
      action: 'restore',
      inputs: { stores, set: 'latest', into: 'killed' },
      env: scene.env,
      signalAfter: { pattern: /pre-data: /, signals: ['SIGSTOP'] },
      onStarted: (started) => {
        pid = started;
      },
    });
    const unfinished = (): Promise<string> =>
      scene.postgres.psql(
        `select coalesce(string_agg(datname, ' '), '') from pg_database where datname like '${DATABASE}\\_restoring\\_%'`,
      );
    const until = async (reached: () => Promise<boolean>): Promise<void> => {
      const end = Date.now() + 20_000;
      while (!(await reached())) {
        if (Date.now() > end) throw new Error('it did not come to that');
        await pause(100);
      }
    };
    // The process stands still, its sessions live: another run, here one that is refused, must not take that for a remainder.
    const stopped = async (): Promise<boolean> =>
      /^State:\s+T/m.test(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''));
    await until(stopped);
    const name = await unfinished();
    expect(name).not.toBe('');
    const sweep = (): Promise<ActionRun> => run('restore', { set: 'latest', into: DATABASE });
    expect((await sweep()).outputs['error-code']).toBe('PBA-TARGET-EXISTS');
    expect(await unfinished()).toBe(name);

    process.kill(pid, 'SIGKILL');
    expect((await dying).signal).toBe('SIGKILL');
    expect(await databases(scene.postgres)).not.toContain('killed');
    const swapped = await runAction({
      action: 'swap',
      inputs: { database: DATABASE, restored: name, confirm: DATABASE, 'allow-unproven': 'true' },
      env: scene.env,
    });
    expect(swapped.outputs['verdict']).toBe('failed');
    expect(swapped.log).toContain('is what a restore left that was killed');
    await until(async () => {
      const swept = await sweep();
      if (!swept.log.includes(`dropped ${name}`)) expect(swept.log).toContain(`DROP DATABASE "${name}"`);
      return (await unfinished()) === '';
    });
  });

  test('keeps a half-made database when asked to, marked, and swap refuses that one, too', async () => {
    const kept = await run('restore', { into: 'kept', 'keep-failed': 'true' }, /pre-data: /);
    expect(kept.exitCode).toBe(130);
    expect(await settings('kept')).toContain('pba.restored_verdict=unfinished');
    const inputs = { database: DATABASE, restored: 'kept', confirm: DATABASE, 'allow-unproven': 'true' };
    const swapped = await runAction({ action: 'swap', inputs, env: scene.env });
    expect(swapped.log).toContain('The restore that made kept failed');
    await scene.postgres.psql('drop database kept with (force)');
  });

  test('leaves nothing when the archive is damaged', async () => {
    const damaged = await scene.newDirectory();
    const made = await runAction({
      action: 'backup',
      inputs: { database: DATABASE, stores: damaged, tier: 'daily' },
      env: scene.env,
    });
    const folder = join(damaged, DATABASE, 'daily', made.outputs['set-id'] ?? '');
    const bytes = await readFile(join(folder, 'database.tar'));
    bytes[bytes.length - 5000] = (bytes[bytes.length - 5000] ?? 0) ^ 1;
    await writeFile(join(folder, 'database.tar'), bytes);
    const before = await databases(scene.postgres);
    const result = await run('restore', { stores: damaged, set: 'latest', into: 'damaged' });
    expect(result.outputs['error-code']).toBe('PBA-OBJECT-DAMAGED');
    expect(await databases(scene.postgres)).toBe(before);
  });
});

describe('restore to another server', () => {
  const target = (): Record<string, string> => ({
    host: other.socketDir,
    port: String(other.port),
    user: other.superuser,
    into: 'elsewhere',
  });

  test('names the roles that are missing, and makes them when asked to', async () => {
    const refused = await run('restore', target());
    expect(refused.outputs['error-code']).toBe('PBA-TARGET-ROLES');
    expect(refused.annotations.map((one) => one.message).join()).toContain('CREATE ROLE');
    expect(await databases(other)).toBe('postgres');
    const restored = await run('restore', { ...target(), roles: 'create-missing' });
    expect(restored.outputs).toMatchObject({ verdict: 'proven', 'restored-database': 'elsewhere' });
    const again = await run('restore', { ...target(), into: 'again' });
    expect(again.outputs['verdict']).toBe('proven');
    const ignored = await run('restore', { ...target(), into: 'ignored', roles: 'ignore' });
    expect(ignored.outputs).toMatchObject({ verdict: 'without-roles', grade: 'full', differences: '0' });
    const owners = `select string_agg(distinct pg_get_userbyid(relowner), ' ') from pg_class where relnamespace = 'public'::regnamespace`;
    expect(await other.psql(owners, { database: 'ignored' })).toBe(other.superuser);
  });
});
