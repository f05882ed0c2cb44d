import { performance } from 'node:perf_hooks';
import * as core from '@actions/core';
import type { Log } from '../log.ts';
import { formatDuration } from './format.ts';
import { ProgressLimiter, progressText } from './progress.ts';
import type { Secrets } from './secrets.ts';
import { withoutCommands } from './workflow-commands.ts';

const PROGRESS_EVERY_MS = 10_000;

/** The log of a runner: folded groups, annotations, a line of progress every ten seconds. */
export class ActionsLog implements Log {
  readonly #secrets: Secrets;
  readonly #progress = new ProgressLimiter(PROGRESS_EVERY_MS);
  #depth = 0;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  info(message: string): void {
    core.info(withoutCommands(this.#secrets.redact(message)));
  }

  warning(message: string): void {
    core.warning(this.#secrets.redact(message));
  }

  debug(message: string): void {
    core.debug(this.#secrets.redact(message));
  }

  /** GitHub folds one level only, so a group inside a group is a plain heading. */
  async group<T>(title: string, body: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const heading = this.#secrets.redact(title);
    if (this.#depth === 0) core.startGroup(heading);
    else this.info(title);
    this.#depth += 1;
    let ending = 'failed after';
    try {
      const result = await body();
      ending = 'done in';
      return result;
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) core.endGroup();
      this.info(`${title}: ${ending} ${formatDuration(performance.now() - started)}`);
    }
  }

  progress(...[step, done, total, unit]: Parameters<Log['progress']>): void {
    if (this.#progress.due(step, total !== undefined && done >= total, performance.now())) {
      this.info(progressText(step, done, total, unit));
    }
  }
}
