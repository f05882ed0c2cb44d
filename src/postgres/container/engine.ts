import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { type PbaError, ToolError, UserError } from '../../errors.ts';
import { type Exit, type RunOptions, runText } from '../../process.ts';

export const CONTAINER_ENGINES = ['docker', 'podman'] as const;
export type EngineName = (typeof CONTAINER_ENGINES)[number];

/** The command-line program of a container engine on this machine. Both understand every command used here. */
export interface Engine {
  readonly name: EngineName;
  /** Absolute path. */
  readonly program: string;
  /** What it needs of the surroundings to find its daemon, its storage and its credentials. */
  readonly env: Readonly<Record<string, string>>;
}

/** No variable of the job reaches the engine besides these and those that begin as `PASSED_ON_PREFIXES` say. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'TMPDIR',
  'XDG_RUNTIME_DIR',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'DBUS_SESSION_BUS_ADDRESS',
  'REGISTRY_AUTH_FILE',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  // Podman fetches images itself.
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
];
const PASSED_ON_PREFIXES = ['DOCKER_', 'CONTAINER_', 'CONTAINERS_'];

/**
 * The engine to use: the one that was asked for, else docker, else podman.
 * @throws UserError PBA-TOOL-MISSING when it is not on PATH
 */
export async function findEngine(
  surroundings: Readonly<Record<string, string>>,
  wanted?: EngineName,
): Promise<Engine> {
  const env: Record<string, string> = { LC_ALL: 'C' };
  for (const [name, value] of Object.entries(surroundings)) {
    if (PASSED_ON.includes(name) || PASSED_ON_PREFIXES.some((prefix) => name.startsWith(prefix)))
      env[name] = value;
  }
  const names = wanted === undefined ? CONTAINER_ENGINES : [wanted];
  for (const name of names) {
    for (const directory of (env['PATH'] ?? '').split(':')) {
      const program = join(directory, name);
      if (directory.startsWith('/') && (await isExecutable(program))) return { name, program, env };
    }
  }
  throw new UserError(
    'PBA-TOOL-MISSING',
    `No container engine is installed: no ${names.join(' and no ')} on PATH.`,
    {
      hint: 'apt-get install docker.io, and let the runner’s user use it (group docker); or test without an image.',
    },
  );
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

export interface EngineCall extends Pick<RunOptions, 'signal'> {
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** Looks at what is not known to every command. */
  readonly explain?: (exit: Exit) => PbaError | undefined;
}

/**
 * Runs one command of the engine and returns what it prints.
 * @throws UserError PBA-PG-SCRATCH when its daemon cannot be reached, ToolError when the command fails
 */
export async function runEngine(engine: Engine, args: readonly string[], call: EngineCall): Promise<string> {
  return runText(engine.program, args, {
    env: engine.env,
    signal: call.signal,
    timeoutMs: call.timeoutMs,
    explain: (exit) => {
      if (exit.exitCode === null) return undefined;
      return (
        explainEngine(engine, exit) ?? call.explain?.(exit) ?? engineFailure(engine, args[0] ?? '', exit)
      );
    },
  });
}

/** Why no command of the engine works here, if that is what it says. */
export function explainEngine(engine: Engine, exit: Exit): UserError | undefined {
  const { name } = engine;
  if (/permission denied while trying to connect/i.test(exit.stderr)) {
    return new UserError('PBA-PG-SCRATCH', `This user may not use ${name}: ${reasonOf(exit)}`, {
      hint: 'Add the runner’s user to the group docker and start the runner again, or use a rootless engine.',
    });
  }
  if (/cannot connect to (the docker daemon|podman)|error during connect/i.test(exit.stderr)) {
    return new UserError('PBA-PG-SCRATCH', `The container engine does not answer: ${reasonOf(exit)}`, {
      hint: `Start it on this runner and check that \`${name} info\` works for the runner’s user.`,
    });
  }
  return undefined;
}

function engineFailure(engine: Engine, command: string, exit: Exit): ToolError {
  return new ToolError('PBA-PG-SCRATCH', `${engine.name} ${command} failed: ${reasonOf(exit)}`, {
    exitCode: exit.exitCode,
    stderr: exit.stderr.slice(-4096),
  });
}

/** The line with the error; what comes before it are warnings, what comes after it is advice. */
export function reasonOf(exit: Exit): string {
  const lines = exit.stderr.split('\n').map((line) => line.trim());
  const known = lines.find((line) => /^(error|cannot connect|permission denied|docker: )/i.test(line));
  const line = known ?? lines.filter((one) => one !== '').at(-1) ?? `exit code ${exit.exitCode}`;
  return line.replace(/^(docker: )?(error: |error response from daemon: )*/i, '');
}
