import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import type { KillTrial } from './kills.ts';
import type { Call } from './points.ts';
import type { Trial } from './trial.ts';
import type { Order } from './worker.ts';

interface Answer {
  readonly ready?: true;
  readonly calls?: Call[];
  readonly trial?: Trial;
  readonly killTrial?: KillTrial;
  readonly failed?: string;
}

/** A world in a process of its own. */
export class Worker {
  readonly #child = fork(resolve(import.meta.dirname, 'worker.ts'), { detached: true, execArgv: [] });

  /** @throws Error when the worker ends instead */
  next(): Promise<Answer> {
    return new Promise((done, fail) => {
      const gone = (code: number | null): void => fail(new Error(`a worker ended with ${code}`));
      this.#child.once('exit', gone);
      this.#child.once('message', (answer: Answer) => {
        this.#child.off('exit', gone);
        done(answer);
      });
    });
  }

  ask(order: Order): Promise<Answer> {
    const answer = this.next();
    this.#child.send(order);
    return answer;
  }

  end(): Promise<void> {
    return new Promise((done) => {
      this.#child.once('exit', () => done());
      this.#child.send({ end: true });
    });
  }
}

/** @throws Error when one of them cannot start */
export async function startWorkers(
  jobs: number,
): Promise<{ readonly first: Worker; readonly workers: readonly Worker[] }> {
  const workers = Array.from({ length: jobs }, () => new Worker());
  await Promise.all(workers.map((worker) => worker.next()));
  const [first] = workers;
  if (first === undefined) throw new Error('--jobs: at least one.');
  return { first, workers };
}
