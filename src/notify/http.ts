import { messageOf, systemCode } from '../errors.ts';
import { VERSION } from '../version.ts';
import { DeliveryError } from './delivery-error.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** Answers of webhooks are a word or two; those of GitHub's API, lists of issues, may be larger. */
const LONGEST_ANSWER = 8 * 1024 * 1024;
const SHOWN = 200;

/** Statuses after which the same request may succeed later. */
const TEMPORARY: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

/** POSTs JSON. @throws DeliveryError */
export async function postJson(
  url: string,
  body: unknown,
  signal: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> {
  return request(
    {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: JSON.stringify(body),
    },
    signal,
  );
}

/**
 * One request, one answer that says success (2xx). A redirect is a failure: following it would turn a POST into a GET, or
 * hand the message to somebody else.
 * @throws DeliveryError that names the host, never the URL
 */
export async function request(
  { method, url, headers = {}, body }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { host } = new URL(url);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers: { 'user-agent': `postgres-backup-actions/${VERSION}`, ...headers },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal,
    });
    text = await readLimited(response, host);
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    if (signal.aborted) {
      throw new DeliveryError(`${host} did not answer in time`, { retryable: true, cause: error });
    }
    throw new DeliveryError(`${host} cannot be reached: ${reasonOf(error)}`, {
      retryable: true,
      cause: error,
    });
  }
  if (response.ok) return { status: response.status, text };
  if (response.status >= 300 && response.status < 400) {
    throw new DeliveryError(
      `${host} answered ${response.status}, a redirect, which is not followed: give the final address`,
      { retryable: false },
    );
  }
  const said = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  throw new DeliveryError(
    `${host} answered ${response.status}${said === '' ? '' : `: ${said.length > SHOWN ? `${said.slice(0, SHOWN)}…` : said}`}`,
    {
      retryable: TEMPORARY.has(response.status) || limited(response),
      retryAfterMs: retryAfter(response.headers, Date.now()),
    },
  );
}

/** GitHub answers 403 when it wants to be left alone for a while, and says so in these headers. */
function limited(response: Response): boolean {
  const { headers, status } = response;
  return status === 403 && (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0');
}

async function readLimited(response: Response, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LONGEST_ANSWER) {
      throw new DeliveryError(`${host} answered with more than 8 MiB`, { retryable: false });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `Retry-After` in seconds or as a date, or the time at which GitHub's limit ends; undefined: not said. */
function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after');
  if (value !== null) {
    if (/^\d{1,9}(\.\d+)?$/.test(value)) return Number(value) * 1000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
  }
  const reset = headers.get('x-ratelimit-reset');
  const exhausted = headers.get('x-ratelimit-remaining') === '0';
  return exhausted && reset !== null && /^\d{1,12}$/.test(reset)
    ? Math.max(0, Number(reset) * 1000 - now)
    : undefined;
}

/** fetch says no more than "fetch failed"; why is in what caused it. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const nested = cause instanceof AggregateError ? cause.errors[0] : cause;
  return systemCode(nested) ?? messageOf(nested);
}
