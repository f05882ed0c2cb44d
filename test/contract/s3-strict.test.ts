import { startStrictS3 } from '../support/strict-s3.ts';
import { s3Subject } from './s3-subject.ts';
import { type Capabilities, storeContract } from './store.contract.ts';

const ALL: Capabilities = { atomicCreate: true, byteOrder: true, unfinished: 'seen', sweepsByPrefix: true };
const access = { checksCredentials: true, listsUploads: true };

storeContract('S3 that computes checksums', ALL, async () =>
  s3Subject(await startStrictS3(), { ...access, options: { trustFullChecksums: true } }),
);

// A store that can do little: no checksums, no conditions, no deletion of several objects without Content-MD5.
storeContract('S3 without extras', { ...ALL, atomicCreate: false }, async () => {
  const server = await startStrictS3();
  Object.assign(server.behaviour, { conditions: 'refused', keepChecksums: false, deleteNeedsMd5: true });
  return s3Subject(server, access);
});
