import { lstat, open, readdir, stat, statfs } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runText } from '../process.ts';

/** What can be seen of the machine that runs a job; the edge's own facts, without a judgement. */
export interface Machine {
  readonly onRunner: boolean;
  readonly hosted: boolean;
  readonly temp: {
    readonly path: string;
    readonly freeBytes: number | undefined;
    readonly mode: number | undefined;
  };
  readonly workspace: string | undefined;
  readonly workspaceFinds: readonly string[];
  readonly abandoned: readonly { readonly path: string; readonly hours: number }[];
  readonly openSecrets: readonly { readonly path: string; readonly mode: number }[];
  readonly runnerVersion: string | undefined;
}

/** A run lives for a day at most; what is older was left by one that was killed. */
const ABANDONED_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
/** Enough for a repository; node_modules and the like are passed over. */
const MOST_ENTRIES = 20_000;
const PASSED_OVER = new Set(['.git', 'node_modules', '.gradle', 'target', 'dist', 'build']);

export async function readMachine(
  env: Readonly<Record<string, string>>,
  own: string,
  now: Date,
  signal: AbortSignal,
): Promise<Machine> {
  const path = env['RUNNER_TEMP'] ?? tmpdir();
  const onRunner = env['GITHUB_ACTIONS'] === 'true';
  const workspace = onRunner ? env['GITHUB_WORKSPACE'] : undefined;
  const [space, info] = await Promise.all([
    statfs(path).catch(() => undefined),
    stat(path).catch(() => undefined),
  ]);
  return {
    onRunner,
    hosted: env['RUNNER_ENVIRONMENT'] === 'github-hosted',
    temp: {
      path,
      freeBytes: space === undefined ? undefined : space.bavail * space.bsize,
      mode: info === undefined ? undefined : info.mode & 0o7777,
    },
    workspace,
    workspaceFinds: workspace === undefined ? [] : await searchWorkspace(workspace),
    abandoned: await abandonedIn(path, own, now),
    openSecrets: await openSecrets(env),
    runnerVersion: onRunner ? await runnerVersion(env, signal) : undefined,
  };
}

/** Dumps by their first bytes, whatever they are called; passfiles and identities by name or first line. */
async function searchWorkspace(root: string): Promise<string[]> {
  const found: string[] = [];
  const queue = [root];
  let seen = 0;
  for (let directory = queue.pop(); directory !== undefined && seen < MOST_ENTRIES; directory = queue.pop()) {
    for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
      seen += 1;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!PASSED_OVER.has(entry.name)) queue.push(path);
      } else if (entry.isFile() && (entry.name.endsWith('pgpass') || (await looksTelling(path))))
        found.push(path);
    }
  }
  return found.sort();
}

const TELLING = [
  /^PGDMP/, // custom format, and toc.dat of a directory
  /^(?:--\s*\n)*-- PostgreSQL database (?:cluster )?dump/,
  /^(?:#[^\n]*\n)*AGE-SECRET-KEY-/,
];

async function looksTelling(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer.subarray(0, bytesRead).toString('latin1');
    return TELLING.some((pattern) => pattern.test(head));
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

async function abandonedIn(temp: string, own: string, now: Date): Promise<Machine['abandoned']> {
  const found: { path: string; hours: number }[] = [];
  for (const name of await readdir(temp).catch(() => [])) {
    const path = join(temp, name);
    if (!/^pba-[A-Za-z0-9]{6}$/.test(name) || path === own) continue;
    const info = await lstat(path).catch(() => undefined);
    if (info?.isDirectory() !== true || info.uid !== process.getuid?.()) continue;
    const age = now.getTime() - info.mtimeMs;
    if (age > ABANDONED_MS) found.push({ path, hours: Math.floor(age / HOUR_MS) });
  }
  return found;
}

/** libpq refuses a passfile that others can read, without a word but a warning. */
async function openSecrets(env: Readonly<Record<string, string>>): Promise<Machine['openSecrets']> {
  const home = env['HOME'] ?? homedir();
  const paths = [env['PGPASSFILE'] ?? join(home, '.pgpass'), join(home, '.aws', 'credentials')];
  const found: { path: string; mode: number }[] = [];
  for (const path of new Set(paths)) {
    const info = await stat(path).catch(() => undefined);
    const mode = info === undefined ? 0 : info.mode & 0o777;
    if ((mode & 0o077) !== 0) found.push({ path, mode });
  }
  return found;
}

/**
 * The runner starts us with a Node of its own: `<root>/externals/node24/bin/node`, after an update of itself
 * `<root>/externals.2.336.0/…`. Its program beside them tells its version.
 */
async function runnerVersion(
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const found = /^(.*)\/externals(?:\.(\d+\.\d+\.\d+))?\/node\d+\/bin\/node$/.exec(process.execPath);
  if (found === null) return undefined;
  const [, root = '', inName] = found;
  if (inName !== undefined) return inName;
  const said = await runText(join(root, 'bin', 'Runner.Listener'), ['--version'], {
    env: { PATH: env['PATH'] ?? '', HOME: env['HOME'] ?? '' },
    signal,
    timeoutMs: 10_000,
  }).catch(() => '');
  return /\d+\.\d+\.\d+/.exec(said)?.[0];
}
