import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Server } from './s3-server.ts';
import { StrictBucket } from './strict-s3/bucket.ts';
import { deleteObjects, listObjects, listUploads, listVersions } from './strict-s3/bucket-operations.ts';
import { copyObject, copyPart } from './strict-s3/copying.ts';
import { answer, type Behaviour, type Exchange } from './strict-s3/exchange.ts';
import { type FaultRule, Faults, failBefore, type Operation } from './strict-s3/faults.ts';
import { abortUpload, completeUpload, createUpload, listParts, uploadPart } from './strict-s3/multipart.ts';
import { deleteObject, getObject, headObject, putObject, restoreObject } from './strict-s3/objects.ts';
import { receive } from './strict-s3/payload.ts';
import { Refusal } from './strict-s3/refusal.ts';
import { type Credentials, type TemporaryCredentials, verifySignature } from './strict-s3/signature.ts';
import { toXml } from './strict-s3/xml.ts';

/** One request that arrived, in order of arrival. */
export interface SeenRequest {
  readonly operation: Operation;
  readonly key: string;
}

/**
 * An S3 server of our own for what only Amazon does, written from the S3 API reference: it verifies signatures and
 * checksums, keeps and returns checksums, obeys conditional writes, refuses small parts. Path-style requests only, no
 * versions, no object lock. Bodies are on disk.
 */
export interface StrictS3 extends S3Server {
  /** Where the bodies are. */
  readonly directory: string;
  readonly behaviour: Behaviour;
  readonly requests: SeenRequest[];
  /** Orders a fault. Rules are tried in the order they were given. */
  fail(rule: FaultRule): void;
  clearFaults(): void;
  bucketState(name: string): StrictBucket;
  /** Makes credentials that have expired after so many requests. */
  issueTemporary(requests: number): TemporaryCredentials;
}

