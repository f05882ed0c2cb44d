import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fingerprint } from '../../src/catalog/fingerprint/fingerprint.ts';
import { fingerprintDatabase } from '../../src/postgres/fingerprint/database.ts';
import { chooseClient, findInstallations } from '../../src/postgres/tools.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';
import { silentLog } from '../support/silent-log.ts';

const SOURCE = 'yesterday';
let scene: Scene;
let other: TestPostgres;
let stores: string;
let files: string;
let before: Fingerprint;
beforeAll(async () => {
  [scene, other] = await Promise.all([startScene({ scale: 0.03 }), startPostgres()]);
  stores = await scene.newDirectory();
  files = await scene.newDirectory();
  await ask('create table public.heap (a int); insert into public.heap values (1), (1)');
  await runAction({
    action: 'backup',
    inputs: { stores, database: DATABASE, tier: 'manual' },
    env: scene.env,
  });
  const restored = await restore({ into: SOURCE });
  expect(restored.outputs['verdict']).toBe('proven');
  before = await fingerprint();
});
afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
  await other?.stop();
});

const ask = (sql: string, database: string = DATABASE): Promise<string> =>
  scene.postgres.psql(sql, { database });
const restore = (inputs: Record<string, string>): Promise<ActionRun> =>
  runAction({ action: 'restore', inputs: { stores, set: 'latest', ...inputs }, env: scene.env });
const rescue = (inputs: Record<string, string>): Promise<ActionRun> =>
  runAction({
    action: 'rescue',
    inputs: { database: DATABASE, 'source-database': SOURCE, ...inputs },
    env: scene.env,
    cwd: files,
  });

/** Every row, sequence and definition of the live database. */
async function fingerprint(): Promise<Fingerprint> {
  const { env, major } = scene.postgres;
  const signal = AbortSignal.timeout(60_000);
  const installation = chooseClient(await findInstallations({ env, signal }), major);
  const client = { installation, env: { ...env, PGDATABASE: DATABASE }, signal, log: silentLog };
  const found = await fingerprintDatabase(client, {
    depth: 'content',
    algorithm: 'hash64',
    rows: true,
    roles: false,
    jobs: 2,
  });
  // Where things stand on disk is the server's business.
  const byName = <T>(list: readonly T[]): T[] =>
    list.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return { ...found, tables: byName(found.tables), objects: byName(found.objects) };
}

/** Changes rows past triggers and foreign keys. */
const damage = (sql: string): Promise<string> => ask(`set session_replication_role = replica; ${sql}`);

let number = 0;
function newFile(): string {
  number += 1;
  return join(files, `repair-${number}.sql`);
}

describe('1,000 deleted and 500 changed rows in a table with foreign keys', () => {
  const tables = 'public.tickets\nmessages\nattachments\nticket_tags';
  let path: string;

  test('are found, with what went along, and the repair is written', async () => {
    // Not through the triggers: what these write elsewhere would be a change of its own.
    const deleted = await ask(`
      with gone as (delete from public.tickets where id in (
        select id from public.tickets t where not exists (select from support.internal_notes n where n.ticket_id = t.id)
          and not exists (select from support.recordings r where r.ticket_id = t.id) order by id limit 1000) returning 1)
      select count(*) from gone`);
    expect(deleted).toBe('1000');
    await ask(`update public.tickets set subject = 'nonsense', custom = '{"oops": "\\n"}', assignee_id = null
      where id in (select id from public.tickets order by id limit 500)`);
    const seen = await rescue({ tables: 'public.tickets' });
    expect(seen.outputs).toMatchObject({
      verdict: 'different',
      missing: '1000',
      changed: '500',
      extra: '0',
      'repair-file': '',
    });
    expect(seen.summary).toContain('messages is not compared');
    expect(seen.summary).toContain('subject, custom');
    path = newFile();
    const written = await rescue({ tables, 'repair-file': path });
    expect(Number(written.outputs['rows-stated'])).toBeGreaterThan(1500);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readFile(path, 'utf8')).slice(0, 1000)).toContain(
      'public.tickets: 1000 missing come back, 500 changed get their former values',
    );
    expect(await ask('select count(*) from public.tickets where subject = $$nonsense$$')).toBe('500');
  });

  test('are not repaired when a row was written to meanwhile: nothing changes', async () => {
    const id = await ask('select min(id) from public.tickets');
    const row = `select t::text from public.tickets t where id = ${id}`;
    await ask(`alter table public.tickets disable trigger user`);
    const was = await ask(`select quote_literal(subject) from public.tickets where id = ${id}`);
    await ask(`update public.tickets set subject = 'somebody' where id = ${id}`);
    const [damaged, there] = [await fingerprint(), await ask(row)];
    await expect(scene.postgres.psql(`\\i ${path}`, { database: DATABASE })).rejects.toThrow(
      /PBA-RESCUE: public.tickets has 499 changed rows that are still as they were compared/,
    );
    expect(await fingerprint()).toEqual(damaged);
    expect(await ask(row)).toBe(there);
    await ask(`update public.tickets set subject = ${was} where id = ${id};
      alter table public.tickets enable trigger user; alter table public.tickets enable always trigger tickets_audit`);
  });

  test('come back exactly with the file and psql alone, and nothing else changes', async () => {
    await scene.postgres.psql(`\\i ${path}`, { database: DATABASE });
    expect(await fingerprint()).toEqual(before);
    // A second time it finds the rows there.
    await expect(scene.postgres.psql(`\\i ${path}`, { database: DATABASE })).rejects.toThrow(
      'missing rows that are there again',
    );
    expect(await fingerprint()).toEqual(before);
    expect((await rescue({ tables })).outputs['verdict']).toBe('equal');
  });
});

