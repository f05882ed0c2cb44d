import { readdirSync } from 'node:fs';
import { chmod, cp, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import schema from '../../schemas/restore-test-evidence.schema.json' with { type: 'json' };
import { makeSetId } from '../../src/catalog/keys.ts';
import { serialiseManifest } from '../../src/catalog/manifest.ts';
import { parseManifest } from '../../src/catalog/read-manifest.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

const isEvidence = new Ajv2020({ formats: { 'date-time': true } }).compile(schema);
let scene: Scene;
let staging: TestPostgres;
let stores: string;
beforeAll(async () => {
  [scene, staging] = await Promise.all([startScene({ scale: 0.005 }), startPostgres({ tcp: true })]);
  stores = await scene.newDirectory();
  for (const tier of ['weekly', 'daily']) {
    expect((await run('backup', { database: DATABASE, stores, tier })).outputs['verdict']).toBe('ok');
  }
});
afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
  await staging?.stop();
});

const run = (action: string, inputs: Record<string, string>): Promise<ActionRun> =>
  runAction({ action, inputs, env: scene.env });

/** Makes a set and then makes it so many hours old. */
async function backupOf(store: string, hours: number): Promise<string> {
  const made = await run('backup', { database: DATABASE, stores: store, tier: 'daily' });
  const path = join(store, made.outputs['manifest-path'] ?? '');
  const at = new Date(Date.now() - hours * 3_600_000);
  const id = makeSetId(at, 'abcdef');
  const location = { database: DATABASE, tier: 'daily', id: made.outputs['set-id'] ?? '' } as const;
  const manifest = parseManifest(await readFile(path, 'utf8'), location, path);
  await chmod(path, 0o600);
  await writeFile(path, serialiseManifest({ ...manifest, id, snapshotAt: at.toISOString() }));
  await rename(dirname(path), join(dirname(path), '..', id));
  return id;
}

async function evidenceOf(result: ActionRun, store = stores): Promise<Record<string, unknown>> {
  const text = await readFile(join(store, result.outputs['evidence-key'] ?? ''), 'utf8');
  const record = JSON.parse(text) as Record<string, unknown>;
  expect(isEvidence(record), JSON.stringify(isEvidence.errors)).toBe(true);
  return record;
}

