import { randomBytes } from 'node:crypto';
import { ToolError, UserError } from '../../errors.ts';
import type { Installation } from '../tools.ts';
import { type Engine, findEngine, reasonOf, runEngine } from './engine.ts';

/** A container that runs somebody's PostgreSQL. Its own programs are used, through `exec`; nothing is published. */
export interface Container {
  readonly engine: Engine;
  /** The full id: a name could be given to another one meanwhile. */
  readonly id: string;
  /** As the user wrote it. */
  readonly name: string;
  /** The operating system's user that programs run as; undefined: that of the image. */
  readonly user: string | undefined;
  /** POSTGRES_USER of the official image, else `postgres`. */
  readonly superuser: string;
  readonly installations: readonly Installation[];
}

const LOOK_MS = 30_000;

interface Inspected {
  readonly Id: string;
  readonly State?: { readonly Running?: boolean };
  readonly Config?: { readonly Env?: readonly string[] };
}

/**
 * Finds a running container by its name or id, else by the name of its compose service.
 * @throws UserError PBA-CONTAINER
 */
export async function findContainer(
  surroundings: Readonly<Record<string, string>>,
  wanted: string,
  signal: AbortSignal,
): Promise<Container> {
  const engine = await findEngine(surroundings);
  const call = { signal, timeoutMs: LOOK_MS };
  const found = (await inspect(engine, wanted, signal)) ?? (await ofService(engine, wanted, signal));
  if (found === undefined) {
    const names = (await runEngine(engine, ['ps', '--format', '{{.Names}}'], call))
      .split('\n')
      .filter(Boolean);
    throw new UserError(
      'PBA-CONTAINER',
      `There is no container ${wanted}, and no compose service of that name runs.`,
      {
        hint: `Running: ${names.slice(0, 20).join(', ') || 'none'}. Give one of these names.`,
      },
    );
  }
  if (found.State?.Running !== true) {
    throw new UserError('PBA-CONTAINER', `The container ${wanted} is not running.`, {
      hint: `${engine.name} start ${wanted}; ${engine.name} logs ${wanted} says why it ended.`,
    });
  }
  const variable = found.Config?.Env?.find((entry) => entry.startsWith('POSTGRES_USER='));
  const plain = { engine, id: found.Id, name: wanted };
  const seen = await lookInside(plain, signal);
  return { ...plain, ...seen, superuser: variable?.slice('POSTGRES_USER='.length) || 'postgres' };
}

