import { UserError } from '../../errors.ts';

/**
 * How an S3 store is reached. Everything is optional: without keys the SDK's default provider chain is asked
 * (environment, shared files, web identity, instance role), without an endpoint it is Amazon S3.
 */
export interface S3Options {
  /** `https://host[:port]` of a server that is not Amazon's. */
  readonly endpoint?: string;
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. Default: true with an endpoint of its own. */
  readonly forcePathStyle?: boolean;
  /**
   * Whether a SHA-256 that the store returns for an object proves what it stored, so that the object is not read
   * back. Default: only on Amazon S3, which recomputes checksums before it accepts a request; Ceph RGW, for one,
   * accepts wrong ones. Overridden by tests.
   */
  readonly trustFullChecksums?: boolean;
  /** The credentials may put objects and nothing else: nothing is read, listed or deleted. See `acknowledge.ts`. */
  readonly writeOnly?: boolean;
  /** Bytes up to which an object is copied in one request. Default 5 GiB, which is S3's limit. Overridden by tests. */
  readonly largestCopy?: number;
  /** Milliseconds without a byte after which a transfer has failed. Default 60,000. */
  readonly stallTimeoutMs?: number;
  /** Called for every request that is sent, attempts after a failure included. */
  readonly onRequest?: () => void;
}

/** Where in S3 a store lies. */
export interface S3Place {
  readonly bucket: string;
  /** Empty or ending in `/`. */
  readonly root: string;
}

/** True when requests go to Amazon S3 itself: no endpoint given, or one in Amazon's domains. */
export function isAmazon(endpoint: string | undefined): boolean {
  return endpoint === undefined || /(^|\.)amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);
}

/**
 * All problems of the options at once.
 * @throws UserError PBA-INPUT
 */
export function assertOptions(options: S3Options): void {
  const problems: string[] = [];
  if (options.endpoint !== undefined) {
    const url = URL.canParse(options.endpoint) ? new URL(options.endpoint) : undefined;
    if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
      problems.push('the endpoint is not an http:// or https:// address');
    } else if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
      problems.push('the endpoint holds more than a host, a port and a path');
    }
  }
  if ((options.accessKeyId === undefined) !== (options.secretAccessKey === undefined)) {
    problems.push('of access key and secret key only one is given');
  }
  if (options.sessionToken !== undefined && options.accessKeyId === undefined) {
    problems.push('a session token is given without an access key');
  }
  if (problems.length > 0) {
    throw new UserError('PBA-INPUT', `The S3 options are not right: ${problems.join('; ')}.`, {
      hint: 'Give both keys or none (then the default provider chain of the AWS SDK is used), and an endpoint like https://s3.example.com.',
    });
  }
}
