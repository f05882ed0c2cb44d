import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expectSuccess, runText, startProcess } from '../src/process.ts';

/** Where the programs are that only root uses. */
export const ROOT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The words to put before a command so that it runs as root. @throws Error when there is no way to */
export async function rootPrefix(): Promise<readonly string[]> {
  if (process.getuid?.() === 0) return [];
  const signal = AbortSignal.timeout(10_000);
  try {
    await runText('sudo', ['-n', 'true'], { env: { PATH: ROOT_PATH }, signal });
  } catch (cause) {
    throw new Error('This needs root, or a sudo that asks for no password.', { cause });
  }
  return ['sudo', '-n'];
}

/**
 * @param programs each with the package it is in
 * @throws Error with the command that installs what is missing
 */
export function assertPackages(programs: Readonly<Record<string, string>>): void {
  const missing = Object.entries(programs).filter(
    ([program]) => !ROOT_PATH.split(':').some((directory) => existsSync(join(directory, program))),
  );
  if (missing.length === 0) return;
  const names = missing.map(([program]) => program).join(', ');
  const packages = [...new Set(missing.map(([, name]) => name))].join(' ');
  throw new Error(`This needs ${names}. Run: sudo apt-get install --no-install-recommends ${packages}`);
}

/**
 * Before the script: ends it with everything it started when stdin ends, because an ordinary user cannot send a signal to what
 * runs as root, and because stdin also ends when this process is killed. Traps of the script are run.
 */
const WATCHED = `
exec 3<&0 </dev/null
( while read -r _ <&3; do :; done; kill -s TERM -- "-$$" ) >/dev/null 2>&1 &
watcher=$!
exec 3<&-
trap 'exit 130' INT TERM HUP PIPE
`;

/**
 * Runs a shell script as root, as the leader of its own session. It has to end its `$watcher`, in a trap of EXIT.
 * @throws Error with the last lines that it printed on stderr
 */
export async function runAsRoot(
  script: string,
  args: readonly string[],
  options: { readonly signal: AbortSignal; readonly timeoutMs: number },
): Promise<void> {
  const [file = '', ...prefix] = [...(await rootPrefix()), 'setsid', '--wait', 'sh', '-c'];
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)]);
  const running = await startProcess(file, [...prefix, WATCHED + script, 'sh', ...args], {
    env: { PATH: ROOT_PATH, LC_ALL: 'C' },
    signal: new AbortController().signal,
  });
  running.stdout.resume();
  const onAbort = (): void => void running.stdin.end();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    await expectSuccess(
      running,
      signal,
      (exit) => new Error(exit.stderr.trimEnd().split('\n').slice(-15).join('\n')),
    );
  } finally {
    signal.removeEventListener('abort', onAbort);
    running.stdin.end();
  }
}
