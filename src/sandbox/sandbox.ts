import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { messageOf, UserError } from '../errors.ts';
import { runText } from '../process.ts';
import { forward } from './forward.ts';

/** What a sandboxed program can see of this machine: everything is read-only, and this is not there at all. */
export interface SandboxView {
  /** Directories and files that are empty inside; what does not exist is ignored. */
  readonly hidden: readonly string[];
  /** Directories that stay visible although one above them is hidden. */
  readonly readable: readonly string[];
  /** As `readable`, and the program may write there. */
  readonly writable: readonly string[];
  /** Hidden although they lie in what is readable or writable. */
  readonly hiddenWithin: readonly string[];
}

/** How to start something: program and arguments. */
export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
}

const BUBBLEWRAP = 'bwrap';
const TMP = '/tmp';
/** An empty home directory inside, gone with the sandbox. */
export const SANDBOX_HOME = '/tmp/home';
/** Numbers of users that nobody has; systemd takes those of its dynamic users from here. */
const STRANGERS = { from: 61_184, to: 65_519 };

/** Where sockets, temporary files of others and secrets of people are. */
const ALWAYS_HIDDEN = [TMP, '/var/tmp', '/run', '/home', '/root', '/srv', '/mnt', '/media'];

/**
 * A program's own small world, made by bubblewrap (https://github.com/containers/bubblewrap): other processes, the network
 * and other people's files and sockets are not there. The program cannot gain rights, and when it ends, everything that it
 * started ends too.
 */
export class Sandbox {
  /** User and group that strangers run as when we are root; undefined: they run as this user, who cannot leave either. */
  readonly stranger: number | undefined;
  readonly #program: string;

  private constructor(program: string) {
    this.#program = program;
    this.stranger = process.getuid?.() === 0 ? randomInt(STRANGERS.from, STRANGERS.to) : undefined;
  }

  /**
   * Finds bubblewrap and sees whether this machine lets us use it.
   * @throws UserError PBA-GATE-ISOLATION
   */
  static async open(env: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Sandbox> {
    const program = (env['PATH'] ?? '')
      .split(':')
      .filter((directory) => isAbsolute(directory))
      .map((directory) => join(directory, BUBBLEWRAP))
      .find((path) => existsSync(path));
    if (program === undefined) {
      throw new UserError(
        'PBA-GATE-ISOLATION',
        'bubblewrap, which keeps the migration apart, is not installed.',
        {
          hint: 'apt-get install bubblewrap. On a runner that is thrown away and has no secrets, `isolation: none` does without.',
        },
      );
    }
    const sandbox = new Sandbox(program);
    try {
      const { file, args } = await sandbox.wrap({ file: 'true', args: [] }, EMPTY);
      await runText(file, args, { env: { PATH: env['PATH'] ?? '' }, signal, timeoutMs: 15_000 });
    } catch (error) {
      if (signal.aborted) throw error;
      throw new UserError(
        'PBA-GATE-ISOLATION',
        `This machine does not allow a sandbox: ${messageOf(error)}`,
        {
          hint: 'bubblewrap needs user namespaces. On Ubuntu 24.04: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0. On a runner that is thrown away, `isolation: none` does without.',
          cause: error,
        },
      );
    }
    return sandbox;
  }

  /** The command line that starts `command` inside. It runs as the user of this process. */
  async wrap(command: CommandLine, view: SandboxView): Promise<CommandLine> {
    return { file: this.#program, args: [...(await mounts(view)), '--', command.file, ...command.args] };
  }

  /**
   * As `wrap`, for code of strangers: never as root; and a port of its loopback interface, the only network there is, leads
   * to a socket.
   */
  async wrapStranger(
    command: CommandLine,
    view: SandboxView,
    tunnel: { readonly node: string; readonly port: number; readonly socket: string },
  ): Promise<CommandLine> {
    // Node lies in `bin` below its installation; both may be in what is hidden.
    const readable = [...view.readable, dirname(dirname(tunnel.node))];
    const root = this.stranger !== undefined;
    const id = String(this.stranger);
    const asStranger = ['--reuid', id, '--regid', id, '--clear-groups', '--bounding-set=-all'];
    return {
      file: this.#program,
      args: [
        ...(root ? ['--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID', '--cap-add', 'CAP_SETPCAP'] : []),
        ...(await mounts({ ...view, readable })),
        '--',
        ...(root ? ['setpriv', ...asStranger, '--'] : []),
        tunnel.node,
        '-e',
        `(${forward.toString()})()`,
        String(tunnel.port),
        tunnel.socket,
        command.file,
        ...command.args,
      ],
    };
  }
}

const EMPTY: SandboxView = { hidden: [], readable: [], writable: [], hiddenWithin: [] };

async function mounts(view: SandboxView): Promise<string[]> {
  const [readable = [], writable = [], within = []] = await Promise.all(
    [view.readable, view.writable, view.hiddenWithin].map(existing),
  );
  const bound = [...readable, ...writable];
  // Hiding what lies above a directory that has to be seen comes before that, or it would hide this, too.
  const above = within.filter((path) => bound.some((one) => isBelow(one, path)));
  const hidden = await existing([...ALWAYS_HIDDEN, ...view.hidden, ...above]);
  const inside = within.filter((path) => !above.includes(path) && bound.some((one) => isBelow(path, one)));
  const bind = (option: string, paths: readonly string[]): string[] =>
    paths.toSorted().flatMap((path) => [option, path, path]);
  return [
    ...['--die-with-parent', '--new-session'],
    ...['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-net'],
    ...['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc'],
    ...(await empty(hidden)),
    ...['--perms', '0777', '--dir', SANDBOX_HOME],
    ...bind('--ro-bind', readable),
    ...bind('--bind', writable),
    ...(await empty(inside)),
  ];
}

/** Of several that lie in each other the outermost is enough: nothing of it is left. */
async function empty(paths: readonly string[]): Promise<string[]> {
  const outermost = paths.filter((path) => !paths.some((other) => other !== path && isBelow(path, other)));
  const mounts = await Promise.all(
    outermost.toSorted().map(async (path) => {
      if (path === TMP) return ['--perms', '1777', '--tmpfs', path];
      return (await stat(path)).isDirectory() ? ['--tmpfs', path] : ['--ro-bind', '/dev/null', path];
    }),
  );
  return mounts.flat();
}

function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}

/** Without what does not exist, links followed: a mount point has to be real. */
async function existing(paths: readonly string[]): Promise<string[]> {
  const real = await Promise.all(paths.map((path) => realpath(path).catch(() => undefined)));
  return [...new Set(real.flatMap((path) => (path === undefined || path === '/' ? [] : path)))];
}
