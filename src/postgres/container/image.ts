import { PbaError, ToolError, UserError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { type Engine, reasonOf, runEngine } from './engine.ts';

/** An image that is on this machine. */
export interface ContainerImage {
  /** As it was asked for. */
  readonly reference: string;
  /** The digest of its configuration: what was looked at is what is run, whatever the name means by then. */
  readonly id: string;
  /**
   * How a server starts in it. `entrypoint`: as in Docker's official image `postgres` and those made from it.
   * `programs`: nothing is prepared; Debian's programs are there.
   */
  readonly convention: 'entrypoint' | 'programs';
  /** The major version it says it has; the official images do. */
  readonly major: number | undefined;
  /** The command it runs when none is given. */
  readonly command: readonly string[];
}

interface ImageOptions {
  readonly signal: AbortSignal;
  readonly log: Log;
}

const INSPECT_LIMIT_MS = 30_000;
const PULL_LIMIT_MS = 600_000;

/** Registry, path, tag and digest: https://pkg.go.dev/github.com/distribution/reference. Never begins like an option. */
const REFERENCE = /^[a-z0-9][\w.-]*(:\d+)?(\/[\w.-]+)*(:\w[\w.-]*)?(@[a-z0-9]+:[0-9a-f]{32,})?$/i;

/**
 * Finds an image on this machine, or fetches it.
 * @throws UserError PBA-INPUT when the name is none, PBA-PG-SCRATCH when it cannot be had or the engine does not answer
 */
export async function provideImage(
  engine: Engine,
  reference: string,
  options: ImageOptions,
): Promise<ContainerImage> {
  if (!REFERENCE.test(reference)) {
    throw new UserError('PBA-INPUT', `${JSON.stringify(reference)} is not the name of a container image.`, {
      hint: 'It looks like `postgis/postgis:16-3.4` or `registry.example.com/team/postgres:16`.',
    });
  }
  const present = await inspectImage(engine, reference, options.signal);
  if (present !== undefined) return present;
  options.log.info(`fetching the image ${reference}`);
  await pull(engine, reference, options.signal);
  const fetched = await inspectImage(engine, reference, options.signal);
  if (fetched !== undefined) return fetched;
  throw new ToolError('PBA-PG-SCRATCH', `${engine.name} fetched ${reference} and does not have it.`);
}

async function pull(engine: Engine, reference: string, signal: AbortSignal): Promise<void> {
  const failed = (reason: string, cause?: unknown): UserError =>
    new UserError(
      'PBA-PG-SCRATCH',
      `The image ${reference} is not on this runner and could not be fetched: ${reason}`,
      {
        cause,
        hint: `Check its name; log in to its registry before this step; or bring it here with \`${engine.name} pull\` or \`${engine.name} load\`.`,
      },
    );
  try {
    await runEngine(engine, ['pull', reference], {
      signal,
      timeoutMs: PULL_LIMIT_MS,
      explain: (exit) => failed(reasonOf(exit)),
    });
  } catch (error) {
    if (!(error instanceof PbaError) || error.code !== 'PBA-TOOL-TIMEOUT') throw error;
    throw failed(`it took longer than ${PULL_LIMIT_MS / 60_000} minutes`, error);
  }
}

/** What the engine knows of an image; undefined when it has none of this name. */
async function inspectImage(
  engine: Engine,
  reference: string,
  signal: AbortSignal,
): Promise<ContainerImage | undefined> {
  const absent = new UserError('PBA-PG-SCRATCH', `There is no image ${reference}.`);
  try {
    const text = await runEngine(engine, ['image', 'inspect', reference], {
      signal,
      timeoutMs: INSPECT_LIMIT_MS,
      explain: (exit) => (/no such image|image not known/i.test(exit.stderr) ? absent : undefined),
    });
    return readInspection(reference, text);
  } catch (error) {
    if (error === absent) return undefined;
    throw error;
  }
}

/**
 * Reads the answer of `image inspect`: an array with one object (the same of docker and podman).
 * @throws ToolError PBA-PG-SCRATCH when it is not that
 */
export function readInspection(reference: string, text: string): ContainerImage {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new ToolError('PBA-PG-SCRATCH', `The engine does not tell what the image ${reference} is.`, {
      cause,
    });
  }
  const image: unknown = Array.isArray(parsed) ? parsed[0] : undefined;
  const id = field(image, 'Id');
  const config = field(image, 'Config');
  if (typeof id !== 'string' || id === '')
    throw new ToolError('PBA-PG-SCRATCH', `The engine does not tell which image ${reference} is.`);
  const env = new Map(words(field(config, 'Env')).map((entry) => [before(entry, '='), after(entry, '=')]));
  const [entrypoint = ''] = words(field(config, 'Entrypoint'));
  // Many official images have an entrypoint of this name; PGDATA and PG_MAJOR are those of `postgres`
  // (https://github.com/docker-library/postgres, Dockerfile-debian.template).
  const prepared =
    /(^|\/)docker-entrypoint\.sh$/.test(entrypoint) && env.has('PGDATA') && env.has('PG_MAJOR');
  return {
    reference,
    id,
    convention: prepared ? 'entrypoint' : 'programs',
    major: prepared ? Number.parseInt(env.get('PG_MAJOR') ?? '', 10) || undefined : undefined,
    command: words(field(config, 'Cmd')),
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** The strings of a list; none when there is no list: Docker writes null for an empty one. */
function words(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function before(text: string, separator: string): string {
  return text.slice(0, text.indexOf(separator));
}

function after(text: string, separator: string): string {
  return text.slice(text.indexOf(separator) + separator.length);
}
