import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';
import { createBucket, type S3Server } from './s3-server.ts';

/**
 * The npm package fauxqs in this process, on the loopback interface (its own `startFauxqs` listens on all of them).
 * It needs nothing installed, keeps objects in memory, takes any credentials, and ignores conditions and checksums.
 */
export async function startEmbeddedS3(): Promise<S3Server> {
  const app = buildApp({ logger: false });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const access = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    accessKeyId: 'EMBEDDEDACCESSKEY',
    secretAccessKey: 'any secret is accepted',
  };
  await createBucket(access, 'backups');
  const stop = async (): Promise<void> => {
    await app.close();
  };
  return {
    ...access,
    bucket: 'backups',
    makeBucket: (name) => createBucket(access, name),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
