import { isLoopback } from '../../loopback.ts';
import { defineAction } from '../../runtime/spec.ts';
import { databaseFilterInput, policyInput, storeInputs, storeProblems } from '../shared/inputs.ts';

const CHANNELS = 'Channels, besides those of the policy';

const secretUrl = (what: string) =>
  ({
    kind: 'secret',
    group: CHANNELS,
    pattern: /https:\/\/\S+|http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])[:/]\S*/,
    patternHint: 'a URL that starts with https://',
    description: `${what} The URL is a secret: who has it can write there.`,
  }) as const;

const address = {
  pattern: /[^\s@<>,;]+@[^\s@<>,;]+/,
  patternHint: 'a mail address such as ops@example.com',
} as const;

export const spec = defineAction(
  {
    name: 'notify',
    title: 'PostgreSQL backup: notify',
    description:
      'Tells people and monitors how the steps before it ended: mail, Slack, Teams, Discord, webhook, GitHub issue, PagerDuty, heartbeat.',
    branding: { icon: 'bell', color: 'orange' },
    body: 'It speaks when something changes, repeats itself while a failure lasts, and is silent otherwise: a message that comes every week is read by nobody. Let it run always, as the last step. Success has to be shown: a step that was skipped, is missing, or has left no result is a failure.',
    inputs: {
      results: {
        kind: 'string',
        description:
          'What the steps before came to: the expression `toJSON(steps)`, or `toJSON(needs)` in a job of its own. Only steps with an `id` are in it.',
      },
      steps: {
        kind: 'list',
        pattern: /[A-Za-z_][A-Za-z0-9_-]*/,
        patternHint: 'the id of a step or job',
        description:
          'Ids of the steps (or jobs) that have to have succeeded, one per line. Without it: every one in `results`, and one that was skipped counts as failed.',
      },
      'job-status': {
        kind: 'choice',
        choices: ['success', 'failure', 'cancelled'],
        description:
          'The expression `job.status`, so that a step without an `id` that failed is noticed too. Alone it shows no success: it is `success` also where nothing was done.',
      },
      verdict: {
        kind: 'choice',
        choices: [
          'success',
          'ok',
          'proven',
          'kept',
          'nothing due',
          'failure',
          'failed',
          'cancelled',
          'broken',
        ],
        description: 'The result in one word, where there are no steps: on a command line, or from a script.',
      },
      phase: {
        kind: 'choice',
        choices: ['end', 'start'],
        default: 'end',
        description:
          '`start`, before the work: heartbeats alone are told that it begins, so that they measure how long it takes.',
      },
      what: {
        kind: 'string',
        pattern: /[^\p{Cc}]{1,80}/u,
        patternHint: 'one line of at most 80 characters',
        description:
          'What it is about, such as `Nightly backup`. Problems are told apart by database and by this text. Without it: the name of the workflow.',
      },
      database: {
        ...databaseFilterInput,
        description:
          'Which database it is about. Without it: the one of the policy; when there are several, all of them together.',
      },
      message: {
        kind: 'string',
        pattern: /[\s\S]{1,2000}/,
        patternHint: 'text of at most 2000 characters',
        description: 'Your own words, added to every message: who to call, where the runbook is.',
      },
      policy: { ...policyInput, group: 'Policy and memory' },
      memory: {
        kind: 'choice',
        choices: ['stores', 'none'],
        default: 'stores',
        group: 'Policy and memory',
        description:
          'Where it is remembered who was told what: a small record in each of the stores, or nowhere. Without memory every failure is told each time and no recovery, except by GitHub issue and PagerDuty.',
      },
      ...storeInputs,
      when: {
        kind: 'list',
        group: CHANNELS,
        pattern: /failure|recovery|success/,
        patternHint: 'failure, recovery or success',
        description:
          'What the channels below hear about, one per line. Without it: `failure` and `recovery`. Heartbeats, issues and PagerDuty need no such choice.',
      },
      'repeat-every': {
        kind: 'duration',
        max: '366d',
        default: '1d',
        group: CHANNELS,
        description: 'While a failure lasts, the channels below are told again after this time.',
      },
      'mail-host': {
        kind: 'string',
        group: CHANNELS,
        pattern: /[A-Za-z0-9.:-]+/,
        patternHint: 'a host name',
        description: 'SMTP server. Needs `mail-from` and `mail-to`.',
      },
      'mail-port': {
        kind: 'integer',
        min: 1,
        max: 65_535,
        default: '587',
        group: CHANNELS,
        description: 'Port of the SMTP server.',
      },
      'mail-tls': {
        kind: 'choice',
        choices: ['starttls', 'tls', 'none'],
        default: 'starttls',
        group: CHANNELS,
        description:
          '`starttls` is required to succeed, `tls` is TLS from the first byte (port 465). A certificate of your own authority is trusted through `NODE_EXTRA_CA_CERTS` in the `env` of the step.',
      },
      'mail-user': {
        kind: 'string',
        group: CHANNELS,
        description: 'User at the SMTP server. Needs `mail-password`.',
      },
      'mail-password': { kind: 'secret', group: CHANNELS, description: 'Password of `mail-user`.' },
      'mail-from': { kind: 'string', group: CHANNELS, ...address, description: 'Address of the sender.' },
      'mail-to': { kind: 'list', group: CHANNELS, ...address, description: 'Recipients, one per line.' },
      'slack-webhook': secretUrl('Incoming webhook of Slack.'),
      'teams-webhook': secretUrl('Workflow webhook of Microsoft Teams.'),
      'discord-webhook': secretUrl('Webhook of Discord.'),
      'webhook-url': {
        kind: 'secret',
        group: CHANNELS,
        pattern: /https?:\/\/\S+/,
        patternHint: 'a URL',
        description: 'URL that gets a POST with JSON, see docs/notify.md.',
      },
      'webhook-signing-secret': {
        kind: 'secret',
        group: CHANNELS,
        description:
          'Key of the HMAC-SHA256 signature of the webhook, by Standard Webhooks: `whsec_` and base64, or any other text.',
      },
      'github-token': {
        kind: 'secret',
        group: CHANNELS,
        description:
          'Token that may write issues (`permissions: issues: write`). With it an issue is opened per database and problem, and closed on recovery.',
      },
      'github-repository': {
        kind: 'string',
        group: CHANNELS,
        pattern: /[A-Za-z0-9-]+\/[A-Za-z0-9._-]+/,
        patternHint: 'a repository such as owner/name',
        description: 'Where the issue is opened. Without it: the repository of the workflow.',
      },
      'github-labels': {
        kind: 'list',
        group: CHANNELS,
        pattern: /[^,]{1,50}/,
        patternHint: 'a label of at most 50 characters, without a comma',
        description:
          'Labels of the issue, one per line. Without it: `backup`. By the first one it is found again.',
      },
      'pagerduty-routing-key': {
        kind: 'secret',
        group: CHANNELS,
        description: 'Routing key of an Events API v2 integration of PagerDuty.',
      },
      'pagerduty-url': {
        kind: 'string',
        group: CHANNELS,
        pattern: /https?:\/\/[^\s/@?#]+\/[^\s?#]*/,
        patternHint: 'a URL such as https://events.eu.pagerduty.com/v2/enqueue',
        default: 'https://events.pagerduty.com/v2/enqueue',
        description: 'Where the events are sent: another region, or a service that takes the same events.',
      },
      'heartbeat-url': {
        kind: 'secret',
        group: CHANNELS,
        pattern: /https?:\/\/\S+/,
        patternHint: 'a URL',
        description:
          'URL of a dead man’s switch such as healthchecks.io. It is pinged at every run: plain on success, `/fail` on failure, `/start` with `phase: start`.',
      },
      'give-up-after': {
        kind: 'duration',
        default: '1m',
        max: '1h',
        group: CHANNELS,
        description:
          'Longest time for one channel, with all attempts and the pauses between them. All channels are tried side by side.',
      },
    },
    outputs: {
      state: { description: '`well` or `failing`: how the results were judged.' },
      told: { description: 'Who was told what, one per line: `mail: failure`.' },
      failed: { description: 'Names of the channels that could not be told, one per line.' },
    },
    example: {
      policy: 'backup-policy.yml',
      what: 'Nightly backup',
      // An expression of GitHub, not of JavaScript.
      results: `\${{ toJSON(steps) }}`,
    },
  },
  (inputs) => {
    const mail = [inputs.mailHost, inputs.mailFrom, inputs.mailTo[0]].filter(
      (one) => one !== undefined,
    ).length;
    const clear = inputs.mailTls === 'none' && !isLoopback(inputs.mailHost ?? '');
    return [
      // Without stores there is no memory, which is allowed.
      ...storeProblems({ ...inputs, policy: inputs.policy ?? 'none' }),
      ...(mail === 1 || mail === 2 ? ['mail-host, mail-from and mail-to are only usable together'] : []),
      ...((inputs.mailUser === undefined) !== (inputs.mailPassword === undefined)
        ? ['mail-user and mail-password are only usable together']
        : []),
      ...(inputs.mailUser !== undefined && clear
        ? ['mail-tls: none would send the password of mail-user in the clear']
        : []),
      ...(inputs.webhookSigningSecret !== undefined && inputs.webhookUrl === undefined
        ? ['webhook-signing-secret is only used together with webhook-url']
        : []),
    ];
  },
);
