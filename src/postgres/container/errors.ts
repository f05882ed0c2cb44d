import { type PbaError, ToolError, UserError } from '../../errors.ts';
import type { Exit, RunningProcess } from '../../process.ts';
import { lastLine } from '../scratch/connection.ts';
import { NO_SERVER } from './command.ts';
import { type Engine, explainEngine, reasonOf } from './engine.ts';
import type { ContainerImage } from './image.ts';

/** From the failure of a client to the end of the container's own process. */
const LOSS_WAIT_MS = 2_000;
/** 128 and the number of SIGKILL, as shells and container engines count. */
const KILLED = 137;

/** What `create` and `start` say when the image or the machine is not as it has to be. */
export function explainStart(engine: Engine, image: ContainerImage, exit: Exit): PbaError | undefined {
  if (/bind source path does not exist|statfs .*: no such file or directory/i.test(exit.stderr)) {
    return new UserError('PBA-PG-SCRATCH', 'The container engine does not see the files of this runner.', {
      hint: 'It runs on another machine, or the runner itself runs in a container. Use an engine on the same machine, with /tmp shared.',
    });
  }
  if (/unable to find user postgres|no such user|exec: "\/bin\/sh"/i.test(exit.stderr)) {
    return new UserError(
      'PBA-PG-NO-SERVER-BINARIES',
      `The image ${image.reference} is no PostgreSQL image: ${reasonOf(exit)}`,
      { hint: NEEDED_IMAGE },
    );
  }
  return explainEngine(engine, exit);
}

const NEEDED_IMAGE =
  'Use one made from the official image `postgres`, or one with the server packages of Debian or apt.postgresql.org.';

/** What the end of the container before its server was ready means. */
export function explainEnd(engine: Engine, image: ContainerImage, major: number, exit: Exit): PbaError {
  if (exit.exitCode === NO_SERVER) {
    return new UserError(
      'PBA-PG-NO-SERVER-BINARIES',
      `The set comes from PostgreSQL ${major}; the image ${image.reference} does not have it: ${lastLine(exit.stderr)}`,
      { hint: NEEDED_IMAGE },
    );
  }
  return (
    explainStart(engine, image, exit) ??
    new ToolError(
      'PBA-PG-SCRATCH',
      `The container of ${image.reference} ended with exit code ${exit.exitCode} before its server was ready: ${errorLine(exit.stderr)}`,
      { ...exit, stderr: exit.stderr.slice(-4096) },
    )
  );
}

export function wrongMajor(image: ContainerImage, major: number, found: string): UserError {
  return new UserError(
    'PBA-PG-NO-SERVER-BINARIES',
    `The set comes from PostgreSQL ${major}; the image ${image.reference} has PostgreSQL ${found}.`,
    { hint: `Use an image of the same major version, as postgres:${major} is.` },
  );
}

/** The last error in a log; what follows it is about tidying up. */
function errorLine(log: string): string {
  const errors = log.split('\n').filter((line) => /\b(fatal|panic|error):/i.test(line));
  return errors.at(-1)?.trim() ?? lastLine(log);
}

/** What to say of a container that ended while it was in use; undefined when it is still there. */
export async function explainLoss(
  running: RunningProcess,
  image: ContainerImage,
): Promise<ToolError | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const alive = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), LOSS_WAIT_MS);
  });
  const exit = await Promise.race([running.exit, alive]);
  clearTimeout(timer);
  if (exit === undefined) return undefined;
  return new ToolError(
    'PBA-PG-SCRATCH',
    `The container of ${image.reference} ended with exit code ${exit.exitCode} while it was in use.`,
    {
      ...exit,
      stderr: exit.stderr.slice(-4096),
      hint: `${exit.exitCode === KILLED ? 'It was killed: by the kernel for want of memory, or by somebody. ' : ''}This says nothing about the backup: test it again.`,
    },
  );
}
