import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Point } from './points.ts';
import type { Trial } from './trial.ts';

/** What tells one point from another. */
export const nameOf = ({ scenario, edge, title }: Point): string => `${scenario} | ${edge} | ${title}`;

/** What was found so far, kept in a file so that a long run can be interrupted and taken up again. */
export class Results {
  readonly #file: string | undefined;
  readonly #trials = new Map<string, Trial>();

  /** @param file one trial a line; without it nothing is kept */
  constructor(file: string | undefined) {
    this.#file = file;
    if (file === undefined || !existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line === '') continue;
      const trial = JSON.parse(line) as Trial;
      this.#trials.set(nameOf(trial.point), trial);
    }
    // What did not hold is tried again: its reason may be mended meanwhile.
    for (const [name, { broken }] of this.#trials) if (broken.length > 0) this.#trials.delete(name);
    writeFileSync(file, this.trials.map((trial) => `${JSON.stringify(trial)}\n`).join(''));
  }

  get trials(): Trial[] {
    return [...this.#trials.values()];
  }

  has(point: Point): boolean {
    return this.#trials.has(nameOf(point));
  }

  add(trial: Trial): void {
    this.#trials.set(nameOf(trial.point), trial);
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(trial)}\n`);
  }
}
