import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What was found so far, kept in a file so that a long run can be interrupted and taken up again. */
export class Results<T extends { readonly broken: readonly string[] }> {
  readonly #file: string | undefined;
  readonly #nameOf: (trial: T) => string;
  readonly #trials = new Map<string, T>();

  /**
   * @param file one trial a line; without it nothing is kept
   * @param nameOf what tells one trial from another
   */
  constructor(file: string | undefined, nameOf: (trial: T) => string) {
    this.#file = file;
    this.#nameOf = nameOf;
    if (file === undefined || !existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line !== '') this.#remember(JSON.parse(line) as T);
    }
    // What did not hold is tried again: its reason may be mended meanwhile.
    for (const [name, { broken }] of this.#trials) if (broken.length > 0) this.#trials.delete(name);
    writeFileSync(file, this.trials.map((trial) => `${JSON.stringify(trial)}\n`).join(''));
  }

  get trials(): T[] {
    return [...this.#trials.values()];
  }

  has(name: string): boolean {
    return this.#trials.has(name);
  }

  add(trial: T): void {
    this.#remember(trial);
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(trial)}\n`);
  }

  #remember(trial: T): void {
    this.#trials.set(this.#nameOf(trial), trial);
  }
}
