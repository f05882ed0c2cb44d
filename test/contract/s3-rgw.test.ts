import { randomUUID } from 'node:crypto';
import { startRgw } from '../support/rgw.ts';
import { createBucket } from '../support/s3-server.ts';
import { s3Subject } from './s3-subject.ts';
import { type Capabilities, storeContract } from './store.contract.ts';

const ALL: Capabilities = { atomicCreate: true, byteOrder: true, unfinished: 'seen', sweepsByPrefix: true };

storeContract('S3 on Ceph RGW', ALL, async () =>
  s3Subject(await startRgw(), { checksCredentials: true, listsUploads: true }),
);

// Any other server, such as the one a user wants to use: everything is written below a prefix of its own, and removed.
const external = process.env['S3_TEST_ENDPOINT'];
if (external !== undefined) {
  const required = (name: string): string => {
    const value = process.env[name];
    if (value === undefined) throw new Error(`S3_TEST_ENDPOINT is set, so ${name} is needed.`);
    return value;
  };
  const access = {
    endpoint: external,
    region: process.env['S3_TEST_REGION'] ?? 'us-east-1',
    accessKeyId: required('S3_TEST_ACCESS_KEY'),
    secretAccessKey: required('S3_TEST_SECRET_KEY'),
  };
  const server = {
    ...access,
    bucket: required('S3_TEST_BUCKET'),
    makeBucket: (name: string) => createBucket(access, name),
    stop: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
  const atomicCreate = process.env['S3_TEST_ATOMIC_CREATE'] !== 'no';
  storeContract(`S3 at ${external}`, { ...ALL, atomicCreate }, async () =>
    s3Subject(server, { checksCredentials: true, listsUploads: true, base: `contract-${randomUUID()}` }),
  );
}
