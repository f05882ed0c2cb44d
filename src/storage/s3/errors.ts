import type { ErrorCode } from '../../error-codes.ts';
import { CancelledError, messageOf, PbaError, StoreError, systemCode } from '../../errors.ts';

interface Explanation {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly hint?: string;
}

const CREDENTIALS_HINT =
  'Check the access key and the secret key (no spaces or line breaks), or the role of the runner, and that they belong to this store.';

const REFUSED: Explanation = {
  code: 'PBA-STORE-PERMISSION',
  reason: 'access was denied',
  hint: 'The credentials are valid but lack a right: s3:ListBucket on the bucket; s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload on its objects. `doctor` tells which. Where they are meant to write only, say `write-only: true` for the store in the policy.',
};
const AUTH: Explanation = {
  code: 'PBA-STORE-AUTH',
  reason: 'the credentials were refused',
  hint: CREDENTIALS_HINT,
};
const EXPIRED: Explanation = {
  code: 'PBA-STORE-AUTH',
  reason: 'the credentials have expired',
  hint: 'Get new ones just before this step, with a lifetime longer than the backup takes.',
};
const NO_CREDENTIALS: Explanation = {
  code: 'PBA-STORE-AUTH',
  reason: 'no credentials were found',
  hint: 'Give an access key and a secret key, or let the runner assume a role.',
};
const FULL: Explanation = {
  code: 'PBA-STORE-FULL',
  reason: 'the store or its quota is full',
  hint: 'Raise the quota or free space; `prune` removes sets that are no longer needed.',
};
const WRONG_REGION: Explanation = {
  code: 'PBA-STORE-AUTH',
  reason: 'the region is not that of the bucket',
  hint: 'Set the region in which the bucket lies.',
};
const BUSY: Explanation = {
  code: 'PBA-STORE-UNREACHABLE',
  reason: 'the store is overloaded, also after several attempts',
  hint: 'Try again later, and spread the schedules of jobs that use this store.',
};
const UNTRUSTED: Explanation = {
  code: 'PBA-STORE-UNREACHABLE',
  reason: 'its TLS certificate is not trusted',
  hint: 'Set NODE_EXTRA_CA_CERTS to the file with the certificate of the authority that signed it, or renew it.',
};
const NETWORK_HINT = 'Check the endpoint, the name service, the firewall and the proxy from this machine.';

/** Names of S3 errors (S3 API reference, "Error responses"), of SDK errors, and system codes of the network. */
const BY_NAME: ReadonlyMap<string, Explanation> = new Map(
  Object.entries({
    NoSuchBucket: {
      code: 'PBA-STORE-NO-BUCKET',
      reason: 'the bucket does not exist',
      hint: 'Check its name and the endpoint; this toolkit never creates a bucket.',
    },
    NoSuchKey: { code: 'PBA-STORE-NOT-FOUND', reason: 'there is no such object' },
    NotFound: { code: 'PBA-STORE-NOT-FOUND', reason: 'there is no such object' },
    AccessDenied: REFUSED,
    AllAccessDisabled: REFUSED,
    Forbidden: REFUSED,
    InvalidAccessKeyId: { ...AUTH, reason: 'the access key is unknown' },
    SignatureDoesNotMatch: {
      ...AUTH,
      reason: 'the signature does not match, so the secret key is wrong',
      hint: `${CREDENTIALS_HINT} A proxy that rewrites requests has the same effect.`,
    },
    InvalidToken: AUTH,
    InvalidClientTokenId: AUTH,
    ExpiredToken: EXPIRED,
    ExpiredTokenException: EXPIRED,
    TokenRefreshRequired: EXPIRED,
    CredentialsProviderError: NO_CREDENTIALS,
    TokenProviderError: NO_CREDENTIALS,
    AuthorizationHeaderMalformed: WRONG_REGION,
    PermanentRedirect: WRONG_REGION,
    RequestTimeTooSkewed: {
      code: 'PBA-STORE-AUTH',
      reason: 'the clock of this machine differs too much from that of the store',
      hint: 'Synchronise the clock (`timedatectl`, chrony); S3 allows 15 minutes.',
    },
    InvalidObjectState: {
      code: 'PBA-STORE-FAILED',
      reason: 'the object is in an archive class and has to be restored from it before it can be read',
      hint: 'Request it with `aws s3api restore-object`, wait (minutes to two days, depending on the class) and run this again.',
    },
    InvalidStorageClass: {
      code: 'PBA-STORE-FAILED',
      reason: 'the store does not know this storage class',
      hint: 'Correct the storage class of the tier, or leave it out.',
    },
    QuotaExceeded: FULL,
    QuotaExceededException: FULL,
    InsufficientStorage: FULL,
    XMinioStorageFull: FULL,
    SlowDown: BUSY,
    Throttling: BUSY,
    ThrottlingException: BUSY,
    TooManyRequestsException: BUSY,
    RequestLimitExceeded: BUSY,
    ServiceUnavailable: BUSY,
    ECONNREFUSED: { code: 'PBA-STORE-UNREACHABLE', reason: 'the connection was refused', hint: NETWORK_HINT },
    ENOTFOUND: { code: 'PBA-STORE-UNREACHABLE', reason: 'the host name is unknown', hint: NETWORK_HINT },
    EAI_AGAIN: {
      code: 'PBA-STORE-UNREACHABLE',
      reason: 'the name service does not answer',
      hint: NETWORK_HINT,
    },
    EHOSTUNREACH: {
      code: 'PBA-STORE-UNREACHABLE',
      reason: 'there is no route to the host',
      hint: NETWORK_HINT,
    },
    ENETUNREACH: { code: 'PBA-STORE-UNREACHABLE', reason: 'the network is unreachable', hint: NETWORK_HINT },
    ECONNRESET: { code: 'PBA-STORE-UNREACHABLE', reason: 'the connection was broken', hint: NETWORK_HINT },
    EPIPE: { code: 'PBA-STORE-UNREACHABLE', reason: 'the connection was broken', hint: NETWORK_HINT },
    ETIMEDOUT: { code: 'PBA-STORE-UNREACHABLE', reason: 'it did not answer in time', hint: NETWORK_HINT },
    TimeoutError: { code: 'PBA-STORE-UNREACHABLE', reason: 'it did not answer in time', hint: NETWORK_HINT },
    AbortError: { code: 'PBA-STORE-UNREACHABLE', reason: 'it did not answer in time', hint: NETWORK_HINT },
    CERT_HAS_EXPIRED: { ...UNTRUSTED, reason: 'its TLS certificate has expired' },
    DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
    SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
    ERR_TLS_CERT_ALTNAME_INVALID: { ...UNTRUSTED, reason: 'its TLS certificate is for another host name' },
    EPROTO: {
      code: 'PBA-STORE-UNREACHABLE',
      reason: 'TLS could not be negotiated',
      hint: 'An endpoint that speaks plain HTTP has to be given as http://.',
    },
    RequestTimeout: { code: 'PBA-STORE-UNREACHABLE', reason: 'the transfer stalled', hint: NETWORK_HINT },
  }),
);