describe('a restore test', () => {
  test('takes the tiers in turn', async () => {
    const tested: unknown[] = [];
    for (let time = 0; time < 3; time += 1)
      tested.push((await evidenceOf(await run('restore-test', { stores })))['tier']);
    expect(tested).toEqual(['daily', 'weekly', 'daily']);
  });

  test('checks pages and indexes when asked to', async () => {
    const result = await run('restore-test', { stores, 'physical-checks': 'true' });
    expect(result.outputs['verdict']).toBe('proven');
    expect(result.summary).toContain('heapallindexed');
  });

  test('fails when the restore takes longer than the objective, and the set is proven all the same', async () => {
    const file = join(await scene.newDirectory(), 'evidence.json');
    const result = await run('restore-test', { stores, rto: '1s', 'evidence-file': file });
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(await evidenceOf(result));
    expect(result.exitCode).toBe(5);
    expect(result.outputs).toMatchObject({ verdict: 'proven', 'error-code': 'PBA-RTO-BROKEN' });
  });

  test('on a staging server leaves neither database nor role there', async () => {
    const result = await run('restore-test', {
      stores,
      'staging-host': '127.0.0.1',
      'staging-port': String(staging.port),
      'staging-user': staging.superuser,
      'staging-password': staging.password ?? '',
    });
    expect(result.annotations.filter((one) => one.level === 'error')).toEqual([]);
    expect(result.outputs).toMatchObject({ verdict: 'proven', grade: 'full' });
    expect(await evidenceOf(result)).toMatchObject({ target: 'staging server' });
    expect(await staging.psql(`select string_agg(datname, ',' order by datname) from pg_database`)).toBe(
      'postgres,template0,template1',
    );
    expect(await staging.psql(`select count(*) from pg_roles where rolname !~ '^pg_'`)).toBe('1');
  });

  test('that is cancelled on a staging server leaves nothing there either', async () => {
    const result = await runAction({
      action: 'restore-test',
      inputs: {
        stores,
        'staging-host': staging.socketDir,
        'staging-port': String(staging.port),
        'staging-user': staging.superuser,
      },
      env: scene.env,
      cancelAfter: /pre-data/,
    });
    expect(result.exitCode).toBe(130);
    expect(await staging.psql(`select count(*) from pg_database where datname ~ '^pba_test_'`)).toBe('0');
    expect(await staging.psql(`select count(*) from pg_roles where rolname !~ '^pg_'`)).toBe('1');
  });

  test('refuses the source as its target', async () => {
    const before = await readdir(stores, { recursive: true });
    const result = await run('restore-test', {
      stores,
      'staging-host': scene.postgres.socketDir,
      'staging-user': scene.postgres.superuser,
    });
    expect(result.outputs['error-code']).toBe('PBA-TARGET-IS-SOURCE');
    expect(await readdir(stores, { recursive: true })).toEqual(before);
    expect(await scene.postgres.psql(`select count(*) from pg_database where datname ~ '^pba_test_'`)).toBe(
      '0',
    );
  });

  test('notices what production has lost since', async () => {
    const production = {
      'production-host': scene.postgres.socketDir,
      'production-user': scene.postgres.superuser,
      'production-database': DATABASE,
    };
    const sound = await run('restore-test', { stores, ...production });
    expect(sound.outputs).toMatchObject({ verdict: 'proven', 'error-code': '' });
    await scene.postgres.psql('delete from public.attachments where id % 2 = 0', { database: DATABASE });
    const lost = await run('restore-test', { stores, ...production });
    expect(lost.exitCode).toBe(5);
    expect(lost.outputs).toMatchObject({ verdict: 'proven', 'error-code': 'PBA-DRIFT' });
    expect(lost.annotations.map((one) => one.message).join()).toContain('public.attachments');
    expect(
      (await run('restore-test', { stores, ...production, 'drift-tolerance': '60' })).outputs['error-code'],
    ).toBe('');
  });

  test('shows which table of production stopped growing, and fails nothing', async () => {
    const grown = await scene.newDirectory();
    const grow = `insert into public.grown select from generate_series(1, 40)`;
    await scene.postgres.psql(`create table public.grown (); ${grow}`, { database: DATABASE });
    await backupOf(grown, 48);
    await scene.postgres.psql(grow, { database: DATABASE });
    const set = await backupOf(grown, 24);
    const result = await run('restore-test', {
      stores: grown,
      set,
      'production-host': scene.postgres.socketDir,
      'production-user': scene.postgres.superuser,
      'production-database': DATABASE,
    });
    expect(result.outputs).toMatchObject({ verdict: 'proven', 'error-code': '' });
    expect(result.summary).toContain('1 table stopped growing');
    expect(result.summary).toMatch(/public\.grown.*80.*80.*stopped growing/);
    expect(await evidenceOf(result, grown)).toMatchObject({
      drift: [{ table: 'public.grown', verdict: 'stopped growing' }],
    });
  });

  test('says what it forecasts for the newest set', async () => {
    const evidence = await evidenceOf(await run('restore-test', { stores }));
    expect(evidence).toMatchObject({ rto: { kept: true, objectiveSeconds: 3600 } });
    expect((evidence['rto'] as { forecastSeconds: number }).forecastSeconds).toBeGreaterThan(0);
  });
});

const GOLDEN = resolve(import.meta.dirname, '../fixtures/sets');

describe.each(readdirSync(GOLDEN).filter((name) => /^\d+$/.test(name)))(
  'the golden sets of manifest version %s, plain and encrypted,',
  (version) => {
    test('are whole, and are proven by a restore', async () => {
      const golden = await scene.newDirectory();
      await cp(join(GOLDEN, version), golden, { recursive: true });
      const inputs = { stores: golden, 'identity-file': join(GOLDEN, 'identity.txt') };
      const verified = await run('verify', { ...inputs, mode: 'full', set: 'all' });
      expect(verified.outputs, verified.log).toMatchObject({ verdict: 'ok', 'sets-checked': '2' });
      for (const tier of ['weekly', 'daily']) {
        const tested = await run('restore-test', inputs);
        expect(tested.outputs, tested.log).toMatchObject({ verdict: 'proven', grade: 'full' });
        expect(await evidenceOf(tested, golden)).toMatchObject({ tier });
      }
    });
  },
);
