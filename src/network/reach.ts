import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { messageOf, systemCode } from '../errors.ts';

export type Reached =
  | { readonly state: 'reached'; readonly detail: string }
  | { readonly state: 'unreachable'; readonly reason: string }
  | { readonly state: 'unfit'; readonly reason: string };

const LIMIT_MS = 10_000;

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the name service does not answer',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'the network is unreachable',
  ETIMEDOUT: 'it did not answer in time',
  ECONNRESET: 'the connection was broken',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate is not trusted',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another host name',
};

/** Why a connection failed, without anything that was sent. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const several = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (several instanceof Error && several.name === 'TimeoutError') return 'it did not answer in time';
  return REASONS[systemCode(several) ?? ''] ?? messageOf(several).replace(/\s+/g, ' ').slice(0, 200);
}

export interface Host {
  readonly host: string;
  readonly port: number;
}

/** Opens a connection, with TLS from the first byte or without, and closes it again; sends nothing. */
export async function reachHost(
  place: Host & { readonly tls: boolean },
  signal: AbortSignal,
): Promise<Reached> {
  try {
    const socket = await open(place, AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]));
    socket.destroy();
    return { state: 'reached', detail: place.tls ? 'TLS is trusted' : 'it takes connections' };
  } catch (error) {
    signal.throwIfAborted();
    return { state: 'unreachable', reason: reasonOf(error) };
  }
}

export interface MailServer extends Host {
  readonly tls: 'starttls' | 'tls' | 'none';
  readonly login: boolean;
}

/** Greets a mail server and leaves again: RFC 5321 for the words, RFC 3207 for STARTTLS, RFC 4954 for AUTH. */
export async function reachMailServer(place: MailServer, signal: AbortSignal): Promise<Reached> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]);
  let socket: Socket | undefined;
  try {
    socket = await open({ ...place, tls: place.tls === 'tls' }, limit);
    const replies = repliesOf(socket, limit);
    const greeting = await replies();
    if (!greeting.startsWith('220'))
      return { state: 'unfit', reason: `it greets with ${greeting.slice(0, 80)}` };
    socket.write('EHLO localhost\r\n');
    const offers = await replies();
    socket.end('QUIT\r\n');
    if (!offers.startsWith('250'))
      return { state: 'unfit', reason: `it refuses EHLO: ${offers.slice(0, 80)}` };
    if (place.tls === 'starttls' && !/^250[- ]STARTTLS\s*$/im.test(offers)) {
      return { state: 'unfit', reason: 'it offers no STARTTLS, which the policy requires' };
    }
    // With STARTTLS, servers offer the login after it only.
    if (place.login && place.tls !== 'starttls' && !/^250[- ]AUTH[ =]/im.test(offers)) {
      return { state: 'unfit', reason: 'it offers no login, and the policy names a user' };
    }
    return {
      state: 'reached',
      detail: place.tls === 'none' ? 'it greets, without TLS' : 'it greets, with TLS',
    };
  } catch (error) {
    signal.throwIfAborted();
    return { state: 'unreachable', reason: reasonOf(error) };
  } finally {
    socket?.destroy();
  }
}

/** A function that waits for the next whole reply: lines with a hyphen after the code go on. */
function repliesOf(socket: Socket, signal: AbortSignal): () => Promise<string> {
  let text = '';
  let wake: (() => void) | undefined;
  let ended: Error | undefined;
  const end = (error: Error): void => {
    ended ??= error;
    wake?.();
  };
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text = (text + chunk).slice(-16_384);
    wake?.();
  });
  socket.on('error', end);
  socket.on('close', () => end(new Error('it closed the connection')));
  signal.addEventListener(
    'abort',
    () => end(Object.assign(new Error('time is over'), { name: 'TimeoutError' })),
    {
      once: true,
    },
  );
  return async () => {
    for (;;) {
      const whole = /^(?:\d{3}-.*\r?\n)*\d{3}(?: .*)?\r?\n/.exec(text);
      if (whole !== null) {
        text = text.slice(whole[0].length);
        return whole[0];
      }
      if (ended !== undefined) throw ended;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}

async function open(
  { host, port, tls }: Host & { readonly tls: boolean },
  signal: AbortSignal,
): Promise<Socket> {
  signal.throwIfAborted();
  const socket = tls ? connectTls({ host, port, servername: host }) : connectTcp({ host, port });
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      socket.destroy();
      reject(Object.assign(new Error('time is over'), { name: 'TimeoutError' }));
    };
    signal.addEventListener('abort', stop, { once: true });
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', stop);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
