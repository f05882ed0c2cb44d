import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

let scene: Scene;
let other: TestPostgres;
let stores: string;
beforeAll(async () => {
  [scene, other] = await Promise.all([startScene({ scale: 0.005 }), startPostgres()]);
  stores = await scene.newDirectory();
  const made = await runAction({
    action: 'backup',
    inputs: { stores, database: DATABASE, tier: 'manual' },
    env: scene.env,
  });
  expect(made.outputs['verdict']).toBe('ok');
});
afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
  await other?.stop();
});

const run = (inputs: Record<string, string>): Promise<ActionRun> =>
  runAction({ action: 'restore', inputs: { stores, set: 'latest', ...inputs }, env: scene.env });

const ask = (sql: string, database: string): Promise<string> => scene.postgres.psql(sql, { database });
const databases = (): Promise<string> =>
  scene.postgres.psql(`select string_agg(datname, ' ' order by datname) from pg_database`);
const schemas = (): Promise<string> =>
  ask(`select string_agg(nspname, ' ' order by nspname) from pg_namespace`, DATABASE);
const drop = (database: string): Promise<string> => scene.postgres.psql(`drop database "${database}"`);

describe('chosen tables in a database of their own', () => {
  test('are whole, proven, and say what could not come along; swap refuses them', async () => {
    const result = await run({ tables: 'public.tickets\nagents' });
    expect(result.outputs).toMatchObject({
      verdict: 'proven',
      grade: 'full',
      differences: '0',
      tables: 'public.tickets\nsupport.agents',
    });
    const name = result.outputs['restored-database'] ?? '';
    expect(name).toMatch(new RegExp(`^${DATABASE}_tables_\\d{8}T\\d{6}Z$`));
    expect(result.summary).toContain('it needs table public.companies, which is not restored');
    const parts = `select count(*) || ' ' || (select count(*) from pg_index where indrelid = 'public.tickets'::regclass)
      || ' ' || (select count(*) from pg_trigger where tgrelid = 'public.tickets'::regclass and not tgisinternal)
      || ' ' || (select count(*) from pg_policy where polrelid = 'public.tickets'::regclass)
      || ' ' || (select last_value from public.tickets_id_seq) from public.tickets`;
    expect(await ask(parts, name)).toBe(await ask(parts, DATABASE));
    const swap = await runAction({
      action: 'swap',
      inputs: { database: DATABASE, restored: name, confirm: DATABASE },
      env: scene.env,
    });
    expect(swap.outputs['error-code']).toBe('PBA-SWAP-REFUSED');
    expect(swap.summary).toContain('tables');
    await drop(name);
  });

  test.each([
    ['every table of the database, with all foreign keys', '*'],
    ['a partitioned table with its partitions, and what it refers to', 'audit_log\nagents\nusers\ncompanies'],
    ['one partition alone', 'audit_log_2025_03'],
    ['a child of an inheritance, with its parent', 'crm.leads_archive'],
    ['a table with an exclusion constraint of an extension', 'support.shifts'],
    ['names that need quotes', '"Order ""Items""; --"\n"Archiv 2019"."Übersicht"'],
  ])('%s', async (_, tables) => {
    const result = await run({ tables, into: 'some' });
    expect(result.outputs).toMatchObject({ verdict: 'proven', differences: '0' });
    await drop('some');
  });

  test('a data-only set brings them as well', async () => {
    const dataOnly = await scene.newDirectory();
    const inputs = { stores: dataOnly, database: DATABASE, tier: 'manual', content: 'data' };
    await runAction({ action: 'backup', inputs, env: scene.env });
    const result = await run({ stores: dataOnly, tables: 'tickets', into: 'some' });
    expect(result.outputs).toMatchObject({ verdict: 'proven', differences: '0' });
    expect(await ask('select count(*) from public.tickets', 'some')).toBe(
      await ask('select count(*) from public.tickets', DATABASE),
    );
    await drop('some');
  });

  test('a name that matches nothing makes nothing', async () => {
    const before = await databases();
    const result = await run({ tables: 'tickets\nnosuch' });
    expect(result.outputs['error-code']).toBe('PBA-PG-NO-SUCH-TABLE');
    expect(result.summary).toContain('system');
    expect(await databases()).toBe(before);
  });

  test('a value that names a table which is not there fails, says why, and leaves nothing', async () => {
    const before = await databases();
    const result = await run({ tables: 'support.edge_values' });
    expect(result.outputs['error-code']).toBe('PBA-PG-RESTORE');
    expect(result.summary).toContain('regclass');
    expect(await databases()).toBe(before);
  });
});

