import { createHash } from 'node:crypto';
import { cut, firstFacts, firstReasons, isBad, type Message, oneLine } from './message.ts';

/** PagerDuty's limit for a summary and for a key (Events API v2). */
const SUMMARY = 1_024;

/**
 * An event for the Events API v2. Every message about one problem has the same key: a failure opens the incident or is
 * added to it, a recovery resolves it.
 */
export function pagerdutyEvent(message: Message, routingKey: string): unknown {
  const common = {
    routing_key: routingKey,
    dedup_key: `postgres-backup-actions/${createHash('sha256').update(message.thread).digest('hex').slice(0, 32)}`,
  };
  if (!isBad(message)) return { ...common, event_action: 'resolve' };
  return {
    ...common,
    event_action: 'trigger',
    client: 'postgres-backup-actions',
    ...(message.runUrl === undefined
      ? {}
      : { client_url: message.runUrl, links: [{ href: message.runUrl, text: 'The run' }] }),
    payload: {
      summary: cut(oneLine(message.title), SUMMARY),
      source: cut(oneLine(message.database ?? 'all databases'), 255),
      severity: 'critical',
      timestamp: message.at.toISOString(),
      component: 'postgresql',
      group: 'backup',
      class: cut(oneLine(message.what), 255),
      custom_details: {
        reasons: firstReasons(message),
        ...Object.fromEntries(firstFacts(message).map(({ name, value }) => [name, value])),
        ...(message.note === undefined ? {} : { note: cut(message.note.toWellFormed(), 2_000) }),
      },
    },
  };
}
