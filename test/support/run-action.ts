import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { type Annotation, RunnerLog } from './runner-log.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Of the surroundings of the tests, what an action must not see: it would not be there on a runner, or differ. */
const AMBIENT =
  /^(GITHUB_|INPUT_|STATE_|RUNNER_|ACTIONS_|PBA_|PG|AWS_|CI$|NODE_|VITEST|(https?|no|all)_proxy$)/i;

export interface RunActionOptions {
  /** Name of one of our actions (its `dist/` is run), or the path of an `action.yml`. */
  readonly action: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** What `env:` of the step would add. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Other values for `GITHUB_OUTPUT` and the like, to see what happens when they cannot be written. */
  readonly commandFiles?: Readonly<Record<string, string>>;
  /** Cancels the run, as the runner does (SIGINT, 7.5 s later SIGTERM, 2.5 s later SIGKILL), once the log matches. */
  readonly cancelAfter?: RegExp;
  /** A signal once the log matches, and nothing after it. */
  readonly signalAfter?: { readonly pattern: RegExp; readonly signals: readonly NodeJS.Signals[] };
  /** Called with the process of the main step, so that a test can end it or its children. */
  readonly onStarted?: (pid: number) => void;
  /** Whether the post step is run. Default true. */
  readonly post?: boolean;
  /** Default 60 s, for each step. */
  readonly timeoutMs?: number;
}

interface StepRun {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What a person sees: no commands, secrets masked as far as the action announced them. */
  readonly log: string;
  /** Every byte of stdout and stderr. */
  readonly raw: string;
  readonly annotations: readonly Annotation[];
  readonly masks: readonly string[];
  readonly debug: readonly string[];
  readonly durationMs: number;
}

export interface ActionRun extends StepRun {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly state: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly post: StepRun | undefined;
  /** What is left in RUNNER_TEMP when everything has ended. */
  readonly leftInTemp: readonly string[];
}

interface ActionFile {
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly runs: { readonly using: string; readonly main: string; readonly post?: string };
}

/**
 * Runs an action as GitHub's runner does: inputs from `INPUT_*` with the defaults of action.yml, command files,
 * workflow commands, the state for the post step.
 */
export async function runAction(options: RunActionOptions): Promise<ActionRun> {
  const file = options.action.endsWith('.yml') ? options.action : join(ROOT, options.action, 'action.yml');
  const action = parse(await readFile(file, 'utf8')) as ActionFile;
  if (action.runs.using !== 'node24') throw new Error(`${file} does not use node24.`);
  const scene = await mkdtemp(join(tmpdir(), 'runner-'));
  try {
    const temp = await mkdtemp(join(scene, 'temp-'));
    const base = {
      ...baseEnvironment(),
      RUNNER_TEMP: temp,
      ...options.env,
      ...inputVariables(action, options),
    };
    const main = await runStep(resolve(dirname(file), action.runs.main), scene, base, options);
    const files = await commandFiles(scene);
    let post: StepRun | undefined;
    if (options.post !== false && action.runs.post !== undefined) {
      const state = Object.entries(files.state).map(([name, value]) => [`STATE_${name}`, value]);
      const { cancelAfter: _, signalAfter: __, onStarted: ___, ...quietly } = options;
      post = await runStep(
        resolve(dirname(file), action.runs.post),
        scene,
        { ...base, ...Object.fromEntries(state) },
        quietly,
      );
    }
    return { ...main, ...files, post, leftInTemp: await readdir(temp) };
  } finally {
    await rm(scene, { recursive: true, force: true });
  }
}

function baseEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !AMBIENT.test(name));
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_RUN_ID: '4711',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_WORKFLOW: 'Nightly',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_ACTOR: 'octocat',
    GITHUB_EVENT_NAME: 'schedule',
  };
}

/** Every input of action.yml is there, empty when nobody gave it; one that is not in it comes through as well. */
function inputVariables(action: ActionFile, options: RunActionOptions): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, input] of Object.entries(action.inputs ?? {})) values[name] = String(input.default ?? '');
  Object.assign(values, options.inputs);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      value,
    ]),
  );
}

const COMMAND_FILES = ['OUTPUT', 'STATE', 'ENV', 'STEP_SUMMARY', 'PATH'] as const;

async function runStep(
  script: string,
  scene: string,
  env: Readonly<Record<string, string>>,
  options: RunActionOptions,
): Promise<StepRun> {
  const files = COMMAND_FILES.map((name) => [`GITHUB_${name}`, join(scene, name)] as const);
  for (const [, path] of files) await writeFile(path, '', { flag: 'a' });
  const started = Date.now();
  const child = spawn(process.execPath, [script], {
    cwd: options.cwd ?? scene,
    env: { ...env, ...Object.fromEntries(files), ...options.commandFiles },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) options.onStarted?.(child.pid);
  let raw = '';
  const timers: NodeJS.Timeout[] = [];
  const later = (ms: number, signal: NodeJS.Signals): void => {
    timers.push(setTimeout(() => child.kill(signal), ms));
  };
  let signalled = false;
  const onData = (chunk: string): void => {
    raw += chunk;
    if (signalled) return;
    if (options.cancelAfter?.test(raw)) {
      signalled = true;
      child.kill('SIGINT');
      later(7_500, 'SIGTERM');
      later(10_000, 'SIGKILL');
    } else if (options.signalAfter?.pattern.test(raw)) {
      signalled = true;
      for (const [index, signal] of options.signalAfter.signals.entries()) later(index * 150, signal);
    }
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onData);
  later(options.timeoutMs ?? 60_000, 'SIGKILL');
  const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((done, fail) => {
    child.once('error', fail);
    child.once('close', (...exit) => done(exit));
  });
  for (const timer of timers) clearTimeout(timer);
  const { log, annotations, masks, debug } = new RunnerLog(raw);
  return { exitCode, signal, log, raw, annotations, masks, debug, durationMs: Date.now() - started };
}

async function commandFiles(
  scene: string,
): Promise<Pick<ActionRun, 'outputs' | 'state' | 'env' | 'summary'>> {
  const read = (name: (typeof COMMAND_FILES)[number]): Promise<string> => readFile(join(scene, name), 'utf8');
  return {
    outputs: parseCommandFile(await read('OUTPUT')),
    state: parseCommandFile(await read('STATE')),
    env: parseCommandFile(await read('ENV')),
    summary: await read('STEP_SUMMARY'),
  };
}

/** `name=value`, or `name<<DELIMITER`, lines, `DELIMITER`; a later entry replaces an earlier one. */
function parseCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const [, name = '', operator, rest = ''] = /^([^=<]+)(=|<<)(.*)$/.exec(line) ?? [];
    if (operator === '=') values[name] = rest;
    else if (operator === '<<') {
      const end = lines.indexOf(rest, index + 1);
      if (end < 0) throw new Error(`The delimiter ${rest} of ${name} is missing.`);
      values[name] = lines.slice(index + 1, end).join('\n');
      index = end;
    } else throw new Error(`Not a line of a command file: ${line}`);
  }
  return values;
}
