import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import { SMALLEST_PART } from '../../src/storage/s3/parts.ts';
import { silentLog } from '../support/silent-log.ts';
import { type StrictS3, startStrictS3 } from '../support/strict-s3.ts';

/** As many as are on their way at once may share what was asked for once. */
const REQUESTS_EACH = 4;

let server: StrictS3;
let provider: Server;
let directory: string;
let issued = 0;

// As on ECS and EKS: an endpoint of the machine hands out credentials that end soon.
beforeAll(async () => {
  server = await startStrictS3();
  directory = await mkdtemp(join(tmpdir(), 'pba-credentials-'));
  provider = createServer((_request, response) => {
    const { accessKeyId, secretAccessKey, sessionToken } = server.issueTemporary(REQUESTS_EACH);
    issued += 1;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        Token: sessionToken,
        Expiration: new Date(Date.now() + 30_000).toISOString(),
      }),
    );
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  const { port } = provider.address() as AddressInfo;
  vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `http://127.0.0.1:${port}/credentials`);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(directory, 'none'));
  vi.stubEnv('AWS_CONFIG_FILE', join(directory, 'none'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  provider?.close();
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

test('an upload that stalls is noticed by the silence, said, and made again', async () => {
  const said: string[] = [];
  const { endpoint, region, accessKeyId, secretAccessKey } = server;
  const store = await openStore('s3://backups/pg', {
    s3: { endpoint, region, accessKeyId, secretAccessKey, stallTimeoutMs: 500 },
    signal: AbortSignal.timeout(60_000),
    log: { ...silentLog, info: (line) => void said.push(line) },
  });
  server.fail({ operation: 'PutObject', calls: [1], fault: { silent: true } });
  server.fail({ operation: 'PutObject', calls: [2], fault: { status: 503, code: 'SlowDown' } });
  const path = join(directory, 'small');
  await writeFile(path, 'small');
  const sha256 = createHash('sha256').update('small').digest('hex');
  await store.putFile('shop/small', { path, size: 5, sha256 }, {});
  server.clearFaults();
  expect(said).toEqual([
    's3://backups/pg: PutObject: no byte for 0.5 s; attempt 2 of 4',
    's3://backups/pg: PutObject: SlowDown; attempt 3 of 4',
  ]);
});

test('credentials that end in the middle of an upload in parts, and of reading it back, are asked for anew', async () => {
  const bytes = Buffer.alloc(4 * SMALLEST_PART + 1, 'x');
  const path = join(directory, 'file');
  await writeFile(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const store = await openStore('s3://backups/pg', {
    s3: { endpoint: server.endpoint, region: server.region },
    signal: AbortSignal.timeout(60_000),
    log: silentLog,
  });
  await store.putFile('shop/file', { path, size: bytes.length, sha256 }, {});
  // One request to begin, five parts, one to complete, and the proof: more than what one set of credentials serves.
  expect(server.requests.filter(({ operation }) => operation === 'UploadPart')).toHaveLength(5);
  expect(issued).toBeGreaterThan(1);
  expect(server.bucketState('backups').uploads.size).toBe(0);
});