describe('apply', () => {
  test('needs the name of the database, and a policy that does not call it production', async () => {
    await damage('delete from public.ticket_tags');
    const inputs = { tables: 'ticket_tags', apply: 'true' };
    const refused = await rescue({ ...inputs, 'repair-file': newFile() });
    expect(refused.outputs['error-code']).toBe('PBA-CONFIRM');
    const policy = join(files, 'backup-policy.yml');
    await writeFile(
      policy,
      `version: 1\ndatabases:\n  - name: ${DATABASE}\n    production: true\nstores:\n  local: { directory: ${stores} }\n`,
    );
    const production = await rescue({ ...inputs, 'repair-file': newFile(), confirm: DATABASE, policy });
    expect(production.outputs['error-code']).toBe('PBA-TARGET-PRODUCTION');
    expect(await ask('select count(*) from public.ticket_tags')).toBe('0');
    const done = await rescue({ ...inputs, 'repair-file': newFile(), confirm: DATABASE });
    expect(done.outputs['verdict']).toBe('repaired');
    expect(await fingerprint()).toEqual(before);
  });

  test('brings back all kinds of keys and values, and only the kind of rows that was asked for', async () => {
    const tables = [
      'audit_log',
      'sla_targets',
      '"Order ""Items""; --"',
      'edge_values',
      'sessions',
      'crm.leads_archive',
    ];
    await damage(`
      delete from support.audit_log where id % 3 = 0;
      update support.sla_targets set weight = weight + 1 where plan = (select min(plan) from support.sla_targets);
      update public."Order ""Items""; --" set "Größe" = E'tab\\t\\\\.' where t < 9;
      delete from public."Order ""Items""; --" where t > 30;
      delete from support.edge_values;
      delete from support.sessions where user_id % 2 = 0`);
    const missing = await rescue({
      tables: tables.slice(0, 5).join('\n'),
      rows: 'missing',
      'repair-file': newFile(),
      apply: 'true',
      confirm: DATABASE,
    });
    expect(missing.outputs['verdict']).toBe('repaired');
    expect(await fingerprint()).not.toEqual(before);
    const changed = await rescue({
      tables: tables.slice(0, 5).join('\n'),
      rows: 'changed',
      'repair-file': newFile(),
      apply: 'true',
      confirm: DATABASE,
    });
    expect(changed.outputs).toMatchObject({ verdict: 'repaired', missing: '0' });
    expect(await fingerprint()).toEqual(before);
  });

  test('leaves rows alone that only the live table has, and moves on a sequence that is behind', async () => {
    await damage(`insert into public.tags (name) values ('new');
      delete from public.tags where id = (select min(id) from public.tags);
      select setval('public.tags_id_seq', 1, false)`);
    const done = await rescue({
      tables: 'tags',
      'repair-file': newFile(),
      apply: 'true',
      confirm: DATABASE,
    });
    expect(done.outputs).toMatchObject({ verdict: 'repaired', extra: '1' });
    expect(await ask(`select count(*) from public.tags where name = 'new'`)).toBe('1');
    expect(await ask(`select last_value = (select max(id) from public.tags) from public.tags_id_seq`)).toBe(
      't',
    );
    await ask(`delete from public.tags where name = 'new'`);
    const { lastValue, isCalled } = before.sequences.find(({ name }) => name === 'tags_id_seq')?.after ?? {};
    await ask(`select setval('public.tags_id_seq', ${lastValue}, ${isCalled})`);
    expect(await fingerprint()).toEqual(before);
  });

  test('a row whose parent is gone changes nothing, and says which key', async () => {
    await damage('delete from support.agents; delete from support.shifts');
    const damaged = await fingerprint();
    const refused = await rescue({
      tables: 'support.shifts',
      'repair-file': newFile(),
      apply: 'true',
      confirm: DATABASE,
    });
    expect(refused.outputs['error-code']).toBe('PBA-RESCUE-REFUSED');
    expect(refused.summary).toContain('shifts');
    expect(await fingerprint()).toEqual(damaged);
    const both = await rescue({
      tables: 'support.shifts\nagents',
      'repair-file': newFile(),
      apply: 'true',
      confirm: DATABASE,
    });
    expect(both.outputs['verdict']).toBe('repaired');
    expect(await fingerprint()).toEqual(before);
  });

  test('lets triggers fire when asked to', async () => {
    await damage('delete from public.messages where id = (select min(id) from public.messages)');
    await ask(`create function public.shout() returns trigger language plpgsql as $$ begin new.body := upper(new.body); return new; end $$;
      create trigger shout before insert on public.messages for each row execute function public.shout()`);
    const done = await rescue({
      tables: 'messages',
      triggers: 'fire',
      'repair-file': newFile(),
      apply: 'true',
      confirm: DATABASE,
    });
    expect(done.outputs['verdict']).toBe('repaired');
    const after = await rescue({ tables: 'messages' });
    expect(after.outputs).toMatchObject({ missing: '0', changed: '1' });
    const exact = await rescue({
      tables: 'messages',
      'repair-file': newFile(),
      apply: 'true',
      confirm: DATABASE,
    });
    expect(exact.outputs['verdict']).toBe('repaired');
    await ask('drop trigger shout on public.messages; drop function public.shout()');
    expect(await fingerprint()).toEqual(before);
  });
});

