import { DeliveryError } from './delivery-error.ts';
import { request } from './http.ts';

/** `start`: the work has begun. `success` ends the wait of the switch; `failure` lets it speak at once. */
export const PINGS = ['start', 'success', 'failure'] as const;
export type Ping = (typeof PINGS)[number];

const SUFFIXES: Readonly<Record<Ping, string>> = { start: '/start', success: '', failure: '/fail' };

/** healthchecks.io shows the beginning of what is sent with a ping. */
const LONGEST_BODY = 10_000;

/** The address for a ping: healthchecks' way, a suffix behind the path and before the query. */
export function pingUrl(address: string, ping: Ping): string {
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${SUFFIXES[ping]}`;
  return url.href;
}

/** @throws DeliveryError */
export async function sendPing(
  address: string,
  ping: Ping,
  text: string,
  signal: AbortSignal,
): Promise<void> {
  const url = pingUrl(address, ping);
  const answer = await request(
    {
      method: 'POST',
      url,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: text.slice(0, LONGEST_BODY),
    },
    signal,
  );
  // healthchecks.io answers 200 also to an address it does not know, and when it ignores the ping for being too many.
  const ignored = /^OK \((.+)\)/.exec(answer.text);
  if (ignored !== null) {
    throw new DeliveryError(`${new URL(url).host} did not take the ping: ${ignored[1]?.slice(0, 100)}`, {
      retryable: /rate limited/.test(answer.text),
    });
  }
}
