import type { Field, Fields } from '../shape.ts';
import { title } from './names.ts';

const address = {
  kind: 'text',
  pattern: /[^\s@<>]+@[^\s@<>]+/,
  hint: 'a mail address such as ops@example.com',
} as const;

const secret = (what: string) =>
  ({
    kind: 'environment-name',
    required: true,
    description: `Environment variable that holds ${what}.`,
  }) as const;

/** A channel that needs nothing but its secret. */
const simple = (description: string, what: string) =>
  ({ kind: 'record', required: true, fields: { secret: secret(what) }, description }) as const;

const mail = {
  mail: {
    kind: 'record',
    required: true,
    description: 'Mail by SMTP.',
    fields: {
      host: {
        kind: 'text',
        pattern: /[A-Za-z0-9.:-]+/,
        hint: 'a host name',
        required: true,
        description: 'SMTP server.',
      },
      port: { kind: 'integer', min: 1, max: 65_535, default: 587, description: 'Port of the SMTP server.' },
      tls: {
        kind: 'choice',
        choices: ['starttls', 'tls', 'none'],
        default: 'starttls',
        description: '`starttls` is required to succeed, `tls` is TLS from the first byte (port 465).',
      },
      user: {
        kind: 'text',
        pattern: /\S{1,200}/,
        hint: 'a user name without spaces',
        description: 'User at the SMTP server; needs `secret`.',
        without: 'no login',
      },
      secret: {
        kind: 'environment-name',
        description: 'Environment variable that holds the password of `user`.',
        without: 'no login',
      },
      from: { ...address, required: true, description: 'Sender.' },
      to: { kind: 'list', of: address, min: 1, unique: 'items', required: true, description: 'Recipients.' },
    },
  },
} as const satisfies Fields;

const webhook = {
  webhook: {
    kind: 'record',
    required: true,
    description: 'A POST with JSON to any URL.',
    fields: {
      secret: secret('the URL'),
      'signing-secret': {
        kind: 'environment-name',
        description: 'Environment variable that holds the key of the HMAC signature.',
        without: 'not signed',
      },
    },
  },
} as const satisfies Fields;

const pagerduty = {
  pagerduty: {
    kind: 'record',
    required: true,
    description: 'An Events API v2 integration of PagerDuty, or of a service that takes the same events.',
    fields: {
      secret: secret('the routing key'),
      url: {
        kind: 'text',
        pattern: /https?:\/\/[^\s/@?#]+\/[^\s?#]*/,
        hint: 'a URL such as https://events.eu.pagerduty.com/v2/enqueue',
        default: 'https://events.pagerduty.com/v2/enqueue',
        description: 'Where events are sent.',
      },
    },
  },
} as const satisfies Fields;

const heartbeat = {
  heartbeat: {
    kind: 'record',
    required: true,
    description:
      'A ping to a dead man’s switch, such as healthchecks.io, at every run: it speaks when there is none.',
    fields: {
      secret: secret('the URL to ping'),
      pings: {
        kind: 'list',
        of: { kind: 'choice', choices: ['start', 'success', 'failure'] },
        min: 1,
        unique: 'items',
        default: ['start', 'success', 'failure'],
        description:
          'Which pings it knows: `start` is sent to `URL/start`, `failure` to `URL/fail`, `success` to the URL.',
      },
    },
  },
} as const satisfies Fields;

const githubIssue = {
  'github-issue': {
    kind: 'record',
    required: true,
    description: 'One issue per database and problem: opened, commented, closed on recovery.',
    fields: {
      secret: {
        kind: 'environment-name',
        default: 'GITHUB_TOKEN',
        description: 'Environment variable that holds the token.',
      },
      repository: {
        kind: 'text',
        pattern: /[A-Za-z0-9-]+\/[A-Za-z0-9._-]+/,
        hint: 'a repository such as owner/name',
        description: 'Where the issue is opened.',
        without: 'the repository of the workflow',
      },
      labels: {
        kind: 'list',
        of: { kind: 'text', pattern: /.{1,50}/, hint: 'a label of at most 50 characters' },
        unique: 'items',
        default: ['backup'],
        description: 'Labels of the issue.',
      },
    },
  },
} as const satisfies Fields;

/** `notifications:` */
export const notifications = {
  kind: 'list',
  of: {
    kind: 'variants',
    fields: {
      name: { ...title, description: 'Name of the target in messages and summaries.', without: 'its kind' },
      when: {
        kind: 'list',
        of: { kind: 'choice', choices: ['failure', 'recovery', 'success'] },
        min: 1,
        unique: 'items',
        default: ['failure', 'recovery'],
        description:
          'What it hears about: `failure`, `recovery` (the first success after a failure), `success` (every one).',
      },
      'repeat-every': {
        kind: 'duration',
        min: '1h',
        max: '366d',
        default: '1d',
        description: 'While a failure lasts, it is told again after this time.',
      },
    },
    variants: {
      mail,
      slack: { slack: simple('An incoming webhook of Slack.', 'the URL of the webhook') },
      teams: { teams: simple('A workflow webhook of Microsoft Teams.', 'the URL of the webhook') },
      discord: { discord: simple('A webhook of Discord.', 'the URL of the webhook') },
      webhook,
      githubIssue,
      pagerduty,
      heartbeat,
    },
  },
  unique: 'name',
  default: [],
  description:
    'Who is told. Secrets are named here, never written: each is the name of an environment variable.',
} as const satisfies Field;
