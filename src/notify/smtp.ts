import { CancelledError, messageOf, systemCode } from '../errors.ts';
import { DeliveryError } from './delivery-error.ts';
import type { Mail } from './mail.ts';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `starttls` has to succeed, `tls` is TLS from the first byte. */
  readonly tls: 'starttls' | 'tls' | 'none';
  readonly login: { readonly user: string; readonly password: string } | undefined;
  readonly from: string;
  readonly to: readonly string[];
}

const WAIT_MS = 10_000;

/**
 * Hands a mail to an SMTP server. That some of the recipients were refused is a failure, although the others have it.
 * @throws DeliveryError
 */
export async function sendMail(settings: SmtpSettings, mail: Mail, signal: AbortSignal): Promise<void> {
  const { host, port, tls, login, from, to } = settings;
  // Loaded only when there is a mail to send.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host,
    port,
    secure: tls === 'tls',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
    tls: { minVersion: 'TLSv1.2' },
    connectionTimeout: WAIT_MS,
    greetingTimeout: WAIT_MS,
    socketTimeout: WAIT_MS,
    dnsTimeout: WAIT_MS,
    // What is mailed is text: nothing in it may be taken for a path or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const info = await untilAborted(
      transport.sendMail({
        from,
        to: [...to],
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        references: mail.thread,
        inReplyTo: mail.thread,
        headers: { 'Auto-Submitted': 'auto-generated' },
      }),
      host,
      signal,
    );
    const refused = info.rejected.map(String);
    if (refused.length > 0) {
      throw new DeliveryError(`${host} refused ${refused.length} of ${to.length} recipients`, {
        retryable: false,
      });
    }
  } catch (error) {
    throw error instanceof DeliveryError || error instanceof CancelledError
      ? error
      : asDeliveryError(error, `${host}:${port}`);
  } finally {
    transport.close();
  }
}

/** nodemailer takes no signal; a connection that is left behind ends by its own limits, all below a minute. */
async function untilAborted<T>(sending: Promise<T>, host: string, signal: AbortSignal): Promise<T> {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new DeliveryError(`${host} did not take the mail in time`, { retryable: true }));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([sending, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
    // Whichever lost the race may still fail; that was dealt with.
    sending.catch(() => {});
    aborted.catch(() => {});
  }
}

/** 4xx is for now, 5xx for good; a wrong password or certificate does not get better either. */
function asDeliveryError(error: unknown, server: string): DeliveryError {
  const { responseCode } = error as { readonly responseCode?: number };
  const code = systemCode(error);
  const text = messageOf(error).replace(/[\s\p{Cc}]+/gu, ' ');
  if (code === 'EAUTH') {
    return new DeliveryError(`${server} refused the login: ${text}`, { retryable: false, cause: error });
  }
  if (responseCode !== undefined) {
    return new DeliveryError(`${server} refused the mail: ${text}`, {
      retryable: responseCode >= 400 && responseCode < 500,
      cause: error,
    });
  }
  const certificate = /certificate|self[- ]signed|altnames|wrong version number|STARTTLS/i.test(text);
  return new DeliveryError(`${server} cannot be used: ${text}`, { retryable: !certificate, cause: error });
}
