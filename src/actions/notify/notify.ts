import { type NotificationRecord, remembered, type Situation } from '../../catalog/notification.ts';
import { CancelledError, messageOf, type PbaError, ToolError, UserError } from '../../errors.ts';
import { type Channel, secretsOf } from '../../notify/channel.ts';
import type { Message } from '../../notify/message.ts';
import { type News, tell, tellStart } from '../../notify/tell.ts';
import { applyInputs } from '../../policy/apply-inputs.ts';
import { type EffectivePolicy, isDiscovery } from '../../policy/effective-policy.ts';
import type { ActionContext, ActionResult } from '../../runtime/action.ts';
import { Secrets } from '../../runtime/secrets.ts';
import type { InputsOf } from '../../runtime/spec.ts';
import { closeStores, openStores } from '../shared/open-stores.ts';
import { readPolicy } from '../shared/read-policy.ts';
import { runFacts } from '../shared/run-facts.ts';
import { type Channels, channelsOf } from './channels.ts';
import { compose, type Subject } from './compose.ts';
import { type Memory, NO_MEMORY, recall, remember } from './memory.ts';
import { judgeResults, type Verdict } from './results.ts';
import type { spec } from './spec.ts';
import { type Attempt, notifySummary, notifyText } from './summary.ts';

type Inputs = InputsOf<typeof spec>;

/** Judges what the steps before came to, tells everybody who wants to hear it, and remembers who was told. */
export async function notify(inputs: Inputs, context: ActionContext): Promise<ActionResult> {
  const { policy, targets } = await policyOf(inputs, context);
  const channels = channelsOf(targets, inputs, context);
  const secrets = new Secrets();
  for (const secret of channels.usable.flatMap(secretsOf)) {
    context.mask(secret);
    secrets.add(secret);
  }
  const subject = {
    database: inputs.database ?? onlyName(policy),
    what: inputs.what ?? context.run.workflow ?? 'Backup',
    note: inputs.message,
    run: context.run,
  };
  if (inputs.phase === 'start') return begin(channels, subject, inputs, context);
  const verdict = judgeResults(inputs);
  const stores =
    policy === undefined || inputs.memory === 'none'
      ? []
      : await openStores(policy.stores.values(), inputs, context);
  try {
    const memory = stores.length === 0 ? NO_MEMORY : await recall(stores, subject.database, subject.what);
    const situation = situationOf(memory, verdict, context.now());
    const news: News = {
      situation,
      messageFor: (occasion, since) =>
        redacted(compose(subject, verdict, situation, occasion, since), secrets),
    };
    const attempts = await tryAll(channels, context, (channel) =>
      tell(channel, news, { deadlineMs: inputs.giveUpAfter }, context.signal),
    );
    const forgotten = await keep(memory, situation, attempts, subject, context);
    return present(verdict, subject, attempts, forgotten);
  } finally {
    await closeStores(stores);
  }
}

/** Without stores, in the policy or as input, there is no memory, and the policy is only asked for channels. */
async function policyOf(
  inputs: Inputs,
  context: ActionContext,
): Promise<{ policy: EffectivePolicy | undefined; targets: EffectivePolicy['notifications'] }> {
  const parsed = await readPolicy(inputs.policy, context);
  const targets = parsed?.policy.notifications ?? [];
  if (inputs.stores.length === 0 && parsed?.policy.stores === undefined)
    return { policy: undefined, targets };
  const environmentEndpoint = context.env['AWS_ENDPOINT_URL_S3'] ?? context.env['AWS_ENDPOINT_URL'];
  return { policy: applyInputs(parsed, { ...inputs, environmentEndpoint }), targets };
}

function onlyName(policy: EffectivePolicy | undefined): string | undefined {
  if (policy === undefined || isDiscovery(policy.databases)) return undefined;
  const [only, ...others] = policy.databases;
  return others.length === 0 ? only?.name : undefined;
}

function situationOf({ record }: Memory, { state, problem }: Verdict, now: Date): Situation {
  return { previous: record, state, problem, now };
}

/** What a channel gets may come from anywhere; the secrets of the channels are in none of it. */
function redacted(message: Message, secrets: Secrets): Message {
  const hide = (text: string): string => secrets.redact(text);
  return {
    ...message,
    title: hide(message.title),
    reasons: message.reasons.map(hide),
    facts: message.facts.map(({ name, value }) => ({ name, value: hide(value) })),
    note: message.note === undefined ? undefined : hide(message.note),
  };
}

