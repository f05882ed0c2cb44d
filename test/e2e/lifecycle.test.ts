import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutBucketLifecycleConfigurationCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Rgw, startRgw } from '../support/rgw.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';
import { rawClient } from '../support/s3-server.ts';

let s3: Rgw;
let folder: string;
let policy: string;
beforeAll(async () => {
  [s3, folder] = await Promise.all([startRgw(), mkdtemp(join(tmpdir(), 'pba-lifecycle-'))]);
  policy = join(folder, 'policy.yml');
  // RGW moves to no class it was not configured for, but it keeps the rule.
  await writeFile(
    policy,
    `version: 1
databases: [{ name: shop }]
stores:
  offsite: { s3: { uri: s3://${s3.bucket}/pg, endpoint: ${s3.endpoint}, region: ${s3.region} } }
`,
  );
});
afterAll(async () => {
  await s3?.stop();
  await rm(folder, { recursive: true, force: true });
});

const run = (inputs: Record<string, string>): Promise<ActionRun> =>
  runAction({
    action: 'lifecycle',
    inputs: {
      policy,
      's3-access-key-id': s3.accessKeyId,
      's3-secret-access-key': s3.secretAccessKey,
      ...inputs,
    },
    env: {},
  });

async function setForeign(rule: Record<string, unknown>): Promise<void> {
  const client = rawClient(s3);
  const foreign = { ID: 'theirs', Status: 'Enabled' as const, Filter: { Prefix: 'logs/' }, ...rule };
  await client.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket: s3.bucket,
      LifecycleConfiguration: { Rules: [foreign] },
    }),
  );
  client.destroy();
}

test('rules are printed, found missing, applied beside those of others, and found there', async () => {
  const printed = await run({ format: 'json' });
  expect(JSON.parse(printed.outputs['rules'] ?? '')).toMatchObject({
    Rules: [{ ID: 'postgres-backup-actions/pg/shop/' }],
  });
  await setForeign({ Expiration: { Days: 10 } });
  const before = await run({ mode: 'compare' });
  expect(before.outputs).toMatchObject({ verdict: 'failed', 'error-code': 'PBA-LIFECYCLE' });
  expect(before.summary).toContain('missing');
  const applied = await run({ mode: 'apply' });
  expect(applied.outputs).toMatchObject({ verdict: 'ok', findings: '0' });
  expect((await run({ mode: 'compare' })).outputs['verdict']).toBe('ok');
});

test('a rule that deletes sets by age fails the run, also after applying', async () => {
  await setForeign({ Filter: { Prefix: 'pg/shop/daily/' }, Expiration: { Days: 10 } });
  const applied = await run({ mode: 'apply' });
  expect(applied.outputs).toMatchObject({ verdict: 'failed', findings: '1', 'error-code': 'PBA-LIFECYCLE' });
  expect(applied.annotations[0]?.message).toContain('whether anything newer is proven or not');
});
