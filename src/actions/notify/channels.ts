import type { When } from '../../catalog/notification.ts';
import { UserError } from '../../errors.ts';
import { isLoopback } from '../../loopback.ts';
import type { Channel } from '../../notify/channel.ts';
import { PINGS } from '../../notify/heartbeat.ts';
import type { EffectivePolicy } from '../../policy/effective-policy.ts';
import type { ActionContext } from '../../runtime/action.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import type { spec } from './spec.ts';

type Inputs = InputsOf<typeof spec>;
type Target = EffectivePolicy['notifications'][number];
type Surroundings = Pick<ActionContext, 'env' | 'run'>;

const FIXED: readonly When[] = ['failure', 'recovery'];

/** A channel that cannot be used: its secret is missing or is none. The others are told all the same. */
export interface BrokenChannel {
  readonly name: string;
  readonly kind: Channel['kind'];
  readonly problem: string;
}

export interface Channels {
  readonly usable: readonly Channel[];
  readonly broken: readonly BrokenChannel[];
}

/**
 * Everybody who is to be told: those of the policy, whose secrets are in the environment, and those of the inputs.
 * @throws UserError PBA-INPUT when there is nobody
 */
export function channelsOf(targets: readonly Target[], inputs: Inputs, context: Surroundings): Channels {
  const all = withOwnNames([
    ...targets.map((target) => checked((problems) => fromPolicy(target, context, problems))),
    ...fromInputs(inputs, context),
  ]);
  if (all.length === 0) {
    throw new UserError(
      'PBA-INPUT',
      'Nobody is to be told: neither the policy nor an input names a channel.',
      {
        hint: 'Add `notifications` to the policy, or give the input of a channel; docs/notify.md has examples.',
      },
    );
  }
  return {
    usable: all.filter(({ problems }) => problems.length === 0).map(({ channel }) => channel),
    broken: all
      .filter(({ problems }) => problems.length > 0)
      .map(({ channel: { name, kind }, problems }) => ({ name, kind, problem: problems.join(', ') })),
  };
}

interface Checked {
  readonly channel: Channel;
  readonly problems: readonly string[];
}

function checked(make: (problems: string[]) => Channel): Checked {
  const problems: string[] = [];
  return { channel: make(problems), problems };
}

/** Two channels of one kind without a name are `slack` and `slack 2`; their memory is kept by name. */
function withOwnNames(channels: readonly Checked[]): Checked[] {
  const seen = new Set<string>();
  return channels.map(({ channel, problems }) => {
    let name = channel.name;
    for (let number = 2; seen.has(name); number += 1) name = `${channel.name} ${number}`;
    seen.add(name);
    return { channel: { ...channel, name }, problems };
  });
}

function fromPolicy(target: Target, context: Surroundings, problems: string[]): Channel {
  const secret = (variable: string): string => {
    const value = context.env[variable]?.trim() ?? '';
    if (value === '') problems.push(`the environment variable ${variable} is not set`);
    return value;
  };
  const url = (variable: string, plainHttp = false): string => {
    const value = secret(variable);
    if (value !== '' && !isUrl(value, plainHttp)) {
      problems.push(`${variable} does not hold a URL${plainHttp ? '' : ' that starts with https://'}`);
    }
    return value;
  };
  const common = {
    name: target.name ?? (target.kind === 'githubIssue' ? 'github-issue' : target.kind),
    when: target.when,
    repeatEvery: target.repeatEvery,
  };
  switch (target.kind) {
    case 'mail': {
      const { user, secret: variable, ...rest } = target.mail;
      const login =
        user === undefined || variable === undefined ? undefined : { user, password: secret(variable) };
      return { ...common, kind: 'mail', smtp: { ...rest, login } };
    }
    case 'slack':
      return { ...common, kind: 'slack', url: url(target.slack.secret) };
    case 'teams':
      return { ...common, kind: 'teams', url: url(target.teams.secret) };
    case 'discord':
      return { ...common, kind: 'discord', url: url(target.discord.secret) };
    case 'webhook': {
      const { secret: variable, signingSecret } = target.webhook;
      const signingKey = signingSecret === undefined ? undefined : secret(signingSecret);
      return { ...common, kind: 'webhook', url: url(variable, true), signingKey };
    }
    case 'pagerduty': {
      const { secret: variable, url: address } = target.pagerduty;
      return { ...common, kind: 'pagerduty', when: FIXED, url: address, routingKey: secret(variable) };
    }
    case 'heartbeat': {
      const { secret: variable, pings } = target.heartbeat;
      return { ...common, kind: 'heartbeat', url: url(variable, true), pings };
    }
    case 'githubIssue': {
      const { secret: variable, repository, labels } = target.githubIssue;
      return issue({ ...common, when: FIXED }, secret(variable), repository, labels, context, problems);
    }
  }
}