export async function startStrictS3(): Promise<StrictS3> {
  const directory = await mkdtemp(join(tmpdir(), 'strict-s3-'));
  const credentials: Credentials = {
    accessKeyId: 'STRICTACCESSKEY',
    secretAccessKey: randomUUID(),
    region: 'eu-central-1',
  };
  const accepted = new Map<string, Credentials | TemporaryCredentials>([
    [credentials.accessKeyId, credentials],
  ]);
  const buckets = new Map([['backups', new StrictBucket()]]);
  const faults = new Faults();
  const requests: SeenRequest[] = [];
  const behaviour: Behaviour = {
    conditions: 'obeyed',
    keepChecksums: true,
    deleteNeedsMd5: false,
    retrievalMs: 1000,
  };
  const newFile = (): string => join(directory, randomUUID());

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://strict');
    const [, bucketName = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
    const key = rest.join('/');
    const operation = operationOf(
      request.method ?? '',
      key,
      url.searchParams,
      'x-amz-copy-source' in request.headers,
    );
    requests.push({ operation, key });
    const fault = faults.next(operation, key);
    if (failBefore(fault, response)) return;
    verifySignature(request, url, accepted);
    if (operation === 'CreateBucket') {
      if (!buckets.has(bucketName)) buckets.set(bucketName, new StrictBucket());
      answer({ response, fault }, 200);
      return;
    }
    const bucket = buckets.get(bucketName);
    if (bucket === undefined) throw new Refusal(404, 'NoSuchBucket', 'The specified bucket does not exist');
    await perform(operation, {
      request,
      response,
      query: url.searchParams,
      bucket,
      bucketName,
      key,
      fault,
      behaviour,
      newFile,
    });
  };

  const server = createServer((request, response) => {
    handle(request, response)
      .catch((error: unknown) => refuse(request, response, error))
      // What was not read of a refused body has to go, or the client never reads the answer.
      .finally(() => request.resume());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= (async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true, force: true });
    })();
    return stopped;
  };
  return {
    ...credentials,
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'backups',
    directory,
    behaviour,
    requests,
    fail: (rule) => faults.add(rule),
    clearFaults: () => faults.clear(),
    bucketState: (name) => {
      const bucket = buckets.get(name);
      if (bucket === undefined) throw new Error(`there is no bucket ${name}`);
      return bucket;
    },
    issueTemporary: (requests) => {
      const issued: TemporaryCredentials = {
        accessKeyId: `TEMPORARY${accepted.size}`,
        secretAccessKey: randomUUID(),
        sessionToken: randomUUID(),
        region: credentials.region,
        requestsLeft: requests,
      };
      accepted.set(issued.accessKeyId, issued);
      return issued;
    },
    makeBucket: async (name) => {
      buckets.set(name, new StrictBucket());
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** Which operation a request is, by method and query (S3 API reference). */
function operationOf(method: string, key: string, query: URLSearchParams, isCopy: boolean): Operation {
  if (key === '') {
    if (method === 'GET' && query.has('object-lock')) return 'GetProtection';
    if (method === 'PUT') return 'CreateBucket';
    if (method === 'GET' && query.has('uploads')) return 'ListMultipartUploads';
    if (method === 'GET' && query.get('list-type') === '2') return 'ListObjectsV2';
    if (method === 'GET' && query.has('versions')) return 'ListObjectVersions';
    if (method === 'POST' && query.has('delete')) return 'DeleteObjects';
  } else if (query.has('uploadId')) {
    if (method === 'PUT') return isCopy ? 'UploadPartCopy' : 'UploadPart';
    if (method === 'GET') return 'ListParts';
    if (method === 'POST') return 'CompleteMultipartUpload';
    if (method === 'DELETE') return 'AbortMultipartUpload';
  } else {
    if (method === 'POST' && query.has('uploads')) return 'CreateMultipartUpload';
    if (method === 'POST' && query.has('restore')) return 'RestoreObject';
    if (method === 'HEAD') return 'HeadObject';
    if (method === 'GET' && (query.has('retention') || query.has('legal-hold'))) return 'GetProtection';
    if (method === 'GET') return 'GetObject';
    if (method === 'PUT') return isCopy ? 'CopyObject' : 'PutObject';
    if (method === 'DELETE') return 'DeleteObject';
  }
  throw new Refusal(501, 'NotImplemented', `${method} ${query} is not implemented here.`);
}

async function perform(operation: Exclude<Operation, 'CreateBucket'>, exchange: Exchange): Promise<void> {
  switch (operation) {
    case 'ListObjectsV2':
      return await listObjects(exchange);
    case 'ListObjectVersions':
      return await listVersions(exchange);
    case 'ListMultipartUploads':
      return await listUploads(exchange);
    case 'DeleteObjects':
      return await deleteObjects(exchange, await textBody(exchange));
    case 'HeadObject':
      return await headObject(exchange);
    case 'GetObject':
      return await getObject(exchange);
    case 'PutObject':
      return await putObject(exchange);
    case 'RestoreObject':
      await textBody(exchange);
      return await restoreObject(exchange);
    case 'CopyObject':
      return await copyObject(exchange);
    case 'UploadPartCopy':
      return await copyPart(exchange);
    case 'GetProtection':
      throw new Refusal(400, 'InvalidRequest', 'Bucket is missing Object Lock Configuration');
    case 'DeleteObject':
      return await deleteObject(exchange);
    case 'CreateMultipartUpload':
      return await createUpload(exchange);
    case 'UploadPart':
      return await uploadPart(exchange);
    case 'ListParts':
      return await listParts(exchange);
    case 'CompleteMultipartUpload':
      return await completeUpload(exchange, await textBody(exchange));
    case 'AbortMultipartUpload':
      return await abortUpload(exchange);
  }
}

async function textBody({ request, newFile }: Exchange): Promise<string> {
  const { path } = await receive(request, newFile());
  const text = await readFile(path, 'utf8');
  await rm(path);
  return text;
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.socket === null || response.socket.destroyed) {
    response.destroy();
    return;
  }
  const refusal =
    error instanceof Refusal
      ? error
      : new Refusal(500, 'InternalError', error instanceof Error ? error.message : '');
  const body = toXml('Error', [
    ['Code', refusal.code],
    ['Message', refusal.message],
  ]).replace(/ xmlns="[^"]*"/, '');
  response.writeHead(refusal.status, {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