/** HEAD responses have no body, so there is only the status to go by. */
const BY_STATUS: Readonly<Record<number, Explanation>> = {
  401: AUTH,
  403: { ...REFUSED, reason: 'access was denied, or the credentials were refused' },
  404: { code: 'PBA-STORE-NOT-FOUND', reason: 'there is no such object' },
  429: BUSY,
  503: BUSY,
  507: FULL,
};

/** The HTTP status that the store answered with, if it answered. */
export function statusOf(error: unknown): number | undefined {
  return metadataOf(error)?.httpStatusCode;
}

/** How often a request was sent. Above one, an answer can be to an earlier request of our own. */
export function attemptsOf(error: unknown): number {
  return metadataOf(error)?.attempts ?? 1;
}

/** The name of an S3 or SDK error, such as `NoSuchUpload`. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** True for what the SDK tries again: no answer, a broken connection, a store that failed or is overloaded. */
export function isTransient(error: unknown): boolean {
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 || status === 429;
  return nameOf(error) === 'TimeoutError' || systemCode(error) !== undefined;
}

/**
 * True when the store may have done what was asked although an error came back: no answer, an answer after a retry,
 * or one that says the server itself failed.
 */
export function isAmbiguous(error: unknown): boolean {
  if (error instanceof PbaError && !(error instanceof CancelledError)) return false;
  if (['CredentialsProviderError', 'TokenProviderError'].includes(nameOf(error))) return false;
  const status = statusOf(error);
  return status === undefined || status >= 500 || attemptsOf(error) > 1;
}

/**
 * Turns what the SDK threw into the error that `Store` promises. The message names location and key; neither it nor
 * the hint can hold a secret. `what` is the key or prefix, or empty for the bucket.
 */
export function s3Error(error: unknown, location: string, what: string, signal: AbortSignal): PbaError {
  if (error instanceof PbaError) return error;
  if (signal.aborted) return new CancelledError(undefined, { cause: error });
  const where = what === '' ? location : `${location}: ${what}`;
  // The system's code first: the SDK calls a connection that broke a TimeoutError.
  const known =
    BY_NAME.get(systemCode(error) ?? '') ??
    BY_NAME.get(nameOf(error)) ??
    BY_STATUS[statusOf(error) ?? 0] ??
    missingRegion(error);
  if (known !== undefined) {
    return new StoreError(known.code, `${where}: ${known.reason}.`, {
      ...(known.hint === undefined ? {} : { hint: known.hint }),
      cause: error,
    });
  }
  const status = statusOf(error);
  const answer = status === undefined ? '' : ` (HTTP ${status})`;
  const reason = `${nameOf(error)}: ${messageOf(error)}`.slice(0, 300).replace(/[.\s]+$/, '');
  return new StoreError('PBA-STORE-FAILED', `${where}: ${reason}${answer}.`, { cause: error });
}

function missingRegion(error: unknown): Explanation | undefined {
  if (messageOf(error) !== 'Region is missing') return undefined;
  return {
    code: 'PBA-STORE-FAILED',
    reason: 'no region is given',
    hint: 'Set the region in which the bucket lies.',
  };
}

function metadataOf(error: unknown): { httpStatusCode?: number; attempts?: number } | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  return typeof metadata === 'object' && metadata !== null ? metadata : undefined;
}
