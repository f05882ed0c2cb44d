import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** Credentials with a token, which end. */
export interface TemporaryCredentials extends Credentials {
  readonly sessionToken: string;
  /** Requests that are still served. */
  requestsLeft: number;
}

const LARGEST_SKEW_MS = 15 * 60 * 1000;

/**
 * Checks the signature of a request by AWS Signature Version 4 in its header form (S3 API reference, "Authenticating
 * Requests: Using the Authorization Header"). The body is covered by `x-amz-content-sha256`, checked elsewhere.
 * @throws Refusal with the code that S3 gives
 */
export function verifySignature(
  request: IncomingMessage,
  url: URL,
  accepted: ReadonlyMap<string, Credentials | TemporaryCredentials>,
): void {
  const header = request.headers.authorization;
  if (header === undefined) throw new Refusal(403, 'AccessDenied', 'Access Denied');
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    );
  const [, accessKeyId = '', day = '', region = '', signedList = '', signature = ''] = match ?? [];
  if (match === null)
    throw new Refusal(400, 'AuthorizationHeaderMalformed', 'The authorization header is malformed');
  const credentials = accepted.get(accessKeyId);
  if (credentials === undefined) {
    throw new Refusal(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    );
  }
  if ('sessionToken' in credentials) useToken(request, credentials);
  if (region !== credentials.region) {
    throw new Refusal(
      400,
      'AuthorizationHeaderMalformed',
      `The authorization header is malformed; the region '${region}' is wrong; expecting '${credentials.region}'`,
    );
  }

  const signed = signedList.split(';');
  const unsigned = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && !signed.includes(name),
  );
  if (!signed.includes('host') || unsigned.length > 0) {
    throw new Refusal(
      403,
      'AccessDenied',
      `There were headers present in the request which were not signed: ${unsigned}`,
    );
  }
  const time = String(request.headers['x-amz-date'] ?? '');
  assertFresh(time, day);

  const canonical = [
    request.method ?? '',
    url.pathname.split('/').map(reencode).join('/'),
    canonicalQuery(url),
    ...signed.map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}`,
    ),
    '',
    signedList,
    String(request.headers['x-amz-content-sha256'] ?? ''),
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  );
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${credentials.secretAccessKey}`,
  );
  const expected = createHmac('sha256', key).update(text).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) {
    throw new Refusal(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
}

function useToken(request: IncomingMessage, credentials: TemporaryCredentials): void {
  if (request.headers['x-amz-security-token'] !== credentials.sessionToken)
    throw new Refusal(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.');
  credentials.requestsLeft -= 1;
  if (credentials.requestsLeft < 0) throw new Refusal(400, 'ExpiredToken', 'The provided token has expired.');
}

function assertFresh(time: string, day: string): void {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time);
  if (parts === null || !time.startsWith(day))
    throw new Refusal(403, 'AccessDenied', 'A valid x-amz-date is required');
  const [year, month, date, hour, minute, second] = parts.slice(1).map(Number);
  const sent = Date.UTC(year ?? 0, (month ?? 1) - 1, date, hour, minute, second);
  if (Math.abs(Date.now() - sent) > LARGEST_SKEW_MS) {
    throw new Refusal(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    );
  }
}

function canonicalQuery(url: URL): string {
  const pairs = url.search.slice(1).split('&').filter(Boolean);
  return pairs
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return `${reencode(name)}=${reencode(value.join('='))}`;
    })
    .sort()
    .join('&');
}

/** Percent-encoding as signatures want it: everything but the unreserved characters of RFC 3986. */
function reencode(text: string): string {
  return encodeURIComponent(decodeURIComponent(text)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
