import { describe, expect, it } from 'vitest';
import { CancelledError, IntegrityError, StoreError } from '../../../../src/errors.ts';
import { isAmbiguous, s3Error } from '../../../../src/storage/s3/errors.ts';

const signal = new AbortController().signal;

function sdkError(name: string, status?: number, code?: string, attempts = 1): Error {
  return Object.assign(new Error(`raw text of ${name}`), {
    name,
    ...(code === undefined ? {} : { code }),
    $metadata: { ...(status === undefined ? {} : { httpStatusCode: status }), attempts },
  });
}

describe('s3Error', () => {
  it.each([
    [sdkError('NoSuchBucket', 404), 'PBA-STORE-NO-BUCKET'],
    [sdkError('NoSuchKey', 404), 'PBA-STORE-NOT-FOUND'],
    [sdkError('NotFound', 404), 'PBA-STORE-NOT-FOUND'],
    [sdkError('AccessDenied', 403), 'PBA-STORE-PERMISSION'],
    [sdkError('UnknownError', 403), 'PBA-STORE-PERMISSION'],
    [sdkError('InvalidAccessKeyId', 403), 'PBA-STORE-AUTH'],
    [sdkError('SignatureDoesNotMatch', 403), 'PBA-STORE-AUTH'],
    [sdkError('ExpiredToken', 400), 'PBA-STORE-AUTH'],
    [sdkError('CredentialsProviderError'), 'PBA-STORE-AUTH'],
    [sdkError('RequestTimeTooSkewed', 403), 'PBA-STORE-AUTH'],
    [sdkError('AuthorizationHeaderMalformed', 400), 'PBA-STORE-AUTH'],
    [sdkError('PermanentRedirect', 301), 'PBA-STORE-AUTH'],
    [sdkError('QuotaExceeded', 403), 'PBA-STORE-FULL'],
    [sdkError('UnknownError', 507), 'PBA-STORE-FULL'],
    [sdkError('SlowDown', 503), 'PBA-STORE-UNREACHABLE'],
    [sdkError('TimeoutError', undefined, 'ECONNRESET'), 'PBA-STORE-UNREACHABLE'],
    [sdkError('Error', undefined, 'ECONNREFUSED'), 'PBA-STORE-UNREACHABLE'],
    [sdkError('Error', undefined, 'ENOTFOUND'), 'PBA-STORE-UNREACHABLE'],
    [sdkError('Error', undefined, 'DEPTH_ZERO_SELF_SIGNED_CERT'), 'PBA-STORE-UNREACHABLE'],
    [sdkError('TimeoutError'), 'PBA-STORE-UNREACHABLE'],
    [sdkError('InvalidObjectState', 403), 'PBA-STORE-FAILED'],
    [sdkError('InternalError', 500), 'PBA-STORE-FAILED'],
    // The server chooses this name; it must not reach into the prototype of a table.
    [sdkError('constructor', 400), 'PBA-STORE-FAILED'],
    ['a string', 'PBA-STORE-FAILED'],
    [undefined, 'PBA-STORE-FAILED'],
  ])('explains %s', (error, code) => {
    const explained = s3Error(error, 's3://bucket/prefix', 'a/key', signal);
    expect(explained).toBeInstanceOf(StoreError);
    expect(explained.code).toBe(code);
    expect(explained.message).toMatch(/^s3:\/\/bucket\/prefix: a\/key: .*\.$/);
  });

  it('points to the clock, and to the restoring of archived objects', () => {
    expect(s3Error(sdkError('RequestTimeTooSkewed', 403), 's3://b', '', signal).hint).toContain('clock');
    expect(s3Error(sdkError('InvalidObjectState', 403), 's3://b', 'k', signal).hint).toContain(
      'restore-object',
    );
  });

  it('says that a connection broke, although the SDK calls that a time-out', () => {
    expect(s3Error(sdkError('TimeoutError', undefined, 'ECONNRESET'), 's3://b', '', signal).message).toBe(
      's3://b: the connection was broken.',
    );
  });

  it('keeps an unknown answer short', () => {
    const error = Object.assign(new Error('x'.repeat(5000)), {
      name: 'Odd',
      $metadata: { httpStatusCode: 418 },
    });
    const { message } = s3Error(error, 's3://b', 'k', signal);
    expect(message.length).toBeLessThan(400);
    expect(message).toContain('(HTTP 418)');
  });

  it('is a cancellation once the signal is aborted, and leaves its own errors alone', () => {
    const own = new IntegrityError('PBA-OBJECT-DAMAGED', 'x');
    expect(s3Error(own, 's3://b', 'k', AbortSignal.abort())).toBe(own);
    expect(s3Error(sdkError('AbortError'), 's3://b', 'k', AbortSignal.abort())).toBeInstanceOf(
      CancelledError,
    );
  });
});

describe('isAmbiguous', () => {
  it.each([
    ['a definite refusal', sdkError('AccessDenied', 403), false],
    ['no answer', sdkError('TimeoutError'), true],
    ['a failure of the server', sdkError('InternalError', 500), true],
    ['a refusal after a retry', sdkError('PreconditionFailed', 412, undefined, 2), true],
    ['a request that was never sent', sdkError('CredentialsProviderError'), false],
    ['our own finding', new IntegrityError('PBA-OBJECT-DAMAGED', 'x'), false],
    ['a cancellation', new CancelledError(), true],
  ])('%s', (_, error, expected) => {
    expect(isAmbiguous(error)).toBe(expected);
  });
});
