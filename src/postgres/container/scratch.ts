import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CancelledError, messageOf, type ToolError } from '../../errors.ts';
import { type RunningProcess, startProcess } from '../../process.ts';
import { type Client, openSession } from '../client.ts';
import { scratchClient, waitUntilReady } from '../scratch/connection.ts';
import type { ScratchLeftover, ScratchOptions, ScratchServer } from '../scratch/scratch.ts';
import type { Installation } from '../tools.ts';
import { CONTAINER_PORT, type ContainerPlan, createArguments } from './command.ts';
import { type Engine, type EngineName, findEngine, runEngine } from './engine.ts';
import { explainEnd, explainLoss, explainStart, wrongMajor } from './errors.ts';
import { type ContainerImage, provideImage } from './image.ts';
import { removeContainer } from './removal.ts';

export interface ContainerScratchOptions extends Omit<ScratchOptions, 'parent' | 'remember'> {
  /** Such as `postgis/postgis:16-3.4`. Fetched when it is not on this machine. */
  readonly image: string;
  /** Without it: docker, else podman. */
  readonly engine?: EngineName;
  /** The client programs of the set's major version on this machine; see `chooseContainerClient`. */
  readonly installation: Installation;
  readonly remember: (leftover: ScratchLeftover | ContainerLeftover) => void;
}

/** A container that a killed run would leave behind. `program rm --force --volumes name` removes it. */
export interface ContainerLeftover {
  readonly kind: 'container';
  /** Absolute path of the engine's program. */
  readonly program: string;
  /** Ends in 16 random hex digits, so no other container has it. */
  readonly name: string;
}

export interface ContainerScratch extends Omit<ScratchServer, 'socketDir'> {
  readonly container: string;
  /** What it runs, for the evidence: the name that was asked for and the exact image. */
  readonly image: Pick<ContainerImage, 'reference' | 'id'>;
  /** Of the server in it, such as `15.18`. */
  readonly version: string;
  /**
   * Why the server is gone, if it is although nobody disposed of it: out of memory, killed from outside, daemon
   * restarted. For whoever got an error from a client and must not blame the backup.
   */
  whyGone(): Promise<ToolError | undefined>;
}

/** Making a container copies nothing but metadata, except with storage drivers that copy the image. */
const CREATE_LIMIT_MS = 120_000;
/** How long a creation that is under way is awaited after the run was cancelled. The edge waits 7 s in all. */
const CREATE_GRACE_MS = 4_000;

/**
 * Makes and starts a scratch server in a throw-away container, with the same promises as `startScratchServer`: a private
 * socket, no network, gone after `dispose` together with its data. The client programs are this machine's.
 * @throws UserError|ToolError PBA-PG-SCRATCH; UserError PBA-TOOL-MISSING without an engine, PBA-INPUT for a name that is none,
 * PBA-PG-NO-SERVER-BINARIES when the server in the image has another major version
 */
export async function startContainerScratch(options: ContainerScratchOptions): Promise<ContainerScratch> {
  const engine = await findEngine(options.env, options.engine);
  const image = await provideImage(engine, options.image, options);
  const { major } = options.installation;
  if (image.major !== undefined && image.major !== major) throw wrongMajor(image, major, String(image.major));

  // The daemon mounts it into the container; who is not us or root cannot get past the outer directory.
  const directory = await mkdtemp('/tmp/pba-');
  const name = `pba-scratch-${randomBytes(8).toString('hex')}`;
  let running: RunningProcess | undefined;
  let disposed = false;
  const dispose = async (): Promise<void> => {
    disposed = true;
    try {
      await removeContainer(engine, name);
    } finally {
      await running?.stop();
      await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    }
  };
  try {
    options.remember({ kind: 'directory', path: directory });
    const socketDir = await makeSocketDir(directory);
    options.remember({ kind: 'container', program: engine.program, name });
    const plan: ContainerPlan = {
      name,
      image,
      major,
      socketDir,
      superuser: options.facts.bootstrapRole,
      checksums: options.checksums ?? false,
    };
    await create(engine, plan, options.signal);
    running = await startProcess(engine.program, ['start', '--attach', name], {
      env: engine.env,
      // Ending this program would not end the container: `dispose` removes that, and then this one ends.
      signal: new AbortController().signal,
    });
    running.stdin.end();
    running.stdout.resume();
    const client = scratchClient({
      installation: options.installation,
      socketDir,
      port: CONTAINER_PORT,
      superuser: options.facts.bootstrapRole,
      env: { PATH: options.env['PATH'] ?? '', LC_ALL: 'C', HOME: directory },
      signal: options.signal,
      log: options.log,
    });
    await waitUntilReady(client, running, (exit) => explainEnd(engine, image, major, exit));
    const version = await serverVersion(client);
    if (Number.parseInt(version, 10) !== major) throw wrongMajor(image, major, version);
    const attached = running;
    return {
      client,
      directory,
      container: name,
      image: { reference: image.reference, id: image.id },
      version,
      whyGone: async () => (disposed ? undefined : explainLoss(attached, image)),
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose().catch((left: unknown) => options.log.warning(messageOf(left)));
    throw error;
  }
}

/** The server in the container has another user id than ours, so the directory of its socket is open to all. */
async function makeSocketDir(directory: string): Promise<string> {
  const socketDir = join(directory, 'socket');
  await mkdir(socketDir);
  await chmod(socketDir, 0o777);
  return socketDir;
}

/**
 * A client that is ended does not stop the daemon: the container would come into being after `dispose` has found none. So
 * a creation that is under way is awaited, as far as the cancelled run has time for it.
 */
async function create(engine: Engine, plan: ContainerPlan, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new CancelledError();
  const patient = new AbortController();
  let impatience: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    impatience = setTimeout(() => patient.abort(), CREATE_GRACE_MS);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await runEngine(engine, createArguments(plan), {
      signal: patient.signal,
      timeoutMs: CREATE_LIMIT_MS,
      explain: (exit) => explainStart(engine, plan.image, exit),
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(impatience);
  }
  if (signal.aborted) throw new CancelledError();
}

async function serverVersion(client: Client): Promise<string> {
  await using session = await openSession(client);
  const { version } = await session.row<{ version: string }>(
    `select pg_catalog.split_part(pg_catalog.current_setting('server_version'), ' ', 1) as version`,
  );
  return version;
}