describe('chosen tables beside the live ones', () => {
  const inSchema = { tables: 'tickets\naudit_log\nagents', beside: 'schema' };

  test('need the name of the live database once more, and show the target', async () => {
    const before = await schemas();
    const refused = await run(inSchema);
    expect(refused.outputs['error-code']).toBe('PBA-CONFIRM');
    expect(refused.summary).toContain('Into new schemas of');
    expect((await run({ ...inSchema, confirm: 'other' })).outputs['error-code']).toBe('PBA-CONFIRM');
    expect(await schemas()).toBe(before);
  });

  test('stand in new schemas with everything, and nothing else changes', async () => {
    const before = {
      databases: await databases(),
      tickets: await ask('select count(*) from public.tickets', DATABASE),
    };
    const result = await run({ ...inSchema, confirm: DATABASE });
    expect(result.outputs).toMatchObject({ verdict: 'proven', 'restored-database': DATABASE });
    const [first = '', second = ''] = (result.outputs['restored-schemas'] ?? '').split('\n');
    expect(first).toMatch(/^restored_\d{8}T\d{6}Z_public$/);
    expect(second).toMatch(/^restored_\d{8}T\d{6}Z_support$/);
    expect(await ask(`select count(*) from "${first}".tickets`, DATABASE)).toBe(before.tickets);
    expect(
      await ask(
        `select confrelid::regclass from pg_constraint where conrelid = '"${second}".audit_log'::regclass and contype = 'f'`,
        DATABASE,
      ),
    ).toBe(`"${second}".agents`);
    expect(await databases()).toBe(before.databases);
    await ask(`drop schema "${first}" cascade; drop schema "${second}" cascade`, DATABASE);
  });

  test('are refused where the policy marks the database as production', async () => {
    const policy = join(await scene.newDirectory(), 'backup-policy.yml');
    await writeFile(
      policy,
      `version: 1\ndatabases:\n  - name: ${DATABASE}\n    production: true\nstores:\n  local: { directory: ${stores} }\n`,
    );
    const before = await schemas();
    const inputs = { policy, stores: '', database: DATABASE };
    const refused = await run({ ...inputs, ...inSchema, confirm: DATABASE });
    expect(refused.outputs['error-code']).toBe('PBA-TARGET-PRODUCTION');
    expect(await schemas()).toBe(before);
    const beside = await run({ ...inputs, tables: 'tags', into: 'some' });
    expect(beside.outputs['verdict']).toBe('proven');
    await drop('some');
  });
});

test('a set of another cluster needs its word where a database of that name lives', async () => {
  await other.psql(`create database ${DATABASE}`);
  const elsewhere = {
    host: other.socketDir,
    port: String(other.port),
    user: other.superuser,
    roles: 'create-missing',
    into: 'elsewhere',
  };
  const refused = await run(elsewhere);
  expect(refused.outputs['error-code']).toBe('PBA-OTHER-LINEAGE');
  const word =
    /allow-other-lineage: (\d+\/\w+)/.exec(refused.annotations.map((one) => one.message).join())?.[1] ?? '';
  expect(word).toContain(`/${DATABASE}`);
  expect((await run({ ...elsewhere, 'allow-other-lineage': `1/${DATABASE}` })).outputs['error-code']).toBe(
    'PBA-OTHER-LINEAGE',
  );
  const allowed = await run({ ...elsewhere, 'allow-other-lineage': word });
  expect(allowed.outputs['verdict']).toBe('proven');
});
