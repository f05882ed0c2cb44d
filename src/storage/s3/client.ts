import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { Log } from '../../log.ts';
import { watchAttempts } from './attempts.ts';
import type { S3Context } from './context.ts';
import { LARGEST_COPY } from './copying.ts';
import { assertOptions, isAmazon, type S3Options, type S3Place } from './options.ts';

const DEFAULT_STALL_MS = 60_000;
const CONNECT_MS = 10_000;
/** The first attempt and three more, with growing pauses ("standard" mode of the SDK). */
const ATTEMPTS = 4;

/**
 * Makes the clients of one store. No request is sent. `env` is the environment from which the SDK, too, takes an
 * endpoint and a region that the options do not name.
 * @throws UserError PBA-INPUT when the options contradict each other
 */
export function openContext(
  place: S3Place,
  location: string,
  options: S3Options,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
  log: Log,
): S3Context {
  const endpoint = options.endpoint ?? (env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'] || undefined);
  assertOptions({ ...options, ...(endpoint === undefined ? {} : { endpoint }) });
  const amazon = isAmazon(endpoint);
  const trustFullChecksums = options.trustFullChecksums ?? amazon;
  const stallTimeoutMs = options.stallTimeoutMs ?? DEFAULT_STALL_MS;
  const region = options.region ?? (amazon ? undefined : env['AWS_REGION'] || 'us-east-1');
  const forcePathStyle = options.forcePathStyle ?? !amazon;

  const config: S3ClientConfig = {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(options.accessKeyId === undefined || options.secretAccessKey === undefined
      ? {}
      : {
          credentials: {
            accessKeyId: options.accessKeyId,
            secretAccessKey: options.secretAccessKey,
            ...(options.sessionToken === undefined ? {} : { sessionToken: options.sessionToken }),
          },
        }),
    forcePathStyle,
    maxAttempts: ATTEMPTS,
    retryMode: 'standard',
    // A region that is not the bucket's is found out by one redirect; only Amazon answers with one.
    followRegionRedirects: amazon,
    // Bodies are buffers of known size, so a refusal costs at most one part. With the header every part would need
    // a connection of its own (the SDK's handler does not keep those alive).
    expectContinueHeader: false,
    // Since 2025 the SDK sends checksums that R2, GCS, older MinIO and Ceph refuse (aws-sdk-js-v3 issue 6810).
    ...(trustFullChecksums
      ? {}
      : { requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' }),
  };
  const client = new S3Client({
    ...config,
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: stallTimeoutMs },
  });
  const reader = new S3Client({
    ...config,
    credentials: client.config.credentials,
    // Whoever reads compares a SHA-256, and the SDK's checking stream would not pass a `destroy` on to the socket.
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Without a body to send, this limits the wait for the response's headers.
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: stallTimeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: 0,
    },
  });
  for (const each of [client, reader]) watchAttempts(each, location, log, options.onRequest);
  return {
    client,
    reader,
    bucket: place.bucket,
    root: place.root,
    location,
    trustFullChecksums,
    writeOnly: options.writeOnly ?? false,
    largestCopy: options.largestCopy ?? LARGEST_COPY,
    stallTimeoutMs,
    signal,
    log,
  };
}
