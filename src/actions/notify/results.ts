import { createHash } from 'node:crypto';
import type { Outcome } from '../../catalog/notification.ts';
import { ERROR_CODES } from '../../error-codes.ts';
import type { Fact } from '../../notify/message.ts';
import { factsOf } from './facts.ts';

/** What the steps before came to. */
export interface Verdict {
  readonly state: Outcome;
  /** Why it is failing, one sentence each. */
  readonly reasons: readonly string[];
  /** Tells one reason from another, whatever figures stand in the sentences; empty when well. */
  readonly problem: string;
  readonly facts: readonly Fact[];
  /** What the workflow handed over and cannot be read: the step fails for it when everybody was told. */
  readonly unreadable: string | undefined;
}

export interface Handed {
  /** `toJSON(steps)` or `toJSON(needs)`. */
  readonly results: string | undefined;
  /** Ids that have to be there and to have succeeded; empty: all that are there. */
  readonly steps: readonly string[];
  readonly jobStatus: string | undefined;
  readonly verdict: string | undefined;
}

interface StepResult {
  readonly id: string;
  readonly outcome: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A reason, and what of it stays the same when the same thing fails again. */
interface Reason {
  readonly key: string;
  readonly text: string;
}

/** The words in which our actions, GitHub and people say that it went well. */
const GOOD = ['success', 'ok', 'proven', 'nothing due', 'kept'];
const OUTCOMES = ['success', 'failure', 'cancelled', 'skipped'];

/**
 * Judges what was handed over. Success has to be shown: nothing at all, a step that is missing or was skipped, and what cannot
 * be read are all failures.
 */
export function judgeResults(handed: Handed): Verdict {
  const parsed = handed.results === undefined ? { steps: [] } : parseResults(handed.results);
  const steps = 'steps' in parsed ? parsed.steps : [];
  const unreadable = 'unreadable' in parsed ? parsed.unreadable : undefined;
  const wanted = handed.steps.length === 0 ? steps : steps.filter(({ id }) => handed.steps.includes(id));
  const reasons = [
    ...(unreadable === undefined ? [] : [{ key: 'unreadable', text: unreadable }]),
    ...wanted.flatMap(stepReasons),
    ...handed.steps
      .filter((id) => !steps.some((step) => step.id === id))
      .map((id) => ({
        key: `${id}:missing`,
        text: `Step ${id} is not in the results: it did not run, or has no id.`,
      })),
    ...statusReasons('The job', 'job', handed.jobStatus),
    ...statusReasons('The verdict', 'verdict', handed.verdict),
  ];
  const shown = wanted.some(({ outcome }) => outcome === 'success') || handed.verdict !== undefined;
  const all = reasons.length > 0 || shown ? reasons : [NOTHING];
  return {
    state: all.length === 0 ? 'well' : 'failing',
    reasons: all.map(({ text }) => text),
    problem: all.length === 0 ? '' : digest(all),
    facts: wanted.flatMap(({ id, outputs }) => factsOf(outputs, wanted.length > 1 ? id : undefined)),
    unreadable,
  };
}

const NOTHING: Reason = {
  key: 'nothing',
  text: 'Nothing shows that anything was done: no step with an id has succeeded, and no verdict was given.',
};

function digest(reasons: readonly Reason[]): string {
  const keys = reasons.map(({ key }) => key).toSorted();
  return createHash('sha256').update(JSON.stringify(keys)).digest('hex').slice(0, 16);
}

function statusReasons(subject: string, key: string, status: string | undefined): Reason[] {
  if (status === undefined || GOOD.includes(status)) return [];
  return [{ key: `${key}:${status}`, text: `${subject} is ${status}.` }];
}

/** What a step says about itself counts as well as what the runner says: `continue-on-error` hides nothing here. */
function stepReasons({ id, outcome, outputs }: StepResult): Reason[] {
  const code = outputs['error-code'] ?? '';
  if (outcome !== 'success') {
    const meaning = Object.hasOwn(ERROR_CODES, code)
      ? ERROR_CODES[code as keyof typeof ERROR_CODES]
      : undefined;
    const why = meaning === undefined ? '' : ` ${code}: ${meaning}`;
    return [{ key: `${id}:${outcome}:${code}`, text: `Step ${id} ${SAYS[outcome] ?? outcome}.${why}` }];
  }
  const verdict = outputs['verdict'] ?? '';
  if (code !== '' || verdict === 'failed' || verdict === 'cancelled') {
    return [
      {
        key: `${id}:own:${code}`,
        text: `Step ${id} did not fail, but says ${verdict} ${code}`.trimEnd().concat('.'),
      },
    ];
  }
  // `status` with fail-on: never leaves the judgement to whoever reads its outputs.
  return outputs['status'] === 'broken' && 'findings' in outputs
    ? [
        {
          key: `${id}:broken`,
          text: `Step ${id} says that objectives are broken; findings: ${outputs['findings']}.`,
        },
      ]
    : [];
}

const SAYS: Readonly<Record<string, string>> = {
  failure: 'failed',
  cancelled: 'was cancelled',
  skipped: 'was skipped',
};

/** `steps` has `outcome` (before `continue-on-error`) and `conclusion` for each id, `needs` has `result`. */
function parseResults(text: string): { steps: StepResult[] } | { unreadable: string } {
  const unreadable = (why: string) => ({
    unreadable: `The input results cannot be read: ${why}. It has to be what toJSON(steps) or toJSON(needs) gives.`,
  });
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return unreadable('it is not JSON');
  }
  if (!isRecord(root)) return unreadable('it is not an object');
  const steps: StepResult[] = [];
  for (const [id, value] of Object.entries(root)) {
    if (!isRecord(value)) return unreadable(`${id} is not an object`);
    const outcome = value['outcome'] ?? value['result'];
    if (typeof outcome !== 'string' || !OUTCOMES.includes(outcome)) {
      return unreadable(`${id} has neither an outcome nor a result`);
    }
    const outputs = value['outputs'] ?? {};
    if (!isRecord(outputs) || !Object.values(outputs).every((one) => typeof one === 'string')) {
      return unreadable(`the outputs of ${id} are not texts`);
    }
    steps.push({ id, outcome, outputs: outputs as Record<string, string> });
  }
  return { steps };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
