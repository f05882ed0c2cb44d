import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { openStore } from '../../src/storage/open.ts';
import type { S3Options } from '../../src/storage/s3/options.ts';
import type { Store } from '../../src/storage/store.ts';
import { rawClient, type S3Server } from '../support/s3-server.ts';
import { silentLog } from '../support/silent-log.ts';
import type { Subject } from './store.contract.ts';

export interface S3SubjectOptions {
  readonly options?: S3Options;
  /** False for servers that take any credentials. */
  readonly checksCredentials: boolean;
  /** False for servers that cannot list unfinished uploads. */
  readonly listsUploads: boolean;
  /** Where the bucket is not thrown away: a prefix for everything, which is emptied in the end. */
  readonly base?: string;
}

/** The store contract's view of a prefix of its own in a running S3 server. */
export function s3Subject(server: S3Server, settings: S3SubjectOptions): Subject {
  const client = rawClient(server);
  const access = (changes: S3Options = {}): S3Options => ({
    endpoint: server.endpoint,
    region: server.region,
    accessKeyId: server.accessKeyId,
    secretAccessKey: server.secretAccessKey,
    largestCopy: 5 * 1024 * 1024,
    ...settings.options,
    ...changes,
  });
  const open = (
    location: string,
    signal = new AbortController().signal,
    changes: S3Options = {},
  ): Promise<Store> => openStore(location, { s3: access(changes), signal, log: silentLog });
  const rootOf = (store: Store): string => `${store.location.slice(`s3://${server.bucket}/`.length)}/`;
  let made = 0;

  const wrongKeys = {
    accessKeyId: 'UNKNOWNACCESSKEY',
    secretAccessKey: 'a-secret-that-must-not-be-shown',
  };
  const credentialCases = [
    {
      title: 'unknown access key',
      code: 'PBA-STORE-AUTH',
      secret: wrongKeys.secretAccessKey,
      open: () => open(`s3://${server.bucket}/x`, undefined, wrongKeys),
    },
    {
      title: 'wrong secret key',
      code: 'PBA-STORE-AUTH',
      secret: wrongKeys.secretAccessKey,
      open: () => open(`s3://${server.bucket}/x`, undefined, { secretAccessKey: wrongKeys.secretAccessKey }),
    },
  ] as const;

  return {
    makeStore: (signal) => open(`s3://${server.bucket}/${settings.base ?? 'contract'}/${++made}`, signal),
    reopen: (store) => open(store.location),
    plant: async (store, key, bytes) => {
      await client.send(
        new PutObjectCommand({ Bucket: server.bucket, Key: rootOf(store) + key, Body: bytes }),
      );
    },
    leaveUnfinished: async (store, key) => {
      const target = { Bucket: server.bucket, Key: rootOf(store) + key };
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
      await client.send(
        new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: Buffer.from('part') }),
      );
    },
    countUnfinished: async (store) => {
      if (!settings.listsUploads) return 0;
      const { Uploads } = await client.send(
        new ListMultipartUploadsCommand({ Bucket: server.bucket, Prefix: rootOf(store) }),
      );
      return Uploads?.length ?? 0;
    },
    broken: [
      ...(settings.checksCredentials ? credentialCases : []),
      {
        title: 'missing bucket',
        code: 'PBA-STORE-NO-BUCKET',
        open: () => open('s3://there-is-no-such-bucket/x'),
      },
      {
        title: 'refused port',
        code: 'PBA-STORE-UNREACHABLE',
        open: () => open(`s3://${server.bucket}/x`, undefined, { endpoint: 'http://127.0.0.1:1' }),
      },
      {
        title: 'unknown host',
        code: 'PBA-STORE-UNREACHABLE',
        open: () => open(`s3://${server.bucket}/x`, undefined, { endpoint: 'http://no-such-host.invalid' }),
      },
    ],
    stop: async () => {
      if (settings.base !== undefined) {
        const all = await open(`s3://${server.bucket}/${settings.base}`);
        const keys: string[] = [];
        for await (const { key } of all.list('')) keys.push(key);
        const { failed } = await all.delete(keys);
        await all.sweep('', new Date(Date.now() + 3_600_000));
        await all.close();
        if (failed.length > 0)
          throw new Error(`${failed.length} objects of the contract could not be removed.`);
      }
      client.destroy();
      await server.stop();
    },
  };
}
