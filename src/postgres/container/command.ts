import { initdbArguments, megabytesOfMemory, serverArguments } from '../scratch/settings.ts';
import type { ContainerImage } from './image.ts';

/** Marks every container that this toolkit makes: `docker ps --all --filter label=postgres-backup-actions`. */
const LABEL = 'postgres-backup-actions=scratch';
/** Where the container sees the directory of the socket. */
const SOCKET_TARGET = '/pba-socket';
/**
 * The official entrypoint first starts a server for itself, with our arguments but always on 5432 (or PGPORT): whoever
 * waits on that port meets a server that is about to be stopped.
 * https://github.com/docker-library/postgres/blob/master/docker-entrypoint.sh, docker_temp_server_start
 */
export const CONTAINER_PORT = '5433';
/** The exit code with which our own command says that the image has no server of the wanted version. */
export const NO_SERVER = 100;

export interface ContainerPlan {
  readonly name: string;
  readonly image: ContainerImage;
  /** The wanted major version. */
  readonly major: number;
  /** Existing directory of this machine that everybody may write to. */
  readonly socketDir: string;
  readonly superuser: string;
  readonly checksums: boolean;
}

/**
 * The arguments of `docker create` for a server without a network, whose data goes away with it. `start --attach` then
 * runs it and ends with it.
 */
export function createArguments(plan: ContainerPlan): string[] {
  return [
    'create',
    '--rm',
    '--pull=never', // It was looked at before; fetching it has its own time limit.
    `--name=${plan.name}`,
    `--label=${LABEL}`,
    '--network=none',
    '--security-opt=no-new-privileges',
    // PostgreSQL's immediate shutdown, for whoever stops it: nothing is worth a checkpoint.
    '--stop-signal=SIGQUIT',
    '--stop-timeout=2',
    // Parallel queries share their tables here; the engines give 64 MB, which ends larger ones.
    `--shm-size=${Math.max(64, Math.floor(megabytesOfMemory() / 4))}m`,
    `--mount=type=bind,source=${plan.socketDir},target=${SOCKET_TARGET}`,
    '--env=LC_ALL=C',
    ...(plan.image.convention === 'entrypoint' ? throughEntrypoint(plan) : withPrograms(plan)),
  ];
}

/**
 * The entrypoint makes the cluster, in an anonymous volume, as the variables say, runs what the image adds
 * (`/docker-entrypoint-initdb.d`) and passes the arguments on. https://hub.docker.com/_/postgres
 */
function throughEntrypoint(plan: ContainerPlan): string[] {
  const { image } = plan;
  // A derived image may name a configuration file or libraries to preload in its command.
  const command = image.command[0] === 'postgres' ? image.command : ['postgres'];
  return [
    '--env=POSTGRES_HOST_AUTH_METHOD=trust',
    `--env=POSTGRES_USER=${plan.superuser}`,
    '--env=POSTGRES_DB=postgres', // Otherwise it makes a database named as the role.
    `--env=POSTGRES_INITDB_ARGS=${initdbArguments(plan).join(' ')}`,
    image.id,
    ...command,
    // The entrypoint itself talks to its first server through the default directory.
    ...serverArguments({ port: CONTAINER_PORT, socketDirs: ['/var/run/postgresql', SOCKET_TARGET] }),
  ];
}

/** Debian's server packages, and those of apt.postgresql.org, own this directory and make the user `postgres`. */
const DEBIAN_HOME = '/var/lib/postgresql';

/** Runs in the container. Arguments: major version, superuser; then the server's. */
const MAKE_AND_RUN = `
set -e
bin=/usr/lib/postgresql/$1/bin
data=${DEBIAN_HOME}/pba-scratch
superuser=$2
if ! [ -x "$bin/postgres" ]; then
  echo "PostgreSQL $1 is not in the image; in /usr/lib/postgresql there is:" $(ls /usr/lib/postgresql 2>&1) >&2
  exit ${NO_SERVER}
fi
shift 2
"$bin/initdb" --pgdata="$data" --auth=trust --username="$superuser" $INITDB_ARGUMENTS >/dev/null
exec "$bin/postgres" -D "$data" "$@"
`;

/** An image that only has the programs: the cluster is made and run by a command of ours, as the user postgres. */
function withPrograms(plan: ContainerPlan): string[] {
  return [
    '--user=postgres',
    '--cap-drop=ALL',
    // A volume without a name: no copy-on-write below the data, and gone with the container.
    `--mount=type=volume,target=${DEBIAN_HOME}`,
    '--entrypoint=/bin/sh',
    `--env=INITDB_ARGUMENTS=${initdbArguments(plan).join(' ')}`,
    plan.image.id,
    '-c',
    MAKE_AND_RUN,
    'sh',
    String(plan.major),
    plan.superuser,
    ...serverArguments({ port: CONTAINER_PORT, socketDirs: [SOCKET_TARGET] }),
  ];
}
