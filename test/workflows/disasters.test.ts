import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { artifactFiles, assertJobs } from '../support/workflows/act.ts';
import { DATABASE, startWorkflowScene, type WorkflowScene } from '../support/workflows/scene.ts';
import { keysIn, setsOf } from '../support/workflows/store-content.ts';

let scene: WorkflowScene;
let calls: string;
beforeAll(async () => {
  scene = await startWorkflowScene();
  calls = join(scene.act.bin, 'calls');
  await program(join(scene.act.bin, 'sudo'), '#!/bin/sh\nexec "$@"\n');
  await program(join(scene.act.bin, 'systemctl'), `#!/bin/sh\necho "$*" >> ${calls}\n`);
  assertJobs(await scene.run('backup.yml', { event: 'schedule' }), { backup: 'success' });
  assertJobs(await scene.run('restore-test.yml', { event: 'schedule' }), { 'restore-test': 'success' });
});
afterAll(() => scene?.[Symbol.asyncDispose]());

async function program(path: string, text: string): Promise<void> {
  await writeFile(path, text);
  await chmod(path, 0o755);
}

const sql = (text: string, database = DATABASE): Promise<string> => scene.postgres.psql(text, { database });
const tags = (database = DATABASE): Promise<string> => sql('select count(*) from public.tags', database);
const inBucket = async (tier: string): Promise<string[]> => setsOf(await keysIn(scene.rgw), DATABASE, tier);
const holds = async (): Promise<string[]> =>
  (await keysIn(scene.rgw)).filter((key) => key.includes('/holds/'));
const stopsAndStarts = (): Promise<string> => readFile(calls, 'utf8').catch(() => '');
const restored = async (): Promise<string> =>
  sql(`select coalesce(string_agg(datname, ' '), '') from pg_database where datname like '${DATABASE}\\_%'`);
async function dropRestored(): Promise<void> {
  for (const name of (await restored()).split(' ')) {
    if (name !== '') await sql(`drop database "${name}" with (force)`, 'postgres');
  }
}
/** Takes two tags away, with what refers to them. */
const deleteTags = (): Promise<string> =>
  sql(`with gone as (delete from public.ticket_tags where tag_id in (select id from public.tags order by id desc limit 2))
       select; delete from public.tags where id in (select id from public.tags order by id desc limit 2)`);
const RESCUED = 'public.tags, public.ticket_tags';

describe('table-rescue', () => {
  test('compares, and applies nothing without the name of the database', async () => {
    const all = await tags();
    await deleteTags();
    const left = await tags();
    const run = await scene.run('table-rescue.yml', {
      inputs: { tables: RESCUED, set: 'latest-proven', confirm: '' },
    });
    assertJobs(run, { compare: 'success' });
    expect(await tags()).toBe(left);
    expect(left).not.toBe(all);
    expect((await artifactFiles(scene.act, 'repair')).length).toBe(1);
    await dropRestored();
  });

  test('applies what was approved, and a wrong name fails before anybody is asked', async () => {
    const left = await tags();
    const wrong = await scene.run('table-rescue.yml', {
      inputs: { tables: 'public.tags', set: 'latest-proven', confirm: 'ticket' },
    });
    assertJobs(wrong, { compare: 'failure' });
    expect(await tags()).toBe(left);
    await dropRestored();
    const run = await scene.run('table-rescue.yml', {
      inputs: { tables: RESCUED, set: 'latest-proven', confirm: DATABASE },
    });
    assertJobs(run, { compare: 'success', apply: 'success' });
    expect(Number(await tags())).toBe(Number(left) + 2);
    await dropRestored();
  });
});

describe('disaster-recovery', () => {
  const disaster = (inputs: Record<string, string>, vars: Record<string, string> = {}) =>
    scene.run('disaster-recovery.yml', {
      inputs: { set: 'latest-proven', tables: '', from: 'set', confirm: '', ...inputs },
      vars: { DATABASE_PORT: String(scene.postgres.port), ...vars },
    });

  test('corruption: evidence, a set as found, restored beside, swapped', async () => {
    const all = await tags();
    await deleteTags();
    const run = await disaster({ scenario: 'corruption', confirm: DATABASE });
    assertJobs(run, { evidence: 'success', 'as-found': 'success', beside: 'success', swap: 'success' });
    expect(await tags()).toBe(all);
    expect(await stopsAndStarts()).toBe('stop ticketz\nstart ticketz\n');
    expect(await holds()).toHaveLength(1);
    expect(await inBucket('manual')).toHaveLength(1);
    await rm(calls);
    await dropRestored();
  });

  test('accidental deletion: only the rows come back, and the application is not stopped', async () => {
    const all = await tags();
    await deleteTags();
    const run = await disaster({
      scenario: 'accidental deletion',
      tables: RESCUED,
      confirm: DATABASE,
    });
    assertJobs(run, { evidence: 'success', 'as-found': 'success', rows: 'success', apply: 'success' });
    expect(await tags()).toBe(all);
    expect(await stopsAndStarts()).toBe('');
    await dropRestored();
  });

  test('attack: an id or nothing; lost server: a database that is there is not overwritten', async () => {
    const unnamed = await disaster({ scenario: 'attack' });
    assertJobs(unnamed, { evidence: 'success', 'new-server': 'failure' });
    expect(unnamed.log).toContain('Give the id of a set from before the first access');
    const all = await tags();
    const there = await disaster({ scenario: 'lost server' }, { RECOVERY_PORT: String(scene.postgres.port) });
    assertJobs(there, { evidence: 'success', 'new-server': 'failure' });
    expect(await tags()).toBe(all);
  });

  test('attack: on the new server, from a set whose bytes were read first', async () => {
    const all = await tags();
    const [set = ''] = await inBucket('daily');
    // The new server: the same cluster with another name where the old database was.
    await sql(`alter database ${DATABASE} rename to gone`, 'postgres');
    const run = await disaster({ scenario: 'attack', set }, { RECOVERY_PORT: String(scene.postgres.port) });
    assertJobs(run, { evidence: 'success', 'new-server': 'success' });
    expect(await tags()).toBe(all);
    await sql(`drop database ${DATABASE} with (force)`, 'postgres');
    await sql(`alter database gone rename to ${DATABASE}`, 'postgres');
  });
});

describe('migrate', () => {
  beforeAll(async () => {
    await mkdir(join(scene.act.workspace, 'scripts'), { recursive: true });
    await program(
      join(scene.act.workspace, 'scripts/migrate.sh'),
      '#!/bin/sh\nexec psql -X -v ON_ERROR_STOP=1 -c "alter table public.tags add migrated boolean"\n',
    );
  });

  test('nothing is migrated without a set to go back to', async () => {
    const run = await scene.run('migrate.yml', { vars: { BACKUP_WRITER_ROLE: 'watchdog' } });
    assertJobs(run, { checkpoint: 'failure' });
    expect(await columns()).toBe('0');
  });

  test('the set is made, then the migrations run', async () => {
    assertJobs(await scene.run('migrate.yml'), { checkpoint: 'success', migrate: 'success' });
    expect(await inBucket('pre-migration')).toHaveLength(1);
    expect(await columns()).toBe('1');
  });

  const columns = (): Promise<string> =>
    sql(
      `select count(*) from information_schema.columns where table_name = 'tags' and column_name = 'migrated'`,
    );
});
