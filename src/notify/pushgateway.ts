import { request } from './http.ts';
import { type Patience, retrying } from './retrying.ts';

/**
 * Replaces the metrics of one group in a Pushgateway: what is no longer pushed is gone. The text must not hold timestamps and
 * has to end in a line break.
 * @param gateway its URL; user and password may be in it
 * @param instance tells this pusher from others
 * @throws DeliveryError, CancelledError
 */
export async function pushMetrics(
  gateway: string,
  instance: string,
  text: string,
  patience: Patience,
  signal: AbortSignal,
): Promise<void> {
  const url = new URL(gateway);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  // A label value may hold slashes, which a path cannot: the gateway reads it as base64 then.
  const group = `metrics/job/postgres_backup/instance@base64/${Buffer.from(instance).toString('base64url') || '='}`;
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${group}`;
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  await retrying(patience, signal, (limit) =>
    request(
      {
        method: 'PUT',
        url: url.href,
        headers: {
          'content-type': 'text/plain; version=0.0.4; charset=utf-8',
          ...(username === '' ? {} : { authorization: `Basic ${Buffer.from(login).toString('base64')}` }),
        },
        body: text,
      },
      limit,
    ),
  );
}
