/** Seconds per phase, in the order the phases ended. */
export class Stopwatch {
  readonly #start = performance.now();
  readonly #phases: Record<string, number> = {};

  async time<T>(phase: string, body: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await body();
    this.add(phase, (performance.now() - start) / 1000);
    return result;
  }

  add(phase: string, seconds: number): void {
    this.#phases[phase] = rounded((this.#phases[phase] ?? 0) + seconds);
  }

  get phases(): Readonly<Record<string, number>> {
    return { ...this.#phases };
  }

  /** Seconds since the stopwatch was made. */
  get total(): number {
    return rounded((performance.now() - this.#start) / 1000);
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
