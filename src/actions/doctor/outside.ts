import type { Finding } from '../../catalog/doctor/finding.ts';
import { type GithubFacts, judgeGithub, judgeReach, type ReachFacts } from '../../catalog/doctor/outside.ts';
import { askGithub } from '../../network/github.ts';
import { reachHost, reachMailServer } from '../../network/reach.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import type { ActionContext } from '../../runtime/action.ts';

type Notification = EffectivePolicy['notifications'][number];

/** Asks whether those who are to be told can be reached; nobody is told anything. */
export async function lookAtNotifications(
  policy: EffectivePolicy,
  context: ActionContext,
): Promise<readonly Finding[]> {
  return judgeReach(await Promise.all(policy.notifications.map((one) => reach(one, context))));
}

async function reach(one: Notification, context: ActionContext): Promise<ReachFacts> {
  const target = one.name ?? one.kind;
  if (one.kind === 'mail') {
    const { host, port, tls, user, secret } = one.mail;
    const place = `${host}:${port}`;
    if (secret !== undefined && !context.env[secret]) {
      return { target, kind: 'smtp', place, state: 'no secret', variable: secret };
    }
    const answer = await reachMailServer({ host, port, tls, login: user !== undefined }, context.signal);
    return { target, kind: 'smtp', place, ...answer };
  }
  const { secret, url } = webTarget(one, context);
  if (url === undefined) return { target, kind: 'web', place: target, state: 'no secret', variable: secret };
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    return { target, kind: 'web', place: target, state: 'unfit', reason: `what ${secret} holds is no URL` };
  }
  const { hostname, port, protocol } = new URL(url);
  const tls = protocol === 'https:';
  const number = port === '' ? (tls ? 443 : 80) : Number(port);
  const answer = await reachHost({ host: hostname, port: number, tls }, context.signal);
  return { target, kind: 'web', place: `${hostname}:${number}`, ...answer };
}

/** Services whose secret is a key, not an address. */
const PAGERDUTY = 'https://events.pagerduty.com';

function webTarget(
  one: Exclude<Notification, { kind: 'mail' }>,
  context: ActionContext,
): { readonly secret: string; readonly url: string | undefined } {
  const secretOf = (): string => {
    switch (one.kind) {
      case 'slack':
        return one.slack.secret;
      case 'teams':
        return one.teams.secret;
      case 'discord':
        return one.discord.secret;
      case 'webhook':
        return one.webhook.secret;
      case 'pagerduty':
        return one.pagerduty.secret;
      case 'heartbeat':
        return one.heartbeat.secret;
      case 'githubIssue':
        return one.githubIssue.secret;
    }
  };
  const secret = secretOf();
  const value = context.env[secret] || undefined;
  if (value !== undefined) context.mask(value);
  if (value === undefined || (one.kind !== 'pagerduty' && one.kind !== 'githubIssue'))
    return { secret, url: value };
  return { secret, url: one.kind === 'pagerduty' ? PAGERDUTY : apiOf(context) };
}

function apiOf(context: ActionContext): string {
  return context.env['GITHUB_API_URL'] ?? 'https://api.github.com';
}

/** What the token may do in the repository of the workflow. */
export async function lookAtGithub(
  policy: EffectivePolicy,
  token: string,
  context: ActionContext,
): Promise<readonly Finding[]> {
  const { repository } = context.run;
  if (repository === null) return [];
  const answer = await askGithub({ api: apiOf(context), repository, token }, context.signal);
  const issues = policy.notifications.some((one) => one.kind === 'githubIssue');
  const facts: GithubFacts = {
    repository,
    ...answer,
    selfHosted: context.env['RUNNER_ENVIRONMENT'] === 'self-hosted',
    needed: {
      'contents: read': 'to read backup-policy.yml',
      ...(issues ? { 'issues: write': 'for the github-issue notifications of the policy' } : {}),
    },
  };
  return judgeGithub(facts);
}
