import { type PbaError, UserError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { VERSION } from '../version.ts';
import type { Actions, RegisteredAction } from './action.ts';
import { type CliArguments, type CliOptions, cliOptions, readArguments } from './cli-args.ts';
import { actionHelp, toolkitHelp } from './cli-help.ts';
import { execute, type Outcome } from './execute.ts';
import { exitCodeOf } from './exit-codes.ts';
import { failureLines } from './failure.ts';
import type { Lifecycle } from './lifecycle.ts';
import { inputError, inputProblems } from './parse-inputs.ts';
import { Secrets } from './secrets.ts';
import { maskKnownSecrets, readSurroundings } from './surroundings.ts';
import { TerminalLog } from './terminal-log.ts';

/** Runs `node dist/cli.js ARGS` and returns its exit code. The result goes to stdout, everything else to stderr. */
export async function runCli(
  args: readonly string[],
  actions: Actions,
  lifecycle: Lifecycle,
): Promise<number> {
  const options = cliOptions(args);
  const name = args[0]?.startsWith('-') ? undefined : args[0];
  const specs = Object.values(actions).map((action) => action.spec);
  const secrets = new Secrets();
  const log = new TerminalLog({ terminal: terminal(process.env), secrets, level: levelOf(options) });
  const report = (failure: PbaError, json?: unknown): void =>
    reportFailure(failure, options, log, secrets, json);

  if (options.version) return print(VERSION);
  if (name === undefined) {
    if (options.help) return print(toolkitHelp(specs));
    if (options.json)
      report(new UserError('PBA-INPUT', 'The first argument has to be the name of an action.'));
    else process.stderr.write(toolkitHelp(specs));
    return 2;
  }
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined) {
    const failure = unknownAction(name, Object.keys(actions));
    report(failure);
    return exitCodeOf(failure);
  }
  if (options.help) return print(actionHelp(action.spec));

  const given = await readArguments(action.spec, args.slice(1), process.env);
  const env = readSurroundings(process.env);
  maskKnownSecrets(action.spec, given.raw, env, secrets);
  const outcome = await runWith(action, given, { log, secrets, lifecycle, env });
  log.end();
  if (outcome.failure !== undefined) report(outcome.failure, outcome.result?.json);
  if (outcome.result !== undefined) {
    if (!options.json) print(secrets.redact(outcome.result.text));
    else if (outcome.failure === undefined) print(JSON.stringify(outcome.result.json, undefined, 2));
  }
  return outcome.exitCode;
}

type Surroundings = Omit<Parameters<typeof execute>[2], 'saveLeftovers'>;

/** Flags that are wrong and inputs that are wrong are told together. */
async function runWith(action: RegisteredAction, given: CliArguments, edge: Surroundings): Promise<Outcome> {
  if (given.problems.length === 0) return execute(action, given.raw, { ...edge, saveLeftovers: () => {} });
  const missed = (problem: string): boolean =>
    given.attempted.some((name) => problem.startsWith(`${name}: is required`));
  const more = inputProblems(action.spec, given.raw).filter((problem) => !missed(problem));
  const failure = inputError(action.spec.name, [...given.problems, ...more]);
  return { exitCode: exitCodeOf(failure), verdict: 'failed', failure };
}

function unknownAction(name: string, known: readonly string[]): PbaError {
  const meant = nearest(name, known);
  return new UserError('PBA-INPUT', `There is no action ${JSON.stringify(name)}.`, {
    hint: `${meant === undefined ? '' : `The nearest is ${meant}. `}The actions are ${known.join(', ')}.`,
  });
}

function reportFailure(
  failure: PbaError,
  options: CliOptions,
  log: TerminalLog,
  secrets: Secrets,
  result: unknown,
): void {
  if (!options.json) {
    for (const line of failureLines(failure)) log.error(line);
    return;
  }
  const error = {
    code: failure.code,
    message: secrets.redact(failure.message),
    hint: failure.hint === undefined ? null : secrets.redact(failure.hint),
  };
  print(JSON.stringify(result === undefined ? { error } : { error, result }, undefined, 2));
}

function levelOf(options: CliOptions): 'warnings' | 'info' | 'debug' {
  if (options.debug) return 'debug';
  return options.json ? 'warnings' : 'info';
}

function terminal(env: NodeJS.ProcessEnv): ConstructorParameters<typeof TerminalLog>[0]['terminal'] {
  const tty = process.stderr.isTTY === true && env['TERM'] !== 'dumb';
  return {
    write: (text) => process.stderr.write(text),
    interactive: tty,
    // https://no-color.org: set and not empty.
    color: tty && !env['NO_COLOR'],
    columns: process.stderr.columns || 80,
  };
}

function print(text: string): 0 {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  return 0;
}
