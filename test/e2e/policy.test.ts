import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

let scene: Scene;
let stores: string;
let directory: string;
beforeAll(async () => {
  scene = await startScene({ scale: 0.005 });
  directory = await mkdtemp(join(tmpdir(), 'pba-policy-'));
  stores = await scene.newDirectory();
  expect((await run('backup', { database: DATABASE, stores })).outputs['verdict']).toBe('ok');
});
afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

const run = (action: string, inputs: Record<string, string>): Promise<ActionRun> =>
  runAction({ action, inputs, env: scene.env });

async function policy(text: string): Promise<string> {
  const path = join(directory, 'backup-policy.yml');
  await writeFile(path, `version: 1\n${text}`);
  return path;
}

async function evidenceOf(store: string, result: ActionRun): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(store, result.outputs['evidence-key'] ?? ''), 'utf8')) as Record<
    string,
    unknown
  >;
}

describe('assertions of the policy', () => {
  test('are checked in the restored copy, by SQL and by programs', async () => {
    const path = await policy(`
restore-test:
  assertions:
    - { name: there are tickets, sql: select count(*) from tickets, expect: { min: 1 } }
    - { name: the desk is called Ticketz, sql: "select 'Ticketz'", expect: Ticketz }
    - { name: the last change is fresh, sql: select now() - interval '1 hour', expect: { newer-than: 26h } }
    - { name: smoke test, command: [psql, -Xqc, select 1 from public.tickets limit 1] }
`);
    const result = await run('restore-test', { stores, policy: path });
    expect(result.annotations.filter((one) => one.level === 'error')).toEqual([]);
    expect(result.outputs['verdict']).toBe('proven');
    expect((await evidenceOf(stores, result))['assertions']).toMatchObject([
      { passed: true },
      { passed: true },
      { passed: true },
      { passed: true },
    ]);
  });

  test('that do not hold fail the run, all of them are told', async () => {
    const path = await policy(`
restore-test:
  assertions:
    - { name: nobody is there, sql: select count(*) from users, expect: 0 }
    - { name: it cannot write, sql: delete from users returning 1, expect: 1 }
    - { name: it takes too long, sql: select pg_sleep(60), expect: x, time-limit: 1s }
    - { name: the program fails, command: ['false'] }
    - { name: there are tickets, sql: select count(*) from tickets, expect: { min: 1 } }
`);
    const result = await run('restore-test', { stores, policy: path });
    expect(result.exitCode).toBe(3);
    expect(result.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-ASSERTION' });
    const passed = ((await evidenceOf(stores, result))['assertions'] as { passed: boolean }[]).map(
      (one) => one.passed,
    );
    expect(passed).toEqual([false, false, false, false, true]);
    expect(result.summary).toContain('it cannot write');
  });
});

describe('the allow-list of the policy', () => {
  let broken: string;
  beforeAll(async () => {
    // A classic: the function finds `tickets` in production, and not with the empty search_path of a restore.
    await scene.postgres.createDatabase('broken');
    await scene.postgres.psql(
      `create table rates (code text primary key, rate numeric); insert into rates values ('EUR', 1);
       create function rate_of(c text) returns numeric language sql immutable as 'select rate from rates where code = c';
       create table prices (id int primary key, code text, amount numeric); insert into prices values (1, 'EUR', 2);
       create index prices_rate on prices (rate_of(code));`,
      { database: 'broken' },
    );
    broken = await scene.newDirectory();
    expect((await run('backup', { database: 'broken', stores: broken })).outputs['verdict']).toBe('ok');
  });

  test('is empty by default: an error of pg_restore fails the test, with its object and its remedy', async () => {
    const result = await run('restore-test', { stores: broken });
    expect(result.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-PG-RESTORE' });
    const [error] = result.annotations.filter((one) => one.level === 'error');
    expect(error?.message).toContain('INDEX public prices_rate');
    expect(error?.message).toContain('search_path');
  });

  test('lets pass what it names, with its reason in the evidence, and nothing else', async () => {
    const path = await policy(`
restore-test:
  allow:
    - { object: INDEX public prices_rate, error: 'relation "rates" does not exist', reason: ticket 41 rewrites rate_of }
    - { object: public.prices_rate, error: is missing, reason: ticket 41 rewrites rate_of }
`);
    const result = await run('restore-test', { stores: broken, policy: path });
    expect(result.annotations.filter((one) => one.level === 'error')).toEqual([]);
    expect(result.outputs['verdict']).toBe('proven');
    expect(JSON.stringify((await evidenceOf(broken, result))['allowed'])).toContain('ticket 41');
    const other = await policy(`
restore-test:
  allow:
    - { object: INDEX public other_index, error: does not exist, reason: another one }
`);
    expect((await run('restore-test', { stores: broken, policy: other })).outputs['error-code']).toBe(
      'PBA-PG-RESTORE',
    );
  });
});

test('a policy with mistakes is refused with all of them and their lines, before anything is done', async () => {
  const path = await policy('restore-tests: {}\nobjectives: { rto: soon }\n');
  const result = await run('restore-test', { stores, policy: path });
  expect(result.exitCode).toBe(2);
  expect(result.outputs['error-code']).toBe('PBA-POLICY');
  const message = result.annotations.map((one) => one.message).join();
  expect(message).toMatch(/backup-policy\.yml:2: .*restore-tests/);
  expect(message).toMatch(/backup-policy\.yml:3: .*rto/);
  expect((await run('restore-test', { stores, policy: '/nowhere/policy.yml' })).outputs['error-code']).toBe(
    'PBA-POLICY',
  );
});

test('the objective of the policy decides about the RTO, and an input wins over it', async () => {
  const path = await policy('objectives: { rto: 1h }\n');
  expect(
    (await evidenceOf(stores, await run('restore-test', { stores, policy: path, rto: '2h' })))['rto'],
  ).toMatchObject({ objectiveSeconds: 7200 });
  expect(
    (await evidenceOf(stores, await run('restore-test', { stores, policy: path })))['rto'],
  ).toMatchObject({ objectiveSeconds: 3600 });
});