async function inspect(engine: Engine, name: string, signal: AbortSignal): Promise<Inspected | undefined> {
  const text = await runEngine(engine, ['inspect', '--type=container', '--format={{json .}}', name], {
    signal,
    timeoutMs: LOOK_MS,
    explain: (exit) =>
      /no such (container|object)/i.test(exit.stderr) ? new UserError('PBA-CONTAINER', '') : undefined,
  }).catch((error: unknown) => {
    if (error instanceof UserError && error.code === 'PBA-CONTAINER') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as Inspected);
}

/** Labels that docker compose, and podman-compose in its older versions, give their containers. */
const SERVICE_LABELS = ['com.docker.compose.service', 'io.podman.compose.service'];

async function ofService(
  engine: Engine,
  service: string,
  signal: AbortSignal,
): Promise<Inspected | undefined> {
  const ids = new Set<string>();
  for (const label of SERVICE_LABELS) {
    const args = ['ps', '--no-trunc', '--format={{.ID}}', `--filter=label=${label}=${service}`];
    const text = await runEngine(engine, args, { signal, timeoutMs: LOOK_MS });
    for (const id of text.split('\n')) if (id !== '') ids.add(id);
  }
  const [only, ...others] = ids;
  if (others.length > 0) {
    throw new UserError(
      'PBA-CONTAINER',
      `${ids.size} running containers are of the compose service ${service}.`,
      {
        hint: 'Give the name of the container itself.',
      },
    );
  }
  return only === undefined ? undefined : inspect(engine, only, signal);
}

/** Run in the container: the user to be, and every PostgreSQL that is there. Debian's pg_wrapper is passed over. */
const LOOK = `
if id -u postgres >/dev/null 2>&1; then echo user postgres; fi
for dir in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/bin /usr/local/pgsql/bin /opt/bitnami/postgresql/bin /usr/libexec/postgresql* /usr/bin; do
  [ -x "$dir/pg_dump" ] || continue
  case $(readlink -f "$dir/pg_dump") in */pg_wrapper) continue ;; esac
  if [ -x "$dir/postgres" ]; then server=yes; else server=no; fi
  echo "programs $dir $server $("$dir/pg_dump" --version)"
done
`;

async function lookInside(
  { engine, id, name }: Pick<Container, 'engine' | 'id' | 'name'>,
  signal: AbortSignal,
): Promise<Pick<Container, 'user' | 'installations'>> {
  const text = await runEngine(engine, ['exec', id, 'sh', '-c', LOOK], {
    signal,
    timeoutMs: LOOK_MS,
    explain: (exit) =>
      new ToolError('PBA-CONTAINER', `Nothing can be run in ${name}: ${reasonOf(exit)}`, { ...exit }),
  });
  const lines = text.split('\n');
  const installations = lines.flatMap((line): Installation[] => {
    const [, binDir = '', server, major = '', rest = ''] =
      /^programs (\S+) (yes|no) .*\(PostgreSQL\) (\d+)(\S*)/.exec(line) ?? [];
    return binDir === ''
      ? []
      : [{ binDir, major: Number(major), version: major + rest, server: server === 'yes' }];
  });
  if (installations.length === 0) {
    throw new UserError('PBA-CONTAINER', `No psql and pg_dump were found in the container ${name}.`, {
      hint: 'Name the container that runs PostgreSQL itself; its own programs are used.',
    });
  }
  return {
    user: lines.includes('user postgres') ? 'postgres' : undefined,
    installations: installations.sort((a, b) => b.major - a.major),
  };
}

/**
 * What the stdin of a program in a container is for. `input`: its input, and nothing when that ends. `session`: its input; once
 * it ends, the program is given two seconds. `lifeline`: nothing is read from it; the program is ended when it ends.
 */
export type Stdin = 'input' | 'session' | 'lifeline';

/**
 * Nothing ends what `exec` has started when its client goes away, and pg_dump would wait for ever for somebody to take its
 * output, with all its locks. But stdin then ends: this ends the program. Arguments: `session` or `lifeline`, the command.
 *
 * Every process that is started here is waited for here. In most containers the first process is PostgreSQL itself, so an
 * orphan would become its child; and when one of those ends by a signal, PostgreSQL takes it for a crash of its own, throws
 * out every connection and recovers (tried with 15). `$!` in the trap is the newest process of the watcher.
 */
const GUARD = `
kind=$1; shift
exec 3<&0
if [ "$kind" = session ]; then
  dir=$(mktemp -d) && mkfifo "$dir/in" || exit 125
  "$@" <"$dir/in" 3<&- &
  child=$!
  exec 4>"$dir/in"
  rm -r "$dir"
else
  "$@" </dev/null 3<&- &
  child=$!
  exec 4>/dev/null
fi
(
  trap 'kill $!; wait; exit 0' TERM
  cat <&3 >&4 &
  wait $!
  exec 4>&-
  if [ "$kind" = session ]; then sleep 2 & wait $!; fi
  kill -INT "$child"
  sleep 2 &
  wait $!
  kill -0 $$ && kill -KILL "$child"
) >/dev/null 2>&1 &
watcher=$!
exec 4>&- 3<&-
wait "$child"
code=$?
kill "$watcher" 2>/dev/null
wait "$watcher"
exit "$code"
`;

/** The arguments of the engine that run a program there. Never a terminal: it would change the bytes of a dump. */
export function execArguments(
  container: Container,
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  stdin: Stdin,
): string[] {
  const variables = Object.entries(env).filter(([name]) => name.startsWith('PG') && name !== 'PGPASSFILE');
  return [
    'exec',
    '--interactive',
    ...(container.user === undefined ? [] : [`--user=${container.user}`]),
    ...variables.map(([name, value]) => `--env=${name}=${value}`),
    '--env=LC_ALL=C',
    container.id,
    ...(stdin === 'input' ? [] : ['sh', '-c', GUARD, 'sh', stdin]),
    program,
    ...args,
  ];
}

/** Files of this machine that programs in a container have to read. */
export interface PlacedFiles extends AsyncDisposable {
  /** Where the program finds it. */
  at(path: string): string;
  /** Sends one more. */
  add(path: string): Promise<void>;
}

/** Streams files or directories into a directory of their own in the container, which goes when it is disposed of. */
export async function placeFiles(
  container: Container,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<PlacedFiles> {
  const { engine, id, user } = container;
  const directory = `/tmp/pba-${randomBytes(8).toString('hex')}`;
  const places = new Map<string, string>();
  const run = (args: readonly string[], timeoutMs = LOOK_MS, until = signal): Promise<string> =>
    runEngine(engine, args, { signal: until, timeoutMs });
  const dispose = async (): Promise<void> => {
    // Also after a cancellation, so it has a time of its own.
    await run(['exec', '--user=0', id, 'rm', '-rf', directory], 5_000, AbortSignal.timeout(5_000)).catch(
      () => undefined,
    );
  };
  const add = async (path: string): Promise<void> => {
    if (places.has(path)) return;
    const place = `${directory}/${places.size}`;
    await run(['cp', '--quiet', path, `${id}:${place}`], 6 * 3_600_000);
    if (user !== undefined) await run(['exec', '--user=0', id, 'chown', '-R', user, place]);
    places.set(path, place);
  };
  try {
    await run(['exec', '--user=0', id, 'mkdir', '-m', '0711', directory]);
    for (const path of paths) await add(path);
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    at: (path) => places.get(path) ?? path,
    add,
    [Symbol.asyncDispose]: dispose,
  };
}
