import { resolve } from 'node:path';
import { readPart, writePart } from '../../scripts/write-part.ts';
import type { KillTrial } from './kills.ts';
import type { Trial } from './trial.ts';

const PAGE = resolve(import.meta.dirname, '../../docs/reliability.md');

export interface RunFacts {
  readonly seed: number;
  /** Points there are; fewer may have been tried. */
  readonly all: number;
  readonly minutes: number;
}

/** What was tried and what held, as Markdown. */
export function faultsReport(trials: readonly Trial[], { seed, all, minutes }: RunFacts): string {
  const held = trials.filter(({ broken }) => broken.length === 0).length;
  const groups = new Map<string, Trial[]>();
  for (const trial of trials) {
    const key = `${trial.point.scenario} | ${trial.point.edge}`;
    groups.set(key, [...(groups.get(key) ?? []), trial]);
  }
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => {
      const whole = group.filter(({ broken }) => broken.length === 0).length;
      const swept = group.filter(({ remains }) => remains > 0).length;
      return `| ${key} | ${group.length} | ${whole} | ${swept} | ${outcomes(group)} |`;
    });
  return [
    `${trials.length} of ${all} points tried, ${held} held; seed ${seed}, the last run took ${minutes.toFixed(0)} min.`,
    '',
    '| Scenario | What went wrong | Points | Held | Left to sweep | How the runs ended |',
    '| --- | --- | --: | --: | --: | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** What was killed and what held, as Markdown. */
export function killsReport(
  trials: readonly KillTrial[],
  { seed, minutes }: Pick<RunFacts, 'seed' | 'minutes'>,
): string {
  const held = trials.filter(({ broken }) => broken.length === 0).length;
  const hits = trials.filter(({ hit }) => hit).length;
  const groups = new Map<string, KillTrial[]>();
  for (const trial of trials) {
    const { scenario, whom, signal } = trial.kill;
    const key = `${scenario} | ${signal} to ${whom === 'action' ? 'the action' : 'a program it runs'}`;
    groups.set(key, [...(groups.get(key) ?? []), trial]);
  }
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) => {
      const whole = group.filter(({ broken }) => broken.length === 0).length;
      const reached = group.filter(({ hit }) => hit).length;
      const swept = group.filter(({ remains }) => remains > 0).length;
      return `| ${key} | ${group.length} | ${reached} | ${whole} | ${swept} | ${outcomes(group)} |`;
    });
  return [
    `${trials.length} kills, ${hits} of them while there was something to end, ${held} held; seed ${seed}, the last run took ${minutes.toFixed(0)} min.`,
    '',
    '| Scenario | What was sent | Kills | In time | Held | Left to sweep | How the runs ended |',
    '| --- | --- | --: | --: | --: | --: | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** How often each outcome came, the most frequent first. */
function outcomes(trials: readonly { readonly outcome: string }[]): string {
  const counts = new Map<string, number>();
  for (const { outcome } of trials) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, count]) => `${outcome} ${count}`)
    .join(', ');
}

/** The part of docs/reliability.md that a command wrote before. */
export function readReport(name: string): Promise<string> {
  return readPart(PAGE, name);
}

/** Puts a part between its marks in docs/reliability.md. */
export function writeReport(name: string, text: string): Promise<void> {
  return writePart(PAGE, name, text);
}
