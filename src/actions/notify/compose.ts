import type { Occasion, Situation } from '../../catalog/notification.ts';
import type { Fact, Message } from '../../notify/message.ts';
import type { RunInfo } from '../../runtime/action.ts';
import { formatDuration, formatMinute } from '../../runtime/format.ts';
import type { Verdict } from './results.ts';

export interface Subject {
  readonly database: string | undefined;
  readonly what: string;
  readonly note: string | undefined;
  readonly run: RunInfo;
}

/** The message of one occasion, for every channel the same. */
export function compose(
  subject: Subject,
  verdict: Verdict,
  situation: Situation,
  occasion: Occasion,
  since: Date | undefined = sinceOf(situation),
): Message {
  const { database, what, note, run } = subject;
  const { now } = situation;
  const name = `${database ?? 'All databases'}: ${what}`;
  return {
    occasion,
    database,
    what,
    title: `${name} ${SAYS[occasion](since === undefined ? undefined : span(since, now))}`,
    reasons: verdict.state === 'well' ? [] : verdict.reasons,
    facts: [...verdict.facts, ...runFacts(run), { name: 'Time (UTC)', value: formatMinute(now) }],
    note,
    runUrl: run.runUrl ?? undefined,
    at: now,
    thread: JSON.stringify([run.repository, database ?? null, what]),
  };
}

const SAYS: Readonly<Record<Occasion, (span: string | undefined) => string>> = {
  failure: () => 'failed',
  change: (span) => `fails for another reason now${span === undefined ? '' : `, failing for ${span}`}`,
  repeat: (span) => `is still failing${span === undefined ? '' : `, for ${span}`}`,
  recovery: (span) => `works again${span === undefined ? '' : ` after ${span}`}`,
  success: () => 'succeeded',
};

/** Since when the state lasts that is told of, or has just ended. */
function sinceOf({ previous }: Situation): Date | undefined {
  return previous?.state === 'failing' ? new Date(previous.since) : undefined;
}

function span(since: Date, now: Date): string | undefined {
  const ms = now.getTime() - since.getTime();
  return ms < 60_000 ? undefined : formatDuration(ms);
}

function runFacts({ repository, workflow, event, actor }: RunInfo): Fact[] {
  const all = {
    Repository: repository,
    Workflow: workflow,
    'Started by': [event, actor].filter(Boolean).join(', '),
  };
  return Object.entries(all).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [{ name, value }],
  );
}