function fromInputs(inputs: Inputs, context: Surroundings): Checked[] {
  const when = inputs.when.length === 0 ? FIXED : (inputs.when as readonly When[]);
  const common = (name: string) => ({ name, when, repeatEvery: inputs.repeatEvery });
  const { mailHost, mailFrom, mailUser, mailPassword } = inputs;
  const channels: Channel[] = [];
  const issues: Checked[] = [];
  if (mailHost !== undefined && mailFrom !== undefined) {
    const login =
      mailUser === undefined || mailPassword === undefined
        ? undefined
        : { user: mailUser, password: mailPassword };
    const { mailPort: port, mailTls: tls, mailTo: to } = inputs;
    channels.push({
      ...common('mail'),
      kind: 'mail',
      smtp: { host: mailHost, port, tls, login, from: mailFrom, to },
    });
  }
  for (const kind of ['slack', 'teams', 'discord'] as const) {
    const url = inputs[`${kind}Webhook`];
    if (url !== undefined) channels.push({ ...common(kind), kind, url });
  }
  if (inputs.webhookUrl !== undefined) {
    const { webhookUrl: url, webhookSigningSecret: signingKey } = inputs;
    channels.push({ ...common('webhook'), kind: 'webhook', url, signingKey });
  }
  if (inputs.pagerdutyRoutingKey !== undefined) {
    const { pagerdutyUrl: url, pagerdutyRoutingKey: routingKey } = inputs;
    channels.push({ ...common('pagerduty'), kind: 'pagerduty', when: FIXED, url, routingKey });
  }
  if (inputs.githubToken !== undefined) {
    const labels = inputs.githubLabels.length === 0 ? ['backup'] : inputs.githubLabels;
    const own = { ...common('github-issue'), when: FIXED };
    const { githubToken: token, githubRepository: repository } = inputs;
    issues.push(checked((problems) => issue(own, token, repository, labels, context, problems)));
  }
  if (inputs.heartbeatUrl !== undefined) {
    channels.push({ ...common('heartbeat'), kind: 'heartbeat', url: inputs.heartbeatUrl, pings: PINGS });
  }
  return [...channels.map((channel) => ({ channel, problems: [] })), ...issues];
}

function issue(
  common: Pick<Channel, 'name' | 'when' | 'repeatEvery'>,
  token: string,
  repository: string | undefined,
  labels: readonly string[],
  { env, run }: Surroundings,
  problems: string[],
): Channel {
  const place = repository ?? run.repository ?? '';
  if (place === '') problems.push('there is no repository; on a terminal it has to be named');
  const apiUrl = env['GITHUB_API_URL'] || 'https://api.github.com';
  return { ...common, kind: 'github-issue', target: { apiUrl, token, repository: place, labels } };
}

/** A webhook of a chat is a secret that must not cross a network in the clear. */
function isUrl(text: string, plainHttp: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && (plainHttp || isLoopback(hostname)));
}
