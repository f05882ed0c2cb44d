import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';
import { type StrictS3, startStrictS3 } from '../support/strict-s3.ts';

let scene: Scene;
let s3: StrictS3;
let local: string;
let policy: string;
beforeAll(async () => {
  [scene, s3] = await Promise.all([startScene({ scale: 0.005 }), startStrictS3()]);
  local = await scene.newDirectory();
  policy = join(await scene.newDirectory(), 'backup-policy.yml');
  await writeFile(
    policy,
    `version: 1
databases: [{ name: ${DATABASE} }]
stores:
  local: { directory: ${local} }
  offsite: { s3: { uri: s3://backups/pg, endpoint: ${s3.endpoint}, region: ${s3.region} } }
tiers:
  monthly: { storage-class: GLACIER_IR }
restore-test: { fingerprint: counts }
`,
  );
});
afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
  await s3?.stop();
});

const run = (action: string, inputs: Record<string, string> = {}): Promise<ActionRun> =>
  runAction({
    action,
    inputs: {
      policy,
      's3-access-key-id': s3.accessKeyId,
      's3-secret-access-key': s3.secretAccessKey,
      ...inputs,
    },
    env: scene.env,
  });
const inS3 = (tier: string): string[] =>
  [...s3.bucketState('backups').objects.keys()].filter((key) => key.startsWith(`pg/${DATABASE}/${tier}/`));
const sent = (operation: string): string[] =>
  s3.requests.filter((request) => request.operation === operation).map((request) => request.key);

describe('backup by a policy', () => {
  let first: ActionRun;

  test('makes every tier that is due with one dump: one upload, the others copied by the store', async () => {
    first = await run('backup');
    expect(first.outputs).toMatchObject({ verdict: 'ok', tiers: 'daily\nweekly\nmonthly' });
    expect(first.log.match(/Dumping .*: done in/g)).toHaveLength(1);
    expect((await readdir(join(local, DATABASE))).toSorted()).toEqual(['RUNBOOK.md', 'daily']);
    const id = first.outputs['set-id'] ?? '';
    for (const tier of ['daily', 'weekly', 'monthly'])
      expect(new Set(inS3(tier).map((key) => key.split('/')[3]))).toEqual(new Set([id]));
    const archives = (operation: string): number =>
      sent(operation).filter((key) => /database\.tar/.test(key)).length;
    expect([archives('PutObject') + archives('CreateMultipartUpload'), archives('CopyObject')]).toEqual([
      1, 2,
    ]);
  });

  test('asks for the storage class of the tier, but never for what has to be read at once', async () => {
    const classes = new Map(
      inS3('monthly').map((key) => [
        key.split('/').at(-1),
        s3.bucketState('backups').objects.get(key)?.storageClass,
      ]),
    );
    expect(classes.get('database.tar')).toBe('GLACIER_IR');
    expect(classes.get('manifest.json')).toBe('STANDARD');
    expect(classes.get('RECOVERY.md')).toBe('STANDARD');
    const weekly = inS3('weekly').map((key) => s3.bucketState('backups').objects.get(key)?.storageClass);
    expect(new Set(weekly)).toEqual(new Set(['STANDARD']));
  });

  test('takes the depth of the fingerprint from it', async () => {
    const [path = ''] = (first.outputs['manifest-path'] ?? '').split('\n');
    const manifest = JSON.parse(await readFile(join(local, path), 'utf8')) as unknown;
    expect(manifest).toMatchObject({ fingerprint: { depth: 'counts' } });
  });

  test('makes nothing when nothing is due, and says when something is', async () => {
    const again = await run('backup');
    expect(again.exitCode).toBe(0);
    expect(again.outputs).toMatchObject({
      verdict: 'nothing due',
      'set-id': first.outputs['set-id'],
      'error-code': '',
    });
    expect(again.log).not.toContain('Dumping');
    expect(again.summary).toMatch(/nothing was due[\s\S]*Next: daily from 20/);
  });

  test('makes a set by name all the same', async () => {
    const manual = await run('backup', { tier: 'manual', stores: 'local' });
    expect(manual.outputs).toMatchObject({ verdict: 'ok', tiers: 'manual', locations: local });
    expect(manual.outputs['set-id']).not.toBe(first.outputs['set-id']);
  });

  test('brings back copies that are gone, without another dump', async () => {
    const { objects } = s3.bucketState('backups');
    for (const key of inS3('weekly')) objects.delete(key);
    await rm(join(local, DATABASE, 'daily'), { recursive: true });
    const completed = await run('backup');
    expect(completed.outputs).toMatchObject({
      verdict: 'ok',
      tiers: 'daily\nweekly',
      'set-id': first.outputs['set-id'],
    });
    expect(completed.log).not.toContain('Dumping');
    expect(inS3('weekly')).toHaveLength(inS3('daily').length);
    expect((await run('verify', { set: 'all' })).outputs['verdict']).toBe('ok');
  });

  test('is proven in all tiers by the test of one', async () => {
    const tested = await run('restore-test', { set: first.outputs['set-id'] ?? '', stores: 'offsite' });
    expect(tested.outputs['verdict']).toBe('proven');
    const plan = await run('prune', { stores: 'offsite' });
    for (const tier of ['daily', 'weekly', 'monthly'])
      expect(plan.summary).toMatch(new RegExp(`${first.outputs['set-id']}.*${tier}.*proven`));
  });

  test('says what is missing when the policy names several databases', async () => {
    const several = join(await scene.newDirectory(), 'several.yml');
    const text = (await readFile(policy, 'utf8')).replace(
      `[{ name: ${DATABASE} }]`,
      `[{ name: ${DATABASE} }, { name: other }]`,
    );
    await writeFile(several, text);
    const result = await run('backup', { policy: several });
    expect(result.outputs['error-code']).toBe('PBA-INPUT');
    expect(result.annotations[0]?.message).toContain('ticketz, other');
    expect((await run('backup', { policy: several, database: DATABASE })).exitCode).toBe(0);
  });
});

