import { mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/catalog/doctor/finding.ts';
import { type Rgw, startRgw } from '../support/rgw.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { rawClient } from '../support/s3-server.ts';
import { DATABASE, type Scene, s3Inputs, startScene } from '../support/scene.ts';

let scene: Scene;
let s3: Rgw;
beforeAll(async () => {
  [scene, s3] = await Promise.all([startScene({ scale: 0.002 }), startRgw()]);
});
afterAll(async () => {
  await Promise.all([s3?.stop(), scene?.[Symbol.asyncDispose]()]);
});

async function doctor(
  inputs: Record<string, string>,
  env: Record<string, string> = {},
): Promise<ActionRun & { findings: Finding[]; bad: (check: string) => Finding[] }> {
  const run = await runAction({ action: 'doctor', inputs, env: { ...scene.env, ...env } });
  const findings = JSON.parse(run.outputs['findings'] || '[]') as Finding[];
  return {
    ...run,
    findings,
    bad: (check) =>
      findings.filter((one) => one.check === check && ['problem', 'warning'].includes(one.severity)),
  };
}

async function everythingIn(bucket: string): Promise<string[]> {
  const client = rawClient(s3);
  try {
    const versions = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const uploads = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    return [...(versions.Versions ?? []), ...(versions.DeleteMarkers ?? []), ...(uploads.Uploads ?? [])].map(
      ({ Key }) => Key ?? '',
    );
  } finally {
    client.destroy();
  }
}

/** Runs the SQL that a finding gives, as somebody who may. */
async function mend(findings: readonly Finding[]): Promise<void> {
  for (const { remedy } of findings) {
    expect(remedy?.kind).toBe('sql');
    await scene.postgres.psql(remedy?.text ?? '', { database: DATABASE });
  }
}

describe('a role that may too little', () => {
  beforeAll(async () => {
    await scene.postgres.psql(
      `create role backup login; create role "Weird ""one" login; grant usage on schema public to backup;
       select lo_create(0); select lo_create(0);`,
      { database: DATABASE },
    );
  });

  test('is told what it lacks, and the SQL that is given mends it, quoted as the name needs it', async () => {
    await scene.postgres.psql(`grant connect on database "${DATABASE}" to backup, "Weird ""one"`);
    for (const user of ['backup', 'Weird "one']) {
      const before = await doctor({ database: DATABASE, user, stores: await scene.newDirectory() });
      expect(before.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-DOCTOR' });
      const lacking = ['database.rights', 'database.row-security', 'database.large-objects'];
      expect(lacking.map((check) => before.bad(check).length)).toEqual([1, 1, 1]);
      expect(before.summary).toContain('BYPASSRLS');
      await mend(lacking.flatMap(before.bad));
      const stores = await scene.newDirectory();
      const after = await doctor({ database: DATABASE, user, stores });
      expect(lacking.flatMap(after.bad)).toEqual([]);
      expect(after.bad('database.role-split')).toEqual([]);
      // What doctor calls enough is enough.
      const made = await runAction({
        action: 'backup',
        inputs: { database: DATABASE, user, stores },
        env: scene.env,
      });
      expect(made.outputs['verdict']).toBe('ok');
    }
  });

  test('and one that may too much is named as well', async () => {
    const owner = await doctor({ database: DATABASE, stores: await scene.newDirectory() });
    expect(owner.bad('database.role-split')[0]?.sentence).toContain('superuser');
  });

  test('a server that is not there is a finding with its remedy, and the rest is looked at all the same', async () => {
    const result = await doctor(
      { database: DATABASE, stores: await scene.newDirectory() },
      { PGHOST: '/nowhere' },
    );
    expect(result.findings.find((one) => one.check === 'database.reach')).toMatchObject({
      severity: 'problem',
      sentence: expect.stringContaining('PBA-PG-UNREACHABLE'),
    });
    expect(result.findings.find((one) => one.check === 'store.right-write')?.severity).toBe('good');
  });
});

describe('a store', () => {
  test('in S3 is tried, and nothing is left behind, without and with versions', async () => {
    await s3.makeBucket('versioned');
    const client = rawClient(s3);
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: 'versioned', VersioningConfiguration }));
    client.destroy();
    for (const bucket of [s3.bucket, 'versioned']) {
      const result = await doctor(s3Inputs({ ...s3, bucket }, 'pg'));
      const severity = (check: string): string | undefined =>
        result.findings.find((one) => one.check === check)?.severity;
      for (const check of [
        'right-list',
        'right-write',
        'right-read',
        'right-multipart',
        'read-back',
        'public',
      ]) {
        expect([check, severity(`store.${check}`)]).toEqual([check, 'good']);
      }
      expect(severity('store.versioning')).toBe(bucket === 'versioned' ? 'good' : 'warning');
      expect(severity('store.delete-right')).toBe('warning');
      // Seen with Ceph RGW 16.2: it looks at the condition only where there are no versions.
      expect(severity('store.conditional-create')).toBe(bucket === 'versioned' ? 'warning' : 'good');
      expect(result.findings.find((one) => one.check === 'store.digests')?.sentence).toContain(
        'wrong SHA-256',
      );
      expect(severity('clock.skew')).toBe('good');
      expect(await everythingIn(bucket)).toEqual([]);
    }
  });

  test('that does not exist, or whose key is wrong, is a finding', async () => {
    const missing = await doctor(s3Inputs({ ...s3, bucket: 'nothing-here' }, 'pg'));
    expect(missing.findings.find((one) => one.check === 'store.reach')?.sentence).toContain(
      'PBA-STORE-NO-BUCKET',
    );
    const wrong = await doctor(s3Inputs({ ...s3, secretAccessKey: 'not-the-secret-of-anybody' }, 'pg'));
    expect(wrong.findings.find((one) => one.check === 'store.reach')?.sentence).toContain('PBA-STORE-AUTH');
    expect(wrong.raw.replaceAll(/::add-mask::.*/g, '')).not.toContain('not-the-secret-of-anybody');
  });
});

