import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { actionNames } from '../../../scripts/build.ts';
import { ROOT } from '../../../scripts/run-program.ts';
import { runText } from '../../../src/process.ts';
import { PINS } from './pins.ts';
import { findTool } from './tools.ts';

/** What a run of a workflow gets from GitHub. */
export interface RunOptions {
  readonly event?: 'schedule' | 'workflow_dispatch';
  readonly inputs?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

export interface WorkflowRun {
  readonly exitCode: number | null;
  /** `success`, `failure` or `skipped` by job id; with a matrix, the worst of its jobs. */
  readonly jobs: Readonly<Record<string, string>>;
  /** Names of steps that ran, with how they ended, in order: `Stop the application: success`. */
  readonly steps: readonly string[];
  readonly log: string;
}

interface LogLine {
  readonly msg?: string;
  readonly jobID?: string;
  readonly step?: string;
  readonly stage?: string;
  readonly stepResult?: string;
  readonly jobResult?: string;
}

/** A repository with workflows, and a runner that runs them on this machine, with nothing outside its directory. */
export interface Act extends AsyncDisposable {
  readonly workspace: string;
  /** Where the stand-in of actions/upload-artifact puts things: `<name>/<file>`. */
  readonly artifacts: string;
  /** Programs that steps find first on their PATH. */
  readonly bin: string;
  run(workflow: string, options?: RunOptions): Promise<WorkflowRun>;
}

export interface Role {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface ActOptions {
  /** What the roles of `role-to-assume` may do: keys of the store, by the name of the role. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Environment of the runner. */
  readonly env: Readonly<Record<string, string>>;
}

const LIMIT_MS = 180_000;
const STAND_INS = join(import.meta.dirname, 'stand-ins');

/**
 * Makes the repository, with the workflows as they are and our actions as a runner gets them.
 * @throws Error with the command that installs act, when it is missing
 */
export async function startAct(options: ActOptions): Promise<Act> {
  const program = findTool('act');
  const directory = await mkdtemp(join(tmpdir(), 'pba-act-'));
  const [workspace, toolkit, artifacts, bin, home] = ['workspace', 'toolkit', 'artifacts', 'bin', 'home'].map(
    (name) => join(directory, name),
  ) as [string, string, string, string, string];
  for (const path of [workspace, artifacts, bin, home]) await mkdir(path, { recursive: true });
  await cp(join(ROOT, 'workflows-examples'), join(workspace, '.github/workflows'), { recursive: true });
  await cp(join(ROOT, '.github/workflows'), join(toolkit, '.github/workflows'), { recursive: true });
  for (const name of ['dist', 'action.yml', ...actionNames()]) {
    await cp(join(ROOT, name), join(toolkit, name), { recursive: true });
  }
  const roles = join(directory, 'roles.json');
  await writeFile(roles, JSON.stringify(options.roles), { mode: 0o600 });
  const env = {
    ...options.env,
    PATH: [bin, dirname(process.execPath), process.env['PATH']].join(':'),
    HOME: home,
    LANG: 'C.UTF-8',
    STAND_IN_ROLES: roles,
    STAND_IN_ARTIFACTS: artifacts,
  };
  // act reads branch, commit and name of the repository from git.
  const git = ['-C', workspace, '-c', 'user.name=octocat', '-c', 'user.email=octocat@example.com'];
  for (const command of [
    ['init', '--quiet', '--initial-branch=main'],
    ['remote', 'add', 'origin', 'https://github.com/octo/shop.git'],
    ['commit', '--quiet', '--allow-empty', '--message=The shop'],
  ]) {
    await runText('git', [...git, ...command], { env, signal: AbortSignal.timeout(30_000) });
  }
  const repositories = [
    `ticketz/postgres-backup-actions@v1=${toolkit}`,
    ...Object.entries(PINS).flatMap(([name, { sha }]) => {
      const folder = join(STAND_INS, name.replaceAll('/', '-'));
      return existsSync(folder) ? [`${name}@${sha}=${folder}`] : [];
    }),
  ];

  return {
    workspace,
    artifacts,
    bin,
    run: (workflow, run = {}) => runAct(program, { directory, workspace, env, repositories }, workflow, run),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }),
  };
}

interface Place {
  readonly directory: string;
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  readonly repositories: readonly string[];
}

async function runAct(
  program: string,
  place: Place,
  workflow: string,
  options: RunOptions,
): Promise<WorkflowRun> {
  const scene = await mkdtemp(join(place.directory, 'run-'));
  const files = { secret: options.secrets, var: options.vars };
  // Not a file of inputs: act would expand what looks like a variable in them.
  const event = join(scene, 'event.json');
  await writeFile(event, JSON.stringify({ inputs: options.inputs ?? {} }));
  for (const [name, values] of Object.entries(files)) {
    const lines = Object.entries(values ?? {}).map(([key, value]) => `${key}=${JSON.stringify(value)}\n`);
    await writeFile(join(scene, name), lines.join(''), { mode: 0o600 });
  }
  const args = [
    options.event ?? 'workflow_dispatch',
    ...['--directory', place.workspace, '--workflows', join(place.workspace, '.github/workflows', workflow)],
    ...['self-hosted', 'ubuntu-latest'].flatMap((label) => ['--platform', `${label}=-self-hosted`]),
    ...place.repositories.flatMap((repository) => ['--local-repository', repository]),
    ...Object.keys(files).flatMap((name) => [`--${name}-file`, join(scene, name)]),
    ...['--eventpath', event, '--env-file', '/dev/null', '--no-cache-server', '--json'],
    ...['--action-cache-path', join(scene, 'cache')],
  ];
  const child = spawn(program, args, { env: place.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const timer = setTimeout(() => child.kill('SIGTERM'), LIMIT_MS);
  const exitCode = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  clearTimeout(timer);
  await rm(scene, { recursive: true, force: true });
  return { exitCode, ...readLog(output) };
}

/** act writes a line of JSON for everything that happens, and plain text for what goes wrong with itself. */
function readLog(output: string): Omit<WorkflowRun, 'exitCode'> {
  const jobs: Record<string, string> = {};
  const steps: string[] = [];
  const log: string[] = [];
  for (const text of output.split('\n')) {
    const line = parseLine(text);
    log.push((line.msg ?? text).trimEnd());
    if (line.jobID !== undefined && line.jobResult !== undefined && jobs[line.jobID] !== 'failure') {
      jobs[line.jobID] = line.jobResult;
    }
    if (line.stepResult !== undefined && line.stage === 'Main')
      steps.push(`${line.step}: ${line.stepResult}`);
  }
  return { jobs, steps, log: log.filter((text) => text !== '').join('\n') };
}

function parseLine(text: string): LogLine {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return {};
  }
}

/** Runs of workflows end as they should; when they do not, the error has the end of the log. */
export function assertJobs(run: WorkflowRun, expected: Readonly<Record<string, string>>): void {
  if (isDeepStrictEqual(run.jobs, expected)) return;
  const ended = JSON.stringify(run.jobs);
  throw new Error(`The jobs ended as ${ended}, not ${JSON.stringify(expected)}:\n${run.log.slice(-6000)}`);
}

/** Files of one artifact. */
export async function artifactFiles(act: Act, name: string): Promise<string[]> {
  const folder = join(act.artifacts, name);
  return existsSync(folder) ? (await readdir(folder)).sort() : [];
}
