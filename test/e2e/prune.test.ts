import { chmod, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leaseKey, makeSetId, objectKey, type Tier } from '../../src/catalog/keys.ts';
import { serialiseManifest } from '../../src/catalog/manifest.ts';
import { parseManifest } from '../../src/catalog/read-manifest.ts';
import { openStore } from '../../src/storage/open.ts';
import type { Store } from '../../src/storage/store.ts';
import { type Rgw, startRgw } from '../support/rgw.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { rawClient } from '../support/s3-server.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';
import { silentLog } from '../support/silent-log.ts';

const DAY = 86_400_000;
const BUCKET = 'locked';
let scene: Scene;
let s3: Rgw;
let template: string;
let id: string;
beforeAll(async () => {
  [scene, s3] = await Promise.all([startScene({ scale: 0.002 }), startRgw()]);
  const client = rawClient(s3);
  await client.send(new CreateBucketCommand({ Bucket: BUCKET, ObjectLockEnabledForBucket: true }));
  client.destroy();
  template = await scene.newDirectory();
  const made = await run('backup', { database: DATABASE, stores: template, tier: 'daily' });
  id = made.outputs['set-id'] ?? '';
});
afterAll(async () => {
  await scene?.[Symbol.asyncDispose]();
  await s3?.stop();
});

const run = (action: string, inputs: Record<string, string>): Promise<ActionRun> =>
  runAction({ action, inputs, env: scene.env });

