import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Finding } from '../../src/catalog/doctor/finding.ts';
import { type Rgw, startRgw } from '../support/rgw.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { rawClient } from '../support/s3-server.ts';
import { DATABASE, type Scene, startScene } from '../support/scene.ts';

const ROLES = ['writer', 'restorer', 'pruner', 'watcher'] as const;
type Role = (typeof ROLES)[number];

let scene: Scene;
let s3: Rgw;
let folder: string;
let policy: string;
const keys = new Map<Role, { accessKeyId: string; secretAccessKey: string }>();
beforeAll(async () => {
  [scene, s3, folder] = await Promise.all([
    startScene({ scale: 0.005 }),
    startRgw(),
    mkdtemp(join(tmpdir(), 'pba-rights-')),
  ]);
  for (const role of ROLES) keys.set(role, await s3.makeUser(role));
  policy = join(folder, 'backup-policy.yml');
  await writeFile(
    policy,
    `version: 1
databases: [{ name: ${DATABASE} }]
stores:
  local: { directory: ${folder}/sets }
  offsite:
    s3: { uri: s3://${s3.bucket}/pg, endpoint: ${s3.endpoint}, region: ${s3.region} }
    write-only: true
`,
  );
  const printed = await runAction({
    action: 'rights',
    inputs: {
      policy,
      directory: join(folder, 'rights'),
      account: '123456789012',
      ...Object.fromEntries(ROLES.map((role) => [`${role}-principal`, `arn:aws:iam:::user/${role}`])),
    },
    env: { GITHUB_REPOSITORY_ID: '77', GITHUB_REPOSITORY_OWNER_ID: '5' },
  });
  expect(printed.outputs['verdict']).toBe('ok');
  // The real store takes the policy that was printed, and goes by it.
  await admin(
    new PutBucketPolicyCommand({
      Bucket: s3.bucket,
      Policy: await readFile(join(folder, 'rights', 'offsite-bucket-policy.json'), 'utf8'),
    }),
  );
});
afterAll(async () => {
  await Promise.all([s3?.stop(), scene?.[Symbol.asyncDispose]()]);
  await rm(folder, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: any command of the SDK
async function admin(command: any): Promise<any> {
  return as(s3, command);
}

async function as(
  who: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined,
  // biome-ignore lint/suspicious/noExplicitAny: any command of the SDK
  command: any,
  // biome-ignore lint/suspicious/noExplicitAny: any answer of the SDK
): Promise<any> {
  const client = rawClient({ ...s3, ...who });
  try {
    return await client.send(command);
  } finally {
    client.destroy();
  }
}

function run(action: string, role: Role, inputs: Record<string, string> = {}): Promise<ActionRun> {
  const key = keys.get(role);
  return runAction({
    action,
    inputs: {
      policy,
      's3-access-key-id': key?.accessKeyId ?? '',
      's3-secret-access-key': key?.secretAccessKey ?? '',
      ...inputs,
    },
    env: scene.env,
  });
}

async function stored(): Promise<string[]> {
  const { Contents } = await admin(new ListObjectsV2Command({ Bucket: s3.bucket }));
  return (Contents ?? []).map(({ Key }: { Key: string }) => Key);
}

test('the writer can put, and nothing else', async () => {
  const writer = keys.get('writer');
  const Bucket = s3.bucket;
  const Key = `pg/${DATABASE}/daily/20261122T030405Z-a1b2c3/x`;
  await as(writer, new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  const refused = [
    new GetObjectCommand({ Bucket, Key }),
    new DeleteObjectCommand({ Bucket, Key }),
    new ListObjectsV2Command({ Bucket, Prefix: 'pg/' }),
    // It could fake a proof.
    new PutObjectCommand({ Bucket, Key: `pg/${DATABASE}/evidence/restore-test/x.json`, Body: 'x' }),
    new PutObjectCommand({ Bucket, Key: 'elsewhere', Body: 'x' }),
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
  ];
  for (const command of refused) {
    await expect(as(writer, command), command.constructor.name).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  }
  await admin(new DeleteObjectCommand({ Bucket, Key }));
});

test('a backup works with put-only rights, says what it could not prove, and each role does its part', async () => {
  const made = await run('backup', 'writer', { tier: 'due' });
  expect(made.annotations.filter((one) => one.level === 'error')).toEqual([]);
  expect(made.outputs['verdict']).toBe('ok');
  expect(made.summary).toContain('by its answers; not read back');
  // Weekly and monthly belong to S3 only: that they are due is known from what the local store holds.
  expect(made.outputs['tiers']?.split('\n').sort()).toEqual(['daily', 'monthly', 'weekly']);
  const keysOf = await stored();
  expect(keysOf.filter((key) => key.endsWith('/manifest.json'))).toHaveLength(3);
  const { Uploads } = await admin(new ListMultipartUploadsCommand({ Bucket: s3.bucket }));
  expect(Uploads ?? []).toEqual([]);

  const again = await run('backup', 'writer', { tier: 'due' });
  expect(again.outputs['verdict']).toBe('nothing due');
  expect(await stored()).toEqual(keysOf);

  // What the writer could not prove, the restorer does, in the store alone.
  const verified = await run('verify', 'restorer', { stores: 'offsite' });
  expect(verified.annotations.filter((one) => one.level === 'error')).toEqual([]);
  expect(verified.outputs['verdict']).toBe('ok');
  const tested = await run('restore-test', 'restorer', { stores: 'offsite' });
  expect(tested.annotations.filter((one) => one.level === 'error')).toEqual([]);
  expect(tested.outputs['verdict']).toBe('proven');
  expect((await stored()).filter((key) => key.includes('/evidence/'))).toHaveLength(1);
  expect((await stored()).filter((key) => key.includes('/leases/'))).toEqual([]);

  const watched = await run('status', 'watcher', { 'fail-on': 'never' });
  expect(watched.outputs['newest-proven-set']).toBe(made.outputs['set-id']);
  const pruned = await run('prune', 'pruner', { stores: 'offsite', mode: 'apply' });
  expect(pruned.annotations.filter((one) => one.level === 'error')).toEqual([]);
});

test('without write-only the same credentials fail, and the reason says how to go on', async () => {
  const plain = join(folder, 'plain.yml');
  await writeFile(plain, (await readFile(policy, 'utf8')).replace('write-only: true', 'write-only: false'));
  const made = await run('backup', 'writer', { policy: plain, tier: 'manual' });
  expect(made.outputs['error-code']).toBe('PBA-STORE-PARTIAL');
  expect(made.annotations.map((one) => one.message).join()).toContain('write-only');
});

test('doctor finds each role as it has to be, and the wrong one wrong', async () => {
  for (const role of ['writer', 'restorer', 'pruner'] as const) {
    const result = await run('doctor', role, { stores: 'offsite', role, 'fail-on': 'never' });
    const findings = JSON.parse(result.outputs['findings'] ?? '[]') as Finding[];
    const rights = findings.filter((one) => /^store\.(no-)?right-/.test(one.check));
    expect(rights.filter((one) => one.severity === 'problem')).toEqual([]);
    expect(rights.length).toBeGreaterThan(2);
    // The writer cannot take its trial away; the pruner does.
    const left = (await stored()).filter((key) => key.includes('.tmp'));
    expect(left).toEqual(role === 'pruner' ? [] : ['pg/.tmp/doctor']);
  }
  const wrong = await run('doctor', 'restorer', { stores: 'offsite', role: 'writer' });
  expect(wrong.outputs['error-code']).toBe('PBA-DOCTOR');
});

test('the roles of the database are made by the SQL that is printed, twice, and a backup works as them', async () => {
  const script = join(folder, 'rights', 'database-roles.sql');
  const sql = await readFile(script, 'utf8');
  for (let turn = 0; turn < 2; turn++) await scene.postgres.psql(sql);
  expect(
    await scene.postgres.psql(
      `select rolbypassrls, rolsuper, rolcreatedb from pg_roles where rolname = 'backup'`,
    ),
  ).toBe('t|f|f');
  const made = await run('backup', 'writer', { stores: 'local', tier: 'manual', user: 'backup' });
  expect(made.outputs['verdict']).toBe('ok');
  await expect(
    scene.postgres.psql('delete from tickets', { database: DATABASE, user: 'backup' }),
  ).rejects.toThrow(/permission denied|read-only/);
});

test('trust policies name the environment, in both forms of the subject, and nothing wider', async () => {
  const files = await readdir(join(folder, 'rights'));
  expect(files.filter((name) => name.startsWith('trust-'))).toHaveLength(4);
  const trust = await readFile(join(folder, 'rights', 'trust-writer.json'), 'utf8');
  expect(trust).toContain('"repo:octo/shop:environment:database-backup"');
  expect(trust).toContain('"repo:octo@5/shop@77:environment:database-backup"');
  expect(trust).not.toMatch(/StringLike|\*/);
});

/** Everything that is named is refused, as Amazon and Ceph refuse it. */
// biome-ignore lint/suspicious/noExplicitAny: commands of the SDK
async function expectRefused(role: Role, commands: Readonly<Record<string, any>>): Promise<void> {
  for (const [what, command] of Object.entries(commands)) {
    await expect(as(keys.get(role), command), `${role}: ${what}`).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  }
}

test('a stolen key of the restorer, the pruner or the watcher goes as far as its role', async () => {
  const Bucket = s3.bucket;
  const all = await stored();
  const find = (end: string): string => all.find((key) => key.endsWith(end)) ?? `no ${end}`;
  const [rows, manifest] = [find('/database.tar'), find('/manifest.json')];
  const proof = all.find((key) => key.includes('/evidence/restore-test/')) ?? 'no proof';
  const forged = `pg/${DATABASE}/evidence/restore-test/20990101T000000Z-aaaaaa.json`;
  await expectRefused('restorer', {
    'delete a set': new DeleteObjectCommand({ Bucket, Key: manifest }),
    'delete evidence': new DeleteObjectCommand({ Bucket, Key: proof }),
    'replace a set': new PutObjectCommand({ Bucket, Key: rows, Body: 'x' }),
  });
  await expectRefused('pruner', {
    'read rows': new GetObjectCommand({ Bucket, Key: rows }),
    'delete evidence': new DeleteObjectCommand({ Bucket, Key: proof }),
    'write a proof': new PutObjectCommand({ Bucket, Key: forged, Body: 'x' }),
    'replace a set': new PutObjectCommand({ Bucket, Key: rows, Body: 'x' }),
  });
  await expectRefused('watcher', {
    'read rows': new GetObjectCommand({ Bucket, Key: rows }),
    'read names of tables': new GetObjectCommand({ Bucket, Key: find('/fingerprint.json') }),
    'delete a set': new DeleteObjectCommand({ Bucket, Key: manifest }),
    'write a proof': new PutObjectCommand({ Bucket, Key: forged, Body: 'x' }),
  });
  expect(await stored()).toEqual(all);
  // What the roles are for, and so what a thief can: read every set, fake a proof; read what the watchdog reads; delete.
  await as(keys.get('restorer'), new GetObjectCommand({ Bucket, Key: rows }));
  await as(keys.get('restorer'), new PutObjectCommand({ Bucket, Key: forged, Body: 'x' }));
  await as(keys.get('watcher'), new GetObjectCommand({ Bucket, Key: manifest }));
  await as(keys.get('pruner'), new DeleteObjectCommand({ Bucket, Key: find('/RECOVERY.md') }));
  expect(await stored()).not.toContain(find('/RECOVERY.md'));
});

test('a stolen key of the writer can replace an object; versions keep the one before, and verify notices', async () => {
  const Bucket = 'versioned';
  const writer = keys.get('writer');
  const renamed = async (path: string): Promise<string> =>
    (await readFile(path, 'utf8')).replaceAll(s3.bucket, Bucket);
  await s3.makeBucket(Bucket);
  // Before the policy, which lets nobody switch versions on or off.
  await admin(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const rights = await renamed(join(folder, 'rights', 'offsite-bucket-policy.json'));
  await admin(new PutBucketPolicyCommand({ Bucket, Policy: rights }));
  const versioned = join(folder, 'versioned.yml');
  await writeFile(versioned, await renamed(policy));
  const offsite = { policy: versioned, stores: 'offsite' };
  const made = await run('backup', 'writer', { ...offsite, tier: 'manual' });
  expect(made.outputs['verdict']).toBe('ok');
  const set = made.outputs['set-id'] ?? 'none';
  const listed = await admin(new ListObjectsV2Command({ Bucket }));
  const names: string[] = listed.Contents.map((one: { Key: string }) => one.Key);
  const Key = names.find((key) => key.includes(set) && key.endsWith('/database.tar')) ?? '';
  await as(writer, new PutObjectCommand({ Bucket, Key, Body: 'of a thief' }));
  const verified = await run('verify', 'restorer', { ...offsite, set });
  expect(verified.outputs['error-code']).toBe('PBA-OBJECT-DAMAGED');
  const { Versions = [] } = await admin(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
  expect(Versions).toHaveLength(2);
  const before = Versions.find((one: { IsLatest: boolean }) => !one.IsLatest)?.VersionId;
  for (const command of [
    new DeleteObjectCommand({ Bucket, Key, VersionId: before }),
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
  ])
    await expect(as(writer, command)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
});
