import { IntegrityError } from '../errors.ts';
import { parseJson, Reader } from './json.ts';
import type { RunFacts } from './manifest.ts';

/** What a channel may hear about. */
export const OCCASIONS = ['failure', 'recovery', 'success'] as const;
export type When = (typeof OCCASIONS)[number];

/** Why a channel is told now: `change` is another failure than the one it knows, `repeat` the same after its interval. */
export type Occasion = When | 'repeat' | 'change';

export type Outcome = 'failing' | 'well';

/** What one channel was last told about a problem. */
interface Told {
  readonly at: string;
  readonly state: Outcome;
  readonly problem: string;
}

/** The memory of `notify` about one problem of one database. Append-only: the newest record counts. */
export interface NotificationRecord {
  readonly recordVersion: 1;
  readonly kind: 'notification';
  readonly id: string;
  readonly at: string;
  /** null: all databases together. */
  readonly database: string | null;
  readonly what: string;
  readonly state: Outcome;
  /** Since when it is in this state. */
  readonly since: string;
  /** Tells one reason of a failure from another; empty when well. */
  readonly problem: string;
  /** By channel name. */
  readonly told: Readonly<Record<string, Told>>;
  readonly run: RunFacts;
}

export interface Situation {
  /** Undefined: nothing is known of before. */
  readonly previous: Pick<NotificationRecord, 'state' | 'since' | 'told'> | undefined;
  readonly state: Outcome;
  readonly problem: string;
  readonly now: Date;
}

export interface Listener {
  readonly name: string;
  readonly when: readonly When[];
  /** Milliseconds. */
  readonly repeatEvery: number;
}

/** Schedules start late by minutes: the daily run that starts a little earlier than yesterday's still repeats. */
const EARLY = 0.1;

/** Whether a channel is told now, and why; undefined: it is not. */
export function occasionFor(situation: Situation, listener: Listener): Occasion | undefined {
  const { previous, state, problem, now } = situation;
  const told = previous?.told[listener.name];
  const hears = (when: When): boolean => listener.when.includes(when);
  if (state === 'well') {
    const failed = previous?.state === 'failing' || told?.state === 'failing';
    if (failed && hears('recovery')) return 'recovery';
    return hears('success') ? 'success' : undefined;
  }
  if (!hears('failure')) return undefined;
  if (told?.state !== 'failing' || previous?.state !== 'failing') return 'failure';
  if (told.problem !== problem) return 'change';
  const age = now.getTime() - Date.parse(told.at);
  // A clock that was set back must not silence anybody.
  return age < 0 || age >= listener.repeatEvery * (1 - EARLY) ? 'repeat' : undefined;
}

/** What is to be remembered after these channels were told; undefined: nothing that was not known. */
export function remembered(
  situation: Situation,
  delivered: readonly string[],
): Pick<NotificationRecord, 'state' | 'since' | 'problem' | 'told'> | undefined {
  const { previous, state, problem, now } = situation;
  const changed = previous?.state !== state;
  const at = now.toISOString();
  const kept = Object.entries(previous?.told ?? {}).filter(([name]) => !delivered.includes(name));
  const told = Object.fromEntries([
    ...kept,
    ...delivered.map((name) => [name, { at, state, problem: state === 'well' ? '' : problem }] as const),
  ]);
  const news = delivered.some((name) => state === 'failing' || previous?.told[name]?.state === 'failing');
  // A success that follows a success, or nothing at all, is not worth an object in the store.
  if (!news && (!changed || (previous === undefined && state === 'well'))) return undefined;
  return {
    state,
    since: changed ? at : (previous?.since ?? at),
    problem: state === 'well' ? '' : problem,
    told,
  };
}

/** @throws IntegrityError PBA-MANIFEST-INVALID */
export function parseNotification(text: string, key: string): NotificationRecord {
  const invalid = (reason: string): IntegrityError =>
    new IntegrityError('PBA-MANIFEST-INVALID', `The record ${key} cannot be used: ${reason}.`, {
      hint: 'Such records are written by `notify` alone. Move it away by hand: then the next run tells everything once.',
    });
  const read = new Reader();
  const root = read.object(parseJson(text, invalid), 'the record');
  if (root['recordVersion'] !== 1) throw invalid('its version is unknown');
  const instant = (value: unknown, path: string): string => {
    const time = read.string(value, path);
    if (Number.isNaN(Date.parse(time))) read.fail(path, 'a time');
    return time;
  };
  const state = (value: unknown, path: string): Outcome => read.choice(value, path, ['failing', 'well']);
  const told = Object.entries(read.object(root['told'], 'told')).map(([name, value]) => {
    const one = read.object(value, `told.${name}`);
    return [
      name,
      {
        at: instant(one['at'], `told.${name}.at`),
        state: state(one['state'], `told.${name}.state`),
        problem: read.string(one['problem'], `told.${name}.problem`),
      },
    ] as const;
  });
  const run = read.object(root['run'], 'run');
  const runText = (name: keyof RunFacts): string | null => read.nullableString(run[name], `run.${name}`);
  const record: NotificationRecord = {
    recordVersion: 1,
    kind: 'notification',
    id: read.string(root['id'], 'id'),
    at: instant(root['at'], 'at'),
    database: read.nullableString(root['database'], 'database'),
    what: read.string(root['what'], 'what'),
    state: state(root['state'], 'state'),
    since: instant(root['since'], 'since'),
    problem: read.string(root['problem'], 'problem'),
    told: Object.fromEntries(told),
    run: {
      repository: runText('repository'),
      workflow: runText('workflow'),
      runUrl: runText('runUrl'),
      commit: runText('commit'),
      actor: runText('actor'),
      reason: runText('reason'),
    },
  };
  if (read.problems.length > 0) throw invalid(read.problems.join('; '));
  return record;
}