/** Puts a copy of the set into a directory store, so many days old. Returns its id. */
async function age(store: string, days: number, tier: Tier = 'daily'): Promise<string> {
  const at = new Date(Date.now() - days * DAY);
  const aged = makeSetId(at, 'abcdef');
  const folder = join(store, DATABASE, tier, aged);
  await cp(join(template, DATABASE, 'daily', id), folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = parseManifest(
    await readFile(path, 'utf8'),
    { database: DATABASE, tier: 'daily', id },
    path,
  );
  await chmod(path, 0o600);
  await writeFile(path, serialiseManifest({ ...manifest, id: aged, tier, snapshotAt: at.toISOString() }));
  return aged;
}

async function history(): Promise<{ store: string; old: string[]; young: string }> {
  const store = await scene.newDirectory();
  const young = await age(store, 1);
  const old = [];
  for (const days of [50, 45, 40, 35]) old.push(await age(store, days));
  return { store, old, young };
}

const prove = (store: string, set: string): Promise<ActionRun> => run('restore-test', { stores: store, set });
const idsIn = async (store: string, tier = 'daily'): Promise<string[]> =>
  (await readdir(join(store, DATABASE, tier)).catch(() => [])).toSorted();
const SMALL = { tier: 'daily', 'keep-days': '30', 'keep-minimum': '1' };

describe('prune', () => {
  test('deletes nothing before something newer is proven, then what the plan says, and writes it down', async () => {
    const { store, old, young } = await history();
    const unproven = await run('prune', { stores: store, mode: 'apply', ...SMALL });
    expect(unproven.outputs).toMatchObject({ verdict: 'ok', deleted: '0', kept: '5' });
    expect(unproven.summary).toContain('no set of this lineage is proven');

    expect((await prove(store, young)).outputs['verdict']).toBe('proven');
    const plan = await run('prune', { stores: store, ...SMALL });
    expect(plan.outputs).toMatchObject({ deleted: '4', kept: '1' });
    expect(await idsIn(store)).toHaveLength(5);
    const applied = await run('prune', {
      stores: store,
      mode: 'apply',
      'plan-digest': plan.outputs['plan-digest'] ?? '',
      ...SMALL,
    });
    expect(applied.outputs).toMatchObject({ verdict: 'ok', deleted: '4', kept: '1' });
    expect(await idsIn(store)).toEqual([young]);
    const records = await readdir(join(store, DATABASE, 'evidence', 'prune'));
    const newest = await readFile(
      join(store, DATABASE, 'evidence', 'prune', records.toSorted().at(-1) ?? ''),
      'utf8',
    );
    expect(
      (JSON.parse(newest) as { deleted: { set: string }[] }).deleted.map((one) => one.set).toSorted(),
    ).toEqual(old.toSorted());
    expect(await readdir(join(store, DATABASE))).not.toContain('intents');
  });

  test('refuses a plan that is no longer the plan', async () => {
    const { store, young } = await history();
    await prove(store, young);
    const plan = await run('prune', { stores: store, ...SMALL });
    await age(store, 60);
    const stale = {
      stores: store,
      mode: 'apply',
      'plan-digest': plan.outputs['plan-digest'] ?? '',
      ...SMALL,
    };
    const refused = await run('prune', stale);
    expect(refused.outputs['error-code']).toBe('PBA-PRUNE-PLAN-CHANGED');
    expect(await idsIn(store)).toHaveLength(6);
  });

  test('keeps the newest proven dumps, also when they are old', async () => {
    const { store, old, young } = await history();
    const [, second] = old;
    for (const set of [young, second ?? '']) await prove(store, set);
    const applied = await run('prune', { stores: store, mode: 'apply', 'keep-proven': '2', ...SMALL });
    expect(await idsIn(store)).toEqual([young, second].toSorted());
    expect(applied.summary).toContain('among the 2 newest proven dumps');
  });

  test('leaves alone what somebody reads, and what is on hold', async () => {
    const { store, old, young } = await history();
    await prove(store, young);
    const [leased = '', held = ''] = old;
    const opened = await openStore(store, { s3: {}, signal: AbortSignal.timeout(60_000), log: silentLog });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const lease = { set: leased, tier: 'daily', until, who: 'run 17' };
    await opened.create(leaseKey(DATABASE, leased, 'abcdef'), Buffer.from(JSON.stringify(lease)));
    await opened.close();
    const hold = { stores: store, set: held, reason: 'case 4711' };
    expect((await run('hold', hold)).outputs).toMatchObject({ verdict: 'ok', 'legal-holds': '0' });
    expect((await run('hold', hold)).outputs['error-code']).toBe('PBA-STORE-EXISTS');
    const other = await run('hold', { ...hold, reason: 'case 4712', 'if-held': 'keep' });
    expect(other.outputs['verdict']).toBe('ok');
    expect(other.log).toContain('already: case 4711. It stays so');
    const applied = await run('prune', { stores: store, mode: 'apply', ...SMALL });
    expect(await idsIn(store)).toEqual([young, leased, held].toSorted());
    expect(applied.summary).toMatch(/case 4711/);
    expect(applied.summary).toContain('in use by run 17');
    expect((await run('hold', { ...hold, mode: 'release' })).outputs['verdict']).toBe('ok');
    await run('prune', { stores: store, mode: 'apply', ...SMALL });
    expect(await idsIn(store)).toEqual([young, leased].toSorted());
  });

  test('goes by the rules of the policy, every tier its own', async () => {
    const store = await scene.newDirectory();
    const young = await age(store, 1);
    for (const days of [40, 100])
      for (const tier of ['daily', 'weekly', 'monthly'] as const) await age(store, days, tier);
    await prove(store, young);
    const policy = join(await scene.newDirectory(), 'policy.yml');
    const tiers = ['daily', 'weekly', 'monthly'].map((tier) => `  ${tier}: { keep-minimum: 1 }`).join('\n');
    await writeFile(policy, `version: 1\nstores: { local: { directory: ${store} } }\ntiers:\n${tiers}\n`);
    const applied = await run('prune', { policy, mode: 'apply', 'keep-proven': '1' });
    expect(applied.outputs).toMatchObject({ verdict: 'ok', deleted: '3' });
    expect([
      await idsIn(store),
      (await idsIn(store, 'weekly')).length,
      (await idsIn(store, 'monthly')).length,
    ]).toEqual([[young], 1, 2]);
  });
});

describe('prune in a bucket with versions and locks', () => {
  const inputs = (prefix: string): Record<string, string> => ({
    stores: `s3://${BUCKET}/${prefix}`,
    's3-endpoint': s3.endpoint,
    's3-region': s3.region,
    's3-access-key-id': s3.accessKeyId,
    's3-secret-access-key': s3.secretAccessKey,
  });

  async function upload(prefix: string): Promise<{ store: Store; old: string[]; young: string }> {
    const local = await history();
    const { endpoint, region, accessKeyId, secretAccessKey } = s3;
    const store = await openStore(`s3://${BUCKET}/${prefix}`, {
      s3: { endpoint, region, accessKeyId, secretAccessKey },
      signal: AbortSignal.timeout(120_000),
      log: silentLog,
    });
    for (const set of [local.young, ...local.old]) {
      const folder = join(local.store, DATABASE, 'daily', set);
      for (const name of (await readdir(folder)).toSorted())
        await store.create(
          objectKey({ database: DATABASE, tier: 'daily', id: set }, name),
          await readFile(join(folder, name)),
        );
    }
    return { store, old: local.old, young: local.young };
  }

  const manifestOf = (set: string): string =>
    objectKey({ database: DATABASE, tier: 'daily', id: set }, 'manifest.json');

  test('deletes for good, expects locks, and reports what a marker hides', async () => {
    const { store, old, young } = await upload('versions');
    const [hidden = '', held = '', ...gone] = old;
    expect((await run('restore-test', { ...inputs('versions'), set: young })).outputs['verdict']).toBe(
      'proven',
    );
    await store.delete([manifestOf(hidden)]);
    const hold = await run('hold', { ...inputs('versions'), set: held, reason: 'case 4711' });
    expect(Number(hold.outputs['legal-holds'])).toBeGreaterThan(5);
    const applied = await run('prune', { ...inputs('versions'), mode: 'apply', ...SMALL });
    expect(applied.outputs).toMatchObject({ verdict: 'ok', deleted: '2', hidden: '1', 'error-code': '' });
    expect(applied.annotations.map((one) => one.message).join()).toContain(hidden);
    const left = new Set<string>();
    for await (const version of store.versions(`${DATABASE}/daily/`))
      left.add(version.key.split('/')[2] ?? '');
    expect([...left].toSorted()).toEqual([young, hidden, held].toSorted());
    for (const set of gone) expect(left.has(set)).toBe(false);
    await run('hold', { ...inputs('versions'), set: held, mode: 'release', reason: 'closed' });
    await store.close();
  });

  test('keeps what is locked, and says until when', async () => {
    const local = await scene.newDirectory();
    const policy = join(local, 'policy.yml');
    await writeFile(
      policy,
      `version: 1
databases: [{ name: ${DATABASE} }]
stores:
  offsite: { s3: { uri: s3://${BUCKET}/policy, endpoint: ${s3.endpoint}, region: ${s3.region} }, object-lock: true }
tiers:
  daily: { keep-days: 5, lock: { mode: governance, days: 3 } }
`,
    );
    const credentials = { 's3-access-key-id': s3.accessKeyId, 's3-secret-access-key': s3.secretAccessKey };
    const made = await run('backup', { policy, tier: 'daily', ...credentials });
    expect(made.outputs['verdict']).toBe('ok');
    const store = await openStore(`s3://${BUCKET}/policy`, {
      s3: {
        endpoint: s3.endpoint,
        region: s3.region,
        accessKeyId: s3.accessKeyId,
        secretAccessKey: s3.secretAccessKey,
      },
      signal: AbortSignal.timeout(60_000),
      log: silentLog,
    });
    for await (const { key } of store.list(`${DATABASE}/daily/`)) {
      const { lock } = await store.protection(key);
      expect(lock?.mode).toBe('governance');
      expect((lock?.until.getTime() ?? 0) - Date.now()).toBeGreaterThan(2.9 * DAY);
    }
    await store.close();
  });
});

test('the repository of pgBackRest in the same store is left alone', async () => {
  const store = await scene.newDirectory();
  await age(store, 1);
  const repository = join(store, 'pgbackrest', 'archive', 'main');
  await mkdir(repository, { recursive: true });
  await writeFile(join(repository, 'archive.info'), 'theirs');
  expect((await run('prune', { stores: store, mode: 'apply' })).outputs['verdict']).toBe('ok');
  expect(await readdir(join(store, 'pgbackrest'), { recursive: true })).toHaveLength(3);
  expect((await run('verify', { stores: store })).outputs['verdict']).toBe('ok');
  expect((await run('restore-test', { stores: store })).outputs['verdict']).toBe('proven');
});

test('remains of killed runs are swept when they are a day old, never younger', async () => {
  const store = await scene.newDirectory();
  await age(store, 1);
  for (const [days, name] of [
    [0.5, 'young'],
    [2, 'old'],
  ] as const) {
    const set = await age(store, days);
    await rm(join(store, DATABASE, 'daily', set, 'manifest.json'));
    await rename(
      join(store, DATABASE, 'daily', set),
      join(store, DATABASE, 'daily', set.replace('abcdef', name === 'old' ? '00000d' : '00000c')),
    );
  }
  await run('prune', { stores: store, mode: 'apply' });
  expect((await idsIn(store)).map((set) => set.slice(-6)).toSorted()).toEqual(['00000c', 'abcdef']);
});
