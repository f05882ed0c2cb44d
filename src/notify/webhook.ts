import { createHmac, randomUUID } from 'node:crypto';
import type { Message } from './message.ts';

/** Version of the body; it changes only when a field changes its meaning. */
const VERSION = 1;

/** The body of the generic webhook; docs/notify.md describes it. Nothing is escaped but by JSON itself. */
export function webhookBody(message: Message): string {
  const { occasion, database, what, title, reasons, facts, note, runUrl, at } = message;
  return JSON.stringify({
    version: VERSION,
    type: `backup.${occasion}`,
    timestamp: at.toISOString(),
    database: database ?? null,
    what,
    title,
    reasons,
    facts: Object.fromEntries(facts.map(({ name, value }) => [name, value])),
    note: note ?? null,
    runUrl: runUrl ?? null,
  });
}

/** One id for all attempts to deliver one message: the receiver can tell a repetition from a new message. */
export function newMessageId(): string {
  return `msg_${randomUUID().replaceAll('-', '')}`;
}

/**
 * Headers of Standard Webhooks (standardwebhooks.com), for whose receivers there are libraries: the time is part of what is
 * signed, so that an old message cannot be sent again.
 * @param key `whsec_` and base64, or any other text, whose UTF-8 bytes are the key then; undefined: not signed
 * @param now milliseconds since 1970
 */
export function webhookHeaders(
  id: string,
  body: string,
  key: string | undefined,
  now: number,
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp };
  if (key === undefined) return headers;
  const bytes = key.startsWith('whsec_')
    ? Buffer.from(key.slice('whsec_'.length), 'base64')
    : Buffer.from(key);
  const signature = createHmac('sha256', bytes).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}
