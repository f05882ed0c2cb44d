import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
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
    `${trials.length} of ${all} points tried, ${held} held; seed ${seed}, ${minutes.toFixed(0)} min.`,
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
    `${trials.length} kills, ${hits} of them while there was something to end, ${held} held; seed ${seed}, ${minutes.toFixed(0)} min.`,
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

/** What stands between the marks of a part of docs/reliability.md, and what stands around it. */
async function splitPage(name: string): Promise<{ before: string; part: string; after: string }> {
  const page = await readFile(PAGE, 'utf8');
  const [before, rest] = page.split(`<!-- generated:${name}: -->`);
  const [part, after] = rest?.split(`<!-- /generated:${name} -->`) ?? [];
  if (before === undefined || part === undefined || after === undefined)
    throw new Error(`${PAGE} has no place for ${name}.`);
  return { before, part, after };
}

/** The part of docs/reliability.md that a command wrote before. */
export async function readReport(name: string): Promise<string> {
  return (await splitPage(name)).part;
}

/** Puts a part between its marks in docs/reliability.md. */
export async function writeReport(name: string, text: string): Promise<void> {
  const { before, after } = await splitPage(name);
  const [begin, end] = [`<!-- generated:${name}: -->`, `<!-- /generated:${name} -->`];
  await writeFile(PAGE, `${before}${begin}\n\n${text}\n${end}${after}`);
}
