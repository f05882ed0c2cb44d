import { CancelledError, ToolError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type OsUser, startProcess } from '../process.ts';
import { explainEngine } from './explain.ts';
import { type EngineMessage, parseMessages } from './messages.ts';

/** The engine with its configuration, for one stanza. */
export interface Engine {
  /** Absolute path of the program. */
  readonly program: string;
  readonly version: string;
  readonly stanza: string;
  readonly configFile: string;
  /** The whole environment of the program. Secrets stand here or in the configuration, never in arguments. */
  readonly env: Readonly<Record<string, string>>;
  /** The owner of the cluster; undefined when that is who we are. */
  readonly user: OsUser | undefined;
  readonly signal: AbortSignal;
  readonly log: Log;
}

export interface EngineResult {
  readonly stdout: string;
  readonly messages: readonly EngineMessage[];
}

export interface EngineRun {
  /** After the command: its options and what it works on. */
  readonly args?: readonly string[];
  /** Milliseconds until the command is ended. */
  readonly timeoutMs: number;
  /** Shows what the engine says as it goes. */
  readonly loud?: boolean;
}

const MAX_OUTPUT = 256 * 1024 * 1024;

/**
 * Runs one command of the engine and returns what it said. That it exits with 0 says little: whoever asks for a judgement
 * (`info`, `verify`, `backup`) has to read it from the answer.
 * @throws PbaError as `explainEngine` tells, when the exit code is not 0
 */
export async function runEngine(engine: Engine, command: string, run: EngineRun): Promise<EngineResult> {
  const args = [
    `--config=${engine.configFile}`,
    `--stanza=${engine.stanza}`,
    '--log-level-console=off',
    '--log-level-stderr=info',
    command,
    ...(run.args ?? []),
  ];
  const running = await startProcess(engine.program, args, {
    // Its `process-max` workers would outlive it when the run is cancelled.
    ownGroup: true,
    env: engine.env,
    // The directory that the job stands in may be closed to the owner of the cluster.
    cwd: '/',
    signal: engine.signal,
    ...(engine.user === undefined ? {} : { user: engine.user }),
    onStderrLine: (line) => {
      if (run.loud === true && /^(INFO|WARN):/.test(line) && !/command (begin|end)/.test(line))
        engine.log.info(`pgbackrest: ${line.replace(/^\w+:\s*/, '')}`);
      else engine.log.debug(`pgbackrest: ${line}`);
    },
  });
  running.stdin.end();
  const chunks: Buffer[] = [];
  let bytes = 0;
  let ended: 'late' | 'long' | undefined;
  running.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MAX_OUTPUT) chunks.push(chunk);
    else if (ended === undefined) {
      ended = 'long';
      void running.stop();
    }
  });
  const timer = setTimeout(() => {
    ended ??= 'late';
    void running.stop();
  }, run.timeoutMs);
  const exit = await running.exit;
  clearTimeout(timer);
  if (engine.signal.aborted) throw new CancelledError();
  if (ended === 'late') {
    throw new ToolError(
      'PBA-TOOL-TIMEOUT',
      `pgbackrest ${command} did not end within ${Math.round(run.timeoutMs / 1000)} s.`,
      { ...exit, hint: 'A repository that does not answer makes it wait; see `io-timeout`.' },
    );
  }
  if (ended === 'long')
    throw new ToolError('PBA-ENGINE-FAILED', `pgbackrest ${command} said more than is possible.`);
  if (exit.exitCode !== 0) throw explainEngine(command, exit);
  // Decoded at once: a wrong key shows as bytes that are no text.
  return { stdout: Buffer.concat(chunks).toString('utf8'), messages: parseMessages(exit.stderr) };
}
