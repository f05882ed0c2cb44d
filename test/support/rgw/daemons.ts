import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const COMMAND_LIMIT_MS = 20_000;

/** What a daemon and its tools see of our environment. */
const ENV = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C.UTF-8', CEPH_ARGS: '' };

/**
 * Waits until its stdin ends, which it also does when the test process is killed, then kills every daemon whose pid
 * is in the directory, and deletes the directory. Nothing of a cluster in memory is worth a gentle end.
 */
const GUARDIAN = `
trap '' INT TERM HUP
while read -r _; do :; done
for file in "$1"/*.pid; do
  [ -f "$file" ] && kill -9 "$(cat "$file")" 2>/dev/null
done
rm -rf "$1"
`;

/** The daemons of one directory. */
export class Daemons {
  readonly dir: string;
  readonly #guardian: ChildProcess;
  readonly #gone: Promise<void>;

  constructor(dir: string) {
    this.dir = dir;
    this.#guardian = spawn('/bin/sh', ['-c', GUARDIAN, 'sh', dir], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: ENV,
    });
    this.#gone = new Promise((resolve) => this.#guardian.once('close', () => resolve()));
  }

  /** Starts a program that stays. Its pid is in `<name>.pid`, its output in `<name>.out`. */
  async start(name: string, program: string, args: readonly string[]): Promise<void> {
    const output = await open(join(this.dir, `${name}.out`), 'a');
    try {
      const child = spawn(program, [...args], {
        detached: true,
        cwd: this.dir,
        stdio: ['ignore', output.fd, output.fd],
        env: { ...ENV, HOME: this.dir },
      });
      await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
      await writeFile(join(this.dir, `${name}.pid`), String(child.pid));
      child.unref();
    } finally {
      await output.close();
    }
  }

  /** Ends one program and waits until it has gone. */
  async end(name: string): Promise<void> {
    const pid = Number(await readFile(join(this.dir, `${name}.pid`), 'utf8'));
    process.kill(pid, 'SIGKILL');
    for (let waited = 0; existsSync(`/proc/${pid}/exe`) && waited < 5000; waited += 10) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Runs a program that ends, and returns what it printed. */
  async run(program: string, args: readonly string[]): Promise<string> {
    const { stdout } = await run(program, [...args], {
      cwd: this.dir,
      env: { ...ENV, HOME: this.dir },
      timeout: COMMAND_LIMIT_MS,
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout;
  }

  /** The end of what a program printed and logged. */
  async tail(name: string): Promise<string> {
    const texts = await Promise.all(
      [`${name}.out`, `${name}.log`].map((file) => readFile(join(this.dir, file), 'utf8').catch(() => '')),
    );
    return texts.map((text) => text.slice(-2000)).join('\n');
  }

  /** Ends everything and deletes the directory. */
  async stop(): Promise<void> {
    this.#guardian.stdin?.end();
    await this.#gone;
  }
}

/** @throws Error with the command that installs what is missing */
export function assertInstalled(programs: readonly string[], installCommand: string): void {
  const missing = programs.filter((name) => !ENV.PATH.split(':').some((dir) => existsSync(join(dir, name))));
  if (missing.length > 0) {
    throw new Error(`These tests need ${missing.join(', ')}, which is not installed. Run: ${installCommand}`);
  }
}

/** A TCP port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No TCP port is free on 127.0.0.1.');
  return address.port;
}