describe('a set in an archive class', () => {
  const inputs = { stores: 'offsite', set: '' };
  beforeAll(async () => {
    const { objects } = s3.bucketState('backups');
    const [key = ''] = inS3('monthly').filter((one) => one.endsWith('/database.tar'));
    inputs.set = key.split('/')[3] ?? '';
    for (const tier of ['daily', 'weekly'])
      for (const one of inS3(tier)) if (one.includes(inputs.set)) objects.delete(one);
    const archive = objects.get(key);
    if (archive !== undefined) objects.set(key, { ...archive, storageClass: 'DEEP_ARCHIVE' });
  });

  test('is seen before anything is fetched', async () => {
    for (const action of ['verify', 'restore-test']) {
      const before = s3.requests.length;
      const result = await run(action, inputs);
      expect(result.outputs['error-code']).toBe('PBA-SET-ARCHIVED');
      expect(result.annotations.map((one) => one.message).join()).toContain('9 to 12 hours');
      const read = s3.requests.slice(before).filter((one) => one.operation === 'GetObject');
      expect(read.filter(({ key }) => key.includes('/monthly/') && !key.endsWith('manifest.json'))).toEqual(
        [],
      );
    }
    expect(sent('RestoreObject')).toEqual([]);
  });

  test('is asked for once, and read by a later run', async () => {
    s3.behaviour.retrievalMs = 60_000;
    for (const said of ['1 object asked for, 0 under way', '0 objects asked for, 1 under way']) {
      const result = await run('restore-test', { ...inputs, archived: 'request' });
      expect(result.outputs['error-code']).toBe('PBA-SET-ARCHIVED');
      expect(result.annotations.map((one) => one.message).join()).toContain(said);
    }
    expect(sent('RestoreObject')).toHaveLength(1);
    s3.bucketState('backups').retrievals.clear();
    s3.behaviour.retrievalMs = 1000;
    const waited = await run('restore-test', { ...inputs, archived: 'wait' });
    expect(waited.outputs).toMatchObject({ verdict: 'proven', 'error-code': '' });
    expect(waited.log).toContain('waiting for 0 archived objects');
    expect((await run('verify', inputs)).outputs['verdict']).toBe('ok');
  });
});

test('two backups of one database at once: the second says who is at it', async () => {
  const locker = scene.postgres.psql('select pg_advisory_lock(7365217, 1685417328); select pg_sleep(8)', {
    database: DATABASE,
  });
  const result = await run('backup', { tier: 'manual', stores: 'local' });
  expect(result.outputs['error-code']).toBe('PBA-PG-BUSY');
  expect(result.annotations[0]?.message).toMatch(/server process \d+ \(psql\)/);
  await locker;
});
