import { sleep } from '../../concurrency.ts';
import { ToolError } from '../../errors.ts';
import { type Engine, runEngine } from './engine.ts';

/** Longest time for the removal. It does not depend on the run's signal: what was started is removed all the same. */
const REMOVE_LIMIT_MS = 20_000;
const POLL_MS = 100;

/** The arguments that end and remove a container and its anonymous volumes, whatever state it is in. */
function removeArguments(name: string): string[] {
  return ['rm', '--force', '--volumes', name];
}

/**
 * Removes a container, and waits until it is gone where the engine is already at it (`--rm`). One that is not there is fine.
 * @throws ToolError PBA-PG-SCRATCH with the command to run by hand
 */
export async function removeContainer(engine: Engine, name: string): Promise<void> {
  const { signal } = new AbortController();
  const deadline = performance.now() + REMOVE_LIMIT_MS;
  for (;;) {
    const left = deadline - performance.now();
    try {
      await runEngine(engine, removeArguments(name), {
        signal,
        timeoutMs: Math.max(1_000, left),
      });
      return;
    } catch (error) {
      const said = error instanceof ToolError ? error.stderr : '';
      if (/no such container|no container with name/i.test(said)) return;
      if (left < 0 || !/already in progress/i.test(said)) {
        throw new ToolError('PBA-PG-SCRATCH', `The container ${name} could not be removed.`, {
          cause: error,
          stderr: said,
          hint: `${engine.name} ${removeArguments(name).join(' ')} removes it, with its data.`,
        });
      }
    }
    await sleep(POLL_MS, signal);
  }
}
