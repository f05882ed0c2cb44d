/**
 * What the code below the edge may say. The edge decides how it looks: workflow commands on a runner, a status
 * line on a terminal, nothing with `--json`. Logging is never a way to handle an error.
 */
export interface Log {
  info(message: string): void;
  /** Something the reader should look at although the run goes on. Becomes an annotation on GitHub. */
  warning(message: string): void;
  debug(message: string): void;
  /** Runs `body` under a heading that is folded on GitHub and timed everywhere. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>;
  /**
   * Long work: `done` of `total` units so far. Called as often as convenient; the edge limits how often it shows.
   * `total` is undefined while it is not known.
   */
  progress(step: string, done: number, total: number | undefined, unit: 'bytes' | 'tables' | 'objects'): void;
}
