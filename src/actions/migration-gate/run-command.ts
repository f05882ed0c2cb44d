import type { CommandEnd } from '../../catalog/migration/trial.ts';
import { CancelledError, PbaError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { startProcess } from '../../process.ts';
import type { CommandLine } from '../../sandbox/sandbox.ts';

const KEPT_LINES = 200;
const LONGEST_LINE = 2_000;

export interface RunCommandOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly timeLimitMs: number;
  readonly log: Log;
}

/** Runs a program to its end or to the time limit, with all that it started, and tells how that was. Failing is a result. */
export async function runCommand(command: CommandLine, options: RunCommandOptions): Promise<CommandEnd> {
  const started = performance.now();
  const output: string[] = [];
  const say = (line: string): void => {
    const short = line.slice(0, LONGEST_LINE);
    options.log.info(`| ${short}`);
    output.push(short);
    if (output.length > KEPT_LINES) output.shift();
  };
  const seconds = (): number => Math.round(performance.now() - started) / 1000;
  const { env, cwd, signal } = options;
  let timedOut = false;
  try {
    const running = await startProcess(command.file, command.args, {
      ...{ env, cwd, signal, ownGroup: true },
      onStderrLine: say,
    });
    running.stdin.end();
    let rest = '';
    running.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = (lines.pop() ?? '').slice(-LONGEST_LINE);
      for (const line of lines) say(line);
    });
    const timer = setTimeout(() => {
      timedOut = true;
      void running.stop();
    }, options.timeLimitMs);
    const { exitCode, signal: endedBy, stderr } = await running.exit;
    clearTimeout(timer);
    for (const line of [rest, stderr.split('\n').at(-1) ?? '']) if (line !== '') say(line);
    if (signal.aborted) throw new CancelledError();
    const outcome = timedOut ? 'timed out' : exitCode === 0 ? 'succeeded' : 'failed';
    return { outcome, exitCode, signal: endedBy, seconds: seconds(), output: output.join('\n') };
  } catch (error) {
    if (!(error instanceof PbaError) || error instanceof CancelledError) throw error;
    // It could not be started at all.
    say(error.message);
    return { outcome: 'failed', exitCode: 127, signal: null, seconds: seconds(), output: output.join('\n') };
  }
}
