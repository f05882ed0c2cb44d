import { type Occasion, occasionFor, type Situation } from '../catalog/notification.ts';
import type { Channel } from './channel.ts';
import { discordMessage } from './discord.ts';
import { updateIssue } from './github-issues.ts';
import { sendPing } from './heartbeat.ts';
import { postJson, request } from './http.ts';
import { renderMail } from './mail.ts';
import type { Message } from './message.ts';
import { pagerdutyEvent } from './pagerduty.ts';
import { type Patience, retrying } from './retrying.ts';
import { slackMessage } from './slack.ts';
import { sendMail } from './smtp.ts';
import { teamsMessage } from './teams.ts';
import { newMessageId, webhookBody, webhookHeaders } from './webhook.ts';

export interface News {
  readonly situation: Situation;
  messageFor(occasion: Occasion, since?: Date): Message;
}

/**
 * Tells one channel what it wants to hear, if anything, as often as it takes within its time.
 * @returns what was done, for the log: `failure`, `opened issue 7`; undefined: it was to hear nothing
 * @throws DeliveryError, CancelledError
 */
export async function tell(
  channel: Channel,
  news: News,
  patience: Patience,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (channel.kind === 'heartbeat') {
    const ping = news.situation.state === 'well' ? 'success' : 'failure';
    if (!channel.pings.includes(ping)) return undefined;
    const { title, reasons } = news.messageFor(ping);
    const text = [title, ...reasons].join('\n');
    await retrying(patience, signal, (limit) => sendPing(channel.url, ping, text, limit));
    return `ping ${ping}`;
  }
  if (channel.kind === 'github-issue') {
    const { name, repeatEvery, target } = channel;
    return retrying(patience, signal, (limit) => updateIssue(target, { ...news, name, repeatEvery }, limit));
  }
  const occasion = occasionOf(channel, news.situation);
  if (occasion === undefined) return undefined;
  const send = sender(channel, news.messageFor(occasion));
  await retrying(patience, signal, send);
  return occasion;
}

/** Says that the work begins, to switches that measure how long it takes. */
export async function tellStart(
  channel: Channel,
  text: string,
  patience: Patience,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (channel.kind !== 'heartbeat' || !channel.pings.includes('start')) return undefined;
  await retrying(patience, signal, (limit) => sendPing(channel.url, 'start', text, limit));
  return 'ping start';
}

/** Without memory an incident is resolved at every success: for one that is not open that means nothing. */
function occasionOf(channel: Channel, situation: Situation): Occasion | undefined {
  const blind = situation.previous === undefined && situation.state === 'well';
  return channel.kind === 'pagerduty' && blind ? 'recovery' : occasionFor(situation, channel);
}

type Spoken = Exclude<Channel, { kind: 'heartbeat' | 'github-issue' }>;

function sender(channel: Spoken, message: Message): (signal: AbortSignal) => Promise<unknown> {
  switch (channel.kind) {
    case 'mail':
      return (signal) => sendMail(channel.smtp, renderMail(message), signal);
    case 'slack':
      return (signal) => postJson(channel.url, slackMessage(message), signal);
    case 'teams':
      return (signal) => postJson(channel.url, teamsMessage(message), signal);
    case 'discord':
      return (signal) => postJson(channel.url, discordMessage(message), signal);
    case 'pagerduty':
      return (signal) => postJson(channel.url, pagerdutyEvent(message, channel.routingKey), signal);
    case 'webhook': {
      const [id, body] = [newMessageId(), webhookBody(message)];
      return (signal) =>
        request(
          {
            method: 'POST',
            url: channel.url,
            headers: {
              'content-type': 'application/json; charset=utf-8',
              ...webhookHeaders(id, body, channel.signingKey, Date.now()),
            },
            body,
          },
          signal,
        );
    }
  }
}