/** All side by side: one that hangs or fails keeps nobody from hearing it. */
async function tryAll(
  channels: Channels,
  context: ActionContext,
  body: (channel: Channel) => Promise<string | undefined>,
): Promise<Attempt[]> {
  context.log.info(`Asking who wants to hear it: ${channels.usable.map(({ name }) => name).join(', ')}.`);
  const tried = await Promise.all(
    channels.usable.map(async (channel): Promise<Attempt> => {
      const { name, kind } = channel;
      try {
        return { name, kind, said: await body(channel), failure: undefined };
      } catch (error) {
        if (error instanceof CancelledError || context.signal.aborted) throw error;
        return { name, kind, said: undefined, failure: messageOf(error) };
      }
    }),
  );
  const broken = channels.broken.map(({ name, kind, problem }) => ({
    name,
    kind,
    said: undefined,
    failure: problem,
  }));
  return [...tried, ...broken];
}

/** @returns what could not be remembered; undefined: everything that had to be */
async function keep(
  memory: Memory,
  situation: Situation,
  attempts: readonly Attempt[],
  subject: Subject,
  context: ActionContext,
): Promise<string | undefined> {
  if (memory === NO_MEMORY) return undefined;
  if (memory.lost) return memory.problems.join(' ');
  const delivered = attempts.flatMap(({ name, kind, said }) =>
    said === undefined || kind === 'heartbeat' || kind === 'github-issue' ? [] : [name],
  );
  const next = remembered(situation, delivered);
  const { written, problems } =
    next === undefined
      ? { written: 1, problems: [] }
      : await remember(memory, recordOf(next, situation, subject));
  if (written === 0) return problems.join(' ');
  for (const problem of [...memory.problems, ...problems]) context.log.warning(problem);
  return undefined;
}

function recordOf(
  next: NonNullable<ReturnType<typeof remembered>>,
  { now }: Situation,
  { database, what, run }: Subject,
): Omit<NotificationRecord, 'recordVersion' | 'kind' | 'id'> {
  return { at: now.toISOString(), database: database ?? null, what, ...next, run: runFacts(run, undefined) };
}

async function begin(
  channels: Channels,
  { database, what }: Subject,
  inputs: Inputs,
  context: ActionContext,
): Promise<ActionResult> {
  const text = `${database ?? 'All databases'}: ${what} begins`;
  const attempts = await tryAll(channels, context, (channel) =>
    tellStart(channel, text, { deadlineMs: inputs.giveUpAfter }, context.signal),
  );
  return result(text, undefined, attempts, failureOf(attempts, undefined));
}

function present(
  verdict: Verdict,
  { database, what }: Subject,
  attempts: readonly Attempt[],
  forgotten: string | undefined,
): ActionResult {
  const title = `${database ?? 'All databases'}: ${what} is ${verdict.state}`;
  const unreadable =
    verdict.unreadable === undefined
      ? undefined
      : new UserError('PBA-INPUT', verdict.unreadable, {
          hint: 'Give the expression `toJSON(steps)`. Everybody was told that nothing is known.',
        });
  return result(title, verdict, attempts, failureOf(attempts, forgotten) ?? unreadable);
}

function failureOf(attempts: readonly Attempt[], forgotten: string | undefined): PbaError | undefined {
  const failed = attempts.filter(({ failure }) => failure !== undefined);
  if (failed.length > 0) {
    const list = failed.map(({ name, failure }) => `${name} (${failure})`).join('; ');
    return new ToolError(
      'PBA-NOTIFY',
      `${failed.length} of ${attempts.length} channels could not be told: ${list}.${forgotten === undefined ? '' : ` ${forgotten}`}`,
      {
        hint: 'The others were told. Mend the channel, or take it out of the policy; it is tried again at the next run.',
      },
    );
  }
  return forgotten === undefined
    ? undefined
    : new ToolError('PBA-NOTIFY', `Everybody was told, but no store remembers it: ${forgotten}`, {
        hint: 'The credentials need to read and write `*/notifications/*` in the store. With `memory: none` nothing is remembered.',
      });
}

function result(
  title: string,
  verdict: Verdict | undefined,
  attempts: readonly Attempt[],
  failure: PbaError | undefined,
): ActionResult {
  const told = attempts.filter(({ said }) => said !== undefined);
  const failed = attempts.filter((attempt) => attempt.failure !== undefined);
  return {
    outputs: {
      verdict: failure === undefined ? 'ok' : 'failed',
      state: verdict?.state ?? '',
      told: told.map(({ name, said }) => `${name}: ${said}`).join('\n'),
      failed: failed.map(({ name }) => name).join('\n'),
    },
    summary: notifySummary(title, verdict?.reasons ?? [], attempts, failure !== undefined),
    text: notifyText(title, verdict?.reasons ?? [], attempts),
    json: { state: verdict?.state ?? null, reasons: verdict?.reasons ?? [], channels: attempts },
    ...(failure === undefined ? {} : { failure }),
  };
}
