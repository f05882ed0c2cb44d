import type { Listener } from '../catalog/notification.ts';
import type { IssueTarget } from './github-issues.ts';
import type { Ping } from './heartbeat.ts';
import type { SmtpSettings } from './smtp.ts';

/** Somebody, or something, that is told, with its secrets. */
export type Channel = Listener & ChannelKind;

type ChannelKind =
  | { readonly kind: 'mail'; readonly smtp: SmtpSettings }
  | { readonly kind: 'slack' | 'teams' | 'discord'; readonly url: string }
  | { readonly kind: 'webhook'; readonly url: string; readonly signingKey: string | undefined }
  | { readonly kind: 'pagerduty'; readonly url: string; readonly routingKey: string }
  | { readonly kind: 'github-issue'; readonly target: IssueTarget }
  | { readonly kind: 'heartbeat'; readonly url: string; readonly pings: readonly Ping[] };

/** What is to be hidden wherever it would be printed. */
export function secretsOf(channel: Channel): string[] {
  switch (channel.kind) {
    case 'mail':
      return channel.smtp.login === undefined ? [] : [channel.smtp.login.password];
    case 'webhook':
      return [channel.url, ...(channel.signingKey === undefined ? [] : [channel.signingKey])];
    case 'pagerduty':
      return [channel.routingKey];
    case 'github-issue':
      return [channel.target.token];
    default:
      return [channel.url];
  }
}
