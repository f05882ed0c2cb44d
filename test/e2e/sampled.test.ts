import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';

let postgres: TestPostgres;
let directory: string;
let env: Record<string, string>;
beforeAll(async () => {
  postgres = await startPostgres();
  directory = await mkdtemp(join(tmpdir(), 'pba-sampled-'));
  env = {
    PGHOST: postgres.env['PGHOST'] ?? '',
    PGPORT: postgres.env['PGPORT'] ?? '',
    PGUSER: postgres.superuser,
  };
  await postgres.createDatabase('large');
  // Three tables above the size from which rows are sampled, one of them without a primary key, and a small one.
  await postgres.psql(
    `create table keyed (b int, a int, filler text, primary key (a, b));
     insert into keyed select n % 7, n, repeat(md5(n::text), 8) from generate_series(1, 60000) n;
     create table keyless as select n, repeat(md5(n::text), 8) as filler from generate_series(1, 50000) n;
     create table small (id int primary key, note text); insert into small select n, 'x' from generate_series(1, 100) n;`,
    { database: 'large' },
  );
});
afterAll(async () => {
  await postgres?.stop();
  await rm(directory, { recursive: true, force: true });
});

const run = (action: string, inputs: Record<string, string>): Promise<ActionRun> =>
  runAction({ action, inputs, env });

async function backup(name: string, inputs: Record<string, string>): Promise<string> {
  const stores = join(directory, name);
  const result = await run('backup', { database: 'large', stores, ...inputs });
  expect(result.outputs['verdict']).toBe('ok');
  return stores;
}

const control = (stores: string, sql: string): Promise<ActionRun> =>
  run('restore-test', { stores, 'negative-control': sql });

test.each(['hash64', 'md5'])(
  'a sampled fingerprint by %s is proven with grade sampled, and names what it did not cover',
  async (digest) => {
    const stores = await backup(`sampled-${digest}`, { fingerprint: 'sampled', digest });
    const proof = await run('restore-test', { stores });
    expect(proof.annotations.filter((one) => one.level === 'error')).toEqual([]);
    expect(proof.outputs).toMatchObject({ verdict: 'proven', grade: 'sampled' });
    expect(proof.summary).toContain('public.keyless');
    expect(proof.summary).toContain('one in 64');
    // Every sampled row, every count and every small table is compared.
    expect(
      (await control(stores, `update public.keyed set filler = 'y' where a % 10 = 0`)).outputs['verdict'],
    ).toBe('failed');
    expect((await control(stores, 'delete from public.keyless where n = 1')).outputs['verdict']).toBe(
      'failed',
    );
    expect(
      (await control(stores, `update public.small set note = 'y' where id = 1`)).outputs['verdict'],
    ).toBe('failed');
  },
);

test('a budget that is used up leaves the largest tables to their counts, and says so', async () => {
  const stores = await backup('budget', { 'fingerprint-budget': '1s' });
  const generous = await run('restore-test', { stores });
  expect(generous.outputs['verdict']).toBe('proven');
  expect(['full', 'sampled']).toContain(generous.outputs['grade']);
});
