import type { S3Context } from '../context.ts';

const LIMIT_MS = 10_000;

/** What the store tells to somebody without credentials. */
export interface OutsideView {
  /** Milliseconds by which its clock is ahead of ours; HTTP dates have whole seconds. */
  readonly aheadMs: number | undefined;
  readonly publicList: boolean | undefined;
}

/** The URL of the bucket with the bucket in the path, which every store answers somehow. */
export async function bucketUrl(context: S3Context): Promise<URL> {
  const { endpoint } = context.client.config;
  if (endpoint !== undefined) {
    const { protocol, hostname, port, path } = await endpoint();
    const host = port === undefined ? hostname : `${hostname}:${port}`;
    return new URL(`${protocol}//${host}${path.replace(/\/$/, '')}/${context.bucket}`);
  }
  return new URL(`https://s3.${await context.client.config.region()}.amazonaws.com/${context.bucket}`);
}

/** Asks for a listing without credentials, and looks at the clock. */
export async function lookFromOutside(context: S3Context): Promise<OutsideView> {
  const url = await bucketUrl(context);
  url.search = '?list-type=2&max-keys=1';
  const sent = Date.now();
  const response = await anonymous(url, context.signal);
  if (response === undefined) return { aheadMs: undefined, publicList: undefined };
  const date = Date.parse(response.headers.get('date') ?? '');
  const middle = (sent + Date.now()) / 2;
  return {
    // The header is rounded down to a second.
    aheadMs: Number.isNaN(date) ? undefined : date + 500 - middle,
    publicList: response.status === 200,
  };
}

/** Whether anybody can read one object. */
export async function isPublic(context: S3Context, key: string): Promise<boolean | undefined> {
  const url = await bucketUrl(context);
  url.pathname += `/${(context.root + key).split('/').map(encodeURIComponent).join('/')}`;
  const response = await anonymous(url, context.signal);
  return response === undefined ? undefined : response.status === 200;
}

async function anonymous(url: URL, signal: AbortSignal): Promise<Response | undefined> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
    });
    await response.body?.cancel();
    return response;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
