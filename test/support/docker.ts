import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertPackages, ROOT_PATH, rootPrefix } from '../../scripts/as-root.ts';
import { messageOf } from '../../src/errors.ts';
import { type RunningProcess, runText, startProcess } from '../../src/process.ts';

/** A Docker engine of its own: no network, its own images and containers, gone with everything in it when stopped. */
export interface TestDocker extends AsyncDisposable {
  /** Whole environment for the `docker` program. */
  readonly env: Readonly<Record<string, string>>;
  readonly directory: string;
  /** Of the daemon. */
  readonly pid: number;
  /** Runs the `docker` program and returns what it prints, without the last newline. */
  run(...args: string[]): Promise<string>;
  /** Names of all containers, running or not. */
  containers(): Promise<string[]>;
  volumes(): Promise<string[]>;
  /** Ends the engine with all its containers and deletes its files. Safe to call twice. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 60_000;

/**
 * Keeps the daemon until stdin ends, which it also does when the test process is killed. Then it kills what runs in the
 * containers (known by their cgroup), ends the daemon, kills what is left of it (known by the directory on its command
 * line), unmounts and deletes.
 * Arguments: directory, program, its arguments. Runs as root.
 */
const KEEPER = `
trap '' INT TERM HUP
dir=$1; shift
"$@" </dev/null >"$dir/log" 2>&1 &
daemon=$!
while read -r _; do :; done
containers=$(ls "$dir/data/containers" 2>/dev/null)
if [ -n "$containers" ]; then
  for process in /proc/[0-9]*; do
    grep -qF "$containers" "$process/cgroup" 2>/dev/null && kill -KILL "\${process#/proc/}"
  done
fi
kill -TERM "$daemon" 2>/dev/null
waited=0
while kill -0 "$daemon" 2>/dev/null && [ "$waited" -lt 100 ]; do sleep 0.1; waited=$((waited + 1)); done
for process in /proc/[0-9]*; do
  program=$(tr '\\0' '\\n' <"$process/cmdline" 2>/dev/null | head -n 1)
  case \${program##*/} in
    dockerd | containerd | containerd-shim*) grep -qF "$dir/" "$process/cmdline" && kill -KILL "\${process#/proc/}" ;;
  esac
done 2>/dev/null
wait "$daemon"
while read -r _ mount _; do case $mount in "$dir"/*) echo "$mount" ;; esac; done </proc/mounts | sort -r |
  while read -r mount; do umount -l "$mount"; done
rm -rf --one-file-system "$dir"
`;

/**
 * Starts Debian's dockerd as root (or through `sudo -n`), without bridge and firewall rules, so that it also runs inside of
 * virtual machines and containers. The storage driver is the daemon's own choice: overlay2 where the file system can
 * carry it, else vfs, which copies the whole image for every container.
 * @throws Error with the command that installs it when it is missing
 */
export async function startDocker(options: { readonly storageDriver?: string } = {}): Promise<TestDocker> {
  assertPackages({ dockerd: 'docker.io', docker: 'docker.io' });
  const life = new AbortController();
  const [file = 'sh', ...prefix] = [...(await rootPrefix()), 'sh'];
  const dir = await mkdtemp(join(tmpdir(), 'pba-docker-'));
  const socket = join(dir, 'docker.sock');
  const env = { PATH: ROOT_PATH, HOME: dir, LC_ALL: 'C', DOCKER_HOST: `unix://${socket}` };
  const daemon = [
    'dockerd',
    '--iptables=false',
    '--ip6tables=false',
    '--bridge=none',
    '--shutdown-timeout=3',
    ...(options.storageDriver === undefined ? [] : [`--storage-driver=${options.storageDriver}`]),
    `--data-root=${join(dir, 'data')}`,
    `--exec-root=${join(dir, 'exec')}`,
    `--pidfile=${join(dir, 'pid')}`,
    `--host=unix://${socket}`,
    `--group=${process.getgid?.() ?? 0}`,
  ];
  let keeper: RunningProcess | undefined;
  let pid = 0;
  const stop = async (): Promise<void> => {
    keeper?.stdin.end();
    await keeper?.exit;
    await rm(dir, { recursive: true, force: true });
  };
  const run = async (...args: string[]): Promise<string> => {
    const output = await runText('docker', args, {
      env,
      signal: life.signal,
      timeoutMs: 120_000,
      explain: (exit) => new Error(`docker ${args[0]} failed: ${exit.stderr.trim()}`),
    });
    return output.trimEnd();
  };
  const lines = async (...args: string[]): Promise<string[]> =>
    (await run(...args)).split('\n').filter((line) => line !== '');

  try {
    keeper = await startProcess(file, [...prefix, '-c', KEEPER, 'sh', dir, ...daemon], {
      env: { PATH: ROOT_PATH, HOME: dir, LC_ALL: 'C' },
      signal: life.signal,
    });
    keeper.stdout.resume();
    await untilAnswering(run);
    pid = Number(await readFile(join(dir, 'pid'), 'utf8'));
  } catch (error) {
    const log = await readFile(join(dir, 'log'), 'utf8').catch(() => '');
    await stop();
    throw new Error(`dockerd did not start: ${messageOf(error)}\n${log.slice(-3000)}`, { cause: error });
  }
  return {
    env,
    directory: dir,
    pid,
    run,
    containers: () => lines('ps', '--all', '--format', '{{.Names}}'),
    volumes: () => lines('volume', 'ls', '--quiet'),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function untilAnswering(run: TestDocker['run']): Promise<void> {
  const limit = Date.now() + START_LIMIT_MS;
  for (;;) {
    try {
      await run('version');
      return;
    } catch (error) {
      if (Date.now() > limit) throw error;
    }
    await sleep(50);
  }
}
