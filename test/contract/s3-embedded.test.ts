import { startEmbeddedS3 } from '../support/embedded-s3.ts';
import { s3Subject } from './s3-subject.ts';
import { storeContract } from './store.contract.ts';

// fauxqs ignores conditions, sorts by locale, lists no unfinished uploads, and takes any credentials.
storeContract(
  'S3 on fauxqs',
  { atomicCreate: false, byteOrder: false, unfinished: 'hidden', sweepsByPrefix: true },
  async () => s3Subject(await startEmbeddedS3(), { checksCredentials: false, listsUploads: false }),
);
