import { CancelledError, messageOf, ToolError } from '../../errors.ts';
import { runText } from '../../process.ts';
import type { ActionContext } from '../../runtime/action.ts';

/** On cancellation there are seven seconds in all; a command after the swap gets its share of them. */
const AFTER_CANCEL_MS = 5_000;

/**
 * Runs a user's program: one argument per line, no shell. It has the environment of this run, because it is the
 * user's own and needs what `docker` or `kubectl` need.
 * @throws ToolError PBA-SWAP-COMMAND
 */
export async function runCommand(
  which: 'before-swap' | 'after-swap',
  text: string | undefined,
  context: ActionContext,
): Promise<void> {
  const [program, ...args] = (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (program === undefined) return;
  // What stops the application may have run already, so what starts it again is also run on cancellation.
  const signal =
    which === 'after-swap' && context.signal.aborted ? AbortSignal.timeout(AFTER_CANCEL_MS) : context.signal;
  try {
    const output = await context.log.group(`Running ${which}: ${program}`, () =>
      runText(program, args, {
        env: context.env,
        signal,
        cwd: context.env['GITHUB_WORKSPACE'] ?? process.cwd(),
      }),
    );
    if (output.trim() !== '') context.log.info(output.trimEnd());
  } catch (error) {
    if (error instanceof CancelledError && context.signal.aborted && which === 'before-swap') throw error;
    throw new ToolError('PBA-SWAP-COMMAND', `The command of ${which} failed: ${messageOf(error)}`, {
      ...(error instanceof ToolError ? { exitCode: error.exitCode, stderr: error.stderr } : {}),
      hint:
        which === 'before-swap'
          ? 'Nothing was swapped. Run the command by hand to see what it says.'
          : 'Run it by hand: the application may still be stopped.',
      cause: error,
    });
  }
}