describe('the machine', () => {
  test('what killed runs and careless jobs left is found; the harmless is mended with fix', async () => {
    const home = await scene.newDirectory();
    const temp = await scene.newDirectory();
    const workspace = await scene.newDirectory();
    const store = await scene.newDirectory();
    const old = join(temp, 'pba-AbCd12');
    await mkdir(old);
    await utimes(old, new Date(), new Date(Date.now() - 3 * 86_400_000));
    await mkdir(join(temp, 'pba-Fresh1'));
    await writeFile(join(home, '.pgpass'), '*:*:*:*:x', { mode: 0o644 });
    await writeFile(join(workspace, 'harmless.sql'), 'select 1;\n');
    await writeFile(join(workspace, 'renamed.txt'), 'PGDMP\u0001\u000e');
    await writeFile(join(workspace, 'key'), '# created: today\nAGE-SECRET-KEY-1QQQ\n');
    const env = { HOME: home, RUNNER_TEMP: temp, GITHUB_WORKSPACE: workspace };
    await mkdir(store, { recursive: true, mode: 0o755 });
    const inputs = { database: DATABASE, stores: store };

    const found = await doctor(inputs, env);
    expect(found.bad('runner.leftovers').map((one) => one.remedy?.text)).toEqual([`rm -rf ${old}`]);
    expect(found.bad('runner.secret-file')).toHaveLength(1);
    const [inWorkspace] = found.bad('runner.workspace');
    expect(inWorkspace?.sentence).toContain('renamed.txt');
    expect(inWorkspace?.sentence).toContain('/key');
    expect(inWorkspace?.sentence).not.toContain('harmless');
    expect(await stat(old).then(() => 'there')).toBe('there');

    const mended = await doctor({ ...inputs, fix: 'true' }, env);
    expect(Number(mended.outputs['fixed'])).toBeGreaterThanOrEqual(2);
    await expect(stat(old)).rejects.toThrow('ENOENT');
    expect((await stat(join(home, '.pgpass'))).mode & 0o777).toBe(0o600);
    expect(await stat(join(temp, 'pba-Fresh1')).then(() => 'there')).toBe('there');
    // Files of the user are never deleted.
    expect(await stat(join(workspace, 'renamed.txt')).then(() => 'there')).toBe('there');
  });
});

describe('a diagnosis', () => {
  test('small-backup: a dump with far fewer rows than the one before', async () => {
    const stores = await scene.newDirectory();
    await scene.postgres.createDatabase('shrinking');
    const psql = (text: string): Promise<string> => scene.postgres.psql(text, { database: 'shrinking' });
    const backup = (): Promise<ActionRun> =>
      runAction({
        action: 'backup',
        inputs: { database: 'shrinking', stores, tier: 'manual' },
        env: scene.env,
      });
    await psql('create table t as select generate_series(1, 20000) as id');
    expect((await backup()).outputs['verdict']).toBe('ok');
    await psql('delete from t where id > 100');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await backup()).outputs['verdict']).toBe('ok');
    const result = await doctor({ database: 'shrinking', stores, diagnose: 'small-backup' });
    expect(result.bad('sets.size')[0]?.sentence).toContain('100 instead of 20000');
    expect(
      result.findings.every((one) => /^(database|runner\.space|sets|tools\.client)/.test(one.check)),
    ).toBe(true);

    await psql(`create table flyway_schema_history (installed_rank int, version text, success bool);
      insert into flyway_schema_history values (1, '7', true)`);
    const mismatch = await doctor({ database: 'shrinking', stores, diagnose: 'data-mismatch' });
    expect(mismatch.bad('sets.migration')[0]?.sentence).toContain('Flyway 7');
    const fails = await doctor({ database: 'shrinking', stores, diagnose: 'restore-fails' });
    expect(fails.bad('sets.proof')[0]?.sentence).toContain('ever restored');
  });
});