describe('other sources', () => {
  test('tables in a schema of the live database', async () => {
    const made = await restore({
      tables: 'tickets\nmessages\naudit_log',
      beside: 'schema',
      confirm: DATABASE,
    });
    const schemas = (made.outputs['restored-schemas'] ?? '').split('\n');
    await damage(
      'delete from public.messages where id % 5 = 0; delete from support.audit_log where id % 7 = 0',
    );
    const done = await rescue({
      'source-database': '',
      'source-schema': (schemas[0] ?? '').replace(/Z.*/, 'Z'),
      'repair-file': newFile(),
      apply: 'true',
      confirm: DATABASE,
    });
    expect(done.outputs['verdict']).toBe('repaired');
    for (const schema of schemas) await ask(`drop schema "${schema}" cascade`);
    expect(await fingerprint()).toEqual(before);
  });

  test('a database of another server, and the newest restored one by itself', async () => {
    const elsewhere = { host: other.socketDir, port: String(other.port), user: other.superuser };
    await restore({ ...elsewhere, into: 'elsewhere', roles: 'create-missing' });
    await damage('delete from public.contacts where id % 2 = 0');
    const source = {
      'source-host': other.socketDir,
      'source-port': String(other.port),
      'source-user': other.superuser,
      'source-database': 'elsewhere',
      tables: 'contacts',
    };
    await other.psql(`alter database elsewhere set pba.restored_lineage = '71%2Fother'`);
    expect((await rescue(source)).outputs['error-code']).toBe('PBA-OTHER-LINEAGE');
    const far = await rescue({ ...source, 'allow-other-lineage': '71/other' });
    expect(Number(far.outputs['missing'])).toBeGreaterThan(0);
    const made = await restore({ tables: 'contacts' });
    expect(made.outputs).toMatchObject({ 'error-code': '' });
    const repair = (): Promise<ActionRun> =>
      rescue({ 'source-database': '', 'repair-file': newFile(), apply: 'true', confirm: DATABASE });
    // Some of the rows are older than a rule that is NOT VALID: nobody could insert them today.
    const damaged = await fingerprint();
    const refused = await repair();
    expect(refused.outputs['error-code']).toBe('PBA-RESCUE-REFUSED');
    expect(refused.log).toContain('contacts_phone_shape');
    expect(refused.raw).not.toContain('Failing row contains');
    expect(await fingerprint()).toEqual(damaged);
    const rule = await ask(
      `select pg_get_constraintdef(oid) from pg_constraint where conname = 'contacts_phone_shape'`,
    );
    expect(rule).toContain('NOT VALID');
    await ask('alter table public.contacts drop constraint contacts_phone_shape');
    const near = await repair();
    await ask(`alter table public.contacts add constraint contacts_phone_shape ${rule}`);
    expect(near.outputs).toMatchObject({ verdict: 'repaired', missing: far.outputs['missing'] });
    expect(await fingerprint()).toEqual(before);
  });

  test('not the live database itself, no table without a key, no name that matches nothing', async () => {
    const code = async (inputs: Record<string, string>): Promise<string | undefined> =>
      (await rescue(inputs)).outputs['error-code'];
    expect(await code({ 'source-database': DATABASE })).toBe('PBA-TARGET-IS-SOURCE');
    expect(await code({ tables: 'heap' })).toBe('PBA-RESCUE-KEY');
    expect(await code({ tables: 'nosuch' })).toBe('PBA-PG-NO-SUCH-TABLE');
    const all = await rescue({});
    expect(all.outputs['verdict']).toBe('equal');
    expect(all.summary).toContain('Not compared: public.heap: it has no primary key');
  });
});
